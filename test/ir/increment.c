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
// CHECK: add i32 [[OLD]]
// CHECK: store
// CHECK: [[NEW:%[0-9]+]] = sub i32
// CHECK: store i32 {{.*}}, [[NEW]]
// CHECK: add i32 [[OLD]], [[NEW]]
// CHECK: sext i8 to i32
// CHECK: trunc i32 to i8
// CHECK: [[P:%[0-9]+]] = load ptr
// CHECK: index [[P]], {{.*}} * 4
// CHECK: store i32 {{\[}}[[P]]{{\]}}
// A boolean that is incremented is 1.
// CHECK: zext i8 to i32
// CHECK: ne i32
// CHECK-NEXT: trunc i32 to i8
// CHECK: [[C:%[0-9]+]] = load i8
// CHECK: [[R:%[0-9]+]] = sext i8 to i32 [[C]]
// CHECK: return i32 [[R]]
