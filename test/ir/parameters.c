// RUN: %ndislint ir %s | FileCheck %s

typedef unsigned char MAC[6];
void out(MAC address, const char *text, int (*callback)(int), const MAC from, int n[const 4]);
void f(MAC address, int n[3], void *const p)
{
    address++;
    n[1] = address[0];
    out(address, p, 0, address, n);
}
int old(c, d) char c; float d; { return c + d; }
// CHECK-LABEL: function f: {{.*}} pointers 0x7 const 0
// CHECK: param address.0: ptr, 8 bytes (MAC)
// CHECK: param n.1: ptr
// CHECK: load ptr
// CHECK: index {{.*}} * 1
// CHECK: store ptr
// CHECK: index {{.*}} * 4
// Parameters of an old-style definition arrive promoted.
// CHECK-LABEL: function old: "int (int, double)"
// CHECK: param c.0: i32
// CHECK: param d.1: f64
// CHECK: local c.2: i8
// CHECK: local d.3: f32
// CHECK: declare out: {{.*}} pointers 0x1f const 0xa
