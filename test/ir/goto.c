// RUN: %ndislint ir %s | FileCheck %s

int g(int);
int f(int n)
{
    goto middle;
top:
    g(1);
middle:
    if (n--)
        goto top;
    while (n) {
        g(2);
    inside:
        g(3);
        break;
    }
    if (g(4))
        goto inside;
    return n;
}
// CHECK: jump [[MIDDLE:b[0-9]+]]
// CHECK: [[TOP:b[0-9]+]]:
// CHECK: const i32 1
// CHECK: jump [[MIDDLE]]
// CHECK: [[MIDDLE]]:
// CHECK: branch i32 {{.*}}, [[TOP]], {{b[0-9]+}} "n--"
// CHECK: const i32 2
// CHECK: jump [[INSIDE:b[0-9]+]]
// CHECK: [[INSIDE]]:
// CHECK: const i32 3
// CHECK: branch i32 {{.*}}, [[INSIDE]], {{b[0-9]+}} "g(4)"
