// The front end from sources to units: includes as Windows finds them, WPP, NDIS defaults, and hostile input.
#include "frontend/frontend.h"
#include "ir/unit.h"
#include "scratch.h"
#include "support/file.h"
#include "support/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static char *root; // of the current test's files

static int make_root(void **state)
{
    (void)state;
    root = scratch_make();
    return 0;
}

static int remove_root(void **state)
{
    (void)state;
    scratch_remove(root);
    return 0;
}

// Parses the files NAMES, a list that NULL ends, with the folder "inc" on the include path.
static struct frontend_result run(const struct frontend_options *options, const char *const *names)
{
    enum { MOST = 16 };
    struct frontend_source sources[MOST];
    char *include = memory_format("-I%s/inc", root);
    const char *flags[] = {include};
    size_t count = 0;
    for (; names[count]; count++)
        sources[count] = (struct frontend_source){memory_format("%s/%s", root, names[count]), flags, 1};
    struct frontend_result result;
    frontend_run(options, sources, count, &result);
    for (size_t i = 0; i < count; i++)
        free((char *)sources[i].path);
    free(include);
    return result;
}

#define RUN(...) run(&(struct frontend_options){.jobs = 2}, (const char *const[]){__VA_ARGS__, NULL})

// Fails with the first error that a source has.
static void expect_clean(const struct frontend_result *result)
{
    for (size_t i = 0; i < result->problems.count; i++)
        fail_msg("%s: %s", result->problems.at[i].file, result->problems.at[i].text);
    for (size_t i = 0; i < result->unit_count; i++)
        for (size_t k = 0; k < result->units[i]->gaps.count; k++)
            fail_msg("%s: %s", ir_string(result->units[i], result->units[i]->path),
                ir_string(result->units[i], result->units[i]->gaps.at[k].reason));
}

static void finds_includes_as_windows_does(void **state)
{
    (void)state;
    scratch_write(root, "inc/Sub/Types.h", "#include \"..\\MORE.h\"\ntypedef int number;\n");
    scratch_write(root, "inc/more.h", "typedef long more;\n");
    scratch_write(root, "src/Local.h", "typedef short local;\n");
    scratch_write(root, "src/a.c",
        "#include <sub\\types.H>\n#include \"local.h\"\n#include \"..\\Inc\\more.h\"\n"
        "number a; more b; local c;\n");
    // cl.exe looks for the second header beside the source that includes the first.
    scratch_write(root, "src/b.c", "#include \"../inc/first.h\"\nlocal a;\n");
    scratch_write(root, "inc/first.h", "#include \"LOCAL.h\"\n");
    struct frontend_result result = RUN("src/a.c", "src/b.c");
    expect_clean(&result);
    frontend_result_free(&result);
}

static void makes_wpp_macros_do_nothing(void **state)
{
    (void)state;
    scratch_write(root, "inc/trace.h",
        "// begin_wpp config\n// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);\n"
        "// FUNC ReturnIf{LEVEL=3}(STATUS, MSG, ...);\n// end_wpp\n"
        "#define WPP_LEVEL_STATUS_PRE(level, status) do { if ((status) == level) {\n"
        "#define WPP_LEVEL_STATUS_POST(level, status) ; return 1; } } while (0)\n");
    scratch_write(root, "a.c",
        "#include \"Trace.h\"\n#include \"a.tmh\"\n#include \"sub\\a.tmh\"\n"
        "int f(int x) { TraceEvents(LEVEL_X, FLAG_Y, \"%d\", x); ReturnIf(x, \"%d\", x);\n"
        "WPP_INIT_TRACING(a, b); WPP_CLEANUP(c); return 0; }\n");
    // A driver without WPP has functions of its own with such names.
    scratch_write(root, "b.c", "#if 0\n#include \"b.tmh\"\n#endif\nvoid TraceEvents(int level, ...) { }\n");
    struct frontend_result result = RUN("a.c", "b.c");
    expect_clean(&result);
    frontend_result_free(&result);
}

