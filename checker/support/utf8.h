// UTF-8 as it is found in files, which may be none: characters, their length in UTF-16, and copies that are whole.
#ifndef SUPPORT_UTF8_H
#define SUPPORT_UTF8_H

#include <stddef.h>
#include <stdint.h>

// Decodes the character at AT, which has ROOM bytes (at least 1); returns its length in bytes, 0 if it is none.
size_t utf8_decode(const char *at, size_t room, uint32_t *code);

// How many UTF-16 units the N bytes at TEXT are. A byte that belongs to no character counts as one.
size_t utf8_units(const char *text, size_t n);

// A copy of the N bytes at TEXT in which U+FFFD stands for each byte that belongs to no character, and for what XML 1.0
// and JSON cannot hold (controls but tab, LF, CR; U+FFFE, U+FFFF). Released with free().
char *utf8_clean(const char *text, size_t n);

#endif
