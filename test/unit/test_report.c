// Reports: source lines on a terminal, the text format, expectations, exit statuses, the catalogue.
#include "report/catalogue.h"
#include "report/text.h"
#include "report/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/ndislint-report-XXXXXX";

// Writes TEXT to a file of the test's folder; its path lives until the next call.
static const char *write_file(const char *name, const char *text)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    return path;
}

// What PRINT_CARET writes for a place; released with free().
static char *caret(const char *text, size_t line, size_t column)
{
    struct excerpt_cache cache = {0};
    const char *path = write_file("caret.c", text);
    char *printed = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&printed, &size);
    excerpt_print_caret(out, excerpt_open(&cache, path), line, column, "", "");
    fclose(out);
    excerpt_free(&cache);
    return printed;
}

static void expect_caret(const char *text, size_t line, size_t column, const char *expected)
{
    char *printed = caret(text, line, column);
    assert_string_equal(printed, expected);
    free(printed);
}

static void test_caret(void **state)
{
    (void)state;
    expect_caret("a;\nfree(p);\n", 2, 6, "free(p);\n     ^\n");
    expect_caret("a;\r\nb;\r\nfree(p);\r\n", 3, 1, "free(p);\n^\n");
    expect_caret("\tfree(p);", 1, 2, "        free(p);\n        ^\n");
    expect_caret("ab\tfree(p);", 1, 4, "ab      free(p);\n        ^\n");
    expect_caret("a(\"\xc3\xa4\", p);", 1, 7, "a(\"\xc3\xa4\", p);\n     ^\n");
    expect_caret("a(\"\xe4\xb8\xad\", p);", 1, 8, "a(\"\xe4\xb8\xad\", p);\n      ^\n");
    expect_caret("\x1b[2Jx", 1, 5, "<1B>[2Jx\n       ^\n");
    expect_caret("\xffx", 1, 2, "<FF>x\n    ^\n");
    expect_caret("\xe2\x80\xae", 1, 1, "<E2><80><AE>\n^\n");
    expect_caret("x", 7, 1, "");
    expect_caret("x", 1, 99, "x\n ^\n");
    expect_caret("x", 1, 0, "x\n");
}

static struct report_finding make_finding(const char *path, unsigned line, enum report_level level, const char *rule)
{
    struct report_finding finding = {
        .rule = memory_text(rule, strlen(rule)),
        .level = level,
        .message = memory_format("the port is not freed"),
        .function = memory_format("Halt"),
        .place = report_place_copy(path, line, 3),
        .replay = memory_format("c1"),
    };
    return finding;
}

static struct report_driver *add_driver(struct report_run *run)
{
    size_t index = vec_extend(&run->drivers, 1);
    struct report_driver *driver = &run->drivers.at[index];
    driver->name = memory_format("drv");
    driver->files = 1;
    driver->functions = 2;
    return driver;
}

static char *print_all(const struct report_driver *driver)
{
    struct excerpt_cache cache = {0};
    char *printed = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&printed, &size);
    struct text_output text = {out, TEXT_PLAIN, &cache};
    text_print_findings(&text, driver);
    text_print_verdict(&text, driver);
    fclose(out);
    excerpt_free(&cache);
    return printed;
}

static void test_text(void **state)
{
    (void)state;
    struct report_run run = {0};
    struct report_driver *driver = add_driver(&run);
    const char *path = write_file("text.c", "void Halt(void)\n{\n  return;\n}\n");
    struct report_finding finding = make_finding(path, 3, REPORT_ERROR, "leak");
    struct report_step step = {REPORT_STEP_EVENT, 0, report_place_copy(path, 1, 6), memory_format("it was allocated here")};
    vec_push(&finding.steps, step);
    vec_push(&finding.others, report_place_copy(path, 4, 1));
    vec_push(&driver->findings, finding);
    char *printed = print_all(driver);
    char *expected = memory_format("%s:3:3: error: the port is not freed [leak]\n"
                                   "  return;\n"
                                   "  ^\n"
                                   "%s:1:6: note: (1) it was allocated here\n"
                                   "%s:4:1: note: and on another path here\n"
                                   "drv: 1 finding (1 error) (1 file, 2 functions, 0.0 s)\n",
        path, path, path);
    assert_string_equal(printed, expected);
    free(expected);
    free(printed);
    report_run_free(&run);
}

