// What of a program an exploration can depend on.
#include "ir/essence.h"

#include <stdlib.h>
#include <string.h>

#include <uthash.h>

struct path_entry {
    const char *path;
    size_t index; // in the essence's files, before they are sorted
    uint32_t system;
    UT_hash_handle hh;
};

struct making {
    const struct ir_program *program;
    struct essence *essence;
    uint8_t *kept; // [program function]
    VEC(uint32_t) pending; // kept, and what they mention is not yet
    struct path_entry *paths;
    struct bytes bytes;
    // What was asked last: what stands side by side has one file, and mostly one line.
    const char *last_path;
    struct path_entry *last_entry;
    struct rank {
        size_t file, rank;
        uint32_t line;
    } last_rank;
};

static const struct ir_function *shape_of(const struct ir_program *program, uint32_t function)
{
    const struct ir_program_function *p = &program->functions.at[function];
    return &program->units[p->unit]->functions.at[p->function];
}

// ---- which functions ----

typedef void each_mentioned(struct making *making, uint32_t mentioned);

static void each_mention(struct making *making, uint32_t function, each_mentioned *visit)
{
    const struct ir_program *program = making->program;
    uint32_t u = program->functions.at[function].unit;
    const struct ir_unit *unit = program->units[u];
    const struct ir_function *shape = shape_of(program, function);
    for (uint32_t b = 0; shape->defined && b < shape->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[shape->first_block + b];
        for (uint32_t i = block->first; i < block->first + block->count; i++)
            if (unit->insts.at[i].op == IR_CALL || unit->insts.at[i].op == IR_FUNCTION)
                visit(making, program->function_of[u][unit->insts.at[i].ref]);
    }
}

enum { UNKEPT, LEADS_TO_MODEL, KEPT };

static void note(struct making *making, uint32_t function)
{
    if (making->kept[function] != KEPT)
        vec_push(&making->pending, function);
    making->kept[function] = KEPT;
}

static void keep(struct making *making, uint32_t function)
{
    note(making, function);
    while (making->pending.count)
        each_mention(making, vec_pop(&making->pending), note);
}

static void keep_initialisers(struct making *making)
{
    const struct ir_program *program = making->program;
    for (size_t g = 0; g < program->globals.count; g++) {
        const struct ir_program_global *global = &program->globals.at[g];
        uint32_t init = program->units[global->unit]->globals.at[global->global].init;
        if (init != IR_NONE)
            keep(making, program->function_of[global->unit][init]);
    }
}

struct leading {
    struct making making; // first: what visits get
    bool leads;
};

static void look_for_kept(struct making *making, uint32_t mentioned)
{
    ((struct leading *)making)->leads |= making->kept[mentioned] != UNKEPT;
}

// Who can get to a model is accounted for, be it never called; so is who mentions such a function, in turn.
static void keep_callers(struct making *making)
{
    const struct ir_program *program = making->program;
    uint8_t *kept = memory_new(program->functions.count);
    for (uint32_t f = 0; f < program->functions.count; f++)
        kept[f] = program->functions.at[f].in_pack ? LEADS_TO_MODEL : UNKEPT;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t f = 0; f < program->functions.count; f++) {
            struct leading leading = {.making = *making};
            leading.making.kept = kept;
            if (kept[f] == UNKEPT)
                each_mention(&leading.making, f, look_for_kept);
            changed |= leading.leads;
            kept[f] = leading.leads ? LEADS_TO_MODEL : kept[f];
        }
    }
    for (uint32_t f = 0; f < program->functions.count; f++)
        if (kept[f] == LEADS_TO_MODEL)
            keep(making, f);
    free(kept);
}

static void choose_functions(struct making *making, const char *entry)
{
    const struct ir_program *program = making->program;
    uint32_t first = ir_program_find(program, entry);
    making->kept = memory_new(program->functions.count + 1);
    if (first != IR_NONE)
        keep(making, first);
    for (uint32_t f = 0; f < program->functions.count; f++)
        if (program->functions.at[f].address_taken)
            keep(making, f);
    keep_initialisers(making);
    keep_callers(making);
}

// ---- which lines ----

