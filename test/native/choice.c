// The choices of a run: enumerated depth first, or read from a script.
#include "choice.h"

#include "machine.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct choices choices;

static struct choice *next_scripted(enum choice_kind kind)
{
    if (choices.next < choices.length && choices.at[choices.next].kind == kind)
        return &choices.at[choices.next++];
    return NULL;
}

struct choice *choice_next(enum choice_kind kind, uint32_t count)
{
    if (choices.scripted)
        return next_scripted(kind);
    if (choices.next == CHOICES_PER_RUN)
        machine_stop(OUTCOME_HANG);
    struct choice *choice = &choices.at[choices.next++];
    if (choices.next > choices.length) {
        *choice = (struct choice){.kind = (uint8_t)kind, .count = (uint8_t)count};
        choices.length++;
    }
    return choice;
}

bool choices_advance(void)
{
    choices.length = choices.next; // what an earlier run had beyond this one's end
    choices.next = 0;
    while (choices.length) {
        struct choice *last = &choices.at[choices.length - 1];
        if (++last->taken < last->count)
            return true;
        choices.length--;
    }
    return false;
}

void choices_clear(void)
{
    choices.length = choices.next = 0;
    choices.scripted = false;
}

static bool read_token(const char *token, struct choice *choice)
{
    char *end;
    if (!strchr("cvbm", *token))
        return false;
    choice->kind = (uint8_t)*token;
    choice->value = strtoull(token + 1, &end, 0);
    choice->taken = (uint8_t)choice->value;
    choice->second = *end == ',' ? (uint32_t)strtoul(end + 1, &end, 0) : 0;
    return end > token + 1 && !*end;
}

bool choices_read(const char *script)
{
    char *text = strdup(script), *rest = text, *token;
    bool good = true;
    choices_clear();
    choices.scripted = true;
    while (good && (token = strtok_r(rest, " \n", &rest)))
        good = choices.length < CHOICES_PER_RUN && read_token(token, &choices.at[choices.length++]);
    free(text);
    return good;
}

static void print_choice(FILE *to, const struct choice *choice)
{
    switch ((enum choice_kind)choice->kind) {
    case CHOICE_ANSWER:
    case CHOICE_MATTERS:
        fprintf(to, "%c%u", choice->kind, choice->taken);
        break;
    case CHOICE_VALUE:
        fprintf(to, "v%#" PRIx64, choice->value);
        break;
    case CHOICE_TOUCH:
        break;
    case CHOICE_BYTES:
        fprintf(to, "b%#" PRIx64 ",%#" PRIx32, choice->value, choice->second);
        break;
    }
}

void choices_print(FILE *to, const struct choice *of, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (of[i].kind == CHOICE_TOUCH)
            continue;
        if (ftell(to) > 0)
            fputc(' ', to);
        print_choice(to, &of[i]);
    }
}
