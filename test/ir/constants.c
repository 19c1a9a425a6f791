// RUN: %ndislint ir %s | FileCheck %s

enum colour { RED, GREEN = 5, NEGATIVE = -3 };
struct s { int a; char b[7]; };
unsigned long long f(void)
{
    unsigned long long top = 0xfedcba9876543210;
    int status = (int)0xC0000001L;
    unsigned long long all = -1;
    return top + status + all + GREEN + NEGATIVE + sizeof(struct s) + _Alignof(struct s) + 'x' + L'y' +
           __builtin_offsetof(struct s, b[2]);
}
// CHECK: const i64 18364758544493064720
// CHECK: const i32 -1073741823
// CHECK: const i64 18446744073709551615
// CHECK: const i64 5
// CHECK: const i64 18446744073709551613
// CHECK: const i64 12
// CHECK: const i64 4
// CHECK: const i64 120
// CHECK: const i64 121
// CHECK: const i64 6
