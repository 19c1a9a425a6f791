// RUN: %ndislint ir %s | FileCheck %s

// Aggregates are passed by address and copied by the callee; they are returned through a hidden first parameter.
struct s { int a, b; };
struct s make(int a) { struct s r = { a, 2 }; return r; }
int sum(int k, struct s p) { return k + p.b; }
int f(void) { return sum(1, make(7)) + make(8).a; }
// CHECK-LABEL: function make: "struct s (int)" pointers 0x1 const 0
// CHECK: param tmp.0: ptr, 8 bytes
// CHECK: param a.1: i32
// CHECK: [[TO:%[0-9]+]] = load ptr
// CHECK: copy {{\[}}[[TO]]{{\]}}, {{.*}}, 8
// CHECK: return{{ }}
// CHECK-LABEL: function sum
// CHECK: param p.1: aggregate by value, 8 bytes (struct s)
// CHECK-LABEL: function f
// CHECK: begin tmp.
// CHECK: [[R:%[0-9]+]] = local tmp.
// CHECK: call make([[R]], {{%[0-9]+}}) "", "7"
// CHECK: call i32 sum({{%[0-9]+}}, [[R]]) "1", "make(7)"
// CHECK: call make(
// CHECK: field {{.*}} s.a
