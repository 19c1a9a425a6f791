// RUN: %ndislint ir %s | FileCheck %s

typedef unsigned short wide;
char exact[] = "a\0b\n\"\x41";
char cut[2] = "xyz";
char padded[6] = "ab";
const wide w[] = L"\x1234z";
const char *joined = "one" " two";
void g(const char *);
void f(void)
{
    char local[4] = {"hi"};
    g(local);
    g(__FUNCTION__);
}
// CHECK: global exact: 7 bytes init exact.init
// CHECK: global [[EXACT:\.str\.[0-9]+]]: 7 bytes internal const "a\x00b\x0a\"A\x00"
// CHECK: global cut: 2 bytes init cut.init
// CHECK: 2 bytes internal const "xy"
// CHECK: global padded: 6 bytes init padded.init
// CHECK: 6 bytes internal const "ab\x00\x00\x00\x00"
// CHECK: global w: 6 bytes const init w.init
// CHECK: 6 bytes internal const "4\x12z\x00\x00\x00"
// A pointer to const is no const.
// CHECK: global joined: 8 bytes init joined.init
// CHECK: global [[JOINED:\.str\.[0-9]+]]: 8 bytes internal const "one two\x00"
// CHECK: global [[HI:\.str\.[0-9]+]]: 4 bytes internal const "hi\x00\x00"
// CHECK: global [[NAME:\.str\.[0-9]+]]: 2 bytes internal const "f\x00"
// CHECK-LABEL: function exact.init:
// CHECK: [[TO:%[0-9]+]] = global exact
// CHECK: [[FROM:%[0-9]+]] = global [[EXACT]]
// CHECK-NEXT: copy {{\[}}[[TO]]{{\], \[}}[[FROM]]{{\]}}, 7
// CHECK-LABEL: function joined.init:
// CHECK: [[POINTER:%[0-9]+]] = global joined
// CHECK: [[TEXT:%[0-9]+]] = global [[JOINED]]
// CHECK-NEXT: store ptr {{\[}}[[POINTER]]{{\]}}, [[TEXT]]
// CHECK-LABEL: function f:
// CHECK: [[LOCAL:%[0-9]+]] = local local.0
// CHECK: [[SOURCE:%[0-9]+]] = global [[HI]]
// CHECK-NEXT: copy {{\[}}[[LOCAL]]{{\], \[}}[[SOURCE]]{{\]}}, 4
// CHECK: [[F:%[0-9]+]] = global [[NAME]]
// CHECK-NEXT: call g([[F]]) "__FUNCTION__"
