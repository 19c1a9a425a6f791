// The intrinsics of the rule pack for tests of single models. A model is called, not the harness: nothing is chosen, calls
// that can fail do so when the test says so, and a path that would end is a failure of the test.
#include "host.h"

#include "../../../rules/ndislint.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int host_fails, host_held;
unsigned long long host_unwritten_value;

static char broken[512];

void host_reset(void)
{
    host_fails = 0;
    host_held = 1;
    host_unwritten_value = ~0ull;
    broken[0] = 0;
}

const char *host_broken(void)
{
    return broken;
}

void host_fail(const char *test, const char *text, int line)
{
    fprintf(stderr, "%s, line %d: '%s' does not hold; broken: %s\n", test, line, text, broken);
    exit(1);
}

void host_passed(const char *test)
{
    printf("passed: %s\n", test);
}

static void say(const char *rule)
{
    size_t n = strlen(broken);
    snprintf(broken + n, sizeof broken - n, "%s ", rule);
}

void lint_violation(const char *rule, lint_u64 subject, unsigned site, const char *message)
{
    (void)subject, (void)site, (void)message;
    say(rule);
}

void lint_violation_at_return(const char *rule, lint_u64 subject, unsigned site, const char *message)
{
    lint_violation(rule, subject, site, message);
}

void lint_violation_at_loss(const char *rule, lint_u64 subject, unsigned site, const char *message)
{
    lint_violation(rule, subject, site, message);
}

int lint_choose(const char *what)
{
    (void)what;
    return 0;
}

int lint_fails(const char *what)
{
    (void)what;
    return host_fails;
}

lint_u64 lint_fresh(const struct lint_domain *domain)
{
    return domain->samples[0];
}

void *lint_allocate(lint_u64 size, int zeroed)
{
    (void)zeroed;
    return calloc(1, size ? size : 1);
}

void *lint_fresh_memory(const char *what, lint_u64 size)
{
    (void)what;
    return lint_allocate(size, 1);
}

void lint_free(void *memory)
{
    free(memory);
}

static void end(const char *why)
{
    fprintf(stderr, "a model ends the path: %s\n", why);
    exit(1);
}

void lint_assume(int cond)
{
    if (!cond)
        end("lint_assume");
}

void lint_block(const char *why)
{
    end(why);
}

void lint_raise(void)
{
    end("lint_raise");
}

int lint_is_known(lint_u64 value)
{
    (void)value;
    return 1;
}

int lint_is_unwritten(lint_u64 value)
{
    return value == host_unwritten_value;
}

int lint_is_made_of(lint_u64 value, lint_u64 of)
{
    return value == of;
}

int lint_is_held(lint_u64 value)
{
    (void)value;
    return host_held;
}

enum lint_others lint_is_given(lint_u64 value)
{
    (void)value;
    return LINT_NOBODY;
}

unsigned lint_site(void)
{
    return 1;
}

int lint_is_wide(void)
{
    return 0;
}

int lint_matters(lint_u64 function)
{
    return function != 0;
}

void lint_note(lint_u64 subject, const char *message)
{
    (void)subject, (void)message;
}

void lint_entry(const char *name)
{
    (void)name;
}

void lint_applicable(void)
{
}

void lint_cut(void)
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

// The headers count wide characters of 16 bits.
size_t native_wcslen(const uint16_t *text);

size_t native_wcslen(const uint16_t *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return n;
}
