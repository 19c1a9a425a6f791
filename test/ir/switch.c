// RUN: %ndislint ir %s | FileCheck %s

int f(int x)
{
    int r = 0;
    switch (x + 1) {
    case 1:
        r = 10;
    case 2 ... 4:
        r += 20;
        break;
    default:
        r = 30;
        break;
    case -7:
    case 'a':
        return 40;
    }
    return r;
}
void none(int x)
{
    switch (x)
    case 5:
        none(6);
}
// CHECK-LABEL: function f
// CHECK: switch i32 {{.*}}, 1: [[ONE:b[0-9]+]], 2..4: [[TWO:b[0-9]+]], -7: [[FORTY:b[0-9]+]], 97: [[FORTY]], else [[ELSE:b[0-9]+]] "x + 1"
// CHECK: [[ONE]]:
// CHECK: const i32 10
// CHECK: jump [[TWO]]
// CHECK: [[TWO]]:
// CHECK: add i32
// CHECK: jump [[END:b[0-9]+]]
// CHECK: [[ELSE]]:
// CHECK: const i32 30
// CHECK: jump [[END]]
// CHECK: [[FORTY]]:
// CHECK: return
// CHECK: [[END]]:
// CHECK-LABEL: function none
// CHECK: switch i32 {{.*}}, 5: [[CALL:b[0-9]+]], else [[OUT:b[0-9]+]] "x"
// CHECK: [[CALL]]:
// CHECK: call none
// CHECK: [[OUT]]:
