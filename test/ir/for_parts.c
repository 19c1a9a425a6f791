// RUN: %ndislint ir %s | FileCheck %s

// libclang leaves out the parts of a for that are missing; which they are is read from the text.
int g(int);
void forever(void)
{
    for (;;)
        g(0);
}
void condition_only(int n)
{
    for (; n;)
        g(1);
}
void step_only(int n)
{
    for (;; n++)
        if (g(2))
            break;
}
void init_only(int n)
{
    for (n = 9; /* ; */;)
        if (g(n))
            break;
}
void all(void)
{
    for (int i = 0, j = 5; i < j; i++, j--)
        g(i);
}
// CHECK-NOT: gap
// CHECK-LABEL: function forever
// CHECK: jump [[HEAD:b[0-9]+]]
// CHECK: {{^}}[[HEAD]]:
// CHECK: call i32 g
// CHECK-NEXT: jump [[HEAD]]
// CHECK-LABEL: function condition_only
// CHECK: jump [[HEAD1:b[0-9]+]]
// CHECK: {{^}}[[HEAD1]]:
// CHECK: [[N:%[0-9]+]] = load i32
// CHECK-NEXT: branch i32 [[N]], [[BODY1:b[0-9]+]], [[END1:b[0-9]+]] "n"
// CHECK: {{^}}[[BODY1]]:
// CHECK: call i32 g
// CHECK-NEXT: jump [[HEAD1]]
// CHECK: {{^}}[[END1]]:
// CHECK-NEXT: return
// CHECK-LABEL: function step_only
// CHECK: jump [[HEAD2:b[0-9]+]]
// CHECK-NOT: "n"
// CHECK: {{^}}[[HEAD2]]:
// CHECK: branch i32 {{%[0-9]+}}, [[END2:b[0-9]+]], [[STEP2:b[0-9]+]] "g(2)"
// CHECK: {{^}}[[STEP2]]:
// CHECK: add i32
// CHECK-NEXT: store i32
// CHECK-NEXT: jump [[HEAD2]]
// CHECK: {{^}}[[END2]]:
// CHECK-NEXT: return
// CHECK-LABEL: function init_only
// CHECK: const i32 9
// CHECK-NEXT: store i32
// CHECK-NEXT: jump [[HEAD3:b[0-9]+]]
// CHECK: {{^}}[[HEAD3]]:
// CHECK: branch i32 {{%[0-9]+}}, [[END3:b[0-9]+]], [[HEAD3]] "g(n)"
// CHECK: {{^}}[[END3]]:
// CHECK-NEXT: return
// CHECK-LABEL: function all
// CHECK: begin i.
// CHECK: begin j.
// CHECK: const i32 5
// CHECK: jump [[HEAD4:b[0-9]+]]
// CHECK: {{^}}[[HEAD4]]:
// CHECK: [[LESS:%[0-9]+]] = slt i32
// CHECK-NEXT: branch i32 [[LESS]], [[BODY4:b[0-9]+]], [[END4:b[0-9]+]] "i < j"
// CHECK: {{^}}[[BODY4]]:
// CHECK: call i32 g
// CHECK: add i32
// CHECK-NEXT: store i32
// CHECK: sub i32
// CHECK-NEXT: store i32
// CHECK-NEXT: jump [[HEAD4]]
// CHECK: {{^}}[[END4]]:
// CHECK-NEXT: return
// CHECK-NOT: gap
