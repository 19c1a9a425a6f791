// RUN: %ndislint ir %s | FileCheck %s

// A for that a macro makes: its parts are read from the macro's body, or counted around empty macros.
int g(int);
#define FOREVER for (;;)
#define EACH(i, n) for (int i = 0; i < (n); i++)
#define UNTIL(x) for (; !(x);)
#define NOTHING
void f(int n)
{
    EACH (a, n)
        g(a);
    UNTIL (g(1))
        g(2);
    for (NOTHING; NOTHING; NOTHING)
        if (g(3))
            break;
    for (n = 4; NOTHING; n++)
        if (g(n))
            break;
    FOREVER
        g(5);
}
// A condition that begins in a macro is written as the macro's use.
// CHECK-NOT: gap
// CHECK: store i32
// CHECK-NEXT: jump [[EACH:b[0-9]+]]
// CHECK: {{^}}[[EACH]]:
// CHECK: [[LESS:%[0-9]+]] = slt i32
// CHECK-NEXT: branch i32 [[LESS]], [[BODY:b[0-9]+]], [[UNTIL:b[0-9]+]] "EACH (a, n)"
// CHECK: {{^}}[[BODY]]:
// CHECK: call i32 g({{.*}}) "a"
// CHECK: add i32
// CHECK-NEXT: store i32
// CHECK-NEXT: jump [[EACH]]
// The condition is negated: the loop ends where it is true.
// CHECK: {{^}}[[UNTIL]]:
// CHECK: [[G1:%[0-9]+]] = call i32 g({{.*}}) "1"
// CHECK-NEXT: branch i32 [[G1]], [[THREE:b[0-9]+]], [[TWO:b[0-9]+]] "UNTIL (g(1))"
// CHECK: {{^}}[[TWO]]:
// CHECK: call i32 g({{.*}}) "2"
// CHECK-NEXT: jump [[UNTIL]]
// CHECK: {{^}}[[THREE]]:
// CHECK: [[G3:%[0-9]+]] = call i32 g({{.*}}) "3"
// CHECK-NEXT: branch i32 [[G3]], [[FOUR:b[0-9]+]], [[THREE]] "g(3)"
// CHECK: {{^}}[[FOUR]]:
// CHECK: const i32 4
// CHECK-NEXT: store i32
// CHECK-NEXT: jump [[COUNT:b[0-9]+]]
// CHECK: {{^}}[[COUNT]]:
// CHECK: [[GN:%[0-9]+]] = call i32 g({{.*}}) "n"
// CHECK-NEXT: branch i32 [[GN]], [[HEAD:b[0-9]+]], [[STEP:b[0-9]+]] "g(n)"
// CHECK: {{^}}[[STEP]]:
// CHECK: add i32
// CHECK-NEXT: store i32
// CHECK-NEXT: jump [[COUNT]]
// CHECK: {{^}}[[HEAD]]:
// CHECK: const i32 5
// CHECK-NEXT: call i32 g({{.*}}) "5"
// CHECK-NEXT: jump [[HEAD]]
// CHECK-NOT: gap
