// The driver runs on a stack of its own. Saved are the variables and
// the arena; not the stack, because lint_main holds nothing there at lint_cut.
#include "machine.h"

#include "arena.h"
#include "variables.h"

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

enum {
    STACK_BYTES = 256 * 1024,
    IMAGE_BYTES = 2 << 20,
};

extern unsigned char __start_native_driver[], __stop_native_driver[];

void lint_main(void);
void __sanitizer_cov_trace_pc(void);

static unsigned char *stack, *image;
static jmp_buf explorer, cut; // cut: at the first lint_cut of all
static unsigned char cut_stack[4096];
static size_t cut_bytes;
static enum outcome stopped;
static unsigned branches;

// Called at each branch of driver and pack (-fsanitize-coverage=trace-pc).
void __sanitizer_cov_trace_pc(void)
{
    if (++branches > BRANCHES_PER_EVENT)
        machine_stop(OUTCOME_HANG);
}

static void on_signal(int number, siginfo_t *info, void *context)
{
    (void)context;
    if (number == SIGSEGV && arena_fault(info->si_addr))
        return;
    stopped = OUTCOME_CRASH;
    _longjmp(explorer, 1);
}

static void catch_signals(void)
{
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};
    static unsigned char signal_stack[64 * 1024];
    stack_t alternate = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    sigaltstack(&alternate, NULL);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
}

static void set_up(void)
{
    image = malloc(IMAGE_BYTES);
    stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (!image || stack == MAP_FAILED)
        abort();
    mprotect(stack, 4096, PROT_NONE); // what overflows it stops here
    catch_signals();
}

static void run_harness(void)
{
    lint_main();
    machine_stop(OUTCOME_END);
}

static void enter_harness(void)
{
    ucontext_t harness;
    getcontext(&harness);
    harness.uc_stack.ss_sp = stack;
    harness.uc_stack.ss_size = STACK_BYTES;
    makecontext(&harness, run_harness, 0);
    setcontext(&harness);
}

enum outcome machine_begin(void)
{
    if (!stack)
        set_up();
    variables_reset();
    arena_reset();
    branches = 0;
    if (_setjmp(explorer) == 0)
        enter_harness();
    return stopped;
}

// All cuts are in the same frames: the first one's are kept. LOW is below the innermost.
static void keep_cut(const unsigned char *low)
{
    cut_bytes = (size_t)(stack + STACK_BYTES - low);
    if (cut_bytes > sizeof cut_stack)
        abort();
    memcpy(cut_stack, low, cut_bytes);
}

void machine_stop(enum outcome outcome)
{
    enum { OWN_FRAME = 512 };
    stopped = outcome;
    if (outcome == OUTCOME_CUT && !cut_bytes) {
        if (_setjmp(cut) != 0)
            return;
        keep_cut((unsigned char *)__builtin_frame_address(0) - OWN_FRAME);
    }
    _longjmp(explorer, 1);
}

const unsigned char *machine_save(size_t *size, unsigned *lost)
{
    variables_mark();
    *lost = arena_sweep();
    *size = variables_size() + arena_image_size();
    if (*size > IMAGE_BYTES)
        abort();
    variables_save(image);
    arena_save(image + variables_size());
    return image;
}

enum outcome machine_resume(const unsigned char *from)
{
    variables_restore(from);
    arena_restore(from + variables_size());
    memcpy(stack + STACK_BYTES - cut_bytes, cut_stack, cut_bytes);
    branches = 0;
    if (_setjmp(explorer) == 0)
        _longjmp(cut, 1);
    return stopped;
}

unsigned machine_site(void)
{
    void **frame = __builtin_frame_address(0);
    unsigned char *low = stack, *high = stack + STACK_BYTES;
    while ((unsigned char *)frame > low && (unsigned char *)(frame + 1) < high) {
        unsigned char *at = frame[1];
        if (at >= __start_native_driver && at < __stop_native_driver)
            return (unsigned)(at - __start_native_driver) + 1;
        frame = *frame;
    }
    return 0;
}
