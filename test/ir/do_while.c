// RUN: %ndislint ir %s | FileCheck %s

int g(void);
void once(void)
{
    do {
        if (g())
            break;
        g();
    } while (0);
}
void twice(int n)
{
    do
        n--;
    while (n);
}
// A loop that runs once is no loop.
// CHECK-LABEL: function once
// CHECK: branch i32 {{.*}}, [[END:b[0-9]+]], [[ON:b[0-9]+]] "g()"
// CHECK: [[ON]]:
// CHECK: call i32 g()
// CHECK-NEXT: jump [[END]]
// CHECK: [[END]]:
// CHECK-NEXT: return
// CHECK-LABEL: function twice
// CHECK: jump [[BODY:b[0-9]+]]
// CHECK: [[BODY]]:
// CHECK: sub i32
// CHECK: branch i32 {{.*}}, [[BODY]], {{b[0-9]+}} "n"
