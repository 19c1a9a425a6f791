// RUN: %ndislint ir %s | FileCheck %s

typedef unsigned long ULONG;
typedef unsigned long long ULONG_PTR;
int f(int a, void *p, double d, unsigned char c)
{
    long long wide = a;
    unsigned long long zero = (ULONG)a;
    _Bool b = p;
    ULONG_PTR number = (ULONG_PTR)p;
    void *q = (void *)(ULONG_PTR)c;
    unsigned u = d;
    return (signed char)a + (int)wide + b + number + (q != 0) + u + (int)zero;
}
// CHECK: sext i32 to i64
// CHECK: zext i32 to i64
// CHECK: ne ptr
// CHECK-NEXT: trunc i32 to i8
// CHECK: move ptr to i64
// CHECK: zext i8 to i64
// CHECK-NEXT: move i64 to ptr
// CHECK: fptoui f64 to i32
// CHECK: trunc i32 to i8
// CHECK-NEXT: sext i8 to i32
