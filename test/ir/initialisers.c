// RUN: %ndislint ir %s | FileCheck %s

struct p { int x, y; };
struct s { int a; struct p in; union { int u; char c[8]; }; int list[4]; };
struct s g = { 1, .in.y = 2, .list = { [2] = 3, 4 }, .u = 5 };
int a[] = { 1, [3] = 2, [5 ... 6] = 7 };
struct p elided[2] = { 1, 2, 3 };
void f(int n)
{
    struct s zero = { 0 };
    struct s part = { .in = { n }, };
    struct p copy = { .y = part.a }, from[1] = { copy };
    int scalar = { 6 };
    from[0].x = scalar + zero.a;
}
// CHECK: global g: 36 bytes init g.init
// CHECK: global a: 28 bytes
// CHECK: global elided: 16 bytes
// CHECK-LABEL: function f:
// CHECK: zero {{.*}}, 36
// CHECK-NEXT: begin part.
// CHECK: zero {{.*}}, 36
// CHECK: field {{.*}} + 4 s.in.x
// CHECK: zero {{.*}}, 8
// CHECK: field {{.*}} + 4 p.y
// CHECK: copy {{.*}}, 8
// CHECK: const i32 6
// CHECK-LABEL: function g.init:
// CHECK: field {{.*}} + 0 s.a
// CHECK: field {{.*}} + 8 s.in.y
// CHECK: field {{.*}} + 20 s.list
// CHECK: const i64 2
// CHECK-NEXT: index {{.*}} * 4
// CHECK: const i32 3
// CHECK: const i64 3
// CHECK-NEXT: index {{.*}} * 4
// CHECK: const i32 4
// CHECK: field {{.*}} + 12 s.u
// CHECK-LABEL: function a.init:
// CHECK: const i64 3
// CHECK: const i64 5
// CHECK: const i64 6
// CHECK-LABEL: function elided.init:
// CHECK: p.x
// CHECK: p.y
// CHECK: const i64 1
// CHECK: p.x
// CHECK-NOT: p.y
// CHECK: return
