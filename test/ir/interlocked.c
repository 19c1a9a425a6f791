// RUN: %ndislint ir %s | FileCheck %s

// The compiler's atomic operations are what they do.
long _InterlockedIncrement(long volatile *);
long _InterlockedCompareExchange(long volatile *, long, long);
void *_InterlockedExchangePointer(void *volatile *, void *);
long f(long volatile *p, void *volatile *q)
{
    long a = _InterlockedIncrement(p);
    long b = _InterlockedCompareExchange(p, 7, 1);
    void *old = _InterlockedExchangePointer(q, 0);
    return a + b + (old != 0) + __sync_fetch_and_add(p, 2);
}
// CHECK: load volatile i32
// CHECK-NEXT: add i32
// CHECK-NEXT: store volatile i32
// CHECK: load volatile i32
// CHECK-NEXT: eq i32
// CHECK-NEXT: branch i32 {{.*}} decided
// CHECK: store volatile i32
// CHECK: load volatile ptr
// CHECK-NEXT: store volatile ptr
// CHECK: load volatile i32
// CHECK-NEXT: add i32

// So are those that test a bit, which may lie words away.
unsigned char _bittestandset(long *, long);
unsigned char _bittest64(const long long *, long long);
int g(long *bits, long long *more, long n)
{
    return _bittestandset(bits, n) + _bittest64(more, 40);
}
// CHECK-LABEL: function g
// CHECK: ashr i64
// CHECK: index {{.*}} 4
// CHECK: load i32
// CHECK: lshr i32
// CHECK: shl i32
// CHECK: or i32
// CHECK: store i32
// CHECK: index {{.*}} 4
// CHECK: load i32
// CHECK-NOT: store i32
// CHECK: return
