// What earlier runs have computed.
#include "session/cache.h"

#include "frontend/frontend.h"
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

struct digest cache_exploration(const struct ir_program *program, const struct engine_options *options)
{
    struct digesting *digesting = digest_begin();
    digest_add_text(digesting, "exploration");
    digest_add_text(digesting, options->entry);
    digest_add_number(digesting, (uint64_t)options->no_slice << 1 | options->no_merge);
    digest_add_number(digesting, options->step_budget);
    for (uint32_t u = 0; u < program->unit_count; u++) {
        struct digest unit = ir_unit_digest(program->units[u]);
        digest_add(digesting, &unit, sizeof unit);
        digest_add_number(digesting, program->origins[u]);
    }
    return digest_end(digesting);
}

struct engine_result *cache_find_result(struct store *store, struct digest key)
{
    size_t n;
    char *bytes = store ? store_get(store, key, &n) : NULL;
    struct engine_result *result = bytes ? engine_result_read(bytes, n) : NULL;
    free(bytes);
    return result;
}

void cache_keep_result(struct store *store, struct digest key, const struct engine_result *result)
{
    struct bytes bytes = {0};
    if (!store)
        return;
    engine_result_write(result, &bytes);
    store_put(store, key, bytes.at, bytes.count);
    free(bytes.at);
}
