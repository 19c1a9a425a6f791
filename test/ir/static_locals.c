// RUN: %ndislint ir %s | FileCheck %s

int f(void)
{
    static int counter = 10;
    static int zero;
    return counter++ + zero;
}
// CHECK: global f.counter: 4 bytes internal init f.counter.init
// CHECK: global f.zero: 4 bytes internal  ;
// CHECK-LABEL: function f:
// CHECK-NOT: const i32 10
// CHECK: global f.counter
// CHECK-LABEL: function f.counter.init: "void (void)" internal synthetic
// CHECK: const i32 10
