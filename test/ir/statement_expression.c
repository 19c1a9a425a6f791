// RUN: %ndislint ir %s | FileCheck %s

int g(int);
int f(int a)
{
    int r = ({ int t = g(a); if (t) g(1); t + 2; });
    ({ g(3); });
    return r;
}
// CHECK: begin t.
// CHECK: call i32 g({{.*}}) "a"
// CHECK: call i32 g({{.*}}) "1"
// CHECK: [[V:%[0-9]+]] = add i32
// CHECK: store i32 {{.*}}, [[V]]
// CHECK: call i32 g({{.*}}) "3"
