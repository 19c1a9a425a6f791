// RUN: %ndislint ir %s | FileCheck %s

// Computed in the common type of the promoted operands, then converted back (C17 6.5.16.2).
void f(unsigned char c, short s, double d, int *p, unsigned u)
{
    c += 1;
    s *= d;
    c <<= 3;
    u >>= 2;
    p += s;
    s /= u;
}
// CHECK: zext i8 to i32
// CHECK-NEXT: add i32
// CHECK-NEXT: trunc i32 to i8
// CHECK-NEXT: store i8
// CHECK: sitofp i16 to f64
// CHECK-NEXT: mul f64
// CHECK-NEXT: fptosi f64 to i16
// CHECK: shl i32
// CHECK: lshr i32
// CHECK: sext i16 to i64
// CHECK-NEXT: index {{.*}} * 4
// CHECK: sext i16 to i32
// CHECK-NEXT: udiv i32