static void test_verdicts(void **state)
{
    (void)state;
    struct report_run run = {0};
    struct report_driver *driver = add_driver(&run);
    char *printed = print_all(driver);
    assert_string_equal(printed, "drv: clean (1 file, 2 functions, 0.0 s)\n");
    free(printed);

    driver->not_applicable = memory_format("nothing is used");
    driver->fallback_headers = true;
    printed = print_all(driver);
    assert_string_equal(printed, "drv: not applicable: nothing is used (1 file, 2 functions, 0.0 s, "
                                 "fallback headers in place of a WDK)\n");
    free(printed);

    struct report_reason missing = {memory_format("no x.h"), report_place_copy("a.c", 3, 1)};
    vec_push(&driver->reasons, missing);
    printed = print_all(driver);
    assert_ptr_equal(strstr(printed, "drv: incomplete: a.c:3:1: no x.h ("), printed);
    free(printed);

    struct report_reason budget = {memory_format("too many steps"), {0}};
    vec_push(&driver->reasons, budget);
    printed = print_all(driver);
    assert_non_null(strstr(printed, "a.c:3:1: note: incomplete: no x.h\nnote: incomplete: too many steps\n"));
    assert_non_null(strstr(printed, "drv: incomplete: a.c:3:1: no x.h, and 1 other reason ("));
    free(printed);
    report_run_free(&run);
}

static void test_exit_status(void **state)
{
    (void)state;
    struct report_run run = {0};
    struct report_driver *driver = add_driver(&run);
    assert_int_equal(report_exit_status(&run, REPORT_WARNING), 0);

    struct report_reason reason = {memory_format("a loop"), {0}};
    vec_push(&driver->reasons, reason);
    assert_int_equal(report_exit_status(&run, REPORT_WARNING), 3);

    vec_push(&run.errors, memory_format("no such file"));
    assert_int_equal(report_exit_status(&run, REPORT_WARNING), 2);

    vec_push(&driver->findings, make_finding("x.c", 1, REPORT_NOTE, "policy"));
    assert_int_equal(report_exit_status(&run, REPORT_WARNING), 2);
    assert_int_equal(report_exit_status(&run, REPORT_NOTE), 1);

    vec_push(&driver->findings, make_finding("x.c", 1, REPORT_ERROR, "leak"));
    assert_int_equal(report_exit_status(&run, REPORT_WARNING), 1);
    report_run_free(&run);
}

// How often verification of a source with one error "leak" at line 2 differs.
static unsigned differences(const char *source)
{
    struct report_run run = {0};
    struct report_driver *driver = add_driver(&run);
    const char *path = write_file("verify.c", source);
    vec_push(&driver->sources, memory_text(path, strlen(path)));
    vec_push(&driver->findings, make_finding(path, 2, REPORT_ERROR, "leak"));
    struct excerpt_cache cache = {0};
    FILE *out = fopen("/dev/null", "w");
    struct text_output text = {out, TEXT_PLAIN, &cache};
    unsigned count = verify_run(&text, &run);
    fclose(out);
    excerpt_free(&cache);
    report_run_free(&run);
    return count;
}

