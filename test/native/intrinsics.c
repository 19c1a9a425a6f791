// The native twins of the intrinsics of the rule pack: see rules/ndislint.h for what they mean.
#include "intrinsics.h"

#include "../../rules/ndislint.h"
#include "arena.h"
#include "choice.h"
#include "held.h"
#include "machine.h"
#include "record.h"

#include <inttypes.h>
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#endif
#include <stdio.h>
#include <string.h>

struct intrinsics intrinsics;

size_t native_wcslen(const uint16_t *text);

size_t native_wcslen(const uint16_t *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return n;
}

static void say(const char *kind, const char *text)
{
    if (intrinsics.spoken && *text)
        printf("%s%s\n", kind, text);
}

// ---- choices and unknowns ----

static int answer(const char *what)
{
    struct choice *choice = choice_next(CHOICE_ANSWER, 2);
    if (!choice || !choice->taken)
        return 0;
    say("    ", what);
    return 1;
}

int lint_choose(const char *what)
{
    return answer(what);
}

// Twice in a row, then it succeeds: with no more than two failures in a run that is always so. A script may say more.
int lint_fails(const char *what)
{
    int fails = (choices.scripted || intrinsics.failures) && answer(what);
    intrinsics.failures -= (uint32_t)fails;
    record_failure(what, fails);
    return fails;
}

lint_u64 lint_fresh(const struct lint_domain *domain)
{
    struct choice *choice = choice_next(CHOICE_VALUE, domain->sample_count);
    if (!choice)
        return domain->samples[0];
    if (!choices.scripted)
        choice->value = domain->samples[choice->taken];
    if (intrinsics.spoken)
        printf("    %s is %#llx\n", domain->name, (lint_u64)choice->value);
    return choice->value;
}

// What the first two words of unknown memory may be: the reference driver finds an adapter's index (misc.c's sample)
// and port numbers there, of which NDIS gives the lowest free ones or some that nobody guesses (ports.c).
static const struct words {
    const char *name;
    uint8_t first_count, second_count;
    uint32_t first[8], second[8];
} words[] = {
    {"an OID request's buffer", 6, 1, {0x5a0101, 0x10001, 0x10002, 0x10003, 0x5a0102, 0}, {0}},
    {"the control buffer", 2, 6, {7, 0}, {0x5a0101, 0x10001, 0x10002, 0x10003, 0x5a0102, 0}},
};

static const struct words *words_of(const char *name)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].name, name) == 0)
            return &words[i];
    return NULL;
}

static void fill_in(uint32_t *memory, const struct choice *choice)
{
    memory[0] = (uint32_t)choice->value;
    memory[1] = choice->second;
    if (intrinsics.spoken)
        printf("    the memory holds %#x, %#x\n", memory[0], memory[1]);
}

// The choice stands where the memory was made, but it is made here: what nobody touches has no possibilities.
void arena_touched(const char *name, uint32_t note, uint32_t *memory)
{
    const struct words *of = words_of(name);
    if (note == (uint32_t)ARENA_LATE)
        return;
    struct choice *choice = &choices.at[note];
    if (of && !choices.scripted) {
        uint32_t taken = choice_next(CHOICE_TOUCH, (uint32_t)of->first_count * of->second_count)->taken;
        choice->value = of->first[taken / of->second_count];
        choice->second = of->second[taken % of->second_count];
    }
    fill_in(memory, choice);
}

// Memory that nobody has words for is zero, and so is that which a script says nothing about.
void *lint_fresh_memory(const char *what, lint_u64 size)
{
    if (!choices.scripted && !words_of(what))
        return arena_allocate(size, ARENA_MODEL, 0);
    struct choice *choice = size < 8 ? NULL : choice_next(CHOICE_BYTES, 1);
    if (!choice)
        return arena_allocate(size, ARENA_MODEL, 0);
    return arena_lazy_page(what, (uint32_t)(choice - choices.at));
}

void *lint_allocate(lint_u64 size, int zeroed)
{
    enum arena_kind kind = machine_site() ? ARENA_ALLOCATED : ARENA_MODEL;
    void *memory = arena_allocate(size, kind, zeroed ? 0 : intrinsics.unwritten);
    if (!memory)
        machine_stop(OUTCOME_HANG); // nobody needs that much
#if __has_feature(memory_sanitizer)
    if (!zeroed)
        __msan_allocated_memory(memory, size);
#endif
    return memory;
}

void lint_free(void *memory)
{
    if (memory && !arena_free(memory))
        machine_stop(OUTCOME_MISUSE);
}

void lint_assume(int cond)
{
    if (!cond)
        machine_stop(OUTCOME_ASSUMED);
}

void lint_block(const char *why)
{
    say("    ", why);
    machine_stop(OUTCOME_BLOCKED);
}

void lint_raise(void)
{
    machine_stop(OUTCOME_RAISED);
}

// ---- what the checker knows and a run does not ----

int lint_is_known(lint_u64 value)
{
    (void)value;
    return 1;
}

int lint_is_unwritten(lint_u64 value)
{
    (void)value;
    return 0;
}

int lint_is_made_of(lint_u64 value, lint_u64 of)
{
    return value == of;
}

int lint_is_wide(void)
{
    return 0;
}

static int matters(void)
{
    const struct choice *choice = choices.scripted ? choice_next(CHOICE_MATTERS, 1) : NULL;
    return !choice || choice->taken;
}

int lint_matters(lint_u64 function)
{
    (void)function;
    return matters();
}

void lint_applicable(void)
{
}

void lint_await(const char *kind)
{
    (void)kind;
}

void lint_progress(const char *kind)
{
    (void)kind;
}

lint_u64 lint_blur(lint_u64 value)
{
    return value;
}

lint_u64 lint_opaque(lint_u64 value)
{
    return value;
}

// ---- what the models say ----

unsigned lint_site(void)
{
    return machine_site();
}

void lint_note(lint_u64 subject, const char *message)
{
    (void)subject;
    say("    ", message);
}

void lint_violation(const char *rule, lint_u64 subject, unsigned site, const char *message)
{
    (void)subject;
    (void)site;
    if (intrinsics.spoken)
        printf("    %s: %s\n", rule, message);
    record_violation(rule, message);
}

void lint_violation_at_return(const char *rule, lint_u64 subject, unsigned site, const char *message)
{
    lint_violation(rule, subject, site, message);
}

void lint_violation_at_loss(const char *rule, lint_u64 subject, unsigned site, const char *message)
{
    lint_violation(rule, subject, site, message);
}

void lint_entry(const char *name)
{
    say("", name);
}

void lint_cut(void)
{
    held_forget();
    machine_stop(OUTCOME_CUT);
}
