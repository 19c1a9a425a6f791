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
// CHECK: [[C:%[0-9]+]] = slt i32
// CHECK-NEXT: branch i32 [[C]], [[YES:b[0-9]+]], [[NO:b[0-9]+]] "a > 3"  ; 4:9
// CHECK: [[YES]]:
// CHECK: const i32 1
// CHECK: jump [[END:b[0-9]+]]
// CHECK: [[NO]]:
// CHECK: branch i32 {{.*}}, [[YES2:b[0-9]+]], [[END]] "a"
// CHECK: [[YES2]]:
// CHECK: const i32 2
// CHECK: [[END]]:
// CHECK: return i32
