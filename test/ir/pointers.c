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
// CHECK: sext i8 to i64
// CHECK-NEXT: index {{.*}} * 4
// CHECK: index {{.*}} * 4
// CHECK: index {{.*}} * -4
// CHECK: const i64 3
// CHECK-NEXT: index {{.*}} * 12
// CHECK: index {{.*}} * 12
// CHECK-NEXT: field {{.*}} + 4 s.b
// CHECK: index {{.*}} * 1
// CHECK: index {{.*}} * 1
// CHECK: sub i64
// CHECK: sdiv i64
// CHECK: ult ptr
// CHECK: eq ptr
