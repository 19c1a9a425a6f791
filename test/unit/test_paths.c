// File names as text, and names found as Windows would find them.
#include "scratch.h"
#include "support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void makes_paths_absolute(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"/a/b", "c", "/a/b/c"},
        {"/a/b", "../c", "/a/c"},
        {"/a/b", "/c/./d//e/", "/c/d/e"},
        {"/a", "../../..", "/"},
        {"/", ".", "/"},
        {"/a/b", "c/..", "/a/b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = path_absolute(cases[i][0], cases[i][1]);
        assert_string_equal(path, cases[i][2]);
        free(path);
    }
}

static void shows_paths_as_the_user_would(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"/a/b", "/a/b/c.c", "c.c"},
        {"/a/b", "/a/c.c", "../c.c"},
        {"/a/b", "/z/c.c", "/z/c.c"},
        {"/a/b", "/a/bc.c", "../bc.c"},
        {"/a/b", "/a/b", "."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = path_shown(cases[i][0], cases[i][1]);
        assert_string_equal(path, cases[i][2]);
        free(path);
    }
}

static void knows_what_lies_below(void **state)
{
    (void)state;
    assert_true(path_is_below("/a/b/c", "/a/b"));
    assert_true(path_is_below("/a/b", "/a/b"));
    assert_false(path_is_below("/a/bc", "/a/b"));
    assert_true(path_is_below("/a", "/"));
}

static void finds_names_in_any_case(void **state)
{
    (void)state;
    char *folder = scratch_make();
    scratch_write(folder, "Inc/Port.h", "");
    scratch_write(folder, "Inc/port.H", "");
    scratch_write(folder, "main.c", "");
    struct folder_cache *cache = folder_cache_new();
    char *expected = memory_format("%s/Inc/Port.h", folder);
    assert_string_equal(folder_find(cache, folder, "inc\\PORT.h"), expected);
    assert_string_equal(folder_find(cache, folder, "Inc/Port.h"), expected);
    assert_string_equal(folder_find(cache, folder, "./INC//port.h"), expected);
    assert_null(folder_find(cache, folder, "inc"));
    assert_null(folder_find(cache, folder, "inc/none.h"));
    assert_null(folder_find(cache, folder, "none/port.h"));
    char *inc = memory_format("%s/Inc", folder);
    assert_non_null(folder_find(cache, inc, "..\\Main.c"));
    free(inc);
    free(expected);
    folder_cache_free(cache);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_paths_absolute),
        cmocka_unit_test(shows_paths_as_the_user_would),
        cmocka_unit_test(knows_what_lies_below),
        cmocka_unit_test(finds_names_in_any_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
