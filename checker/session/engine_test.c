// The engine alone, on a program that is one file: what the test intrinsics print is compared with the
// `// expect:` comments in the file.
#include "session/session.h"

#include "engine/engine.h"
#include "ir/program.h"
#include "session/collect.h"
#include "session/inputs.h"
#include "session/pack.h"
#include "support/file.h"
#include "support/path.h"

#include <ctype.h>

enum { SOURCE_LIMIT = 64 << 20 };

struct engine_test {
    const struct session_options *options;
    const char *entry;
    enum session_test_output output;
    FILE *out;
    struct report_run *run;
    struct pack pack;
    struct inputs inputs;
    unsigned differences;
};

// Appends what was printed at LINE to OUTCOMES, borrowed.
struct outcomes {
    VEC(const char *) at;
};

// The line and the text of a value "file:line: text"; false if it has another form.
static bool value_parse(const char *value, unsigned *line, const char **text)
{
    for (const char *at = value; (at = strchr(at, ':')); at++) {
        char *end;
        if (!isdigit((unsigned char)at[1]))
            continue;
        *line = (unsigned)strtoul(at + 1, &end, 10);
        *text = end + 2;
        if (end[0] == ':' && end[1] == ' ')
            return true;
    }
    return false;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The distinct outcomes of LINE, sorted, joined by " | "; "unreached" if there are none. Released with free().
static char *line_outcome(const struct engine_result *result, unsigned wanted)
{
    struct outcomes outcomes = {0};
    for (size_t i = 0; i < result->values.count; i++) {
        unsigned line;
        const char *text;
        if (value_parse(result->values.at[i], &line, &text) && line == wanted)
            vec_push(&outcomes.at, text);
    }
    if (outcomes.at.count)
        qsort(outcomes.at.at, outcomes.at.count, sizeof *outcomes.at.at, compare_texts);
    char *joined = memory_format("%s", outcomes.at.count ? outcomes.at.at[0] : "unreached");
    for (size_t i = 1; i < outcomes.at.count; i++) {
        if (!strcmp(outcomes.at.at[i], outcomes.at.at[i - 1]))
            continue;
        char *longer = memory_format("%s | %s", joined, outcomes.at.at[i]);
        free(joined);
        joined = longer;
    }
    vec_free(&outcomes.at);
    return joined;
}

// The expectation on the line at TEXT, or NULL. Released with free().
static char *line_expectation(const char *text, size_t n)
{
    static const char mark[] = "// expect:";
    const char *at = memmem(text, n, mark, sizeof mark - 1);
    if (!at)
        return NULL;
    const char *end = text + n;
    at += sizeof mark - 1;
    while (at < end && isspace((unsigned char)*at))
        at++;
    while (end > at && isspace((unsigned char)end[-1]))
        end--;
    return memory_text(at, (size_t)(end - at));
}

static void compare_line(
    struct engine_test *test, const struct engine_result *result, unsigned line, const char *text, size_t n)
{
    char *expected = line_expectation(text, n), *outcome = line_outcome(result, line);
    if (strcmp(expected ? expected : "unreached", outcome)) {
        fprintf(test->out, "%s:%u: expected %s, computed %s\n", test->options->paths[0], line,
            expected ? expected : "nothing", outcome);
        test->differences++;
    }
    free(expected);
    free(outcome);
}

static void compare(struct engine_test *test, const struct engine_result *result)
{
    size_t n;
    char *text = file_read(test->inputs.sources.at[0].path, SOURCE_LIMIT, &n);
    unsigned line = 1;
    for (const char *at = text; at && *at; line++) {
        size_t length = strcspn(at, "\n");
        compare_line(test, result, line, at, length);
        at += length + (at[length] == '\n');
    }
    free(text);
    for (size_t i = 0; test->differences && i < result->reasons.count; i++)
        fprintf(test->out, "%s: incomplete: %s\n", test->options->paths[0], result->reasons.at[i].text);
}

static void print(struct engine_test *test, const struct engine_result *result)
{
    for (size_t i = 0; i < result->values.count; i++)
        fprintf(test->out, "%s\n", result->values.at[i]);
    for (size_t i = 0; i < result->reasons.count; i++)
        fprintf(test->out, "incomplete: %s\n", result->reasons.at[i].text);
}

static void explore(struct engine_test *test, struct ir_unit *unit)
{
    enum ir_origin origin = IR_FROM_DRIVER;
    struct ir_program *program = ir_link(&unit, &origin, 1);
    struct engine_options options = {
        .entry = test->entry,
        .step_budget = test->options->step_budget,
        .no_slice = test->options->slicing == SESSION_WHOLE,
        .no_merge = test->options->merging == SESSION_UNMERGED,
    };
    struct engine_result *result = engine_run(program, &options);
    if (test->output == SESSION_TEST_PRINT)
        print(test, result);
    else
        compare(test, result);
    engine_result_free(result);
    ir_program_free(program);
}

// A test must parse without any error: one that does not would pass for the wrong reason.
static bool parsed(struct engine_test *test, const struct frontend_result *result)
{
    for (size_t i = 0; i < result->problems.count; i++)
        vec_push(&test->run->errors, memory_format("%s: %s", result->problems.at[i].file, result->problems.at[i].text));
    const struct ir_unit *unit = result->unit_count ? result->units[0] : NULL;
    for (size_t g = 0; unit && g < unit->gaps.count; g++) {
        struct report_place place = collect_loc("/", unit, unit->gaps.at[g].loc);
        vec_push(&test->run->errors, memory_format("/%s:%u: %s", place.path ? place.path : "?", place.line,
                                         ir_string(unit, unit->gaps.at[g].reason)));
        free(place.path);
    }
    return unit && !test->run->errors.count;
}

static void run_test(struct engine_test *test)
{
    char *folder = path_folder(test->inputs.sources.at[0].path);
    char *own = memory_format("-I%s", folder), *pack = memory_format("-I%s", test->pack.folder);
    const char *flags[] = {own, pack};
    struct frontend_source source = {test->inputs.sources.at[0].path, flags, 2};
    struct frontend_options frontend = {.rules = test->pack.folder, .wdk = test->options->wdk, .jobs = 1};
    struct frontend_result result = {0};
    frontend_run(&frontend, &source, 1, &result);
    if (parsed(test, &result))
        explore(test, result.units[0]);
    frontend_result_free(&result);
    free(folder);
    free(own);
    free(pack);
}

unsigned session_engine_test(const struct session_options *options, const char *entry, enum session_test_output output,
    FILE *out, struct report_run *run)
{
    struct engine_test test = {.options = options, .entry = entry, .output = output, .out = out, .run = run};
    char *problem = pack_find(&test.pack, options->rules, options->rules_count);
    struct frontend_options frontend = {.rules = test.pack.folder, .wdk = options->wdk};
    if (problem)
        vec_push(&run->errors, problem);
    else if (inputs_collect(&test.inputs, options, &frontend, run))
        run_test(&test);
    inputs_free(&test.inputs);
    pack_free(&test.pack);
    return test.differences;
}
