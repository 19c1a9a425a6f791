// Whether the rules concern a driver at all.
#include "session/applies.h"

#include <ctype.h>
#include <string.h>

static bool is_own(const struct ir_function *function)
{
    return function->defined && !function->in_system;
}

static bool is_named(const struct ir_unit *unit, const struct ir_inst *inst, const char *name)
{
    return (inst->op == IR_CALL || inst->op == IR_FUNCTION) &&
           !strcmp(ir_string(unit, unit->functions.at[inst->ref].name), name);
}

// Whether the driver's own code in UNIT calls NAME or takes its address.
static bool unit_calls(const struct ir_unit *unit, const char *name)
{
    for (size_t f = 0; f < unit->functions.count; f++) {
        const struct ir_function *function = &unit->functions.at[f];
        for (uint32_t b = 0; is_own(function) && b < function->blocks; b++) {
            const struct ir_block *block = &unit->blocks.at[function->first_block + b];
            for (uint32_t i = 0; i < block->count; i++)
                if (is_named(unit, &unit->insts.at[block->first + i], name))
                    return true;
        }
    }
    return false;
}

// Whether NAME is FIELD or a path of members that ends in it.
static bool names_field(const char *name, const char *field)
{
    size_t n = strlen(name), m = strlen(field);
    return n >= m && !strcmp(name + n - m, field) && (n == m || name[n - m - 1] == '.');
}

// How the values that are stored in an event's field look.
struct stores {
    bool any;    // one was found
    bool wanted; // one is among the wanted values, or is not known
};

// The value that a store in FUNCTION writes: wanted unless all that sets its register are other constants.
static bool stores_wanted(
    const struct ir_unit *unit, const struct ir_function *function, uint32_t value, const struct catalogue_event *event)
{
    for (uint32_t b = 0; b < function->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[function->first_block + b];
        for (uint32_t i = 0; i < block->count; i++) {
            const struct ir_inst *inst = &unit->insts.at[block->first + i];
            if (inst->dst != value)
                continue;
            if (inst->op != IR_CONST)
                return true;
            for (size_t v = 0; v < event->values.count; v++)
                if (inst->imm == event->values.at[v])
                    return true;
        }
    }
    return false;
}

// Looks at each store through an address that one block makes with the event's field.
static void scan_block(const struct ir_unit *unit, const struct ir_function *function, const struct ir_block *block,
    const struct catalogue_event *event, struct stores *stores)
{
    for (uint32_t i = 0; i < block->count; i++) {
        const struct ir_inst *field = &unit->insts.at[block->first + i];
        if (field->op != IR_FIELD || field->ref == IR_NONE ||
            !names_field(ir_string(unit, unit->fields.at[field->ref].name), event->field))
            continue;
        for (uint32_t j = i + 1; j < block->count; j++) {
            const struct ir_inst *store = &unit->insts.at[block->first + j];
            if (store->op != IR_STORE || store->a != field->dst)
                continue;
            stores->any = true;
            stores->wanted |= stores_wanted(unit, function, store->b, event);
        }
    }
}

static void scan_stores(const struct ir_unit *unit, const struct catalogue_event *event, struct stores *stores)
{
    for (size_t f = 0; f < unit->functions.count; f++) {
        const struct ir_function *function = &unit->functions.at[f];
        for (uint32_t b = 0; is_own(function) && b < function->blocks; b++)
            scan_block(unit, function, &unit->blocks.at[function->first_block + b], event, stores);
    }
}

// An event counts unless everything that is stored in its field, somewhere in the driver, is something else.
static bool raises_event(const struct catalogue_event *event, struct ir_unit *const *units, size_t count)
{
    bool called = false;
    struct stores stores = {0};
    for (size_t u = 0; u < count; u++)
        if (units[u]) {
            called |= unit_calls(units[u], event->call);
            scan_stores(units[u], event, &stores);
        }
    return called && (stores.wanted || !stores.any);
}

bool applies_condition(const struct catalogue_condition *condition, struct ir_unit *const *units, size_t count)
{
    for (size_t c = 0; c < condition->calls.count; c++)
        for (size_t u = 0; u < count; u++)
            if (units[u] && unit_calls(units[u], condition->calls.at[c]))
                return true;
    for (size_t e = 0; e < condition->events.count; e++)
        if (raises_event(&condition->events.at[e], units, count))
            return true;
    return false;
}

bool applies_defines(char *const *names, size_t name_count, struct ir_unit *const *units, size_t count)
{
    for (size_t u = 0; u < count; u++)
        for (size_t f = 0; units[u] && f < units[u]->functions.count; f++)
            for (size_t n = 0; n < name_count; n++)
                if (is_own(&units[u]->functions.at[f]) &&
                    !strcmp(ir_string(units[u], units[u]->functions.at[f].name), names[n]))
                    return true;
    return false;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool has_word(const char *text, size_t n, const char *word)
{
    size_t length = strlen(word);
    const char *end = text + n;
    for (const char *at = text; (at = memmem(at, (size_t)(end - at), word, length)); at++)
        if ((at == text || !is_word(at[-1])) && (at + length == end || !is_word(at[length])))
            return true;
    return false;
}

bool applies_text(const struct catalogue_condition *condition, const char *text, size_t n)
{
    for (size_t i = 0; i < condition->calls.count; i++)
        if (has_word(text, n, condition->calls.at[i]))
            return true;
    for (size_t i = 0; i < condition->events.count; i++)
        if (has_word(text, n, condition->events.at[i].call))
            return true;
    return false;
}
