// The machine for sanitizers: one run at a time from its beginning to its end, on the stack and with the memory
// functions that they watch. lint_cut is nothing here; explore_script uses it.
#include "machine.h"

#include "arena.h"
#include "variables.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

extern unsigned char __start_native_driver[], __stop_native_driver[];

void lint_main(void);
void __sanitizer_cov_trace_pc(void);
void __lsan_do_leak_check(void);

static jmp_buf begin;
static void *highest_frame;
static unsigned branches; // of the event that is under way

// Called at each branch of driver and pack (-fsanitize-coverage=trace-pc).
void __sanitizer_cov_trace_pc(void)
{
    if (++branches > BRANCHES_PER_EVENT)
        machine_stop(OUTCOME_HANG);
}

enum outcome machine_begin(void)
{
    variables_reset();
    arena_reset();
    highest_frame = __builtin_frame_address(0);
    int outcome = setjmp(begin);
    if (outcome)
        return (enum outcome)(outcome - 1);
    lint_main();
#if __has_feature(address_sanitizer)
    if (arena_live())
        __lsan_do_leak_check(); // what the variables of the driver still reach is none
#endif
    return OUTCOME_END;
}

void machine_stop(enum outcome outcome)
{
    branches = 0;
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

// What the sanitizers know of the stack does not cover return addresses.
__attribute__((no_sanitize("memory"))) unsigned machine_site(void)
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
