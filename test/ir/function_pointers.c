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
// CHECK-LABEL: function one: "int (void *)" internal address-taken
// CHECK-LABEL: function f:
// CHECK: param callback.2: ptr
// CHECK: callptr i32 {{.*}} "0" as "int (void *)"
// CHECK: callptr i32 {{.*}} "o" as "int (void *)"
// CHECK: field {{.*}} + 0 object.run
// CHECK: callptr i32 {{.*}} "o" as "int (void *)"
// CHECK: callptr i32 {{.*}} "o" as "int (void *)"
// CHECK: call i32 one(
// CHECK: call i32 two(
// CHECK: declare two: {{.*}} address-taken
// CHECK: function table.init
// CHECK: field {{.*}} + 8 entry.run
// CHECK-NEXT: function one
