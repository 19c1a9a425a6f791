// The sections in which the variables lie.
#include "variables.h"

#include "arena.h"

#include <stdlib.h>

#define SECTION(name) extern unsigned char __start_##name[] __attribute__((weak)), __stop_##name[] __attribute__((weak))
SECTION(native_data);
SECTION(native_bss);
SECTION(native_driver_data);
SECTION(native_driver_bss);

static const struct section {
    unsigned char *begin, *end; // NULL: there is none
    bool is_driver;
} sections[] = {
    {__start_native_data, __stop_native_data, false},
    {__start_native_bss, __stop_native_bss, false},
    {__start_native_driver_data, __stop_native_driver_data, true},
    {__start_native_driver_bss, __stop_native_driver_bss, true},
};

enum { SECTIONS = sizeof sections / sizeof *sections };

static unsigned char *first;

// Between variables lies what no program may touch, so this copies without being watched.
__attribute__((no_sanitize("address"))) static void copy(unsigned char *to, const unsigned char *from, size_t size)
{
#if __has_feature(address_sanitizer)
    for (volatile size_t i = 0; i < size; i++)
        to[i] = from[i];
#else
    __builtin_memcpy(to, from, size);
#endif
}

static size_t size_of(const struct section *section)
{
    return (size_t)(section->end - section->begin);
}

size_t variables_size(void)
{
    size_t size = 0;
    for (int i = 0; i < SECTIONS; i++)
        size += size_of(&sections[i]);
    return size;
}

void variables_save(unsigned char *to)
{
    for (int i = 0; i < SECTIONS; i++) {
        copy(to, sections[i].begin, size_of(&sections[i]));
        to += size_of(&sections[i]);
    }
}

void variables_restore(const unsigned char *from)
{
    for (int i = 0; i < SECTIONS; i++) {
        copy(sections[i].begin, from, size_of(&sections[i]));
        from += size_of(&sections[i]);
    }
}

void variables_reset(void)
{
    if (first) {
        variables_restore(first);
        return;
    }
    first = malloc(variables_size());
    if (!first)
        abort();
    variables_save(first);
}

void variables_mark(void)
{
    for (int i = 0; i < SECTIONS; i++)
        arena_mark(sections[i].begin, sections[i].end);
}

bool variables_of_driver_hold(uint32_t value)
{
    for (int i = 0; i < SECTIONS; i++)
        if (sections[i].is_driver && arena_words_hold(sections[i].begin, sections[i].end, value))
            return true;
    return false;
}
