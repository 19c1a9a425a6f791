// Linking: which definition each name of each unit means, in the driver and in the rule pack.
#include "ir/program.h"

#include <stdlib.h>
#include <string.h>

#include <uthash.h>

// One name with external linkage, or one entity with internal linkage (its key then holds the unit).
struct entry {
    char *key;
    uint32_t id;
    UT_hash_handle hh;
};

static struct entry *entry_find(struct entry **table, const char *key)
{
    struct entry *entry = NULL;
    HASH_FIND_STR(*table, key, entry);
    return entry;
}

static void entry_add(struct entry **table, char *key, uint32_t id)
{
    struct entry *entry = memory_new(sizeof *entry);
    entry->key = key;
    entry->id = id;
    HASH_ADD_KEYPTR(hh, *table, entry->key, strlen(entry->key), entry);
}

static void table_free(struct entry **table)
{
    struct entry *entry, *next;
    HASH_ITER(hh, *table, entry, next) {
        HASH_DEL(*table, entry);
        free(entry->key);
        free(entry);
    }
}

// Names with internal linkage are told apart by their unit. One exception: an inline body of a header
// is the same function in each unit, so its USR is its identity.
static char *function_key(const struct ir_unit *unit, uint32_t u, const struct ir_function *f)
{
    const char *name = ir_string(unit, f->name);
    if (f->linkage == IR_EXTERNAL || f->in_system)
        return memory_format("%s", name);
    return memory_format("%s#%u#%s", name, u, ir_string(unit, f->usr));
}

// How strongly a definition claims its name: driver body, model, inline body of a system header, declaration.
static int function_rank(const struct ir_function *f, enum ir_origin origin)
{
    if (!f->defined)
        return 0;
    if (f->in_system)
        return 1;
    return origin == IR_FROM_PACK ? 2 : 3;
}

static void report_duplicate(struct ir_program *program, const char *name, uint32_t unit, uint32_t other)
{
    vec_push(&program->problems,
             memory_format("%s: '%s' is defined here and in %s as well; the first one is used",
                           ir_string(program->units[unit], program->units[unit]->path), name,
                           ir_string(program->units[other], program->units[other]->path)));
}

// A body in a header of the driver is the same one in each unit that includes it.
static bool same_place(const struct ir_program *program, uint32_t u, const struct ir_function *f, uint32_t v,
                       const struct ir_function *g)
{
    const struct ir_unit *a = program->units[u], *b = program->units[v];
    const struct ir_loc *x = &a->locs.at[f->loc], *y = &b->locs.at[g->loc];
    return x->line == y->line && x->column == y->column &&
           strcmp(ir_string(a, a->files.at[x->file].path), ir_string(b, b->files.at[y->file].path)) == 0;
}

static void claim_function(struct ir_program *program, uint32_t id, uint32_t u, uint32_t f)
{
    struct ir_program_function *mine = &program->functions.at[id];
    const struct ir_function *new = &program->units[u]->functions.at[f];
    const struct ir_function *old = &program->units[mine->unit]->functions.at[mine->function];
    int new_rank = function_rank(new, program->origins[u]);
    int old_rank = function_rank(old, program->origins[mine->unit]);
    mine->address_taken |= new->address_taken;
    if (new_rank == old_rank && new_rank >= 2 && mine->unit != u && !same_place(program, u, new, mine->unit, old))
        report_duplicate(program, mine->name, u, mine->unit);
    if (new_rank <= old_rank)
        return;
    mine->unit = u;
    mine->function = f;
    mine->defined = new->defined;
    mine->in_pack = program->origins[u] == IR_FROM_PACK;
    mine->in_driver = program->origins[u] == IR_FROM_DRIVER && !new->in_system && new->defined;
}

static uint32_t new_function(struct ir_program *program, uint32_t u, uint32_t f)
{
    const struct ir_function *function = &program->units[u]->functions.at[f];
    bool pack = program->origins[u] == IR_FROM_PACK;
    vec_push(&program->functions, (struct ir_program_function){
                                      .name = ir_string(program->units[u], function->name),
                                      .unit = u,
                                      .function = f,
                                      .defined = function->defined,
                                      .in_pack = pack && function->defined,
                                      .in_driver = !pack && !function->in_system && function->defined,
                                      .address_taken = function->address_taken,
                                  });
    return (uint32_t)program->functions.count - 1;
}

