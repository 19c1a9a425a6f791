// What a hover says beside what clangd says: the rule, the path, and how the port is at that point of it.
#include "lsp/server.h"

#include "lsp/uri.h"

struct words {
    char *text;
    const char *strong, *code; // what stands around such words: nothing in plain text
};

// Takes MORE.
static void add(struct words *words, char *more)
{
    char *longer = memory_format("%s%s", words->text, more);
    free(words->text);
    free(more);
    words->text = longer;
}

// The state of the port after the first COUNT steps; NULL: nothing was done to it.
static const char *state_at(const struct finding *finding, size_t count)
{
    const char *state = NULL;
    for (size_t i = 0; i < count; i++)
        state = finding->steps.at[i].state ? finding->steps.at[i].state : state;
    return state;
}

static void add_path(struct words *words, const struct finding *finding)
{
    for (size_t i = 0; i < finding->steps.count; i++) {
        const struct step *step = &finding->steps.at[i];
        const char *name = step->place.path ? strrchr(step->place.path, '/') + 1 : "";
        add(words, memory_format("%zu. %s%s:%u%s %s\n", i + 1, words->code, name, step->place.range.start.line + 1,
                       words->code, step->message));
    }
}

static void add_finding(struct words *words, const struct finding *finding)
{
    add(words, memory_format("%s%s%s%s: %s\n\n", *words->text ? "\n---\n" : "", words->strong, finding->rule,
                   words->strong, finding->message));
    if (*finding->explanation)
        add(words, memory_format("%s\n\n", finding->explanation));
    const char *state = state_at(finding, finding->steps.count);
    if (state)
        add(words, memory_format("The port's state here: %s.\n\n", state));
    add_path(words, finding);
    if (*finding->link)
        add(words, memory_format("\nMicrosoft's page: %s\n", finding->link));
}

static void add_step(struct words *words, const struct finding *finding, size_t i)
{
    const struct step *step = &finding->steps.at[i];
    const char *state = state_at(finding, i + 1);
    add(words, memory_format("%sStep %zu of %zu to %s%s%s (%s): %s.%s%s\n", *words->text ? "\n---\n" : "", i + 1,
                   finding->steps.count, words->strong, finding->rule, words->strong, finding->message, step->message,
                   state ? " The port's state from here on: " : "", state ? state : ""));
}

static bool is_at(const struct place *place, const char *path, struct position position)
{
    struct range point = {position, position};
    return place->path && !place->gone && !strcmp(place->path, path) && range_meets(place->range, point);
}

static char *ours_at(const struct server *server, const char *path, struct position position)
{
    bool marked = server->client.markdown;
    struct words words = {memory_format("%s", ""), marked ? "**" : "", marked ? "`" : ""};
    for (size_t f = 0; f < server->ours.findings.count; f++) {
        const struct finding *finding = &server->ours.findings.at[f];
        if (is_at(&finding->place, path, position)) {
            add_finding(&words, finding);
            continue;
        }
        for (size_t i = 0; i < finding->steps.count; i++)
            if (is_at(&finding->steps.at[i].place, path, position))
                add_step(&words, finding, i);
    }
    return words.text;
}

// What a hover says, in Markdown: its contents are a MarkupContent, a string, or a list of such (both deprecated).
static char *text_of(const json_t *contents)
{
    if (json_is_string(contents))
        return memory_format("%s", json_string_value(contents));
    const char *value = json_string_value(json_object_get(contents, "value"));
    struct words words = {memory_format("%s", value ? value : ""), "", ""};
    for (size_t i = 0; i < json_array_size(contents); i++) {
        char *part = text_of(json_array_get(contents, i));
        add(&words, memory_format("%s%s", i ? "\n\n" : "", part));
        free(part);
    }
    return words.text;
}

static json_t *with_text(json_t *theirs, const char *ours, const char *otherwise)
{
    json_t *contents = json_object_get(theirs, "contents");
    const char *kind = json_string_value(json_object_get(contents, "kind"));
    char *before = text_of(contents);
    char *all = memory_format("%s%s%s", before, *before ? "\n\n---\n" : "", ours);
    if (!json_is_object(theirs)) {
        json_decref(theirs);
        theirs = json_object();
    }
    json_object_set_new(theirs, "contents", json_pack("{ssss}", "kind", kind ? kind : otherwise, "value", all));
    free(all);
    free(before);
    return theirs;
}

// What ours is at the place of PARAMS; empty: nothing. Released with free().
static char *ours_of(const struct server *server, const json_t *params)
{
    struct position position;
    const json_t *item = json_object_get(params, "textDocument");
    char *path = uri_path(json_string_value(json_object_get(item, "uri")));
    bool asked = path && position_read(json_object_get(params, "position"), &position);
    char *ours = asked ? ours_at(server, path, position) : memory_format("%s", "");
    free(path);
    return ours;
}

bool hover_adds(const struct server *server, const json_t *params)
{
    char *ours = ours_of(server, params);
    bool any = *ours;
    free(ours);
    return any;
}

json_t *hover_merge(const struct server *server, const json_t *params, json_t *theirs)
{
    char *ours = ours_of(server, params);
    json_t *merged = theirs ? theirs : json_null();
    if (*ours)
        merged = with_text(merged, ours, server->client.markdown ? "markdown" : "plaintext");
    free(ours);
    return merged;
}
