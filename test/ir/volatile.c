// RUN: %ndislint ir %s | FileCheck %s

struct device { volatile int status; int plain; };
int f(struct device *d, volatile int *p)
{
    *p;
    (void)d->status;
    d->plain;
    *p = 1;
    return d->status;
}
// CHECK: load volatile i32
// CHECK: load volatile i32
// CHECK-NOT: device.plain
// CHECK: store volatile i32
// CHECK: load volatile i32
