// What a finding is recognised by when the source has changed around it.
#include "report/fingerprint.h"

#include "support/tokens.h"
#include "support/utf8.h"

#include <stdint.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

// ---- the hash of a line ----
//
// As github/codeql-action has it (src/fingerprints.ts), and sarif-sdk after it (HashUtilities.RollingHash).

enum { WINDOW = 100, BASE = 37, UNIT_EOF = 0xffff };

struct line_hash {
    size_t line;
    uint64_t hash;
};

struct roller {
    uint64_t hash, first_power; // BASE to the power of WINDOW
    uint16_t window[WINDOW];
    size_t lines[WINDOW]; // the line that begins at a unit of the window; 0: none does
    size_t at, line;
    bool line_start, after_cr;
    VEC(struct line_hash) done; // in order of line
};

static void roll(struct roller *roller, uint16_t unit)
{
    roller->hash = BASE * roller->hash + unit - roller->first_power * roller->window[roller->at];
    roller->window[roller->at] = unit;
    roller->at = (roller->at + 1) % WINDOW;
}

static void take_line(struct roller *roller)
{
    struct line_hash hash = {roller->lines[roller->at], roller->hash};
    if (hash.line)
        vec_push(&roller->done, hash);
    roller->lines[roller->at] = 0;
}

static void take_unit(struct roller *roller, uint16_t unit)
{
    bool skipped = unit == ' ' || unit == '\t' || (roller->after_cr && unit == '\n');
    roller->after_cr = unit == '\r' && !skipped;
    if (skipped)
        return;
    if (unit == '\r')
        unit = '\n';
    take_line(roller);
    if (roller->line_start)
        roller->lines[roller->at] = ++roller->line;
    roller->line_start = unit == '\n';
    roll(roller, unit);
}

static void take_code(struct roller *roller, uint32_t code)
{
    if (code > 0xffff) {
        take_unit(roller, (uint16_t)(0xd800 + ((code - 0x10000) >> 10)));
        take_unit(roller, (uint16_t)(0xdc00 + ((code - 0x10000) & 0x3ff)));
    } else {
        take_unit(roller, (uint16_t)code);
    }
}

static void roll_text(struct roller *roller, const char *text, size_t n)
{
    roller->line_start = true;
    roller->first_power = 1;
    for (unsigned i = 0; i < WINDOW; i++)
        roller->first_power *= BASE;
    for (size_t at = 0; at < n;) {
        uint32_t code = 0xfffd; // a byte of no character, as decoders replace it
        size_t length = utf8_decode(text + at, n - at, &code);
        take_code(roller, length ? code : 0xfffd);
        at += length ? length : 1;
    }
    take_unit(roller, UNIT_EOF);
    for (unsigned i = 0; i < WINDOW; i++) {
        take_line(roller);
        roll(roller, 0);
    }
}

static int by_hash(const void *a, const void *b)
{
    const struct line_hash *one = a, *other = b;
    if (one->hash != other->hash)
        return one->hash < other->hash ? -1 : 1;
    return one->line < other->line ? -1 : 1;
}

void fingerprint_lines(const char *text, size_t n, char ***hashes, size_t *count)
{
    struct roller roller = {0};
    if (n >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
        text += 3;
        n -= 3;
    }
    roll_text(&roller, text, n);
    *count = roller.done.count;
    *hashes = memory_new((*count + 1) * sizeof **hashes);
    qsort(roller.done.at, roller.done.count, sizeof *roller.done.at, by_hash);
    for (size_t i = 0, times = 0; i < roller.done.count; i++) {
        times = i && roller.done.at[i - 1].hash == roller.done.at[i].hash ? times + 1 : 1;
        (*hashes)[roller.done.at[i].line - 1] =
            memory_format("%llx:%zu", (unsigned long long)roller.done.at[i].hash, times);
    }
    vec_free(&roller.done);
}

// ---- the fingerprint of a statement ----

struct hash_text {
    VEC(char) bytes;
};

// Adds TEXT and what keeps it apart from what follows.
static void add_text(struct hash_text *hash, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vec_push(&hash->bytes, text[i]);
    vec_push(&hash->bytes, '\n');
}

static bool ends_statement(const struct token *token)
{
    return token_is(token, ";") || token_is(token, "{") || token_is(token, "}");
}

// Adds the tokens from PLACE to the end of its statement, comments left out.
static void add_statement(struct hash_text *hash, const struct report_place *place, struct excerpt_cache *sources)
{
    if (!place->path)
        return;
    const struct excerpt_file *file = excerpt_open(sources, place->path);
    size_t length;
    const char *text = excerpt_line(file, place->line, &length);
    if (!text)
        return;
    struct token_reader reader = token_begin(text, file->text + file->size, place->line, place->column);
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END;) {
        if (token.kind != TOKEN_COMMENT)
            add_text(hash, token.text, token.length);
        if (ends_statement(&token))
            break;
    }
}

static char *fingerprint_of(const struct report_finding *finding, struct excerpt_cache *sources)
{
    struct hash_text hash = {0};
    add_text(&hash, finding->rule, strlen(finding->rule));
    add_text(&hash, finding->function, strlen(finding->function));
    add_statement(&hash, &finding->place, sources);
    add_text(&hash, "", 0);
    add_statement(&hash, &finding->subject, sources);
    XXH64_hash_t value = XXH64(hash.bytes.at, hash.bytes.count, 0);
    vec_free(&hash.bytes);
    return memory_format("%016llx", (unsigned long long)value);
}

static char *line_hash_of(const struct report_place *place, struct excerpt_cache *sources)
{
    const struct excerpt_file *file = place->path ? excerpt_open(sources, place->path) : NULL;
    if (!file || !file->text || !place->line)
        return NULL;
    char **hashes, *mine = NULL;
    size_t count;
    fingerprint_lines(file->text, file->size, &hashes, &count);
    for (size_t i = 0; i < count; i++)
        if (i + 1 == place->line)
            mine = hashes[i];
        else
            free(hashes[i]);
    free(hashes);
    return mine;
}

void fingerprint_run(struct report_run *run, struct excerpt_cache *sources)
{
    for (size_t d = 0; d < run->drivers.count; d++)
        for (size_t i = 0; i < run->drivers.at[d].findings.count; i++) {
            struct report_finding *finding = &run->drivers.at[d].findings.at[i];
            free(finding->line_hash);
            free(finding->fingerprint);
            finding->line_hash = line_hash_of(&finding->place, sources);
            finding->fingerprint = fingerprint_of(finding, sources);
        }
}
