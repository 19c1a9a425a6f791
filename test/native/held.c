// Who can still name a number: the native twin of checker/engine/held.c.
//
// The models ask between two events, when nothing of the driver is on the stack. A number is held where its value stands
// in the driver's variables or in memory that can be reached. Small ones stand anywhere by chance and count as held; ports
// have large ones (samples.h).
#include "held.h"

#include "../../rules/ndislint.h"
#include "arena.h"
#include "variables.h"

#include <stdbool.h>
#include <string.h>

enum { SMALL = 0x10000, GIVEN = 16 };

// What is saved with the variables of the pack.
#include "sections.h"

// Numbers that stood in memory from outside: whoever sees that can name them for good.
static struct {
    uint32_t count;
    struct given {
        uint32_t number, asked; // in the event that is under way
    } at[GIVEN];
} given;

static struct given *find(lint_u64 number)
{
    for (uint32_t i = 0; i < given.count; i++)
        if (given.at[i].number == number)
            return &given.at[i];
    return NULL;
}

static void note_given(uint32_t number)
{
    struct given *known = find(number);
    if (!known && given.count < GIVEN && arena_page_holds(number)) {
        known = &given.at[given.count++];
        known->number = number;
    }
    if (known)
        known->asked = 1;
}

void held_forget(void)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < given.count; i++)
        if (given.at[i].asked)
            given.at[kept++].number = given.at[i].number;
    given.count = kept;
    memset(given.at + kept, 0, (GIVEN - kept) * sizeof *given.at);
    for (uint32_t i = 0; i < kept; i++)
        given.at[i].asked = 0;
    arena_unmark();
}

int lint_is_held(lint_u64 value)
{
    uint32_t number = (uint32_t)value;
    if (number < SMALL)
        return 1;
    note_given(number);
    variables_mark();
    return arena_marked_holds(number) || variables_of_driver_hold(number);
}

enum lint_others lint_is_given(lint_u64 value)
{
    return find(value) ? LINT_OUTSIDE : LINT_NOBODY;
}
