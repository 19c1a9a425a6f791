// Whether the models of the rule packs say what they may say.
#include "session/models.h"

#include "engine/engine.h"
#include "session/collect.h"

static const char prefix[] = "lint_";

struct checking {
    const struct frontend_result *models;
    const char *cwd;
    const struct catalogue *catalogue;
    char *problem;
};

// The first thing that is wrong is what the user hears of. Takes WORDS.
static void complain(struct checking *checking, const struct ir_unit *unit, uint32_t loc, char *words)
{
    if (!checking->problem) {
        struct report_place place = collect_loc(checking->cwd, unit, loc);
        checking->problem = memory_format("%s:%u: %s", place.path ? place.path : "?", place.line, words);
        free(place.path);
    }
    free(words);
}

static bool begins_with(const char *text, const char *start)
{
    return !strncmp(text, start, strlen(start));
}

static bool is_external_body(const struct ir_function *function)
{
    return function->defined && !function->in_system && function->linkage == IR_EXTERNAL;
}

// The definition of NAME in another function of the packs than UNIT's FUNCTION that comes before it; *WHERE is its unit.
static const struct ir_function *earlier_body(
    const struct checking *checking, size_t unit, size_t function, const char *name, const struct ir_unit **where)
{
    for (size_t u = 0; u <= unit; u++) {
        *where = checking->models->units[u];
        size_t count = u == unit ? function : (*where)->functions.count;
        for (size_t f = 0; f < count; f++) {
            const struct ir_function *other = &(*where)->functions.at[f];
            if (is_external_body(other) && !strcmp(ir_string(*where, other->name), name))
                return other;
        }
    }
    return NULL;
}

static void check_body(struct checking *checking, size_t u, size_t f)
{
    const struct ir_unit *unit = checking->models->units[u], *where;
    const struct ir_function *function = &unit->functions.at[f];
    const char *name = ir_string(unit, function->name);
    if (!is_external_body(function))
        return;
    if (begins_with(name, prefix) && engine_is_intrinsic(name))
        complain(checking, unit, function->loc, memory_format("'%s' is an intrinsic: no model defines it", name));
    const struct ir_function *other = earlier_body(checking, u, f, name, &where);
    if (!other)
        return;
    struct report_place place = collect_loc(checking->cwd, where, other->loc);
    complain(checking, unit, function->loc,
        memory_format("'%s' has a model already, in %s:%u", name, place.path ? place.path : "?", place.line));
    free(place.path);
}

// The string literal that register REG of FUNCTION holds, or NULL.
static const char *literal(const struct ir_unit *unit, const struct ir_function *function, uint32_t reg)
{
    for (uint32_t b = 0; b < function->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[function->first_block + b];
        for (uint32_t i = 0; i < block->count; i++) {
            const struct ir_inst *inst = &unit->insts.at[block->first + i];
            if (inst->dst != reg)
                continue;
            if (inst->op == IR_MOVE)
                return literal(unit, function, inst->a);
            if (inst->op != IR_GLOBAL || !unit->globals.at[inst->ref].is_string)
                return NULL;
            return unit->text.at + unit->globals.at[inst->ref].bytes + inst->imm;
        }
    }
    return NULL;
}

static void check_rule(struct checking *checking, const struct ir_unit *unit, const struct ir_function *function,
    const struct ir_inst *call)
{
    const char *rule = call->count ? literal(unit, function, unit->operands.at[call->first]) : NULL;
    const char *callee = ir_string(unit, unit->functions.at[call->ref].name);
    if (!rule)
        complain(checking, unit, call->loc, memory_format("%s takes a rule's id as a string literal", callee));
    else if (!catalogue_find(checking->catalogue, rule))
        complain(checking, unit, call->loc, memory_format("the rule '%s' is in no catalogue.yaml", rule));
}

static bool has_body(const struct checking *checking, const char *name)
{
    const struct ir_unit *where;
    size_t last = checking->models->unit_count - 1;
    return earlier_body(checking, last, checking->models->units[last]->functions.count, name, &where) != NULL;
}

static void check_call(struct checking *checking, const struct ir_unit *unit, const struct ir_function *function,
    const struct ir_inst *call)
{
    const struct ir_function *callee = &unit->functions.at[call->ref];
    const char *name = ir_string(unit, callee->name);
    if (!begins_with(name, prefix) || callee->defined)
        return;
    if (begins_with(name, "lint_violation") && engine_is_intrinsic(name))
        check_rule(checking, unit, function, call);
    else if (!engine_is_intrinsic(name) && !has_body(checking, name))
        complain(checking, unit, call->loc, memory_format("there is no intrinsic '%s'", name));
}

static void check_calls(struct checking *checking, const struct ir_unit *unit, const struct ir_function *function)
{
    for (uint32_t b = 0; b < function->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[function->first_block + b];
        for (uint32_t i = 0; i < block->count; i++)
            if (unit->insts.at[block->first + i].op == IR_CALL)
                check_call(checking, unit, function, &unit->insts.at[block->first + i]);
    }
}

char *models_check(const struct frontend_result *models, const char *cwd, const struct catalogue *catalogue)
{
    struct checking checking = {models, cwd, catalogue, NULL};
    for (size_t u = 0; u < models->unit_count && !checking.problem; u++) {
        const struct ir_unit *unit = models->units[u];
        for (size_t f = 0; f < unit->functions.count && !checking.problem; f++) {
            check_body(&checking, u, f);
            check_calls(&checking, unit, &unit->functions.at[f]);
        }
    }
    return checking.problem;
}
