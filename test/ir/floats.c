// RUN: %ndislint ir %s | FileCheck %s

int f(float a, double b, long long n)
{
    float c = a * 1.5f + n;
    double d = -b / a;
    if (d)
        c++;
    return c < d && !a;
}
// CHECK: const f32 1.5
// CHECK-NEXT: mul f32
// CHECK: sitofp i64 to f32
// CHECK: neg f64
// CHECK: fptofp f32 to f64
// CHECK: sdiv f64
// CHECK: branch f64 {{.*}} "d"
// CHECK: add f32
// CHECK: slt f64
// CHECK: branch f32 {{.*}} "a"
