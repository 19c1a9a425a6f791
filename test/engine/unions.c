// One place, several types: bytes written under one member are read under another.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

union word {
    u32 all;
    struct {
        u8 b0, b1, b2, b3;
    };
    u16 half[2];
};

struct request {
    u32 kind;
    union {
        struct {
            u32 oid;
            void *buffer;
        } set;
        struct {
            u32 oid;
            u32 number;
            u64 extra;
        } method;
    } data;
};

void lint_main(void)
{
    union word w;
    w.all = 0x04030201;
    lint_test_true(w.b0 == 1);                   // expect: true
    lint_test_true(w.b3 == 4);                   // expect: true
    lint_test_true(w.half[1] == 0x0403);         // expect: true
    w.b1 = 0xff;
    lint_test_true(w.all == 0x0403ff01);         // expect: true
    w.half[0] = 0;
    lint_test_true(w.all == 0x04030000);         // expect: true

    struct request r = {.kind = 1, .data.set = {.oid = 0x101, .buffer = &w}};
    lint_test_true(r.data.method.oid == 0x101);  // expect: true
    lint_test_true(r.data.set.buffer == &w);     // expect: true
    r.data.method.extra = 0;
    lint_test_true(r.data.set.buffer == 0);      // expect: true
    r.data.method.number = 5;
    lint_test_true(r.data.set.oid == 0x101);     // expect: true
    lint_test_true(r.kind == 1);                 // expect: true

    // Through a cast of a pointer too.
    u32 v = 0;
    ((u8 *)&v)[2] = 1;
    lint_test_true(v == 0x10000);                // expect: true
    v = 0x11223344;
    lint_test_true(*(u16 *)&v == 0x3344);        // expect: true
    lint_test_true(*((u8 *)&v + 3) == 0x11);     // expect: true

    // A pointer kept in an integer comes back as the same pointer.
    u64 as_number = (u64)&r;
    struct request *back = (struct request *)as_number;
    lint_test_true(back->kind == 1);             // expect: true
    lint_test_true(back == &r);                  // expect: true

    // Half of an unknown overwritten: the other half is still the unknown's.
    union word u;
    u.all = lint_any();
    if (u.half[1] == 9) {
        u.half[0] = 3;
        lint_test_true(u.half[1] == 9);          // expect: true
        lint_test_true(u.half[0] == 3);          // expect: true
    }
}