static void takes_undeclared_traces_for_macros(void **state)
{
    (void)state;
    scratch_write(root, "a.c", "#include \"a.tmh\"\nvoid f(void) { DoTraceStrange(UNDECLARED_FLAG, \"x\"); }\n");
    struct frontend_result result = RUN("a.c");
    expect_clean(&result);
    frontend_result_free(&result);
}

static void names_a_missing_header_once(void **state)
{
    (void)state;
    scratch_write(root, "inc/common.h", "int x;\n#include \"Gone.h\"\n#include \"also_gone.h\"\nthing y;\n");
    scratch_write(root, "a.c", "#include \"common.h\"\n");
    scratch_write(root, "b.c", "#include \"common.h\"\n");
    struct frontend_result result = RUN("a.c", "b.c");
    assert_int_equal(result.problems.count, 2);
    assert_int_equal(result.problems.at[0].kind, FRONTEND_MISSING_HEADER);
    assert_non_null(strstr(result.problems.at[0].text, "'Gone.h' was not found"));
    assert_non_null(strstr(result.problems.at[0].file, "inc/common.h"));
    assert_int_equal(result.problems.at[0].line, 2);
    assert_non_null(strstr(result.problems.at[1].text, "also_gone.h"));
    // Two headers and an unknown type, in each of the two.
    assert_int_equal(result.error_count, 6);
    assert_int_equal(result.units[1]->gaps.count, 3);
    frontend_result_free(&result);
}

static void survives_hostile_sources(void **state)
{
    (void)state;
    scratch_write(root, "a_crash.c", "#pragma clang __debug crash\n");
    free(scratch_write_bytes(root, "b_binary.c", "int\0x;", 6));
    free(scratch_write_bytes(root, "c_utf16.c", "\xff\xfei\0", 4));
    char *deep = memory_new(60100);
    strcpy(deep, "int f(int a) { return ");
    memset(deep + strlen(deep), '!', 20000);
    strcat(deep, "a; }\n");
    scratch_write(root, "d_deep.c", deep);
    free(deep);
    scratch_write(root, "f_good.c", "int g(int a) { return a; }\n");
    struct frontend_result result = RUN("a_crash.c", "b_binary.c", "c_utf16.c", "d_deep.c", "e_none.c", "f_good.c");
    assert_null(result.units[0]);
    assert_non_null(result.units[3]);
    assert_non_null(result.units[5]);
    assert_int_equal(result.problems.count, 4);
    assert_int_equal(result.problems.at[0].kind, FRONTEND_DIED);
    assert_int_equal(result.problems.at[1].kind, FRONTEND_UNREADABLE);
    assert_non_null(strstr(result.problems.at[1].text, "NUL bytes"));
    assert_non_null(strstr(result.problems.at[2].text, "UTF-16"));
    assert_non_null(strstr(result.problems.at[3].text, "No such file"));
    frontend_result_free(&result);
}

static void says_which_flag_is_unknown(void **state)
{
    (void)state;
    scratch_write(root, "a.c", "int x;\n");
    char *path = memory_format("%s/a.c", root);
    const char *flags[] = {"--no-such-flag"};
    struct frontend_source source = {path, flags, 1};
    struct frontend_result result;
    frontend_run(&(struct frontend_options){.jobs = 1}, &source, 1, &result);
    assert_int_equal(result.problems.count, 1);
    assert_int_equal(result.problems.at[0].kind, FRONTEND_REFUSED);
    assert_non_null(strstr(result.problems.at[0].text, "--no-such-flag"));
    frontend_result_free(&result);
    free(path);
}

static void stops_when_told(void **state)
{
    (void)state;
    scratch_write(root, "a.c", "int x;\n");
    int stop = 1;
    struct frontend_options options = {.jobs = 2, .stop = &stop};
    struct frontend_result result = run(&options, (const char *const[]){"a.c", NULL});
    assert_null(result.units[0]);
    assert_int_equal(result.problems.at[0].kind, FRONTEND_STOPPED);
    frontend_result_free(&result);
}

