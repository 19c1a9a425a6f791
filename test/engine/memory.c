// memcpy, memset and friends on whole objects and on parts of them.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

void *memcpy(void *to, const void *from, u64 size);
void *memmove(void *to, const void *from, u64 size);
void *memset(void *to, int value, u64 size);

struct port {
    u32 header;
    u32 number;
    u16 type;
    u8 active;
    struct port *next;
};

void lint_main(void)
{
    struct port a = {1, 2, 3, 4, &a};
    struct port b;

    memset(&b, 0, sizeof(b));
    lint_test_true(b.number == 0);            // expect: true
    lint_test_true(b.next == 0);              // expect: true
    memcpy(&b, &a, sizeof(b));
    lint_test_true(b.number == 2);            // expect: true
    lint_test_true(b.next == &a);             // expect: true
    a.number = 9;
    lint_test_true(b.number == 2);            // expect: true

    // A part: only the first two members.
    memset(&b, 0, FIELD_OFFSET_OF(struct port, type));
    lint_test_true(b.number == 0);            // expect: true
    lint_test_true(b.type == 3);              // expect: true
    memcpy(&b.number, &a.number, sizeof(b.number));
    lint_test_true(b.number == 9);            // expect: true
    lint_test_true(b.header == 0);            // expect: true

    // Half of a member.
    u32 word = 0x11223344;
    memset(&word, 0xff, 2);
    lint_test_true(word == 0x1122ffffu);      // expect: true
    memcpy((u8 *)&word + 3, &word, 1);
    lint_test_true(word == 0xff22ffffu);      // expect: true
    memset(&word, 0xff, 4);
    lint_test_true((s32)word == -1);          // expect: true

    u32 shift[4] = {1, 2, 3, 4};
    memmove(&shift[0], &shift[1], 3 * sizeof(u32));
    lint_test_true(shift[0] == 2);            // expect: true
    lint_test_true(shift[2] == 4);            // expect: true
    lint_test_true(shift[3] == 4);            // expect: true

    // An unknown survives being copied byte by byte.
    u32 from = lint_any(), to;
    memcpy(&to, &from, sizeof(to));
    lint_test_true(to == from);               // expect: true
    u32 bytes;
    for (u32 i = 0; i < sizeof(bytes); i++)
        ((u8 *)&bytes)[i] = ((const u8 *)&from)[i];
    if (from == 3)
        lint_test_true(bytes == 3);           // expect: true

    // Arrays of structs, cleared by a loop and by one call.
    struct port ports[2] = {{.number = 4}, {.number = 5}};
    memset(&ports[1], 0, sizeof(ports[1]));
    lint_test_true(ports[0].number == 4);     // expect: true
    lint_test_true(ports[1].number == 0);     // expect: true
    memset(ports, 0, sizeof(ports));
    lint_test_true(ports[0].number == 0);     // expect: true
    lint_test_true(sizeof(struct port) == 24); // expect: true
}
