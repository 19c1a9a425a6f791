// RUN: %ndislint ir %s | FileCheck %s

// Arguments and conditions as they are written: macro calls whole, white space and comments collapsed.
typedef long NTSTATUS;
struct a { int n, flags; };
int g(int, int);
#define NT_SUCCESS(s) ((NTSTATUS)(s) >= 0)
#define READY(a) ((a)->n && ((a)->flags & 4))
#define LEAVE_IF(x) if ((x) > 3 && g(x, 1)) return
#define INVOKE(a) g((a)->n, 2)
#define OK 0
void f(struct a *a, NTSTATUS s)
{
    if (!NT_SUCCESS(s))
        return;
    if (NT_SUCCESS(g(1, 2)) && READY(a))
        g(a->n /* one */ +
              1, OK);
    LEAVE_IF(s);
    INVOKE(a);
    g(NT_SUCCESS(s), g(0, 0));
}
// CHECK: branch i32 {{.*}} "NT_SUCCESS(s)"
// CHECK: branch i32 {{.*}} "NT_SUCCESS(g(1, 2))"
// CHECK: branch i32 {{.*}} "(a)->n"
// CHECK: branch i32 {{.*}} "(a)->flags & 4"
// CHECK: call i32 g({{.*}}) "a->n + 1", "OK"
// CHECK: branch i32 {{.*}} "(x) > 3"  ; {{.*}} macro
// CHECK: call i32 g({{.*}}) "s", "1"  ; {{.*}} macro
// CHECK: branch i32 {{.*}} "g(x, 1)"  ; {{.*}} macro
// CHECK: call i32 g({{.*}}) "(a)->n", "2"  ; {{.*}} macro
// CHECK: call i32 g({{.*}}) "NT_SUCCESS(s)", "g(0, 0)"