static void gives_the_same_with_any_number_of_processes(void **state)
{
    (void)state;
    const char *names[] = {"a.c", "b.c", "c.c", "d.c", "e.c", NULL};
    for (size_t i = 0; names[i]; i++) {
        char *text = memory_format("struct s%zu { int x; } v; int f%zu(void) { return v.x + gone%zu; }\n", i, i, i);
        scratch_write(root, names[i], text);
        free(text);
    }
    struct frontend_result one = run(&(struct frontend_options){.jobs = 1}, names);
    struct frontend_result three = run(&(struct frontend_options){.jobs = 3}, names);
    struct frontend_result here = run(&(struct frontend_options){.process = FRONTEND_IN_PROCESS}, names);
    for (size_t i = 0; i < one.unit_count; i++) {
        assert_non_null(strstr(ir_string(one.units[i], one.units[i]->path), names[i]));
        assert_int_equal(one.units[i]->gaps.count, three.units[i]->gaps.count);
        assert_int_equal(one.units[i]->text.count, three.units[i]->text.count);
        assert_memory_equal(one.units[i]->text.at, three.units[i]->text.at, one.units[i]->text.count);
        assert_memory_equal(one.units[i]->text.at, here.units[i]->text.at, one.units[i]->text.count);
    }
    frontend_result_free(&one);
    frontend_result_free(&three);
    frontend_result_free(&here);
}

static void chooses_the_ndis_version(void **state)
{
    (void)state;
    scratch_write(root, "kit/Include/10.0.1/km/ndis.h",
        "#if defined(NDIS60_MINIPORT)\n#elif defined(NDIS650_MINIPORT)\n"
        "#elif defined(NDIS686_MINIPORT)\n#endif\n");
    scratch_write(root, "kit/Include/10.0.1/shared/ntdef.h", "");
    scratch_write(
        root, "newest/a.c", "#include <NDIS.h>\n#if !NDIS686_MINIPORT || !NDIS_MINIPORT_DRIVER\n#error x\n#endif\n");
    scratch_write(root, "inc/own.h", "#define NDIS60_MINIPORT 1\n#define NDIS_MINIPORT_DRIVER\n");
    scratch_write(root, "a.c", "#include \"own.h\"\n#ifdef NDIS686_MINIPORT\n#error x\n#endif\n");
    scratch_write(root, "asks/a.c",
        "#if defined(NDIS60_MINIPORT)\n#error x\n#elif defined(NDIS650_MINIPORT)\n"
        "#elif defined(NDIS999_MINIPORT)\n#else\n#error x\n#endif\n");
    char *kit = memory_format("%s/kit", root);
    assert_null(frontend_check_wdk(kit));
    struct frontend_options options = {.jobs = 1, .wdk = kit};
    struct frontend_result result = run(&options, (const char *const[]){"newest/a.c", NULL});
    expect_clean(&result);
    assert_int_equal(result.ndis_flags.count, 2);
    assert_string_equal(result.ndis_flags.at[0], "-DNDIS_MINIPORT_DRIVER=1");
    assert_string_equal(result.ndis_flags.at[1], "-DNDIS686_MINIPORT=1");
    frontend_result_free(&result);
    result = run(&options, (const char *const[]){"a.c", NULL});
    expect_clean(&result);
    assert_string_equal(result.ndis_flags.at[0], "-DNDIS60_MINIPORT=1");
    frontend_result_free(&result);
    result = run(&options, (const char *const[]){"asks/a.c", NULL});
    expect_clean(&result);
    assert_string_equal(result.ndis_flags.at[1], "-DNDIS650_MINIPORT=1");
    frontend_result_free(&result);
    char *problem = frontend_check_wdk(root);
    assert_non_null(problem);
    free(problem);
    free(kit);
}

