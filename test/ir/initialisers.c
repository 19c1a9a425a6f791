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
// CHECK: global a: 28 bytes init a.init
// CHECK: global elided: 16 bytes init elided.init
// CHECK-LABEL: function g.init:
// CHECK: [[G:%[0-9]+]] = global g
// CHECK: field [[G]] + 0 s.a
// CHECK-NEXT: const i32 1
// CHECK-NEXT: store i32
// CHECK: field [[G]] + 8 s.in.y
// CHECK-NEXT: const i32 2
// CHECK-NEXT: store i32
// CHECK: [[LIST:%[0-9]+]] = field [[G]] + 20 s.list
// CHECK: [[AT2:%[0-9]+]] = const i64 2
// CHECK-NEXT: [[L2:%[0-9]+]] = index [[LIST]], [[AT2]] * 4
// CHECK-NEXT: [[V3:%[0-9]+]] = const i32 3
// CHECK-NEXT: store i32 {{\[}}[[L2]]{{\]}}, [[V3]]
// CHECK: [[AT3:%[0-9]+]] = const i64 3
// CHECK-NEXT: [[L3:%[0-9]+]] = index [[LIST]], [[AT3]] * 4
// CHECK-NEXT: [[V4:%[0-9]+]] = const i32 4
// CHECK-NEXT: store i32 {{\[}}[[L3]]{{\]}}, [[V4]]
// CHECK: field [[G]] + 12 s.u
// CHECK-NEXT: const i32 5
// CHECK-NEXT: store i32
// CHECK-NEXT: return
// CHECK-LABEL: function a.init:
// CHECK: const i32 1
// CHECK: const i64 3
// CHECK: const i32 2
// CHECK: const i64 5
// CHECK: const i32 7
// CHECK: const i64 6
// CHECK: const i32 7
// CHECK: return
// CHECK-LABEL: function elided.init:
// CHECK: [[EL:%[0-9]+]] = global elided
// CHECK: field [[EL]] + 0 p.x
// CHECK: field [[EL]] + 4 p.y
// CHECK: [[ONE:%[0-9]+]] = const i64 1
// CHECK-NEXT: [[EL1:%[0-9]+]] = index [[EL]], [[ONE]] * 8
// CHECK: field [[EL1]] + 0 p.x
// CHECK-NEXT: const i32 3
// CHECK-NOT: p.y
// CHECK: return
// CHECK-LABEL: function f:
// CHECK: [[ZERO:%[0-9]+]] = local zero.
// CHECK-NEXT: zero {{\[}}[[ZERO]]{{\]}}, 36
// CHECK-NEXT: begin part.
// CHECK: [[PART:%[0-9]+]] = local part.
// CHECK-NEXT: zero {{\[}}[[PART]]{{\]}}, 36
// CHECK: [[X:%[0-9]+]] = field [[PART]] + 4 s.in.x
// CHECK: [[N:%[0-9]+]] = load i32
// CHECK: store i32 {{\[}}[[X]]{{\]}}, [[N]]
// CHECK: [[COPY:%[0-9]+]] = local copy.
// CHECK-NEXT: zero {{\[}}[[COPY]]{{\]}}, 8
// CHECK: field [[COPY]] + 4 p.y
// CHECK: field {{%[0-9]+}} + 0 s.a
// CHECK: store i32
// CHECK: [[FROM:%[0-9]+]] = local from.
// CHECK: [[SOURCE:%[0-9]+]] = local copy.
// CHECK-NEXT: copy {{\[}}[[FROM]]{{\], \[}}[[SOURCE]]{{\]}}, 8
// CHECK: [[SCALAR:%[0-9]+]] = local scalar.
// CHECK-NEXT: [[SIX:%[0-9]+]] = const i32 6
// CHECK-NEXT: store i32 {{\[}}[[SCALAR]]{{\]}}, [[SIX]]
