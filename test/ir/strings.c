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
// CHECK: "a\x00b\x0a\"A\x00"
// CHECK: global cut: 2 bytes
// CHECK: "xy"
// CHECK: "ab\x00\x00\x00\x00"
// CHECK: global w: 6 bytes const
// CHECK: "4\x12z\x00\x00\x00"
// CHECK: "one two\x00"
// CHECK-LABEL: function f:
// CHECK: copy {{.*}}, 4
// CHECK: function joined.init
// CHECK: store ptr
