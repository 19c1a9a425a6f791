// Compiler arguments of gcc, clang and cl.exe as clang flags.
#include "project/arguments.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct cleaned {
    struct project project;
    struct project_flags flags;
    char *line; // the flags, each with a blank behind it
};

// COMMAND, its compiler included, cleaned as if found in the folder ROOT.
static struct cleaned clean(const char *command, enum arguments_trust trust, const char *root)
{
    struct cleaned cleaned = {0};
    struct project_flags words = {0};
    arguments_split(command, &words);
    struct arguments arguments = {
        .at = (const char *const *)words.at.at + 1,
        .count = words.at.count - 1,
        .style = arguments_style_of((const char *const *)words.at.at, words.at.count),
        .trust = trust,
        .directory = root,
        .root = root,
        .source = "a.c",
        .shown = "db",
    };
    arguments_clean(&arguments, &cleaned.project, &cleaned.flags);
    cleaned.line = memory_text("", 0);
    for (size_t i = 0; i < cleaned.flags.at.count; i++) {
        char *longer = memory_format("%s%s ", cleaned.line, cleaned.flags.at.at[i]);
        free(cleaned.line);
        cleaned.line = longer;
    }
    project_flags_free(&words);
    return cleaned;
}

static void cleaned_free(struct cleaned *cleaned)
{
    project_free(&cleaned->project);
    project_flags_free(&cleaned->flags);
    free(cleaned->line);
}

static void expect(const char *command, const char *line)
{
    struct cleaned cleaned = clean(command, ARGUMENTS_FROM_REPO, "/r");
    assert_string_equal(cleaned.line, line);
    cleaned_free(&cleaned);
}

static void keeps_what_parsing_needs(void **state)
{
    (void)state;
    expect("gcc -c -O2 -Wall -Iinc -I ../x -isystem sys -DA=1 -D B -UC -std=c11 -o a.o a.c",
        "-I/r/inc -I/x -isystem /r/sys -DA=1 -DB -UC -std=c11 ");
    expect("/usr/bin/clang-19 -x c -include pre.h -m32 --target=i386 -march=native -MMD -MF a.d a.c",
        "-xc -include pre.h ");
    expect("gcc '-DS=\"a b\"' -DT=\\\"x\\\" a.c", "-DS=\"a b\" -DT=\"x\" ");
}

static void understands_cl(void **state)
{
    (void)state;
    expect(
        "cl.exe /nologo /c /I inc /I..\\x /DA=1 /D B#2 /U C /FIpre.h /TP /std:c++latest /Zp8 /JMC /kernel a.c /link /D",
        "-I/r/inc -I/x -DA=1 -DB=2 -UC -include pre.h -xc++ -std=c++23 -D_KERNEL_MODE=1 ");
    expect("\"C:\\Program Files\\VC\\bin\\cl.exe\" -Zp1 /external:I wdk -imsvcx /std:c17 C:\\a.c",
        "-fpack-struct=1 -isystem /r/wdk -isystem /r/x -std=c17 ");
    expect("clang-cl-19 /TC /J /Fo/tmp/x.obj /home/u/a.c", "-xc -funsigned-char ");
    expect("clang --driver-mode=cl /DX a.c", "-DX ");
}

static void drops_what_loads_code(void **state)
{
    (void)state;
    static const char *const commands[] = {
        "gcc -fplugin=evil.so a.c",
        "clang -Xclang -load -Xclang evil.so a.c",
        "clang -load evil.so a.c",
        "gcc -specs=evil a.c",
        "gcc -B evil a.c",
        "gcc -wrapper evil,x a.c",
        "clang -fpass-plugin=evil.so a.c",
        "clang --config evil a.c",
        "clang -mllvm -load=evil.so a.c",
        "clang -ivfsoverlay evil.yaml a.c",
        "clang -Wp,-fplugin=evil a.c",
        "clang-cl /clang:-fplugin=evil a.c",
        "clang-cl -Xclang -load a.c",
        "gcc @/etc/passwd a.c",
        "gcc @../outside.rsp a.c",
        "clang -resource-dir evil a.c",
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        for (int trust = 0; trust < 2; trust++) {
            struct cleaned cleaned = clean(commands[i], trust ? ARGUMENTS_FROM_USER : ARGUMENTS_FROM_REPO, "/r");
            assert_string_equal(cleaned.line, "");
            assert_true(cleaned.project.problems.count > 0);
            assert_int_equal(cleaned.project.problems.at[0].kind, PROJECT_DROPPED_FLAG);
            cleaned_free(&cleaned);
        }
}

static void passes_unknown_flags_of_the_user_only(void **state)
{
    (void)state;
    struct cleaned cleaned = clean("clang -fno-strange -DX", ARGUMENTS_FROM_USER, "/r");
    assert_string_equal(cleaned.line, "-fno-strange -DX ");
    cleaned_free(&cleaned);
    expect("clang -fno-strange -DX", "-DX ");
}

static void reads_response_files_of_the_repository(void **state)
{
    (void)state;
    char *root = scratch_make();
    scratch_write(root, "flags.rsp", "-DA=1\r\n-I inc @more.rsp\n");
    scratch_write(root, "more.rsp", "-DB @more.rsp");
    char *link = memory_format("%s/link.rsp", root);
    assert_int_equal(symlink("/etc/hostname", link), 0);
    struct cleaned cleaned = clean("gcc @flags.rsp @link.rsp", ARGUMENTS_FROM_REPO, root);
    char *line = memory_format("-DA=1 -I%s/inc -DB -DB -DB -DB ", root);
    assert_true(strncmp(cleaned.line, line, strlen(line) - 5) == 0);
    assert_int_equal(cleaned.project.problems.count, 2); // it includes itself; the link leads outside
    free(line);
    free(link);
    cleaned_free(&cleaned);
    scratch_remove(root);
}

static void finds_paths_of_other_machines(void **state)
{
    (void)state;
    char *root = scratch_make();
    scratch_write(root, "drv/inc/x.h", "");
    char *inc = arguments_path("C:\\src\\repo\\drv\\inc", "/", root);
    char *expected = memory_format("%s/drv/inc", root);
    assert_string_equal(inc, expected);
    char *none = arguments_path("D:/nowhere", "/", root);
    assert_string_equal(none, "D:/nowhere");
    free(none);
    free(inc);
    free(expected);
    scratch_remove(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_parsing_needs),
        cmocka_unit_test(understands_cl),
        cmocka_unit_test(drops_what_loads_code),
        cmocka_unit_test(passes_unknown_flags_of_the_user_only),
        cmocka_unit_test(reads_response_files_of_the_repository),
        cmocka_unit_test(finds_paths_of_other_machines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
