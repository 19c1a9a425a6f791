// RUN: %ndislint ir %s | FileCheck %s

// The address of a label is its number in the function.
int f(int n)
{
    static const void *const table[] = {&&one, &&two};
    goto *table[n];
one:
    return 1;
two:
    return 2;
}
// CHECK: switch i64 {{.*}}, 1: [[ONE:b[0-9]+]], 2: [[TWO:b[0-9]+]], else [[NONE:b[0-9]+]] "table[n]"
// CHECK: [[ONE]]:
// CHECK-NEXT: const i32 1
// CHECK: [[TWO]]:
// CHECK-NEXT: const i32 2
// CHECK: [[NONE]]:
// CHECK-NEXT: unreachable
// CHECK: function f.table.init
// CHECK: const ptr 1
// CHECK: const ptr 2
