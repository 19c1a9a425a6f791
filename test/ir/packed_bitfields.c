// RUN: %ndislint ir %s | FileCheck %s

#pragma pack(push, 1)
struct p { char c; unsigned a : 3; unsigned b : 29; short s; };
#pragma pack(pop)
int f(struct p *q) { return q->a + q->b + q->s; }
// CHECK: loadbits unsigned
// CHECK: loadbits unsigned
// CHECK: field {{.*}} + 5 p.s
// CHECK-NOT: gap
