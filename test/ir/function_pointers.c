// RUN: %ndislint ir %s | FileCheck %s

typedef int (*HANDLER)(void *);
static int one(void *p) { return p != 0; }
int two(void *p);
static const struct entry { int code; HANDLER run; } table[] = { { 1, one }, { 2, &two } };
struct object { HANDLER run; };
int f(int i, struct object *o, int callback(void *))
{
    HANDLER h = table[i].run;
    return h(0) + (*h)(o) + o->run(o) + callback(o) + (&one)(0) + (*two)(0);
}
// CHECK: global table: 32 bytes internal const init table.init
// CHECK-LABEL: function one: "int (void *)" internal address-taken
// CHECK-LABEL: function table.init:
// CHECK: [[T:%[0-9]+]] = global table
// CHECK: [[R0:%[0-9]+]] = field [[T]] + 8 entry.run
// CHECK-NEXT: [[ONE:%[0-9]+]] = function one
// CHECK-NEXT: store ptr {{\[}}[[R0]]{{\]}}, [[ONE]]
// CHECK: [[E1:%[0-9]+]] = index [[T]], {{%[0-9]+}} * 16
// CHECK: [[R1:%[0-9]+]] = field [[E1]] + 8 entry.run
// CHECK-NEXT: [[TWO:%[0-9]+]] = function two
// CHECK-NEXT: store ptr {{\[}}[[R1]]{{\]}}, [[TWO]]
// CHECK-LABEL: declare two: "int (void *)" address-taken
// CHECK-LABEL: function f:
// CHECK: param callback.2: ptr
// CHECK: [[I:%[0-9]+]] = sext i32 to i64
// CHECK-NEXT: [[E:%[0-9]+]] = index {{%[0-9]+}}, [[I]] * 16
// CHECK-NEXT: [[ENTRY:%[0-9]+]] = field [[E]] + 8 entry.run
// CHECK-NEXT: load ptr {{\[}}[[ENTRY]]{{\]}}
// CHECK: [[HA:%[0-9]+]] = local h.
// CHECK-NEXT: [[H:%[0-9]+]] = load ptr {{\[}}[[HA]]{{\]}}
// CHECK: callptr i32 {{\[}}[[H]]{{\]}}({{.*}}) "0" as "int (void *)"
// CHECK: [[HB:%[0-9]+]] = local h.
// CHECK-NEXT: [[H2:%[0-9]+]] = load ptr {{\[}}[[HB]]{{\]}}
// CHECK: callptr i32 {{\[}}[[H2]]{{\]}}({{.*}}) "o" as "int (void *)"
// CHECK: [[MA:%[0-9]+]] = field {{%[0-9]+}} + 0 object.run
// CHECK-NEXT: [[M:%[0-9]+]] = load ptr {{\[}}[[MA]]{{\]}}
// CHECK: callptr i32 {{\[}}[[M]]{{\]}}({{.*}}) "o" as "int (void *)"
// CHECK: [[CA:%[0-9]+]] = local callback.2
// CHECK-NEXT: [[C:%[0-9]+]] = load ptr {{\[}}[[CA]]{{\]}}
// CHECK: callptr i32 {{\[}}[[C]]{{\]}}({{.*}}) "o" as "int (void *)"
// CHECK-NOT: callptr
// CHECK: call i32 one(
// CHECK: call i32 two(
