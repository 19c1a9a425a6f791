// RUN: %ndislint ir %s | FileCheck %s

typedef unsigned long long ULONG_PTR;
struct link { struct link *next; };
struct item { int number; struct link link; };
#define CONTAINING_RECORD(address, type, field) \
    ((type *)((char *)(address) - (ULONG_PTR)(&((type *)0)->field)))
int f(struct link *l) { return CONTAINING_RECORD(l, struct item, link)->number; }
// CHECK: field {{.*}} + 8 item.link
// CHECK: index {{.*}} * -1
// CHECK: field {{.*}} + 0 item.number
