// What earlier runs have computed.
#include "session/cache.h"

#include "frontend/frontend.h"
#include "ir/essence.h"
#include "ir/unit.h"
#include "support/file.h"

static const uint64_t default_limit = (uint64_t)1 << 30; // bytes

// Another build lowers and explores in another way, and another libclang parses in another. The program's own bytes say
// more than its version: developers build without raising that.
struct digest cache_edition(void)
{
    enum { LARGEST_PROGRAM = 1 << 30 };
    size_t n;
    char *program = file_read("/proc/self/exe", LARGEST_PROGRAM, &n), *clang = frontend_version();
    struct digesting *digesting = digest_begin();
    digest_add_text(digesting, NDISLINT_VERSION);
    digest_add_text(digesting, clang);
    if (program)
        digest_add(digesting, program, n);
    free(clang);
    free(program);
    return digest_end(digesting);
}

char *session_cache_folder(const struct session_options *options)
{
    if (options->caching == SESSION_UNCACHED)
        return NULL;
    return options->cache ? memory_format("%s", options->cache) : store_default_folder();
}

struct store *cache_open(const struct session_options *options, struct report_run *run)
{
    char *folder = session_cache_folder(options), *problem = NULL;
    uint64_t limit = options->cache_limit ? options->cache_limit : default_limit;
    struct store *store = folder ? store_open(folder, limit, cache_edition(), &problem) : NULL;
    if (problem && options->cache)
        vec_push(&run->notes, memory_format("nothing is kept for the next run: %s", problem));
    free(problem);
    free(folder);
    return store;
}

// ---- results of explorations ----

static void add_options(struct digesting *digesting, const struct engine_options *options)
{
    digest_add_text(digesting, options->entry);
    digest_add_number(digesting, (uint64_t)options->no_slice << 1 | options->no_merge);
    digest_add_number(digesting, options->step_budget);
}

// An essence is made when it is asked for: mostly, that is never.
struct cache_keys {
    const struct ir_program *program;
    const struct engine_options *options;
    enum cache_way way;
    struct digest exact; // CACHE_BY_BYTES
    struct essence essence;
    bool has_essence;
};

static struct digest exact_key(const struct ir_program *program, const struct engine_options *options)
{
    struct digesting *digesting = digest_begin();
    digest_add_text(digesting, "exploration");
    add_options(digesting, options);
    for (uint32_t u = 0; u < program->unit_count; u++) {
        struct digest unit = ir_unit_digest(program->units[u]);
        digest_add(digesting, &unit, sizeof unit);
        digest_add_number(digesting, program->origins[u]);
    }
    return digest_end(digesting);
}

struct cache_keys *cache_keys_new(
    const struct ir_program *program, const struct engine_options *options, enum cache_way way)
{
    struct cache_keys *keys = memory_new(sizeof *keys);
    *keys = (struct cache_keys){.program = program, .options = options, .way = way};
    if (way == CACHE_BY_BYTES)
        keys->exact = exact_key(program, options);
    return keys;
}

void cache_keys_free(struct cache_keys *keys)
{
    if (keys)
        essence_free(&keys->essence);
    free(keys);
}

static const struct essence *essence_of(struct cache_keys *keys)
{
    if (!keys->has_essence)
        essence_make(keys->program, keys->options->entry, &keys->essence);
    keys->has_essence = true;
    return &keys->essence;
}

static struct digest essence_key(struct cache_keys *keys)
{
    struct digesting *digesting = digest_begin();
    digest_add_text(digesting, "essence");
    add_options(digesting, keys->options);
    digest_add(digesting, &essence_of(keys)->digest, sizeof keys->essence.digest);
    return digest_end(digesting);
}

struct moving {
    const struct essence *from, *to;
    bool good;
};

static void move_place(struct moving *moving, struct engine_place *place)
{
    if (place->path)
        moving->good &= essence_move(moving->from, moving->to, place->path, &place->line);
}

static void move_finding(struct moving *moving, struct engine_finding *finding)
{
    move_place(moving, &finding->place);
    move_place(moving, &finding->subject);
    for (size_t i = 0; i < finding->steps.count; i++)
        move_place(moving, &finding->steps.at[i].place);
    for (size_t i = 0; i < finding->others.count; i++)
        move_place(moving, &finding->others.at[i]);
    for (size_t i = 0; i < finding->lines.count; i++)
        move_place(moving, &finding->lines.at[i]);
}

// Moves all places in RESULT. False if that cannot be done: reasons and values have places in their words.
static bool move_result(struct moving *moving, struct engine_result *result)
{
    if (essence_same_lines(moving->from, moving->to))
        return true;
    moving->good = !result->reasons.count && !result->values.count;
    for (size_t i = 0; i < result->findings.count; i++)
        move_finding(moving, &result->findings.at[i]);
    for (size_t i = 0; i < result->sites.count; i++)
        move_place(moving, &result->sites.at[i].place);
    return moving->good;
}

// The result in the N bytes that were kept for a program with the same essence.
static struct engine_result *read_moved(const char *bytes, size_t n, const struct essence *essence)
{
    struct bytes_reader reader = {bytes, n, false};
    struct essence old;
    if (!essence_read(&reader, &old))
        return NULL;
    struct engine_result *result = engine_result_read(reader.at, reader.left);
    struct moving moving = {&old, essence, true};
    if (result && (old.files.count != essence->files.count || !move_result(&moving, result))) {
        engine_result_free(result);
        result = NULL;
    }
    essence_free(&old);
    return result;
}

static void keep_exact(struct store *store, const struct cache_keys *keys, const struct engine_result *result)
{
    struct bytes bytes = {0};
    if (keys->way != CACHE_BY_BYTES)
        return;
    engine_result_write(result, &bytes);
    store_put(store, keys->exact, bytes.at, bytes.count);
    free(bytes.at);
}

static struct engine_result *find_moved(struct store *store, struct cache_keys *keys)
{
    size_t n;
    char *bytes = store_get(store, essence_key(keys), &n);
    struct engine_result *result = bytes ? read_moved(bytes, n, &keys->essence) : NULL;
    free(bytes);
    return result;
}

struct engine_result *cache_find_result(struct store *store, struct cache_keys *keys)
{
    size_t n;
    char *bytes = keys->way == CACHE_BY_BYTES ? store_get(store, keys->exact, &n) : NULL;
    struct engine_result *result = bytes ? engine_result_read(bytes, n) : NULL;
    free(bytes);
    if (result)
        return result;
    result = find_moved(store, keys);
    if (result)
        keep_exact(store, keys, result);
    return result;
}

void cache_keep_result(struct store *store, struct cache_keys *keys, const struct engine_result *result)
{
    struct bytes bytes = {0};
    keep_exact(store, keys, result);
    essence_write(essence_of(keys), &bytes);
    engine_result_write(result, &bytes);
    store_put(store, essence_key(keys), bytes.at, bytes.count);
    free(bytes.at);
}
