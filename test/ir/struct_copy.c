// RUN: %ndislint ir %s | FileCheck %s

struct s { int a; long long b; };
struct s table[2];
void f(struct s *p, int n)
{
    struct s local = *p, *q = &local;
    *p = table[1];
    local = *q = *p;
    *p = n ? local : table[0];
}
// CHECK: begin local.
// CHECK: copy {{.*}}, 16
// CHECK: global table
// CHECK: copy {{.*}}, 16
// CHECK: copy {{.*}}, 16
// CHECK: copy {{.*}}, 16
// CHECK: branch i32 {{.*}} "n"
// CHECK: [[FROM:%[0-9]+]] = move ptr to ptr
// CHECK: [[FROM]] = move ptr to ptr
// CHECK: copy {{.*}}, {{\[}}[[FROM]]{{\]}}, 16
