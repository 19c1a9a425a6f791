// RUN: %ndislint ir %s | FileCheck %s

// A chain of members is one step, named by the outermost record; anonymous members add no name.
typedef struct { int x, y; } POINT;
struct inner { char pad[8]; POINT at; };
struct outer {
    int first;
    union {
        struct {
            void *next;
            union { int length; long long wide; };
        };
        long long link[4];
    };
    struct inner in;
    POINT list[3];
};
int f(struct outer *o, struct outer s)
{
    o->in.at.y = 1;
    o->length = 2;
    s.list[1].y = 3;
    (&o->in)->at.x = 4;
    return o->wide;
}
// CHECK: field {{.*}} + 52 outer.in.at.y
// CHECK: field {{.*}} + 16 outer.length
// CHECK: [[LIST:%[0-9]+]] = field {{.*}} + 56 outer.list
// CHECK: index [[LIST]], {{.*}} * 8
// CHECK-NEXT: field {{.*}} + 4 POINT.y
// CHECK: [[IN:%[0-9]+]] = field {{.*}} + 40 outer.in
// CHECK-NEXT: field [[IN]] + 8 inner.at.x
// CHECK: field {{.*}} + 16 outer.wide
