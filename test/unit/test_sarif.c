// SARIF files of runs that are larger than what code scanning takes: what is left out, and that it is said.
#include "report/format.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

// A run of one driver, what is written of it, and what is said to be left out.
struct trial {
    struct report_run run;
    struct excerpt_cache sources;
    struct report_left_out left_out;
    json_t *log;
};

static struct report_driver *begin(struct trial *trial)
{
    *trial = (struct trial){0};
    size_t index = vec_extend(&trial->run.drivers, 1);
    struct report_driver *driver = &trial->run.drivers.at[index];
    driver->name = memory_format("drv");
    return driver;
}

static struct report_finding *add_finding(struct report_driver *driver, enum report_level level, char *message)
{
    struct report_finding finding = {
        .rule = memory_format("rule"),
        .level = level,
        .message = message,
        .function = memory_format("Halt"),
        .place = report_place_copy("/nowhere/a.c", 7, 3),
    };
    vec_push(&driver->findings, finding);
    return &vec_last(&driver->findings);
}

static void add_step(struct report_finding *finding, enum report_step_kind kind, char *message)
{
    struct report_step step = {kind, 0, report_place_copy("/nowhere/a.c", 5, 1), message};
    vec_push(&finding->steps, step);
}

static void write_log(struct trial *trial)
{
    struct report_view view = {
        .run = &trial->run,
        .sources = &trial->sources,
        .cwd = "/nowhere",
        .root = "/nowhere",
        .version = "1",
        .left_out = &trial->left_out,
    };
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);
    sarif_write(&view, out);
    fclose(out);
    trial->log = json_loadb(bytes, size, 0, NULL);
    assert_non_null(trial->log);
    free(bytes);
}

static const json_t *run_of(const struct trial *trial)
{
    return json_array_get(json_object_get(trial->log, "runs"), 0);
}

static const json_t *results_of(const struct trial *trial)
{
    return json_object_get(run_of(trial), "results");
}

static const char *text_of(const json_t *object)
{
    return json_string_value(json_object_get(json_object_get(object, "message"), "text"));
}

static const json_t *steps_of(const json_t *result)
{
    const json_t *flow = json_array_get(json_object_get(result, "codeFlows"), 0);
    return json_object_get(json_array_get(json_object_get(flow, "threadFlows"), 0), "locations");
}

// TEXT is said on standard error, and in the file as a notification of LEVEL.
static void expect_said(const struct trial *trial, const char *level, const char *text)
{
    const json_t *invocation = json_array_get(json_object_get(run_of(trial), "invocations"), 0);
    const json_t *said = json_object_get(invocation, "toolExecutionNotifications");
    bool found = false, told = false;
    for (size_t i = 0; i < json_array_size(said); i++)
        found |= !strcmp(text_of(json_array_get(said, i)), text) &&
                 !strcmp(json_string_value(json_object_get(json_array_get(said, i), "level")), level);
    for (size_t i = 0; i < trial->left_out.at.count; i++)
        told |= !strcmp(trial->left_out.at.at[i], text);
    if (!found || !told)
        print_error("not said: %s\n", text);
    assert_true(found && told);
}

static void end(struct trial *trial)
{
    json_decref(trial->log);
    report_run_free(&trial->run);
    excerpt_free(&trial->sources);
    for (size_t i = 0; i < trial->left_out.at.count; i++)
        free(trial->left_out.at.at[i]);
    vec_free(&trial->left_out.at);
}

static void test_small(void **state)
{
    (void)state;
    struct trial trial;
    struct report_driver *driver = begin(&trial);
    add_finding(driver, REPORT_NOTE, memory_format("first"));
    add_finding(driver, REPORT_ERROR, memory_format("second"));
    write_log(&trial);
    assert_int_equal(json_array_size(results_of(&trial)), 2);
    assert_string_equal(text_of(json_array_get(results_of(&trial), 0)), "first.");
    assert_int_equal(trial.left_out.at.count, 0);
    end(&trial);
}

