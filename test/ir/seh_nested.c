// RUN: %ndislint ir %s | FileCheck %s

// A handler is the one around the block in the source; filters and handlers run outside of their own __try.
void g(int);
unsigned long _exception_code(void);
void f(void)
{
    __try {
        __try {
            g(1);
        } __finally {
            g(2);
        }
    } __except (_exception_code() == 3) {
        g(4);
    }
}
// CHECK: branch i32 {{.*}}, [[OUTER:b[0-9]+]], [[IN:b[0-9]+]] decided
// CHECK: [[IN]]:  ; handler [[OUTER]]
// CHECK: branch i32 {{.*}}, [[INNER:b[0-9]+]], [[BODY:b[0-9]+]] decided
// CHECK: [[BODY]]:  ; handler [[INNER]]
// CHECK: "1"
// CHECK: {{b[0-9]+}}:  ; handler [[OUTER]]
// CHECK: "2"
// CHECK: [[INNER]]:  ; handler [[OUTER]]
// CHECK: "2"
// CHECK: raise
// CHECK: [[OUTER]]:
// CHECK: unknown i32 "the exception"
// CHECK: "4"
// A __finally that returns replaces what the __try returns.
int replaced(int n)
{
    __try {
        return n;
    } __finally {
        return 5;
    }
    g(6);
}
// CHECK-LABEL: function replaced:
// CHECK: store i32
// CHECK: [[FIVE:%[0-9]+]] = const i32 5
// CHECK-NEXT: return i32 [[FIVE]]
// CHECK-NOT: gap
