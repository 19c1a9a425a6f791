// A unit's life: made empty, its text pool, written to flat bytes and read back.
#include "ir/unit.h"

#include "support/path.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

struct ir_text_slot {
    uint32_t hash;
    ir_text text; // 0: the slot is free
};

// Every table of a unit, in the order in which they are written.
#define UNIT_TABLES(X) \
    X(text) \
    X(files) X(locs) X(records) X(fields) X(globals) X(functions) X(locals) X(blocks) X(insts) X(operands) \
        X(operand_texts) X(cases) X(gaps) X(mentions)

enum unit_table {
#define X(table) TABLE_##table,
    UNIT_TABLES(X)
#undef X
        TABLE_COUNT
};

// What stands in front of the tables. `layout` changes when an element of any table changes its size.
struct unit_header {
    char magic[8];
    uint64_t layout;
    uint64_t checksum; // of everything behind the header
    uint64_t path;
    uint64_t counts[TABLE_COUNT];
};

static const char unit_magic[8] = {'n', 'd', 'i', 'r', 'u', 'n', 'i', 't'};

struct ir_unit *ir_unit_new(const char *path)
{
    struct ir_unit *unit = memory_new(sizeof *unit);
    vec_push(&unit->text, '\0');
    (void)vec_extend(&unit->locs, 1);
    unit->path = ir_unit_add_text(unit, path, strlen(path));
    return unit;
}

void ir_unit_free(struct ir_unit *unit)
{
    if (!unit)
        return;
#define X(table) vec_free(&unit->table);
    UNIT_TABLES(X)
#undef X
    free(unit);
}

ir_text ir_unit_add_text(struct ir_unit *unit, const char *text, size_t n)
{
    if (!n)
        return 0;
    size_t at = vec_extend(&unit->text, n + 1);
    memcpy(unit->text.at + at, text, n);
    return (ir_text)at;
}

static uint32_t add_normal_file(struct ir_unit *unit, const char *path, bool system)
{
    for (uint32_t i = 0; i < unit->files.count; i++)
        if (strcmp(ir_string(unit, unit->files.at[i].path), path) == 0)
            return i;
    struct ir_file file = {.path = ir_unit_add_text(unit, path, strlen(path)), .system = system};
    vec_push(&unit->files, file);
    return (uint32_t)(unit->files.count - 1);
}

uint32_t ir_unit_add_file(struct ir_unit *unit, const char *path, bool system)
{
    char *normal = *path == '/' ? path_absolute("/", path) : memory_format("%s", path);
    uint32_t file = add_normal_file(unit, normal, system);
    free(normal);
    return file;
}

static void texts_place(struct ir_text_slot *slots, size_t capacity, struct ir_text_slot slot)
{
    size_t i = slot.hash & (capacity - 1);
    while (slots[i].text)
        i = (i + 1) & (capacity - 1);
    slots[i] = slot;
}

static void texts_grow(struct ir_texts *texts)
{
    size_t capacity = texts->capacity ? texts->capacity * 2 : 1024;
    struct ir_text_slot *slots = memory_new(capacity * sizeof *slots);
    for (size_t i = 0; i < texts->capacity; i++)
        if (texts->slots[i].text)
            texts_place(slots, capacity, texts->slots[i]);
    free(texts->slots);
    texts->slots = slots;
    texts->capacity = capacity;
}

ir_text ir_texts_intern(struct ir_texts *texts, struct ir_unit *unit, const char *text, size_t n)
{
    if (!n)
        return 0;
    if ((texts->used + 1) * 4 > texts->capacity * 3)
        texts_grow(texts);
    uint32_t hash = (uint32_t)XXH3_64bits(text, n);
    size_t mask = texts->capacity - 1;
    for (size_t i = hash & mask; texts->slots[i].text; i = (i + 1) & mask) {
        const char *known = ir_string(unit, texts->slots[i].text);
        if (texts->slots[i].hash == hash && strncmp(known, text, n) == 0 && !known[n])
            return texts->slots[i].text;
    }
    struct ir_text_slot slot = {hash, ir_unit_add_text(unit, text, n)};
    texts_place(texts->slots, texts->capacity, slot);
    texts->used++;
    return slot.text;
}