static struct path_entry *path_find_or_add(struct making *making, const char *path)
{
    struct path_entry *entry;
    HASH_FIND_STR(making->paths, path, entry);
    if (entry)
        return entry;
    entry = memory_new(sizeof *entry);
    entry->path = path;
    entry->index = making->essence->files.count;
    vec_push(&making->essence->files, (struct essence_file){.path = path});
    HASH_ADD_KEYPTR(hh, making->paths, entry->path, strlen(path), entry);
    return entry;
}

static struct path_entry *path_get(struct making *making, const char *path)
{
    if (making->last_path != path)
        making->last_entry = path_find_or_add(making, path);
    making->last_path = path;
    return making->last_entry;
}

typedef void each_place(struct making *making, const char *path, uint32_t line, uint32_t column);

static void add_line(struct making *making, const char *path, uint32_t line, uint32_t column)
{
    (void)column;
    size_t index = path_get(making, path)->index; // first: it may add a file
    struct essence_file *file = &making->essence->files.at[index];
    if (!file->lines.count || vec_last(&file->lines) != line)
        vec_push(&file->lines, line);
}

static void each_place_of_loc(struct making *making, const struct ir_unit *unit, uint32_t at, each_place *visit)
{
    const struct ir_loc *loc = &unit->locs.at[at];
    if (!at)
        return;
    visit(making, ir_string(unit, unit->files.at[loc->file].path), loc->line, loc->column);
    if (loc->spelling_file != loc->file || loc->spelling_line != loc->line || loc->spelling_column != loc->column)
        visit(
            making, ir_string(unit, unit->files.at[loc->spelling_file].path), loc->spelling_line, loc->spelling_column);
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct essence_file *)a)->path, ((const struct essence_file *)b)->path);
}

static void sort_lines(struct essence_file *file)
{
    size_t n = 0;
    qsort(file->lines.at, file->lines.count, sizeof *file->lines.at, compare_numbers);
    for (size_t i = 0; i < file->lines.count; i++)
        if (!n || file->lines.at[n - 1] != file->lines.at[i])
            file->lines.at[n++] = file->lines.at[i];
    file->lines.count = n;
}

static void each_line(struct making *making)
{
    const struct ir_program *program = making->program;
    for (uint32_t f = 0; f < program->functions.count; f++) {
        const struct ir_unit *unit = program->units[program->functions.at[f].unit];
        const struct ir_function *shape = shape_of(program, f);
        if (making->kept[f] != KEPT)
            continue;
        each_place_of_loc(making, unit, shape->loc, add_line);
        each_place_of_loc(making, unit, shape->end_loc, add_line);
        for (uint32_t i = 0; i < shape->locals; i++)
            each_place_of_loc(making, unit, unit->locals.at[shape->first_local + i].loc, add_line);
        for (uint32_t b = 0; b < shape->blocks; b++) {
            const struct ir_block *block = &unit->blocks.at[shape->first_block + b];
            for (uint32_t i = 0; i < block->count; i++)
                each_place_of_loc(making, unit, unit->insts.at[block->first + i].loc, add_line);
        }
    }
    for (size_t g = 0; g < program->globals.count; g++) {
        const struct ir_program_global *global = &program->globals.at[g];
        const struct ir_unit *unit = program->units[global->unit];
        each_place_of_loc(making, unit, unit->globals.at[global->global].loc, add_line);
    }
}

static void choose_lines(struct making *making)
{
    struct essence *essence = making->essence;
    each_line(making);
    for (size_t i = 0; i < essence->files.count; i++)
        sort_lines(&essence->files.at[i]);
    if (essence->files.count)
        qsort(essence->files.at, essence->files.count, sizeof *essence->files.at, compare_files);
    for (size_t i = 0; i < essence->files.count; i++)
        path_get(making, essence->files.at[i].path)->index = i;
}

// The place of LINE among those of FILE; SIZE_MAX if it is not one.
static size_t rank_of(const struct essence_file *file, uint32_t line)
{
    const uint32_t *at =
        file->lines.count ? bsearch(&line, file->lines.at, file->lines.count, sizeof line, compare_numbers) : NULL;
    return at ? (size_t)(at - file->lines.at) : SIZE_MAX;
}

// ---- all of it as bytes ----

