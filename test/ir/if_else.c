// RUN: %ndislint ir %s | FileCheck %s

int f(int a)
{
    if (a > 3)
        a = 1;
    else if (a)
        a = 2;
    return a;
}
// CHECK-LABEL: function f: "int (int)"
// CHECK: param a.0: i32, 4 bytes (int)
// CHECK: [[A:%[0-9]+]] = load i32
// CHECK: [[THREE:%[0-9]+]] = const i32 3
// CHECK: [[C:%[0-9]+]] = slt i32 [[THREE]], [[A]]
// CHECK-NEXT: branch i32 [[C]], [[YES:b[0-9]+]], [[NO:b[0-9]+]] "a > 3"  ; 5:9
// CHECK: {{^}}[[YES]]:
// CHECK: [[ONE:%[0-9]+]] = const i32 1
// CHECK-NEXT: store i32 {{.*}}, [[ONE]]
// CHECK-NEXT: jump [[END:b[0-9]+]]
// CHECK: {{^}}[[NO]]:
// CHECK: branch i32 {{.*}}, [[YES2:b[0-9]+]], [[END]] "a"
// CHECK: {{^}}[[YES2]]:
// CHECK: [[TWO:%[0-9]+]] = const i32 2
// CHECK-NEXT: store i32 {{.*}}, [[TWO]]
// CHECK-NEXT: jump [[END]]
// CHECK: {{^}}[[END]]:
// CHECK: [[R:%[0-9]+]] = load i32
// CHECK-NEXT: return i32 [[R]]