// Keeps the last word of a command line that has the flags that matter.
static void write_header(unsigned factor)
{
    char *text = memory_format(
        "#ifndef TYPES\n#define TYPES\ntypedef int number;\nstatic number scale(number n) { return n * %u; }\n#endif\n",
        factor);
    scratch_write(root, "inc/types.h", text);
    free(text);
}

// Whether the source, edited the NUMBERth time, was parsed with a precompiled header. Its unit is that of one without.
static bool edit_and_parse(const struct frontend_options *options, unsigned number)
{
    const char *const names[] = {"a.c", NULL};
    char *text = memory_format("#include \"types.h\"\nint value(int x) { return scale(x) + %u; }\n", number);
    scratch_write(root, "a.c", text);
    struct frontend_result result = run(options, names), plain = RUN("a.c");
    expect_clean(&result);
    assert_true(digest_equal(ir_unit_digest(result.units[0]), ir_unit_digest(plain.units[0])));
    bool precompiled = result.precompiled_count == 1;
    frontend_result_free(&plain);
    frontend_result_free(&result);
    free(text);
    return precompiled;
}

// Who edits a source goes on with the header that was precompiled the time before, until one of its files changes.
static void goes_on_with_the_last_header(void **state)
{
    (void)state;
    char *folder = memory_format("%s/cache", root), *problem = NULL;
    struct frontend_options options = {.jobs = 2};
    options.store = store_open(folder, 1 << 20, (struct digest){1, 1}, &problem);
    options.recent = frontend_recent_new();
    assert_null(problem);
    for (unsigned factor = 2; factor < 10; factor++) {
        write_header(factor);
        assert_false(edit_and_parse(&options, 10 * factor));
        assert_true(edit_and_parse(&options, 10 * factor + 1));
        assert_true(edit_and_parse(&options, 10 * factor + 2));
    }
    // What an editor has open is not what a precompiled header is compared with.
    char *header = memory_format("%s/inc/types.h", root);
    const char open[] = "typedef int number;\nstatic number scale(number n) { return n; }\n";
    file_buffer_set(header, open, sizeof open - 1);
    assert_false(edit_and_parse(&options, 100));
    assert_false(edit_and_parse(&options, 101));
    file_buffer_clear(header);
    assert_true(edit_and_parse(&options, 102));
    free(header);
    frontend_recent_free(options.recent);
    store_close(options.store);
    free(folder);
}

static void keep_command(void *subject, const char *const *words, size_t count)
{
    bool target = false, overlay = false;
    for (size_t i = 0; i < count; i++) {
        target |= strcmp(words[i], "--target=x86_64-w64-windows-gnu") == 0;
        overlay |= i && strcmp(words[i - 1], "-ivfsoverlay") == 0 && strstr(words[i], "/overlay.json");
    }
    if (target && overlay && strcmp(words[0], "clang") == 0)
        *(const char **)subject = words[count - 1];
}

static void shows_its_command_lines(void **state)
{
    (void)state;
    scratch_write(root, "a.c", "#include \"a.tmh\"\n");
    char *path = memory_format("%s/a.c", root);
    struct frontend_source source = {.path = path};
    const char *kept = NULL;
    struct frontend_options options = {.jobs = 1};
    assert_null(frontend_show(&options, &source, 1, root, keep_command, &kept));
    assert_ptr_equal(kept, path);
    char *problem = frontend_show(&options, &source, 1, path, keep_command, &kept);
    assert_non_null(problem);
    free(problem);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_root, remove_root)
        TEST(finds_includes_as_windows_does),
        TEST(makes_wpp_macros_do_nothing),
        TEST(takes_undeclared_traces_for_macros),
        TEST(names_a_missing_header_once),
        TEST(survives_hostile_sources),
        TEST(says_which_flag_is_unknown),
        TEST(stops_when_told),
        TEST(gives_the_same_with_any_number_of_processes),
        TEST(chooses_the_ndis_version),
        TEST(goes_on_with_the_last_header),
        TEST(shows_its_command_lines),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
