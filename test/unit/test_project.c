// What the user pointed at, as sources and flags: files, folders with guessed include paths, databases.
#include "project/project.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// The project that PATH (or DATABASE) in the folder ROOT makes; SYSTEM is a folder of system headers.
static struct project find(const char *root, const char *path, const char *database, const char *system)
{
    struct project_request request = {
        .cwd = root,
        .paths = &path,
        .path_count = path != NULL,
        .database = database,
        .system_folders = &system,
        .system_folder_count = system != NULL,
    };
    struct project project;
    project_find(&request, &project);
    return project;
}

// The flags of the source shown as SHOWN, the folder ROOT written as "@", each with a blank behind it.
static void expect_flags(const struct project *project, const char *root, const char *shown, const char *flags)
{
    const struct project_source *source = NULL;
    for (size_t i = 0; i < project->sources.count; i++)
        if (strcmp(project->sources.at[i].shown, shown) == 0)
            source = &project->sources.at[i];
    assert_non_null(source);
    char *line = memory_text("", 0);
    for (size_t i = 0; i < source->flags.at.count; i++) {
        const char *flag = source->flags.at.at[i];
        const char *at = strstr(flag, root);
        char *longer = at ? memory_format("%s%.*s@%s ", line, (int)(at - flag), flag, at + strlen(root))
                          : memory_format("%s%s ", line, flag);
        free(line);
        line = longer;
    }
    assert_string_equal(line, flags);
    free(line);
}

static void expect_problem(const struct project *project, enum project_problem_kind kind, const char *part)
{
    for (size_t i = 0; i < project->problems.count; i++)
        if (project->problems.at[i].kind == kind && strstr(project->problems.at[i].text, part))
            return;
    fail_msg("no problem says '%s'", part);
}

