// RUN: %ndislint ir %s | FileCheck %s

int g(int);
int filter(void);
int f(void)
{
    __try {
        g(1);
        g(2);
    } __except (filter() ? 1 : 0) {
        g(3);
    }
    return 4;
}
// CHECK: [[R:%[0-9]+]] = choose "an exception is raised in the __try block"
// CHECK-NEXT: branch i32 [[R]], [[HANDLER:b[0-9]+]], [[BODY:b[0-9]+]] decided
// CHECK: [[BODY]]:  ; handler [[HANDLER]]
// CHECK: "1"
// CHECK: "2"
// CHECK: jump [[END:b[0-9]+]]
// CHECK: [[HANDLER]]:
// CHECK-NOT: handler b
// CHECK: call i32 filter()
// CHECK: branch i32 {{.*}}, [[EXCEPT:b[0-9]+]], [[ON:b[0-9]+]] "filter() ? 1 : 0"
// CHECK: [[ON]]:
// CHECK-NEXT: raise
// CHECK: [[EXCEPT]]:
// CHECK: "3"
// CHECK: [[END]]:
// CHECK: const i32 4