static void link_functions(struct ir_program *program, struct entry **table, uint32_t u)
{
    struct ir_unit *unit = program->units[u];
    program->function_of[u] = memory_new(unit->functions.count * sizeof(uint32_t));
    for (uint32_t f = 0; f < unit->functions.count; f++) {
        char *key = function_key(unit, u, &unit->functions.at[f]);
        struct entry *entry = entry_find(table, key);
        if (entry) {
            program->function_of[u][f] = entry->id;
            claim_function(program, entry->id, u, f);
            free(key);
        } else {
            program->function_of[u][f] = new_function(program, u, f);
            entry_add(table, key, program->function_of[u][f]);
        }
    }
}

static int global_rank(const struct ir_global *g)
{
    return !g->defined ? 0 : g->init == IR_NONE ? 1 : 2;
}

static void claim_global(struct ir_program *program, uint32_t id, uint32_t u, uint32_t g)
{
    struct ir_program_global *mine = &program->globals.at[id];
    const struct ir_global *new = &program->units[u]->globals.at[g];
    const struct ir_global *old = &program->units[mine->unit]->globals.at[mine->global];
    if (global_rank(new) <= global_rank(old))
        return;
    mine->unit = u;
    mine->global = g;
    mine->defined = new->defined;
    mine->in_pack = program->origins[u] == IR_FROM_PACK;
}

static void link_globals(struct ir_program *program, struct entry **table, uint32_t u)
{
    struct ir_unit *unit = program->units[u];
    program->global_of[u] = memory_new(unit->globals.count * sizeof(uint32_t));
    for (uint32_t g = 0; g < unit->globals.count; g++) {
        const struct ir_global *global = &unit->globals.at[g];
        const char *name = ir_string(unit, global->name);
        char *key = global->linkage == IR_EXTERNAL ? memory_format("%s", name) : memory_format("%s#%u#%u", name, u, g);
        struct entry *entry = entry_find(table, key);
        if (entry) {
            program->global_of[u][g] = entry->id;
            claim_global(program, entry->id, u, g);
            free(key);
            continue;
        }
        vec_push(&program->globals, (struct ir_program_global){.name = name,
                                                               .unit = u,
                                                               .global = g,
                                                               .defined = global->defined,
                                                               .in_pack = program->origins[u] == IR_FROM_PACK});
        program->global_of[u][g] = (uint32_t)program->globals.count - 1;
        entry_add(table, key, program->global_of[u][g]);
    }
}

struct ir_program *ir_link(struct ir_unit **units, const enum ir_origin *origins, uint32_t count)
{
    struct ir_program *program = memory_new(sizeof *program);
    program->unit_count = count;
    program->units = memory_new(count * sizeof *units);
    program->origins = memory_new(count * sizeof *origins);
    program->function_of = memory_new(count * sizeof *program->function_of);
    program->global_of = memory_new(count * sizeof *program->global_of);
    struct entry *functions = NULL, *globals = NULL;
    for (uint32_t u = 0; u < count; u++) {
        program->units[u] = units[u];
        program->origins[u] = origins[u];
    }
    for (uint32_t u = 0; u < count; u++) {
        link_functions(program, &functions, u);
        link_globals(program, &globals, u);
    }
    table_free(&functions);
    table_free(&globals);
    return program;
}

uint32_t ir_program_find(const struct ir_program *program, const char *name)
{
    for (uint32_t i = 0; i < program->functions.count; i++) {
        const struct ir_program_function *f = &program->functions.at[i];
        if (program->units[f->unit]->functions.at[f->function].linkage == IR_EXTERNAL && strcmp(f->name, name) == 0)
            return i;
    }
    return IR_NONE;
}

void ir_program_free(struct ir_program *program)
{
    if (!program)
        return;
    for (uint32_t u = 0; u < program->unit_count; u++) {
        free(program->function_of[u]);
        free(program->global_of[u]);
    }
    for (size_t i = 0; i < program->problems.count; i++)
        free(program->problems.at[i]);
    vec_free(&program->problems);
    vec_free(&program->functions);
    vec_free(&program->globals);
    free(program->function_of);
    free(program->global_of);
    free(program->units);
    free(program->origins);
    free(program);
}