static void test_many_results(void **state)
{
    (void)state;
    struct trial trial;
    struct report_driver *driver = begin(&trial);
    for (unsigned i = 0; i < 25002; i++)
        add_finding(driver, REPORT_NOTE, memory_format("note %u", i));
    add_finding(driver, REPORT_ERROR, memory_format("the worst"));
    write_log(&trial);
    const json_t *results = results_of(&trial);
    assert_int_equal(json_array_size(results), 25000);
    assert_string_equal(text_of(json_array_get(results, 0)), "the worst.");
    assert_string_equal(text_of(json_array_get(results, 24999)), "note 24998.");
    expect_said(&trial, "warning", "3 of 25003 findings are left out, the mildest: code scanning takes 25000");
    expect_said(&trial, "note", "code scanning shows 5000 of the 25000 findings, the worst");
    end(&trial);
}

static void test_long_path(void **state)
{
    (void)state;
    struct trial trial;
    struct report_finding *finding = add_finding(begin(&trial), REPORT_ERROR, memory_format("leak"));
    add_step(finding, REPORT_STEP_EVENT, memory_format("allocated"));
    for (unsigned i = 0; i < 12000; i++)
        add_step(finding, REPORT_STEP_BRANCH, memory_format("branch %u", i));
    write_log(&trial);
    const json_t *steps = steps_of(json_array_get(results_of(&trial), 0));
    assert_int_equal(json_array_size(steps), 10000);
    assert_string_equal(text_of(json_object_get(json_array_get(steps, 0), "location")), "allocated");
    assert_string_equal(text_of(json_object_get(json_array_get(steps, 1), "location")), "branch 2002");
    assert_string_equal(text_of(json_object_get(json_array_get(steps, 9999), "location")), "leak");
    expect_said(&trial, "warning", "2002 steps of paths are left out: code scanning takes 10000 of each");
    end(&trial);
}

static void test_many_places(void **state)
{
    (void)state;
    struct trial trial;
    struct report_finding *finding = add_finding(begin(&trial), REPORT_ERROR, memory_format("leak"));
    for (unsigned i = 0; i < 150; i++)
        vec_push(&finding->others, report_place_copy("/nowhere/a.c", i + 1, 1));
    write_log(&trial);
    const json_t *related = json_object_get(json_array_get(results_of(&trial), 0), "relatedLocations");
    assert_int_equal(json_array_size(related), 99);
    expect_said(
        &trial, "warning", "51 further places of findings are left out: code scanning takes 100 places with each");
    end(&trial);
}

// N characters that hardly compress, the same in each run.
static char *noise(size_t n)
{
    static uint64_t seed = 1;
    char *text = memory_new(n + 1);
    for (size_t i = 0; i < n; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        text[i] = (char)('0' + (seed >> 33) % 75);
    }
    return text;
}

// PATH bytes of each of 400 findings' paths, MESSAGE bytes of their messages.
static void make_noise(struct trial *trial, size_t path, size_t message)
{
    struct report_driver *driver = begin(trial);
    for (unsigned i = 0; i < 400; i++)
        add_step(add_finding(driver, i == 399 ? REPORT_ERROR : REPORT_WARNING, noise(message)), REPORT_STEP_EVENT,
            noise(path));
    write_log(trial);
}

static void test_large(void **state)
{
    (void)state;
    struct trial trial;
    make_noise(&trial, 35000, 10);
    const json_t *results = results_of(&trial);
    assert_int_equal(json_array_size(results), 400);
    assert_int_equal(trial.left_out.at.count, 1);
    size_t flows = 0;
    while (steps_of(json_array_get(results, flows)))
        flows++;
    assert_in_range(flows, 250, 399);
    assert_string_equal(json_string_value(json_object_get(json_array_get(results, 0), "level")), "error");
    char *text = memory_format(
        "the paths of %zu findings are left out, the mildest: code scanning takes a file of 10 MB, compressed",
        400 - flows);
    expect_said(&trial, "warning", text);
    free(text);
    end(&trial);
}

// Even without a single path it is too large.
static void test_larger(void **state)
{
    (void)state;
    struct trial trial;
    make_noise(&trial, 10, 35000);
    size_t results = json_array_size(results_of(&trial));
    assert_in_range(results, 250, 399);
    char *text =
        memory_format("%zu of 400 findings are left out, the mildest: code scanning takes a file of 10 MB, compressed",
            400 - results);
    expect_said(&trial, "warning", text);
    free(text);
    end(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_many_results),
        cmocka_unit_test(test_long_path),
        cmocka_unit_test(test_many_places),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_larger),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
