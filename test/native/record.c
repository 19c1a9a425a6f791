// What the runs have come to, for people and as JSON.
#include "record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct record record;

static struct breach *pending[RULES]; // broken in the run that is under way
static unsigned pending_count;

static const char *const end_names[OUTCOMES] = {
    [OUTCOME_RAISED] = "exception", [OUTCOME_HANG] = "hang", [OUTCOME_CRASH] = "crash", [OUTCOME_MISUSE] = "misuse"};

static struct breach *find_rule(const char *name)
{
    for (uint32_t i = 0; i < record.rule_count; i++)
        if (strcmp(record.rules[i].name, name) == 0)
            return &record.rules[i];
    if (record.rule_count == RULES)
        abort();
    record.rules[record.rule_count].name = name;
    return &record.rules[record.rule_count++];
}

void record_violation(const char *name, const char *message)
{
    struct breach *rule = find_rule(name);
    if (!rule->message)
        rule->message = message;
    for (unsigned i = 0; i < pending_count; i++)
        if (pending[i] == rule)
            return;
    pending[pending_count++] = rule;
}

void record_failure(const char *what, bool fails)
{
    uint32_t i = 0;
    while (i < record.call_count && record.calls[i].what != what)
        i++;
    if (i == CALLS)
        abort();
    if (i == record.call_count)
        record.calls[record.call_count++].what = what;
    record.calls[i].taken |= fails;
}

static void count(struct breach *breach, void (*write)(FILE *to, const void *of), const void *of)
{
    if (breach->runs++)
        return;
    size_t size;
    FILE *text = open_memstream(&breach->replay, &size);
    if (!text)
        abort();
    write(text, of);
    fclose(text);
}

void record_run(enum outcome outcome, unsigned lost, void (*write)(FILE *to, const void *of), const void *of)
{
    record.runs++;
    record.outcomes[outcome]++;
    record.broken += pending_count > 0 && outcome != OUTCOME_ASSUMED;
    for (unsigned i = 0; i < pending_count && outcome != OUTCOME_ASSUMED; i++)
        count(pending[i], write, of);
    pending_count = 0;
    if (end_names[outcome]) {
        record.ends[outcome].name = end_names[outcome];
        count(&record.ends[outcome], write, of);
    }
    if (lost) {
        record.leaks.name = "memory leak";
        count(&record.leaks, write, of);
    }
}

// ---- output ----

static void print_breach(FILE *to, const struct breach *breach)
{
    if (breach->runs)
        fprintf(to, "%s: %" PRIu64 " runs, first: %s\n", breach->name, breach->runs, breach->replay);
}

static void print_failures(FILE *to)
{
    uint32_t taken = 0;
    for (uint32_t i = 0; i < record.call_count; i++) {
        taken += record.calls[i].taken;
        if (!record.calls[i].taken)
            fprintf(to, "never: %s\n", record.calls[i].what);
    }
    fprintf(to, "%" PRIu32 " of %" PRIu32 " kinds of failure were met\n", taken, record.call_count);
}

void record_print(FILE *to)
{
    for (uint32_t i = 0; i < record.rule_count; i++)
        print_breach(to, &record.rules[i]);
    for (unsigned i = 0; i < OUTCOMES; i++)
        print_breach(to, &record.ends[i]);
    print_breach(to, &record.leaks);
    if (record.runs > 1)
        print_failures(to);
    fprintf(to, "%" PRIu64 " runs (%s), %" PRIu64 " states, %" PRIu64 " choices; %" PRIu64 " runs break a rule\n",
        record.runs, record.complete ? "all there are" : "not all", record.states, record.choices, record.broken);
}

static void print_json_breach(FILE *to, const struct breach *breach, const char *before)
{
    fprintf(to, "%s{\"name\": \"%s\", \"runs\": %" PRIu64 ", \"replay\": \"%s\"}", before, breach->name, breach->runs,
        breach->replay);
}

void record_print_json(FILE *to)
{
    const char *before = "";
    fprintf(to,
        "{\"runs\": %" PRIu64 ", \"complete\": %s, \"states\": %" PRIu64 ", \"choices\": %" PRIu64 ", \"rules\": [",
        record.runs, record.complete ? "true" : "false", record.states, record.choices);
    for (uint32_t i = 0; i < record.rule_count; i++, before = ", ")
        if (record.rules[i].runs)
            print_json_breach(to, &record.rules[i], before);
    fprintf(to, "], \"ends\": [");
    before = "";
    for (unsigned i = 0; i < OUTCOMES; i++)
        if (record.ends[i].runs) {
            print_json_breach(to, &record.ends[i], before);
            before = ", ";
        }
    if (record.leaks.runs)
        print_json_breach(to, &record.leaks, before);
    fprintf(to, "]}\n");
}