static void put(struct making *making, const void *at, size_t n)
{
    bytes_add(&making->bytes, at, n);
}

static void put_number(struct making *making, uint64_t number)
{
    put(making, &number, sizeof number);
}

static void put_text(struct making *making, const char *text)
{
    put(making, text, strlen(text) + 1);
}

static void put_place(struct making *making, const char *path, uint32_t line, uint32_t column)
{
    size_t index = path_get(making, path)->index;
    struct rank *last = &making->last_rank;
    if (last->file != index || last->line != line || !line)
        *last = (struct rank){index, rank_of(&making->essence->files.at[index], line), line};
    uint64_t place[] = {index, last->rank, column};
    put(making, place, sizeof place);
}

static void put_loc(struct making *making, const struct ir_unit *unit, uint32_t loc)
{
    put_number(making, loc != 0);
    each_place_of_loc(making, unit, loc, put_place);
}

// Which function a reference means.
static void put_function(struct making *making, uint32_t u, uint32_t function)
{
    const struct ir_program_function *p = &making->program->functions.at[making->program->function_of[u][function]];
    put_text(making, p->name);
    put_text(making, ir_string(making->program->units[p->unit],
                         shape_of(making->program, making->program->function_of[u][function])->usr));
    put_number(making, p->unit);
}

static void put_field(struct making *making, const struct ir_unit *unit, const struct ir_field *field)
{
    uint64_t numbers[] = {field->record, field->owner, field->in_system, field->parent, field->offset};
    put(making, numbers, sizeof numbers);
    put_text(making, ir_string(unit, field->name));
}

static void put_reference(struct making *making, uint32_t u, const struct ir_inst *inst)
{
    const struct ir_unit *unit = making->program->units[u];
    if (inst->op == IR_CALL || inst->op == IR_FUNCTION)
        put_function(making, u, inst->ref);
    else if (inst->op == IR_GLOBAL)
        put_number(making, making->program->global_of[u][inst->ref]);
    else if (inst->op == IR_CALL_POINTER)
        put_text(making, ir_string(unit, inst->ref));
    else
        put_number(making, inst->ref); // a local; a field, all of which are put
}

static void put_inst(struct making *making, uint32_t u, const struct ir_inst *inst)
{
    const struct ir_unit *unit = making->program->units[u];
    uint64_t numbers[] = {
        (uint64_t)inst->op << 24 | (uint64_t)inst->type << 16 | (uint64_t)inst->from << 8 | inst->flags, inst->dst,
        inst->a, inst->b, inst->count, inst->t, inst->f, inst->imm2, (uint64_t)inst->imm};
    put(making, numbers, sizeof numbers);
    put_reference(making, u, inst);
    put_text(making, ir_string(unit, inst->text));
    put_loc(making, unit, inst->loc);
    for (uint32_t i = 0; i < inst->count && (inst->op == IR_CALL || inst->op == IR_CALL_POINTER); i++) {
        put_number(making, unit->operands.at[inst->first + i]);
        put_text(making, ir_string(unit, unit->operand_texts.at[inst->first + i]));
    }
    if (inst->op == IR_SWITCH)
        put(making, unit->cases.at + inst->first, inst->count * sizeof *unit->cases.at);
}

static void put_local(struct making *making, const struct ir_unit *unit, const struct ir_local *local)
{
    uint64_t numbers[] = {local->type, local->is_param, local->by_value, local->size};
    put(making, numbers, sizeof numbers);
    put_text(making, ir_string(unit, local->name));
    put_text(making, ir_string(unit, local->type_name));
    put_loc(making, unit, local->loc);
}

static void put_body(struct making *making, uint32_t u, const struct ir_function *shape)
{
    const struct ir_unit *unit = making->program->units[u];
    for (uint32_t i = 0; i < shape->locals; i++)
        put_local(making, unit, &unit->locals.at[shape->first_local + i]);
    for (uint32_t b = 0; b < shape->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[shape->first_block + b];
        put_number(making, block->count);
        put_number(making, block->handler);
        for (uint32_t i = 0; i < block->count; i++)
            put_inst(making, u, &unit->insts.at[block->first + i]);
    }
}

