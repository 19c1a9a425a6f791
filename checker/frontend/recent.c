// What was made the last times.
#include "frontend/recent.h"

#include "frontend/answer.h"

#include <uthash.h>

enum {
    RUNS_KEPT = 8,    // the driver's and the models' take turns
    MOST_HEADERS = 4, // a few megabytes each
};

struct kept_header {
    struct digest key;
    struct recent_header header;
    unsigned used; // in the run of that number
};

struct seen_text {
    struct digest digest;
    struct lookups lookups;
    unsigned used; // in the run of that number
    UT_hash_handle hh;
};

struct frontend_recent {
    struct seen_text *texts;
    VEC(struct kept_header *) headers;
    unsigned runs;
};

struct frontend_recent *frontend_recent_new(void)
{
    return memory_new(sizeof(struct frontend_recent));
}

static void forget_text(struct frontend_recent *recent, struct seen_text *text)
{
    HASH_DEL(recent->texts, text);
    lookups_free(&text->lookups);
    free(text);
}

// Forgets what was not used in the last RUNS runs.
static void forget_texts(struct frontend_recent *recent, unsigned runs)
{
    struct seen_text *text, *next;
    HASH_ITER(hh, recent->texts, text, next)
    {
        if (recent->runs - text->used >= runs)
            forget_text(recent, text);
    }
}

static void forget_header(struct frontend_recent *recent, size_t i)
{
    struct kept_header *kept = recent->headers.at[i];
    recent->headers.at[i] = vec_last(&recent->headers);
    (void)vec_pop(&recent->headers);
    precompiled_close(&kept->header.made);
    outcome_free(&kept->header.outcome);
    free(kept);
}

static size_t oldest_header(const struct frontend_recent *recent)
{
    size_t oldest = 0;
    for (size_t i = 1; i < recent->headers.count; i++)
        if (recent->headers.at[i]->used < recent->headers.at[oldest]->used)
            oldest = i;
    return oldest;
}

// Leaves what a run uses in which this one was begun: the models are parsed within the driver's.
static void forget_headers(struct frontend_recent *recent)
{
    enum { IN_USE = 2 }; // runs
    while (recent->headers.count > MOST_HEADERS) {
        size_t oldest = oldest_header(recent);
        if (recent->runs - recent->headers.at[oldest]->used <= IN_USE)
            return;
        forget_header(recent, oldest);
    }
}

void frontend_recent_free(struct frontend_recent *recent)
{
    if (!recent)
        return;
    forget_texts(recent, 0);
    while (recent->headers.count)
        forget_header(recent, 0);
    vec_free(&recent->headers);
    free(recent);
}

void recent_begin(struct frontend_recent *recent)
{
    if (!recent)
        return;
    recent->runs++;
    forget_texts(recent, RUNS_KEPT);
    forget_headers(recent);
}

const struct recent_header *recent_find_header(struct frontend_recent *recent, struct digest key)
{
    for (size_t i = 0; recent && i < recent->headers.count; i++)
        if (digest_equal(recent->headers.at[i]->key, key)) {
            recent->headers.at[i]->used = recent->runs;
            return &recent->headers.at[i]->header;
        }
    return NULL;
}

void recent_keep_header(struct frontend_recent *recent, struct digest key, const struct precompiled *made,
    const struct parse_outcome *outcome)
{
    struct kept_header *kept = memory_new(sizeof *kept);
    *kept = (struct kept_header){key, {*made, *outcome}, recent->runs};
    vec_push(&recent->headers, kept);
}

const struct lookups *recent_lookups(struct frontend_recent *recent, struct digest digest, const char *text, size_t n)
{
    struct seen_text *seen = NULL;
    if (!recent)
        return NULL;
    HASH_FIND(hh, recent->texts, &digest, sizeof digest, seen);
    if (!seen) {
        seen = memory_new(sizeof *seen);
        seen->digest = digest;
        lookups_read(text, n, &seen->lookups);
        HASH_ADD(hh, recent->texts, digest, sizeof seen->digest, seen);
    }
    seen->used = recent->runs;
    return &seen->lookups;
}
