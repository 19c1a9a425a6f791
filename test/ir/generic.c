// RUN: %ndislint ir %s | FileCheck %s

typedef unsigned long ULONG;
int by_type(int i, char *p);
int f(unsigned u, ULONG l, double d)
{
    int a = _Generic(u, int: 1, unsigned: 2, default: 3);
    int b = _Generic(l, unsigned int: 4, unsigned long: 5, default: 6);
    int c = _Generic(d, int: 7, default: 8);
    char *s = _Generic(u, double: 9, unsigned int: "x");
    return a + b + c + *s;
}
// CHECK: const i32 2
// CHECK: const i32 5
// CHECK: const i32 8
// CHECK: global .str.0
// CHECK-NOT: gap
