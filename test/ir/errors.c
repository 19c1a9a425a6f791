// RUN: not %ndislint ir %s | FileCheck %s

// What clang cannot parse is a gap in the function in which it stands; what it can stays.
void g(int);
void f(int n)
{
    g(1);
    unknown_type x;
    g(2);
}
void fine(void) { g(3); }
// CHECK-LABEL: function f:
// CHECK: call g({{.*}}) "1"
// CHECK: call g({{.*}}) "2"
// CHECK-LABEL: function fine:
// CHECK: gap in f: error: {{.*}}unknown_type
