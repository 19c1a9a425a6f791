// RUN: %ndislint ir %s | FileCheck %s

// Cases are compared as signed numbers after sign extension: a range across the sign bit becomes two.
int f(unsigned x)
{
    switch (x) {
    case 0xff010101:
        return 1;
    case 0x7ffffffe ... 0x80000001:
        return 2;
    }
    return 0;
}
int narrow(unsigned char c)
{
    switch (c) {
    case 200:
        return 1;
    }
    return 0;
}
// CHECK: switch i32 {{.*}}, -16711423: {{b[0-9]+}}, 2147483646..2147483647: [[R:b[0-9]+]], -2147483648..-2147483647: [[R]], else
// CHECK-LABEL: function narrow
// CHECK: zext i8 to i32
// CHECK-NEXT: switch i32 {{.*}}, 200:
