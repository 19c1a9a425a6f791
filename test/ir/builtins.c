// RUN: %ndislint ir %s | FileCheck %s

int g(int);
void f(char *p, int n)
{
    if (__builtin_expect(n > 3, 0))
        __builtin_memcpy(p, "ab", 2);
    __assume(g(1));
    g(__builtin_constant_p(n) + __builtin_constant_p(5));
    g(__builtin_object_size(p, 0) == (unsigned long long)-1);
    g(__builtin_popcount(n));
    g(__builtin_choose_expr(1, n, "text"));
    g(__builtin_types_compatible_p(int, long));
    if (n)
        __builtin_unreachable();
}
// CHECK: branch i32 {{.*}} "n > 3"
// CHECK: call ptr memcpy({{.*}}) "p", "\"ab\"", "2"
// CHECK-NOT: "1"
// CHECK: const i32 0
// CHECK: const i32 1
// CHECK: call i32 popcount(
// CHECK: call i32 g({{.*}}) "__builtin_choose_expr(1, n, \"text\")"
// CHECK: call i32 g({{.*}}) "__builtin_types_compatible_p(int, long)"
// CHECK: unreachable
// CHECK-NOT: gap
