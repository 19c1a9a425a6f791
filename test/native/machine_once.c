// The machine for sanitizers: one run at a time from its beginning to its end, on the stack and with the memory
// functions that they watch. lint_cut is nothing here; explore_script uses it.
#include "machine.h"

#include "arena.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

extern unsigned char __start_native_data[], __stop_native_data[];
extern unsigned char __start_native_bss[], __stop_native_bss[];
extern unsigned char __start_native_driver[], __stop_native_driver[];

void lint_main(void);
void __lsan_do_leak_check(void);

static jmp_buf begin;
static unsigned char *first_data;
static void *highest_frame;

// Between the driver's variables lies what no program may touch, so this copies without being watched.
__attribute__((no_sanitize("address"))) static void copy(unsigned char *to, const unsigned char *from, size_t size)
{
    for (volatile size_t i = 0; i < size; i++)
        to[i] = from ? from[i] : 0;
}

static void reset(void)
{
    size_t size = (size_t)(__stop_native_data - __start_native_data);
    if (!first_data) {
        first_data = malloc(size);
        if (!first_data)
            abort();
        copy(first_data, __start_native_data, size);
    }
    copy(__start_native_data, first_data, size);
    copy(__start_native_bss, NULL, (size_t)(__stop_native_bss - __start_native_bss));
    arena_reset();
}

enum outcome machine_begin(void)
{
    reset();
    highest_frame = __builtin_frame_address(0);
    int outcome = setjmp(begin);
    if (outcome)
        return (enum outcome)(outcome - 1);
    lint_main();
    if (arena_live())
        __lsan_do_leak_check(); // what the variables of the driver still reach is none
    return OUTCOME_END;
}

void machine_stop(enum outcome outcome)
{
    if (outcome != OUTCOME_CUT)
        longjmp(begin, (int)outcome + 1);
}

enum outcome machine_resume(const unsigned char *image)
{
    (void)image;
    abort(); // there is no cut to go on from
}

const unsigned char *machine_save(size_t *size, unsigned *lost)
{
    *size = *lost = 0;
    return NULL;
}

unsigned machine_site(void)
{
    void **frame = __builtin_frame_address(0);
    while (frame < (void **)highest_frame) {
        unsigned char *at = frame[1];
        if (at >= __start_native_driver && at < __stop_native_driver)
            return (unsigned)(at - __start_native_driver) + 1;
        frame = *frame;
    }
    return 0;
}
