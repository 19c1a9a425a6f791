// RUN: %ndislint ir %s | FileCheck %s

int f(int a, long long b) { return a ? 1 : b; }
void v(int a) { a ? v(1) : (void)0; }
int gnu(int a) { return a ?: -9; }
// One register is written in both arms, in the common type.
// CHECK-LABEL: function f
// CHECK: branch i32 {{.*}} "a"
// CHECK: const i64 1
// CHECK-NEXT: [[R:%[0-9]+]] = move i64 to i64
// CHECK: [[R]] = move i64 to i64
// CHECK: trunc i64 to i32 [[R]]
// CHECK-LABEL: function v
// CHECK: branch i32 {{.*}} "a"
// CHECK: call v
// CHECK: return
// The first operand of ?: is evaluated once.
// CHECK-LABEL: function gnu
// CHECK: [[A:%[0-9]+]] = load i32
// CHECK-NEXT: branch i32 [[A]], {{.*}} "a"
// CHECK-NOT: load
// CHECK: move i32 to i32 [[A]]
// CHECK: const i32 -9
