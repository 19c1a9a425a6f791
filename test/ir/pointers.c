// RUN: %ndislint ir %s | FileCheck %s

struct s { int a, b, c; };
long long f(int *p, int *q, char i, struct s *r, void *v)
{
    p[i] = 1;
    2[q] = *(q - i);
    r += 3;
    (&r[1])->b = 5;
    v = (char *)v + 1;
    v = v + 1;
    return p - q + (p < q) + (v == 0);
}
// CHECK: [[I:%[0-9]+]] = sext i8 to i64
// CHECK-NEXT: [[PI:%[0-9]+]] = index {{%[0-9]+}}, [[I]] * 4
// CHECK: store i32 {{\[}}[[PI]]{{\]}}
// CHECK: [[TWO:%[0-9]+]] = const i32 2
// CHECK: [[Q:%[0-9]+]] = load ptr
// CHECK: [[TWOW:%[0-9]+]] = sext i32 to i64 [[TWO]]
// CHECK-NEXT: [[Q2:%[0-9]+]] = index [[Q]], [[TWOW]] * 4
// CHECK: [[QI:%[0-9]+]] = index {{.*}} * -4
// CHECK-NEXT: [[QV:%[0-9]+]] = load i32 {{\[}}[[QI]]{{\]}}
// CHECK-NEXT: store i32 {{\[}}[[Q2]]{{\]}}, [[QV]]
// CHECK: [[R:%[0-9]+]] = local r.3
// CHECK: [[THREE:%[0-9]+]] = const i32 3
// CHECK: [[RV:%[0-9]+]] = load ptr {{\[}}[[R]]{{\]}}
// CHECK: [[THREEW:%[0-9]+]] = sext i32 to i64 [[THREE]]
// CHECK-NEXT: [[RN:%[0-9]+]] = index [[RV]], [[THREEW]] * 12
// CHECK-NEXT: store ptr {{\[}}[[R]]{{\]}}, [[RN]]
// CHECK: [[ONE:%[0-9]+]] = const i64 1
// CHECK-NEXT: [[R1:%[0-9]+]] = index {{%[0-9]+}}, [[ONE]] * 12
// CHECK-NEXT: [[B:%[0-9]+]] = field [[R1]] + 4 s.b
// CHECK: store i32 {{\[}}[[B]]{{\]}}
// CHECK: [[V1:%[0-9]+]] = index {{.*}} * 1 ;
// CHECK-NEXT: store ptr {{.*}}, [[V1]]
// CHECK: [[V2:%[0-9]+]] = index {{.*}} * 1 ;
// CHECK-NEXT: store ptr {{.*}}, [[V2]]
// CHECK: [[FAR:%[0-9]+]] = sub i64
// CHECK-NEXT: [[FOUR:%[0-9]+]] = const i64 4
// CHECK-NEXT: sdiv i64 [[FAR]], [[FOUR]]
// CHECK: [[LT:%[0-9]+]] = ult ptr
// CHECK-NEXT: sext i32 to i64 [[LT]]
// CHECK: [[NULL:%[0-9]+]] = const ptr 0
// CHECK-NEXT: [[EQ:%[0-9]+]] = eq ptr {{%[0-9]+}}, [[NULL]]
// CHECK-NEXT: sext i32 to i64 [[EQ]]
