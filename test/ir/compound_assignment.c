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
// CHECK: [[C:%[0-9]+]] = local c.0
// CHECK: [[CV:%[0-9]+]] = load i8 {{\[}}[[C]]{{\]}}
// CHECK-NEXT: [[CW:%[0-9]+]] = zext i8 to i32 [[CV]]
// CHECK-NEXT: [[CS:%[0-9]+]] = add i32 [[CW]],
// CHECK-NEXT: [[CN:%[0-9]+]] = trunc i32 to i8 [[CS]]
// CHECK-NEXT: store i8 {{\[}}[[C]]{{\]}}, [[CN]]
// CHECK: [[S:%[0-9]+]] = local s.1
// CHECK: [[D:%[0-9]+]] = load f64
// CHECK: [[SW:%[0-9]+]] = sitofp i16 to f64
// CHECK-NEXT: [[SM:%[0-9]+]] = mul f64 [[SW]], [[D]]
// CHECK-NEXT: [[SN:%[0-9]+]] = fptosi f64 to i16 [[SM]]
// CHECK-NEXT: store i16 {{\[}}[[S]]{{\]}}, [[SN]]
// CHECK: [[LEFT:%[0-9]+]] = const i32 3
// CHECK: [[CW2:%[0-9]+]] = zext i8 to i32
// CHECK-NEXT: [[CS2:%[0-9]+]] = shl i32 [[CW2]], [[LEFT]]
// CHECK-NEXT: [[CN2:%[0-9]+]] = trunc i32 to i8 [[CS2]]
// CHECK-NEXT: store i8 {{.*}}, [[CN2]]
// CHECK: [[U:%[0-9]+]] = local u.4
// CHECK: [[RIGHT:%[0-9]+]] = const i32 2
// CHECK: [[UN:%[0-9]+]] = lshr i32 {{%[0-9]+}}, [[RIGHT]]
// CHECK-NEXT: store i32 {{\[}}[[U]]{{\]}}, [[UN]]
// The offset is promoted where it is read, and widened where it is added.
// CHECK: [[P:%[0-9]+]] = local p.3
// CHECK: [[I:%[0-9]+]] = sext i16 to i32
// CHECK: [[PV:%[0-9]+]] = load ptr {{\[}}[[P]]{{\]}}
// CHECK: [[IW:%[0-9]+]] = sext i32 to i64 [[I]]
// CHECK-NEXT: [[PN:%[0-9]+]] = index [[PV]], [[IW]] * 4
// CHECK-NEXT: store ptr {{\[}}[[P]]{{\]}}, [[PN]]
// CHECK: [[UV:%[0-9]+]] = load i32
// CHECK: [[SW2:%[0-9]+]] = sext i16 to i32
// CHECK-NEXT: [[SQ:%[0-9]+]] = udiv i32 [[SW2]], [[UV]]
// CHECK-NEXT: [[SN2:%[0-9]+]] = trunc i32 to i16 [[SQ]]
// CHECK-NEXT: store i16 {{.*}}, [[SN2]]
// CHECK-NEXT: return
