// RUN: %ndislint ir %s | FileCheck %s

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
// CHECK: [[ONE:%[0-9]+]] = const i32 1
// CHECK-NEXT: call g([[ONE]]) "1"
// CHECK: [[TWO:%[0-9]+]] = const i32 2
// CHECK-NEXT: call g([[TWO]]) "2"
// CHECK-NEXT: return
// CHECK-LABEL: function fine:
// CHECK: call g({{.*}}) "3"
// CHECK-NOT: gap in fine
// CHECK: gap in f: error: {{.*}}unknown_type{{.*}} ; 8:5
// CHECK-NOT: gap
