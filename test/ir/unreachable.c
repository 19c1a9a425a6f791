// RUN: %ndislint ir %s | FileCheck %s

// Code that nothing reaches is dropped, unless it calls something: each call must be accounted for.
void g(int);
__declspec(noreturn) void stop(void);
int dropped(int n)
{
    return n;
    n = 5;
}
void kept(void)
{
    return;
    g(6);
}
int never(int n)
{
    if (n)
        stop();
    return n;
}
// CHECK-LABEL: function dropped:
// CHECK-NOT: const i32 5
// CHECK-LABEL: function kept:
// CHECK: b0:
// CHECK-NEXT: return
// CHECK: call g({{.*}}) "6"
// CHECK-LABEL: function never:
// CHECK: call stop()
// CHECK-NEXT: unreachable
// CHECK: declare stop: "{{.*}}" noreturn
