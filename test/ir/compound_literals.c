// RUN: %ndislint ir %s | FileCheck %s

struct p { int x, y; };
struct p *shared = &(struct p){ 7, 8 };
int g(struct p *);
int f(int n) { return g(&(struct p){ .y = n }) + ((int[]){ 4, 5 })[1]; }
// Outside of functions it lives as long as the program; inside, as long as the call.
// CHECK: global .compound.0: 8 bytes internal
// CHECK-LABEL: function f:
// CHECK: begin tmp.
// CHECK: zero {{.*}}, 8
// CHECK: field {{.*}} p.y
// CHECK: call i32 g(
// CHECK: begin tmp.
// CHECK: index {{.*}} * 4
// CHECK-LABEL: function shared.init:
// CHECK: global .compound.0
