// RUN: %ndislint ir %s | FileCheck %s

// In a packed record no unit of the declared type may hold a field: then the smallest that does is accessed.
#pragma pack(push, 1)
struct p { char c; unsigned a : 3; unsigned b : 29; short s; };
struct q { char c[7]; int u : 2; int v : 12; };
#pragma pack(pop)
int f(struct p *p) { return p->a + p->b + p->s; }
int g(struct q *q) { return q->v = 0x7041; }
// CHECK-NOT: gap
// CHECK: loadbits unsigned i32 {{.*}} bits 8+3
// CHECK: loadbits unsigned i32 {{.*}} bits 3+29
// CHECK: field {{.*}} + 5 p.s
// The value of the assignment is computed from the constant that is stored, before it is cut off.
// CHECK-LABEL: function g:
// CHECK: [[AT:%[0-9]+]] = field {{%[0-9]+}} + 7 q.v
// CHECK: [[LOW:%[0-9]+]] = trunc i32 to i16 [[WHOLE:%[0-9]+]]
// CHECK-NEXT: storebits i16 {{\[}}[[AT]]{{\]}} bits 2+12, [[LOW]]
// CHECK: shl i32 [[WHOLE]]
// CHECK: ashr i32
// CHECK-NOT: gap
