// RUN: %ndislint ir %s | FileCheck %s

int g(int);
int cond(int a, int b)
{
    if (a && (b || !g(1)))
        return 1;
    return 0;
}
int value(int a, int b) { return a && b; }
// CHECK-LABEL: function cond
// CHECK: branch i32 {{.*}}, [[B:b[0-9]+]], [[NO:b[0-9]+]] "a"
// CHECK: [[B]]:
// CHECK: branch i32 {{.*}}, [[YES:b[0-9]+]], [[G:b[0-9]+]] "b"
// CHECK: [[G]]:
// CHECK: branch i32 {{.*}}, [[NO]], [[YES]] "g(1)"
// CHECK: [[YES]]:
// CHECK: const i32 1
// CHECK: [[NO]]:
// CHECK: const i32 0
// CHECK-LABEL: function value
// CHECK: const i32 1
// CHECK-NEXT: [[R:%[0-9]+]] = move
// CHECK: const i32 0
// CHECK-NEXT: [[R]] = move
// CHECK: return i32 [[R]]
