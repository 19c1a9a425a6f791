// RUN: %ndislint ir %s | FileCheck %s

#include <stdarg.h>
struct s { int a, b; };
int total(int n, ...)
{
    va_list list, other;
    int sum = 0;
    va_start(list, n);
    va_copy(other, list);
    while (n--)
        sum += va_arg(list, int);
    sum += va_arg(other, struct s).b;
    va_end(list);
    return sum;
}
int f(char c, float d) { return total(1, c, d); }
// CHECK-LABEL: function total: "int (int, ...)" variadic
// CHECK: va_start
// CHECK: store ptr
// CHECK: [[AT:%[0-9]+]] = load ptr
// CHECK: index [[AT]], {{.*}} * 8
// CHECK: load i32 {{\[}}[[AT]]{{\]}}
// CHECK: [[P:%[0-9]+]] = load ptr
// CHECK: field [[P]] + 4 s.b
// CHECK-LABEL: function f
// CHECK: sext i8 to i32
// CHECK: fptofp f32 to f64
// CHECK-NOT: gap
