// RUN: %ndislint ir %s | FileCheck %s

int g(int);
int f(int a)
{
    a = (g(1), g(2), 3);
    if (g(4), a)
        return 5;
    return a;
}
// CHECK: call i32 g({{.*}}) "1"
// CHECK: call i32 g({{.*}}) "2"
// CHECK: const i32 3
// CHECK: call i32 g({{.*}}) "4"
// CHECK: branch i32 {{.*}} "a"