void ir_texts_free(struct ir_texts *texts)
{
    free(texts->slots);
    *texts = (struct ir_texts){0};
}

// A number that differs between builds whose tables differ in layout.
static uint64_t unit_layout(void)
{
    uint64_t sizes[] = {IR_OP_COUNT,
#define X(table) sizeof *((struct ir_unit *)NULL)->table.at,
        UNIT_TABLES(X)
#undef X
    };
    return XXH3_64bits(sizes, sizeof sizes);
}

void ir_unit_write(const struct ir_unit *unit, struct bytes *bytes)
{
    struct unit_header header = {.layout = unit_layout(), .path = unit->path};
    memcpy(header.magic, unit_magic, sizeof unit_magic);
#define X(table) header.counts[TABLE_##table] = unit->table.count;
    UNIT_TABLES(X)
#undef X
    size_t start = bytes->count;
    bytes_add(bytes, &header, sizeof header);
#define X(table) bytes_add(bytes, unit->table.at, unit->table.count * sizeof *unit->table.at);
    UNIT_TABLES(X)
#undef X
    size_t body = start + sizeof header;
    header.checksum = XXH3_64bits(bytes->at + body, bytes->count - body);
    memcpy(bytes->at + start, &header, sizeof header);
}

struct digest ir_unit_digest(const struct ir_unit *unit)
{
    struct digesting *digesting = digest_begin();
    digest_add_number(digesting, unit_layout());
    digest_add_number(digesting, unit->path);
#define X(table) \
    digest_add_number(digesting, unit->table.count); \
    digest_add(digesting, unit->table.at, unit->table.count * sizeof *unit->table.at);
    UNIT_TABLES(X)
#undef X
    return digest_end(digesting);
}

// The bytes of a table of COUNT elements of SIZE; NULL if there are not as many.
static const char *take_table(struct bytes_reader *reader, uint64_t count, size_t size)
{
    return bytes_take(reader, count <= reader->left / size ? (size_t)count * size : SIZE_MAX);
}

static void unit_fill(struct ir_unit *unit, const struct unit_header *header, struct bytes_reader *reader)
{
    unit->path = header->path < IR_NONE ? (ir_text)header->path : IR_NONE;
#define X(table) \
    { \
        uint64_t count = header->counts[TABLE_##table]; \
        const char *from = take_table(reader, count, sizeof *unit->table.at); \
        if (from && count) { \
            (void)vec_extend(&unit->table, (size_t)count); \
            memcpy(unit->table.at, from, (size_t)count * sizeof *unit->table.at); \
        } \
    }
    UNIT_TABLES(X)
#undef X
}

struct ir_unit *ir_unit_read(const void *bytes, size_t n, const char **problem)
{
    struct unit_header header;
    *problem = "the bytes of the unit are cut short";
    if (n < sizeof header)
        return NULL;
    memcpy(&header, bytes, sizeof header);
    *problem = "the bytes are not a unit of this version";
    if (memcmp(header.magic, unit_magic, sizeof unit_magic) != 0 || header.layout != unit_layout())
        return NULL;
    struct bytes_reader reader = {(const char *)bytes + sizeof header, n - sizeof header, false};
    *problem = "the bytes of the unit are damaged";
    if (header.checksum != XXH3_64bits(reader.at, reader.left))
        return NULL;
    struct ir_unit *unit = memory_new(sizeof *unit);
    unit_fill(unit, &header, &reader);
    *problem = reader.cut || reader.left ? "the tables of the unit do not fill its bytes" : ir_unit_check(unit);
    if (!*problem)
        return unit;
    ir_unit_free(unit);
    return NULL;
}
