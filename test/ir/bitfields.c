// RUN: %ndislint ir %s | FileCheck %s

// Microsoft's layout: fields of one declared type share units of that type.
struct b { unsigned a : 3; unsigned b : 7; unsigned char c : 4; signed char d : 2; long long e : 40; };
int f(struct b *p)
{
    p->a = 5;
    p->b += 2;
    p->d--;
    return p->e + p->c + (p->a = 9);
}
// CHECK: field {{.*}} + 0 b.a
// CHECK: storebits i32 {{.*}} bits 0+3
// CHECK: loadbits unsigned i32 {{.*}} bits 3+7
// CHECK: storebits i32 {{.*}} bits 3+7
// CHECK: field {{.*}} + 4 b.d
// CHECK: loadbits signed i8 {{.*}} bits 4+2
// CHECK: storebits i8 {{.*}} bits 4+2
// CHECK: field {{.*}} + 8 b.e
// CHECK: loadbits signed i64 {{.*}} bits 0+40
// CHECK: field {{.*}} + 4 b.c
// CHECK: loadbits unsigned i8 {{.*}} bits 0+4
// The value of an assignment is what the field holds afterwards.
// CHECK: storebits i32 {{.*}} bits 0+3
// CHECK: const i32 7
// CHECK-NEXT: and i32
