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
// CHECK: [[LIST:%[0-9]+]] = local list.
// CHECK-NEXT: va_start {{\[}}[[LIST]]{{\]}}
// CHECK: [[OTHER:%[0-9]+]] = local other.
// CHECK: [[START:%[0-9]+]] = load ptr
// CHECK-NEXT: store ptr {{\[}}[[OTHER]]{{\]}}, [[START]]
// CHECK: [[AT:%[0-9]+]] = load ptr
// CHECK: [[NEXT:%[0-9]+]] = index [[AT]], {{.*}} * 8
// CHECK-NEXT: store ptr {{.*}}, [[NEXT]]
// CHECK-NEXT: load i32 {{\[}}[[AT]]{{\]}}
// An aggregate is passed as a pointer to it.
// CHECK: local other.
// CHECK: [[AT2:%[0-9]+]] = load ptr
// CHECK: [[NEXT2:%[0-9]+]] = index [[AT2]], {{.*}} * 8
// CHECK-NEXT: store ptr {{.*}}, [[NEXT2]]
// CHECK-NEXT: [[P:%[0-9]+]] = load ptr {{\[}}[[AT2]]{{\]}}
// CHECK-NEXT: [[B:%[0-9]+]] = field [[P]] + 4 s.b
// CHECK-NEXT: load i32 {{\[}}[[B]]{{\]}}
// CHECK-LABEL: function f:
// CHECK: [[ONE:%[0-9]+]] = const i32 1
// CHECK: [[C:%[0-9]+]] = sext i8 to i32
// CHECK: [[D:%[0-9]+]] = fptofp f32 to f64
// CHECK: call i32 total([[ONE]], [[C]], [[D]])
// CHECK-NOT: gap
