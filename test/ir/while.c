// RUN: %ndislint ir %s | FileCheck %s

void g(int);
void f(int n)
{
    while (n > 0) {
        if (n == 5)
            continue;
        if (n == 7)
            break;
        g(n);
    }
}
// CHECK: jump [[HEAD:b[0-9]+]]
// CHECK: [[HEAD]]:
// CHECK: branch i32 {{.*}}, [[BODY:b[0-9]+]], [[END:b[0-9]+]] "n > 0"
// CHECK: [[BODY]]:
// CHECK: branch i32 {{.*}}, [[HEAD]], [[ON:b[0-9]+]] "n == 5"
// CHECK: [[ON]]:
// CHECK: branch i32 {{.*}}, [[END]], [[CALL:b[0-9]+]] "n == 7"
// CHECK: [[CALL]]:
// CHECK: call g({{.*}}) "n"
// CHECK-NEXT: jump [[HEAD]]
// CHECK: [[END]]:
// CHECK-NEXT: return
