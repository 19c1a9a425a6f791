// RUN: %ndislint ir %s | FileCheck %s

struct p { int x, y; };
struct p *shared = &(struct p){ 7, 8 };
int g(struct p *);
int f(int n) { return g(&(struct p){ .y = n }) + ((int[]){ 4, 5 })[1]; }
// Outside of functions it lives as long as the program; inside, as long as the call.
// CHECK-DAG: global shared: 8 bytes init shared.init
// CHECK-DAG: global .compound.0: 8 bytes internal
// CHECK-LABEL: function shared.init:
// CHECK: [[SHARED:%[0-9]+]] = global shared
// CHECK: [[TO:%[0-9]+]] = global .compound.0
// CHECK: store ptr {{\[}}[[SHARED]]{{\]}}, [[TO]]
// CHECK-LABEL: function .compound.0.init:
// CHECK: [[PAIR:%[0-9]+]] = global .compound.0
// CHECK: [[X:%[0-9]+]] = field [[PAIR]] + 0 p.x
// CHECK: [[SEVEN:%[0-9]+]] = const i32 7
// CHECK: store i32 {{\[}}[[X]]{{\]}}, [[SEVEN]]
// CHECK: [[Y:%[0-9]+]] = field [[PAIR]] + 4 p.y
// CHECK: [[EIGHT:%[0-9]+]] = const i32 8
// CHECK: store i32 {{\[}}[[Y]]{{\]}}, [[EIGHT]]
// CHECK-LABEL: function f:
// CHECK: begin [[T1:tmp\.[0-9]+]]
// CHECK: [[A1:%[0-9]+]] = local [[T1]]
// CHECK-NEXT: zero {{\[}}[[A1]]{{\]}}, 8
// CHECK: [[F1:%[0-9]+]] = field [[A1]] + 4 p.y
// CHECK: [[N:%[0-9]+]] = load i32
// CHECK: store i32 {{\[}}[[F1]]{{\]}}, [[N]]
// CHECK: [[G:%[0-9]+]] = call i32 g([[A1]])
// CHECK: begin [[T2:tmp\.[0-9]+]]
// CHECK: [[A2:%[0-9]+]] = local [[T2]]
// CHECK: const i32 4
// CHECK-NEXT: store i32 {{\[}}[[A2]]{{\]}}
// CHECK: [[E1:%[0-9]+]] = index [[A2]], {{%[0-9]+}} * 4
// CHECK-NEXT: [[FIVE:%[0-9]+]] = const i32 5
// CHECK-NEXT: store i32 {{\[}}[[E1]]{{\]}}, [[FIVE]]
// CHECK: [[ONE:%[0-9]+]] = const i64 1
// CHECK-NEXT: [[E2:%[0-9]+]] = index [[A2]], [[ONE]] * 4
// CHECK-NEXT: [[V:%[0-9]+]] = load i32 {{\[}}[[E2]]{{\]}}
// CHECK-NEXT: [[R:%[0-9]+]] = add i32 [[G]], [[V]]
// CHECK-NEXT: return i32 [[R]]
