// Bit-fields of an object of which nothing else is known: what was stored in one is read back, beside the others.
// RUN: %hostcc %s -o %t && %t
// RUN: %ndislint run %s
#include "Inputs/check.h"

struct flags {
    unsigned char a : 2, b : 3, c : 1, d : 1, e : 1;
};

struct split {
    signed first : 17;
    signed second : 7;
};

#pragma pack(push, 1)
struct odd { // the last field needs four bytes, and fewer are left in the record behind its first one
    unsigned a : 14;
    signed b : 11;
    signed c : 17;
};
#pragma pack(pop)

struct overlap { // units of two sizes lie over each other
    unsigned half : 16;
    unsigned long whole : 32 __attribute__((packed));
};

static int all(const struct flags *f)
{
    return f->a == 2 && f->b == 3 && f->c == 0 && f->d == 1 && f->e == 1;
}

int main(void)
{
    struct flags flags;
    struct split split;
    struct odd odd[2], copy;
    struct overlap overlap;
    flags.c = 0, flags.d = 1, flags.e = 1, flags.a = 2, flags.b = 3;
    CHECK(all(&flags));
    for (int i = 0; i < 20; i++)
        flags.b = (unsigned char)i, flags.c ^= 1;
    CHECK(flags.b == 3 && flags.c == 0 && flags.a == 2);
    split.second = 7;
    CHECK(split.second == 7);
    split.second = -8;
    CHECK(split.second == -8);
    for (int i = 0; i < 2; i++)
        odd[i].a = 48, odd[i].b = -19 - i, odd[i].c = 70 - i;
    CHECK(odd[0].a == 48 && odd[0].b == -19 && odd[0].c == 70);
    copy = odd[1];
    CHECK(copy.a == 48 && copy.b == -20 && copy.c == 69);
    CHECK(sizeof(struct odd) == 6);
    overlap.half = 0x1234, overlap.whole = 0x56789abcL;
    CHECK(overlap.half == 0x1234 && overlap.whole == 0x56789abcL);
    return 0;
}
