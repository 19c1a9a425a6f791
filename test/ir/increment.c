// RUN: %ndislint ir %s | FileCheck %s

int f(int a, char c, int *p, _Bool b)
{
    int r = a++ + --a;
    c++;
    *p++ = r;
    b++;
    return c--;
}
// CHECK: [[OLD:%[0-9]+]] = load i32
// CHECK: [[MORE:%[0-9]+]] = add i32 [[OLD]],
// CHECK-NEXT: store i32 {{.*}}, [[MORE]]
// CHECK: [[NEW:%[0-9]+]] = sub i32
// CHECK-NEXT: store i32 {{.*}}, [[NEW]]
// CHECK: add i32 [[OLD]], [[NEW]]
// CHECK: [[CW:%[0-9]+]] = sext i8 to i32
// CHECK: [[CS:%[0-9]+]] = add i32 [[CW]],
// CHECK-NEXT: [[CN:%[0-9]+]] = trunc i32 to i8 [[CS]]
// CHECK-NEXT: store i8 {{.*}}, [[CN]]
// CHECK: [[P:%[0-9]+]] = load ptr
// CHECK: [[PN:%[0-9]+]] = index [[P]], {{.*}} * 4
// CHECK-NEXT: store ptr {{.*}}, [[PN]]
// CHECK: store i32 {{\[}}[[P]]{{\]}}
// A boolean that is incremented is 1.
// CHECK: [[BW:%[0-9]+]] = zext i8 to i32
// CHECK: [[BS:%[0-9]+]] = add i32 [[BW]],
// CHECK: [[BT:%[0-9]+]] = ne i32 [[BS]],
// CHECK-NEXT: [[BN:%[0-9]+]] = trunc i32 to i8 [[BT]]
// CHECK-NEXT: store i8 {{.*}}, [[BN]]
// The value of c-- is what c was, a char.
// CHECK: [[C:%[0-9]+]] = load i8
// CHECK-NEXT: [[W:%[0-9]+]] = sext i8 to i32 [[C]]
// CHECK: [[LESS:%[0-9]+]] = sub i32 [[W]],
// CHECK-NEXT: [[N:%[0-9]+]] = trunc i32 to i8 [[LESS]]
// CHECK-NEXT: store i8 {{.*}}, [[N]]
// CHECK-NEXT: [[R:%[0-9]+]] = sext i8 to i32 [[C]]
// CHECK-NEXT: return i32 [[R]]
