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
// CHECK-NOT: gap
// CHECK: branch i32 {{.*}} "EACH (a, n)"
// CHECK: branch i32 {{.*}} "g(1)"
// CHECK: branch i32 {{.*}} "g(3)"
// CHECK: const i32 4
// CHECK: branch i32 {{.*}} "g(n)"
// CHECK: [[HEAD:b[0-9]+]]:
// CHECK: const i32 5
// CHECK: jump [[HEAD]]
// CHECK-NOT: gap
