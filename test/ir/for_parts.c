// RUN: %ndislint ir %s | FileCheck %s

// libclang leaves out the parts of a for that are missing; which they are is read from the text.
int g(int);
void forever(void)
{
    for (;;)
        g(0);
}
void condition_only(int n)
{
    for (; n;)
        g(1);
}
void step_only(int n)
{
    for (;; n++)
        if (g(2))
            break;
}
void init_only(int n)
{
    for (n = 9; /* ; */;)
        if (g(n))
            break;
}
void all(void)
{
    for (int i = 0, j = 5; i < j; i++, j--)
        g(i);
}
// CHECK-NOT: gap
// CHECK-LABEL: function forever
// CHECK: [[HEAD:b[0-9]+]]:
// CHECK: call i32 g
// CHECK-NEXT: jump [[HEAD]]
// CHECK-LABEL: function condition_only
// CHECK: branch i32 {{.*}} "n"
// CHECK-LABEL: function step_only
// CHECK-NOT: "n"
// CHECK: branch i32 {{.*}} "g(2)"
// CHECK: add i32
// CHECK-LABEL: function init_only
// CHECK: const i32 9
// CHECK: branch i32 {{.*}} "g(n)"
// CHECK-LABEL: function all
// CHECK: branch i32 {{.*}} "i < j"
// CHECK: call i32 g
// CHECK: add i32
// CHECK: sub i32
// CHECK-NOT: gap
