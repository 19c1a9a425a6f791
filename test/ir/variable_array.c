// RUN: %ndislint ir %s | FileCheck %s

int f(int n)
{
    int a[n + 1];
    char *b = __builtin_alloca(n);
    a[2] = b[0];
    return sizeof(a) + sizeof a[0];
}
// CHECK: [[BYTES:%[0-9]+]] = mul i64
// CHECK: alloca [[BYTES]]
// CHECK: alloca
// CHECK: load i64
// CHECK: const i64 4
// CHECK-NOT: gap