static void test_verify(void **state)
{
    (void)state;
    assert_int_equal(differences("\n// expected-error {{not freed}} [leak]\n"), 0);
    assert_int_equal(differences("// expected-error@+1 {{not freed}} [leak]\n\n"), 0);
    assert_int_equal(differences("\n\n/* expected-error@-1 {{the port}} */\r\n"), 0);
    assert_int_equal(differences("\n// expected-error 1 {{the port}}\n"), 0);
    assert_int_equal(differences("\n\n"), 1);
    assert_int_equal(differences("\n// expected-error {{not freed}} [other]\n"), 2);
    assert_int_equal(differences("\n// expected-warning {{not freed}} [leak]\n"), 2);
    assert_int_equal(differences("\n// expected-error {{something else}} [leak]\n"), 2);
    assert_int_equal(differences("// expected-error {{not freed}} [leak]\n"), 2);
    assert_int_equal(differences("\n// expected-error 2 {{not freed}} [leak]\n"), 1);
    assert_int_equal(differences("\n// expected-error {{port}} [leak] expected-note {{port}}\n"), 1);
    assert_int_equal(differences("\n// expected-error {{not freed}} [leak]\n// expected-error not\n"), 1);
}

static const char good_rules[] = "rules:\n"
                                 "  - {id: a, level: note, title: first, text: more}\n"
                                 "  - {id: b, level: error, title: second}\n";

static const char good_applies[] = "registers: {calls: [Register], otherwise: nothing is registered}\n"
                                   "uses:\n"
                                   "  calls: [Allocate, Free]\n"
                                   "  events: [{call: Notify, field: Event, values: [1, 0x10]}]\n"
                                   "  otherwise: not used\n"
                                   "entry: [Entry]\n";

static void test_catalogue(void **state)
{
    (void)state;
    char *error = NULL;
    write_file("catalogue.yaml", good_rules);
    write_file("applies.yaml", good_applies);
    struct catalogue *catalogue = catalogue_read(folder, &error);
    assert_non_null(catalogue);
    assert_int_equal(catalogue->rules.count, 2);
    assert_string_equal(catalogue_find(catalogue, "a")->texts.at[0].value, "more");
    assert_int_equal(catalogue_find(catalogue, "b")->level, REPORT_ERROR);
    assert_null(catalogue_find(catalogue, "c"));
    assert_string_equal(catalogue->uses.calls.at[1], "Free");
    assert_int_equal(catalogue->uses.events.at[0].values.at[1], 16);
    assert_string_equal(catalogue->registers.otherwise, "nothing is registered");
    assert_string_equal(catalogue->entries.at[0], "Entry");
    catalogue_free(catalogue);
}

static void expect_bad(const char *rules, const char *applies, const char *words)
{
    char *error = NULL;
    write_file("catalogue.yaml", rules);
    write_file("applies.yaml", applies);
    assert_null(catalogue_read(folder, &error));
    assert_non_null(strstr(error, words));
    free(error);
}

static void test_catalogue_errors(void **state)
{
    (void)state;
    expect_bad("", good_applies, "'rules' is missing");
    expect_bad("rules: []\n", good_applies, "'rules' is missing");
    expect_bad("rules: {\n", good_applies, "catalogue.yaml:");
    expect_bad("rules:\n  - {id: a, level: loud, title: t}\n", good_applies, "catalogue.yaml:2:5: 'level' must be");
    expect_bad("rules:\n  - 7\n", good_applies, "catalogue.yaml:2:5: 'id' is missing");
    expect_bad("rules:\n  - {level: note, title: t}\n", good_applies, "catalogue.yaml:2:5: 'id' is missing");
    expect_bad(good_rules, "", "applies.yaml:1:1: 'otherwise' is missing");
    expect_bad(good_rules, "uses:\n  events: [{values: [x]}]\n", "applies.yaml:1:1: 'otherwise' is missing");
    char *error = NULL;
    assert_null(catalogue_read("/nonexistent", &error));
    assert_string_equal(error, "/nonexistent/catalogue.yaml: No such file or directory");
    free(error);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"caret.c", "text.c", "verify.c", "catalogue.yaml", "applies.yaml"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_caret),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_exit_status),
        cmocka_unit_test(test_verify),
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test(test_catalogue_errors),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
