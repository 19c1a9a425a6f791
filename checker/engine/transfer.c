// A result as bytes, for the way from the process that explored to its parent.
//
// One description serves both ways: each pass_ function writes what it is given, or fills it.
#include "engine/engine.h"

#include "support/memory.h"

// A member that is added to one of these has to be passed too.
enum { NOT_64_BITS = sizeof(void *) != 8 };
_Static_assert(NOT_64_BITS || sizeof(struct engine_finding) == 136, "pass_finding passes every member");
_Static_assert(NOT_64_BITS || sizeof(struct engine_step) == 32, "pass_step passes every member");
_Static_assert(NOT_64_BITS || sizeof(struct engine_site) == 40, "pass_site passes every member");
_Static_assert(NOT_64_BITS || sizeof(struct engine_result) == 208, "pass_result passes every member");

struct transfer {
    struct bytes *to;          // writing
    struct bytes_reader *from; // reading
    struct arena *texts;       // reading: where texts go that a written result borrowed
};

static void pass(struct transfer *t, void *at, size_t n)
{
    if (t->to)
        bytes_add(t->to, at, n);
    else if (!bytes_read(t->from, at, n))
        memset(at, 0, n);
}

// The length of TEXT, which may be NULL, as it is written: one more, so that 0 is NULL.
static uint64_t pass_length(struct transfer *t, const char *text)
{
    uint64_t n = text ? strlen(text) + 1 : 0;
    pass(t, &n, sizeof n);
    return n;
}

static const char *pass_characters(struct transfer *t, const char *text, uint64_t n)
{
    if (t->to)
        bytes_add(t->to, text, n ? (size_t)n - 1 : 0);
    return t->to || !n ? text : bytes_take(t->from, (size_t)n - 1);
}

static void pass_text(struct transfer *t, char **text)
{
    uint64_t n = pass_length(t, *text);
    const char *at = pass_characters(t, *text, n);
    if (t->from)
        *text = at ? memory_text(at, (size_t)n - 1) : NULL;
}

// A text that must be there.
static void pass_words(struct transfer *t, char **text)
{
    pass_text(t, text);
    if (!*text)
        *text = memory_text("", 0);
}

static void pass_borrowed(struct transfer *t, const char **text)
{
    uint64_t n = pass_length(t, *text);
    const char *at = pass_characters(t, *text, n);
    if (!t->from)
        return;
    char *copy = at ? arena_new(t->texts, (size_t)n) : NULL;
    if (copy)
        memcpy(copy, at, (size_t)n - 1);
    *text = copy;
}

static void pass_place(struct transfer *t, struct engine_place *place)
{
    pass_borrowed(t, &place->path);
    pass(t, &place->line, sizeof place->line);
    pass(t, &place->column, sizeof place->column);
}

static void pass_step(struct transfer *t, struct engine_step *step)
{
    pass(t, &step->kind, sizeof step->kind);
    pass(t, &step->depth, sizeof step->depth);
    pass_place(t, &step->place);
    pass_words(t, &step->message);
}

// How many elements a list of COUNT has; of one that is read, no more than there are bytes for.
static size_t pass_count(struct transfer *t, size_t count)
{
    uint64_t n = count;
    pass(t, &n, sizeof n);
    return t->from && n > t->from->left ? 0 : (size_t)n;
}

#define PASS_LIST(t, list, pass_element) \
    do { \
        size_t count_ = pass_count(t, (list)->count); \
        if ((t)->from && count_) \
            (void)vec_extend(list, count_); \
        for (size_t i_ = 0; i_ < count_; i_++) \
            pass_element(t, &(list)->at[i_]); \
    } while (0)

static void pass_finding(struct transfer *t, struct engine_finding *finding)
{
    pass_words(t, &finding->rule);
    pass_words(t, &finding->message);
    pass_words(t, &finding->function);
    pass_place(t, &finding->place);
    pass_place(t, &finding->subject);
    PASS_LIST(t, &finding->steps, pass_step);
    PASS_LIST(t, &finding->others, pass_place);
    PASS_LIST(t, &finding->lines, pass_place);
    pass_text(t, &finding->replay);
}

static void pass_reason(struct transfer *t, struct engine_reason *reason)
{
    pass_words(t, &reason->text);
    pass_place(t, &reason->place);
}

static void pass_site(struct transfer *t, struct engine_site *site)
{
    pass_borrowed(t, &site->callee);
    pass_borrowed(t, &site->function);
    pass_place(t, &site->place);
    pass(t, &site->state, sizeof site->state);
}

static void pass_result(struct transfer *t, struct engine_result *result)
{
    uint64_t *const numbers[] = {
        &result->steps, &result->states, &result->merged, &result->candidates, &result->confirmed, &result->dropped};
    pass(t, &result->verdict, sizeof result->verdict);
    pass(t, &result->applicable, sizeof result->applicable);
    PASS_LIST(t, &result->findings, pass_finding);
    PASS_LIST(t, &result->reasons, pass_reason);
    PASS_LIST(t, &result->sites, pass_site);
    PASS_LIST(t, &result->unmodelled, pass_words);
    PASS_LIST(t, &result->values, pass_words);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        pass(t, numbers[i], sizeof *numbers[i]);
}

void engine_result_write(const struct engine_result *result, struct bytes *bytes)
{
    struct transfer t = {.to = bytes};
    pass_result(&t, (struct engine_result *)result);
}

struct engine_result *engine_result_read(const void *bytes, size_t n)
{
    struct bytes_reader reader = {bytes, n, false};
    struct engine_result *result = memory_new(sizeof *result);
    struct transfer t = {.from = &reader, .texts = &result->texts};
    pass_result(&t, result);
    if (!reader.cut && !reader.left)
        return result;
    engine_result_free(result);
    return NULL;
}
