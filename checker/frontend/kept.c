// Outcomes of sources that were parsed before.
#include "frontend/kept.h"

#include "frontend/answer.h"

// How the command line of a source is parsed by clang, but for the overlay's name, which is another in each run: what is
// in it is in the closure.
static void add_flags(struct digesting *digesting, const struct flag_list *flags)
{
    for (size_t i = 0; i < flags->at.count; i++) {
        digest_add_text(digesting, flags->at.at[i]);
        i += !strcmp(flags->at.at[i], "-ivfsoverlay");
    }
}

static struct digest key_of(const struct kept *kept, uint32_t i)
{
    struct digest closure = closure_digest(kept->closure, &kept->sources[i]);
    struct digesting *digesting = digest_begin();
    digest_add_text(digesting, "unit");
    digest_add_text(digesting, kept->jobs[i].path);
    digest_add_number(digesting, kept->jobs[i].traces);
    digest_add_number(digesting, kept->jobs[i].mentions);
    add_flags(digesting, kept->jobs[i].flags);
    digest_add(digesting, &closure, sizeof closure);
    return digest_end(digesting);
}

void kept_open(struct kept *kept, const struct flags_setup *setup, const struct search *search, const char *tmh)
{
    if (!kept->store)
        return;
    kept->closure = closure_new(setup, search, tmh, kept->recent);
    kept->keys = memory_new(kept->count * sizeof *kept->keys);
    for (size_t i = 0; i < kept->count; i++)
        closure_add(kept->closure, &kept->sources[i]);
    for (uint32_t i = 0; i < kept->count; i++)
        kept->keys[i] = key_of(kept, i);
}

void kept_close(struct kept *kept)
{
    closure_free(kept->closure);
    free(kept->keys);
}

bool kept_has(const struct kept *kept, uint32_t i)
{
    return kept->store && store_has(kept->store, kept->keys[i]);
}

bool kept_find(const struct kept *kept, uint32_t i, struct parse_outcome *outcome)
{
    size_t n;
    char *bytes = kept->store ? store_get(kept->store, kept->keys[i], &n) : NULL;
    bool found = bytes && answer_read(bytes, n, outcome);
    for (size_t k = 0; found && k < outcome->problems.count; k++)
        outcome->problems.at[k].source = kept->jobs[i].source;
    free(bytes);
    return found;
}

// Whether no flag that a user gave may read a file that the closure knows nothing of.
static bool are_flags_known(const struct frontend_source *source)
{
    static const char *const names[] = {"-I", "-isystem", "-iquote", "-idirafter", "-include", "-imacros"};
    static const char *const prefixes[] = {"-D", "-U", "-x", "-std=", "-W", "-f", "-m", "-O", "-g"};
    for (size_t i = 0; i < source->flag_count; i++) {
        const char *flag = source->flags[i];
        bool known = false;
        for (size_t k = 0; k < sizeof names / sizeof *names && !known; k++)
            known = flags_value(source->flags, source->flag_count, &i, names[k]);
        for (size_t k = 0; k < sizeof prefixes / sizeof *prefixes && !known; k++)
            known = !strncmp(flag, prefixes[k], strlen(prefixes[k])) && (flag[1] == 'D' || !strchr(flag, '/'));
        if (known && (!strcmp(flag, "-D") || !strcmp(flag, "-U") || !strcmp(flag, "-x")))
            i++;
        if (!known)
            return false;
    }
    return true;
}

// Whether the outcome would be the same another time: neither a process that died nor an interruption is.
static bool is_repeatable(const struct parse_outcome *outcome)
{
    for (size_t i = 0; i < outcome->problems.count; i++)
        if (outcome->problems.at[i].kind != FRONTEND_MISSING_HEADER && outcome->problems.at[i].kind != FRONTEND_REFUSED)
            return false;
    return outcome->unit;
}

static bool is_explained(const struct kept *kept, uint32_t i, const struct parse_outcome *outcome)
{
    return closure_explains(kept->closure, &kept->sources[i], outcome->read.at, outcome->read.count);
}

bool kept_key_beginning(const struct kept *kept, uint32_t i, const char *text, struct digest *key)
{
    bool edited;
    if (!kept->store || !are_flags_known(&kept->sources[i]))
        return false;
    struct digest closure = closure_digest_text(kept->closure, text, &edited);
    struct digesting *digesting = digest_begin();
    digest_add_text(digesting, "beginning");
    digest_add_text(digesting, text);
    add_flags(digesting, kept->jobs[i].flags);
    digest_add(digesting, &closure, sizeof closure);
    *key = digest_end(digesting);
    return !edited;
}

bool kept_explains_beginning(const struct kept *kept, const char *text, const struct parse_outcome *outcome)
{
    return kept->store && closure_explains_text(kept->closure, text, outcome->read.at, outcome->read.count);
}

void kept_add(
    const struct kept *kept, uint32_t i, const struct parse_outcome *outcome, const struct parse_outcome *beginning)
{
    if (!kept->store || !is_repeatable(outcome) || !are_flags_known(&kept->sources[i]) ||
        !is_explained(kept, i, outcome) ||
        (outcome->precompiled && (!beginning || !is_explained(kept, i, beginning))) ||
        !closure_unchanged(kept->closure, &kept->sources[i]))
        return;
    struct parse_outcome without_files = *outcome;
    struct bytes bytes = {0};
    without_files.read.count = 0;
    answer_write(&without_files, &bytes);
    store_put(kept->store, kept->keys[i], bytes.at, bytes.count);
    free(bytes.at);
}