static void put_kept(struct making *making, uint32_t function)
{
    const struct ir_program_function *p = &making->program->functions.at[function];
    const struct ir_unit *unit = making->program->units[p->unit];
    const struct ir_function *f = shape_of(making->program, function);
    uint64_t numbers[] = {p->unit, p->defined, p->in_pack, p->in_driver, p->address_taken, f->linkage, f->variadic,
        f->returns, f->noreturn, f->in_system, f->synthetic, f->address_taken, f->params, f->locals, f->blocks,
        f->registers, f->const_params, f->pointer_params};
    put(making, numbers, sizeof numbers);
    put_text(making, p->name);
    put_text(making, ir_string(unit, f->usr));
    put_text(making, ir_string(unit, f->signature));
    put_text(making, ir_string(unit, f->role));
    put_loc(making, unit, f->loc);
    put_loc(making, unit, f->end_loc);
    if (f->defined)
        put_body(making, p->unit, f);
}

static void put_global(struct making *making, const struct ir_program_global *p)
{
    const struct ir_unit *unit = making->program->units[p->unit];
    const struct ir_global *g = &unit->globals.at[p->global];
    uint64_t numbers[] = {p->unit, p->defined, p->in_pack, g->linkage, g->defined, g->is_const, g->is_string,
        g->init != IR_NONE, g->size, g->bytes != 0};
    put(making, numbers, sizeof numbers);
    put_text(making, p->name);
    put_loc(making, unit, g->loc);
    if (g->bytes)
        put(making, unit->text.at + g->bytes, (size_t)g->size);
    if (g->init != IR_NONE)
        put_function(making, p->unit, g->init);
}

static void put_unit(struct making *making, uint32_t u)
{
    const struct ir_unit *unit = making->program->units[u];
    put_text(making, ir_string(unit, unit->path));
    put_number(making, making->program->origins[u]);
    for (size_t i = 0; i < unit->records.count; i++) {
        uint64_t numbers[] = {unit->records.at[i].is_union, unit->records.at[i].size};
        put(making, numbers, sizeof numbers);
        put_text(making, ir_string(unit, unit->records.at[i].name));
    }
    for (size_t i = 0; i < unit->fields.count; i++)
        put_field(making, unit, &unit->fields.at[i]);
    for (size_t i = 0; i < unit->files.count; i++)
        if (unit->files.at[i].system)
            put_text(making, ir_string(unit, unit->files.at[i].path));
}

// Folds what has been put into the digest, so that the bytes of a large program need not be held at once.
static void fold(struct making *making, struct digesting *digesting)
{
    digest_add(digesting, making->bytes.at, making->bytes.count);
    making->bytes.count = 0;
}

static struct digest digest_all(struct making *making)
{
    const struct ir_program *program = making->program;
    struct digesting *digesting = digest_begin();
    for (size_t i = 0; i < making->essence->files.count; i++) {
        put_text(making, making->essence->files.at[i].path);
        put_number(making, making->essence->files.at[i].lines.count);
    }
    for (uint32_t u = 0; u < program->unit_count; u++)
        put_unit(making, u);
    for (size_t g = 0; g < program->globals.count; g++)
        put_global(making, &program->globals.at[g]);
    for (uint32_t f = 0; f < program->functions.count; f++)
        if (making->kept[f] == KEPT) {
            put_kept(making, f);
            fold(making, digesting);
        }
    fold(making, digesting);
    return digest_end(digesting);
}

static void paths_free(struct path_entry **paths)
{
    struct path_entry *entry, *next;
    HASH_ITER(hh, *paths, entry, next)
    {
        HASH_DEL(*paths, entry);
        free(entry);
    }
}

void essence_make(const struct ir_program *program, const char *entry, struct essence *essence)
{
    struct making making = {.program = program, .essence = essence};
    *essence = (struct essence){0};
    choose_functions(&making, entry);
    choose_lines(&making);
    essence->digest = digest_all(&making);
    paths_free(&making.paths);
    vec_free(&making.pending);
    free(making.bytes.at);
    free(making.kept);
}

void essence_free(struct essence *essence)
{
    for (size_t i = 0; i < essence->files.count; i++)
        vec_free(&essence->files.at[i].lines);
    vec_free(&essence->files);
    *essence = (struct essence){0};
}
