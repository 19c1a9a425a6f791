// RUN: %ndislint ir %s | FileCheck %s

// The body of __finally stands on every way out, and once where an exception passes.
void g(int);
int _abnormal_termination(void);
int f(int n)
{
    int i;
    for (i = 0; i < n; i++) {
        __try {
            if (n == 1)
                return 5;
            if (n == 2)
                goto out;
            if (n == 3)
                break;
            if (n == 4)
                __leave;
            g(0);
        } __finally {
            g(_abnormal_termination());
        }
        g(8);
    }
    return 6;
out:
    return 7;
}
// CHECK: choose
// CHECK: "n == 1"
// return: the value is kept over the __finally
// CHECK: const i32 5
// CHECK: store i32
// CHECK: const i32 1
// CHECK-NEXT: call g({{.*}}) "_abnormal_termination()"
// CHECK: return i32
// CHECK: "n == 2"
// CHECK: const i32 1
// CHECK-NEXT: call g({{.*}}) "_abnormal_termination()"
// CHECK-NEXT: jump [[OUT:b[0-9]+]]
// CHECK: "n == 3"
// CHECK: const i32 1
// CHECK-NEXT: call g({{.*}}) "_abnormal_termination()"
// CHECK-NEXT: jump [[AFTER:b[0-9]+]]
// CHECK: branch {{.*}}, [[LEAVE:b[0-9]+]], {{b[0-9]+}} "n == 4"
// CHECK: [[LEAVE]]:
// CHECK-NEXT: const i32 0
// CHECK-NEXT: call g({{.*}}) "_abnormal_termination()"
// CHECK: "8"
// CHECK: const i32 1
// CHECK-NEXT: call g({{.*}}) "_abnormal_termination()"
// CHECK-NEXT: raise
// CHECK: [[AFTER]]:
// CHECK: const i32 6
// CHECK: [[OUT]]:
// CHECK: const i32 7