static void lists_a_folder_in_order(void **state)
{
    (void)state;
    char *root = scratch_make();
    static const char *const files[] = {"b.c", "a/z.c", "a.c", "c.CPP", "note.txt", ".hidden/x.c", "Debug/gen.c",
        "x64/Release/y.c", "x64/gen.c", "arm64/port.c"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        scratch_write(root, files[i], "");
    struct project project = find(root, ".", NULL, NULL);
    static const char *const expected[] = {"a.c", "a/z.c", "arm64/port.c", "b.c", "c.CPP"};
    assert_int_equal(project.sources.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(project.sources.at[i].shown, expected[i]);
    assert_int_equal(project.problems.count, 0);
    project_free(&project);
    scratch_remove(root);
}

static void guesses_include_paths(void **state)
{
    (void)state;
    char *root = scratch_make();
    scratch_write(root, ".git/HEAD", "");
    scratch_write(root, "drv/sys/main.c",
        "#include <ntddk.h>\n#include \"Local.h\"\n#include <lib\\Queue.h>\n"
        "#include \"common.h\"\n#include \"gone.h\"\n#include \"x.tmh\"\n");
    scratch_write(root, "drv/sys/other.c", "#include \"only_other.h\"\n");
    scratch_write(root, "drv/sys/local.h", "#include \"deep.h\"\n");
    scratch_write(root, "drv/inc/common.h", "");
    scratch_write(root, "far/away/from/here/common.h", "");
    scratch_write(root, "drv/inc/more/deep.h", "");
    scratch_write(root, "drv/inc/other/only_other.h", "");
    scratch_write(root, "third/src/LIB/queue.h", "");
    scratch_write(root, "mocks/ntddk.h", "");
    scratch_write(root, "obj/gone.h", "");
    char *system = scratch_make();
    scratch_write(system, "ntddk.h", "");
    char *folder = memory_format("%s/drv", root);
    struct project project = find(folder, "sys", NULL, system);
    assert_string_equal(project.root, root);
    static const char *const flags = "-I@/third/src -I@/drv/inc -I@/drv/inc/more -I@/drv/inc/other ";
    expect_flags(&project, root, "sys/main.c", flags);
    expect_flags(&project, root, "sys/other.c", flags); // files of one folder share what was found
    project_free(&project);
    free(folder);
    scratch_remove(system);
    scratch_remove(root);
}

static void says_what_is_wrong_with_a_path(void **state)
{
    (void)state;
    char *root = scratch_make();
    scratch_write(root, "empty/readme.txt", "");
    scratch_write(root, "a.h", "");
    struct project project = find(root, "none.c", NULL, NULL);
    expect_problem(&project, PROJECT_BAD_PATH, "No such file");
    project_free(&project);
    project = find(root, "empty", NULL, NULL);
    expect_problem(&project, PROJECT_NO_SOURCES, "empty: no C source");
    project_free(&project);
    project = find(root, "a.h", NULL, NULL);
    expect_problem(&project, PROJECT_BAD_PATH, "header");
    project_free(&project);
    scratch_remove(root);
}

static void reads_a_database(void **state)
{
    (void)state;
    char *root = scratch_make();
    scratch_write(root, ".git/HEAD", "");
    scratch_write(root, "src/a.c", "");
    scratch_write(root, "src/b.c", "");
    scratch_write(root, "src/new.c", "#include \"new.h\"\n");
    scratch_write(root, "inc/new.h", "");
    scratch_write(root, "build/compile_commands.json",
        "[{\"directory\": \"..\", \"file\": \"src/b.c\", \"arguments\": [\"gcc\", \"-Iinc\", \"-c\", \"src/b.c\"]},\n"
        " {\"directory\": \"../src\", \"file\": \"a.c\", \"command\": \"cl.exe /I..\\\\inc /DX a.c\"},\n"
        " {\"directory\": \"../src\", \"file\": \"a.c\", \"command\": \"gcc -DSECOND a.c\"},\n"
        " {\"directory\": \".\", \"file\": \"gone.c\", \"command\": \"gcc gone.c\"},\n"
        " {\"directory\": \".\", \"file\": \"x.rc\", \"command\": \"rc x.rc\"},\n"
        " {\"file\": \"y.c\"}, 7]");
    struct project project = find(root, NULL, "build", NULL);
    assert_int_equal(project.sources.count, 2);
    expect_flags(&project, root, "src/a.c", "-I@/inc -DX ");
    expect_flags(&project, root, "src/b.c", "-I@/inc ");
    expect_problem(&project, PROJECT_MISSING_SOURCE, "entry 4: ");
    expect_problem(&project, PROJECT_BAD_DATABASE, "entry 6 ");
    project_free(&project);
    project = find(root, "src/new.c", "build/compile_commands.json", NULL);
    assert_int_equal(project.sources.count, 1);
    expect_flags(&project, root, "src/new.c", "-I@/inc ");
    expect_problem(&project, PROJECT_NOTE, "guessed");
    project_free(&project);
    scratch_remove(root);
}

static void says_where_a_database_is_broken(void **state)
{
    (void)state;
    char *root = scratch_make();
    scratch_write(root, "compile_commands.json", "[\n  {\"file\": }\n]");
    struct project project = find(root, NULL, ".", NULL);
    expect_problem(&project, PROJECT_BAD_DATABASE, "compile_commands.json:2:");
    project_free(&project);
    scratch_write(root, "compile_commands.json", "{}");
    project = find(root, NULL, ".", NULL);
    expect_problem(&project, PROJECT_BAD_DATABASE, "no list");
    project_free(&project);
    scratch_write(root, "compile_commands.json", "");
    project = find(root, NULL, ".", NULL);
    expect_problem(&project, PROJECT_BAD_DATABASE, "not valid JSON");
    project_free(&project);
    project = find(root, NULL, "nowhere", NULL);
    expect_problem(&project, PROJECT_BAD_DATABASE, "No such file");
    project_free(&project);
    scratch_remove(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_a_folder_in_order),
        cmocka_unit_test(guesses_include_paths),
        cmocka_unit_test(says_what_is_wrong_with_a_path),
        cmocka_unit_test(reads_a_database),
        cmocka_unit_test(says_where_a_database_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
