/*
 * What an engine test may ask: the value, the truth and the reach of a line.
 *
 * `ndislint engine-test FILE` explores FILE from lint_main and prints "file:line: text" once per distinct
 * outcome. The expectation stands on the line, as a comment: `expect: ` and the distinct outcomes of that line,
 * sorted and joined by " | ". A line with an expectation that no path reaches has the outcome "unreached".
 */
#ifndef LINT_TEST_H
#define LINT_TEST_H

#include "../../rules/ndislint.h"

/* Prints "true" if COND holds on the path, "false" if it cannot, "unknown" if the path does not tell. */
void lint_test_true(int cond);

/* Prints "reached". TAG is for the reader. */
void lint_test_reached(const char *tag);

/* Prints V: a constant in decimal, "unknown [lo..hi]", "&name+offset". */
void lint_test_value(unsigned long long v);

/* Any 32-bit number. */
static inline unsigned lint_any(void)
{
    static const struct lint_domain any = {"any", 0, 0xffffffffu, 8, {0, 1, 2, 3, 4, 7, 12, 0x80000001u}};
    return lint_fresh_in(unsigned, any);
}

/* Any of 0 .. 9. */
static inline unsigned lint_digit(void)
{
    static const struct lint_domain digit = {"digit", 0, 9, 8, {0, 1, 2, 3, 4, 5, 8, 9}};
    return lint_fresh_in(unsigned, digit);
}

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;

#define FIELD_OFFSET_OF(type, field) ((u64)&((type *)0)->field)
#define RECORD_OF(address, type, field) ((type *)((char *)(address)-FIELD_OFFSET_OF(type, field)))

#endif
