// What the text of a C file says about its surroundings.
#include "support/directives.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena arena;

static struct directives read_text(const char *text)
{
    struct directives directives = {0};
    directives_read(text, strlen(text), &arena, &directives);
    return directives;
}

static void finds_includes(void **state)
{
    (void)state;
    struct directives d = read_text("#include <ntddk.h>\r\n"
                                    "  # include\t\"..\\inc\\Port.h\" // comment\n"
                                    "/* #include \"no.h\" */ #include \"yes.h\"\n"
                                    "// #include \"no.h\"\n"
                                    "char *s = \"/*\"; char q = '\"';\n"
                                    "#include /* here */ \"four.h\"\n"
                                    "#include MACRO\n#include \"unclosed\n#include <>\n"
                                    "#in\\\nclude \"no.h\"\n"
                                    "int x; #include \"no.h\"\n"
                                    "#include \\\n  \"five.h\"");
    assert_int_equal(d.includes.count, 5);
    assert_string_equal(d.includes.at[0].name, "ntddk.h");
    assert_true(d.includes.at[0].angled);
    assert_string_equal(d.includes.at[1].name, "..\\inc\\Port.h");
    assert_false(d.includes.at[1].angled);
    assert_int_equal(d.includes.at[1].line, 2);
    assert_string_equal(d.includes.at[2].name, "yes.h");
    assert_string_equal(d.includes.at[3].name, "four.h");
    assert_int_equal(d.includes.at[3].line, 6);
    assert_string_equal(d.includes.at[4].name, "five.h");
    directives_free(&d);
}

static void finds_ndis_macros(void **state)
{
    (void)state;
    struct directives d = read_text("#define NDIS_MINIPORT_DRIVER 1\n#define OTHER 2\n# define NDIS650_MINIPORT\n");
    assert_int_equal(d.ndis_macros.count, 2);
    assert_string_equal(d.ndis_macros.at[0], "NDIS_MINIPORT_DRIVER");
    assert_string_equal(d.ndis_macros.at[1], "NDIS650_MINIPORT");
    directives_free(&d);
    d = read_text("#if defined(NDIS680_MINIPORT) || \\\n !NDIS60_MINIPORT // NDIS61_MINIPORT\n#elif NDIS_X\n#endif\n");
    assert_int_equal(d.ndis_macros.count, 0);
    assert_string_equal(d.ndis_tests.at[0], "NDIS680_MINIPORT");
    assert_string_equal(d.ndis_tests.at[1], "NDIS60_MINIPORT");
    directives_free(&d);
}

static void reads_wpp_configurations(void **state)
{
    (void)state;
    struct directives d = read_text("// begin_wpp config\n"
                                    "// USEPREFIX(TraceError, \"%!STDPREFIX!\");\n"
                                    "// FUNC TraceError{LEVEL=TRACE_LEVEL_ERROR}(FLAGS, MSG, ...);\n"
                                    "// FUNC Trace(LEVEL,\n//      FLAGS, MSG, ...);\n"
                                    "// end_wpp\n"
                                    "// FUNC NotHere(MSG);\n"
                                    "/*\n begin_wpp config\n * FUNC FunctionIn(COMPID);\n end_wpp */\n");
    assert_int_equal(d.wpp_functions.count, 3);
    assert_string_equal(d.wpp_functions.at[0].name, "TraceError");
    assert_string_equal(d.wpp_functions.at[0].constants, "LEVEL=TRACE_LEVEL_ERROR");
    assert_string_equal(d.wpp_functions.at[0].params, "FLAGS, MSG, ...");
    assert_string_equal(d.wpp_functions.at[1].name, "Trace");
    assert_string_equal(d.wpp_functions.at[2].name, "FunctionIn");
    directives_free(&d);
}

static void ends_on_any_text(void **state)
{
    (void)state;
    const char *const texts[] = {"", "#", "#include", "#include \"", "/*", "'", "\"\\", "\\", "//", "begin_wpp FUNC",
        "begin_wpp FUNC x{", "begin_wpp FUNC x(", "#define", "#include <a", "\\\r"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        // In memory of its own size, so that a read behind it shows.
        char *text = memory_text(texts[i], strlen(texts[i]));
        struct directives d = read_text(text);
        assert_int_equal(d.includes.count, 0);
        directives_free(&d);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_includes),
        cmocka_unit_test(finds_ndis_macros),
        cmocka_unit_test(reads_wpp_configurations),
        cmocka_unit_test(ends_on_any_text),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
