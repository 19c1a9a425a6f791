// What is kept on disk, and what the text of a file may have a preprocessor look for.
#include "scratch.h"

#include "support/lookups.h"
#include "support/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct digest one = {1, 2}, other = {1, 3}, edition = {7, 7};

static struct store *open_in(const char *folder, uint64_t limit, struct digest of)
{
    char *problem = NULL, *below = memory_format("%s/a/b", folder);
    struct store *store = store_open(below, limit, of, &problem);
    assert_null(problem);
    free(below);
    return store;
}

static void assert_kept(struct store *store, struct digest key, const char *text)
{
    size_t n = 0;
    char *bytes = store_get(store, key, &n);
    if (text) {
        assert_non_null(bytes);
        assert_int_equal(n, strlen(text));
        assert_string_equal(bytes, text);
    } else {
        assert_null(bytes);
    }
    free(bytes);
}

static void keeps_by_key_and_edition(void **state)
{
    (void)state;
    char *folder = scratch_make();
    struct store *store = open_in(folder, 1 << 20, edition), *newer = open_in(folder, 1 << 20, other);
    assert_kept(store, one, NULL);
    store_put(store, one, "first", 5);
    store_put(store, other, "", 0);
    assert_kept(store, one, "first");
    assert_kept(store, other, "");
    assert_kept(newer, one, NULL);
    store_put(store, one, "second", 6);
    assert_kept(store, one, "second");
    store_close(newer);
    store_close(store);
    scratch_remove(folder);
}

static void stays_below_its_limit(void **state)
{
    (void)state;
    char *folder = scratch_make(), text[1000] = {0};
    struct store *store = open_in(folder, 10 * sizeof text, edition);
    for (uint64_t i = 0; i < 20; i++)
        store_put(store, (struct digest){i, i}, text, sizeof text);
    store_close(store);
    char *below = memory_format("%s/a/b", folder);
    struct store_size size = store_measure(below);
    assert_in_range(size.bytes, 4 * sizeof text, 10 * sizeof text);
    assert_null(store_clear(below));
    assert_int_equal(store_measure(below).entries, 0);
    free(below);
    scratch_remove(folder);
}

static void digests_tell_texts_apart(void **state)
{
    (void)state;
    struct digesting *a = digest_begin(), *b = digest_begin();
    digest_add_text(a, "ab");
    digest_add_text(a, "c");
    digest_add_text(b, "a");
    digest_add_text(b, "bc");
    assert_false(digest_equal(digest_end(a), digest_end(b)));
    struct digest set = {0, 0}, same = {0, 0};
    digest_include(&set, digest_of("x", 1));
    digest_include(&set, digest_of("y", 1));
    digest_include(&same, digest_of("y", 1));
    digest_include(&same, digest_of("x", 1));
    assert_true(digest_equal(set, same));
    assert_false(digest_equal(set, digest_of("x", 1)));
}

// Which names TEXT lookups, in order, with commas.
static void assert_mentions(const char *text, const char *names, bool hidden)
{
    struct lookups lookups = {0};
    char found[200] = "";
    lookups_read(text, strlen(text), &lookups);
    for (size_t i = 0; i < lookups.names.count; i++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", i ? "," : "", lookups.names.at[i]);
    assert_string_equal(found, names);
    assert_int_equal(lookups.hidden, hidden);
    lookups_free(&lookups);
}

static void finds_what_is_mentioned(void **state)
{
    (void)state;
    assert_mentions(
        "#include <a.h>\n # include\t\"b\\c.h\"\n#include_next <d.h>\n#import \"e.h\"", "a.h,b\\c.h,d.h,e.h", false);
    assert_mentions("/* #include \"in_comment.h\" */ %:include <f.h>", "in_comment.h,f.h", false);
    assert_mentions("#if __has_include(<a.h>) && __has_include_next ( \"b.h\" )", "a.h,b.h", false);
    assert_mentions("#define PASTE(a, b) a##b\n#define TEXT(x) #x\n#if 1\n#endif\n#", "", false);
    assert_mentions("// we #include what we need", "", false);
}

static void says_what_it_cannot_tell(void **state)
{
    (void)state;
    static const char *const texts[] = {"#include NAME", "#/**/include NAME", "#\\\ninclude NAME", "#inc\\\nlude NAME",
        "?\?=include NAME", "#embed <x>", "#ifdef __has_include\n#if __has_include(NAME)", "#if __has_embed(<x>)",
        "#pragma include_alias(<a.h>, <b.h>)", "/* */ #include NAME", "#include \"unclosed\n", "#include"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_mentions(texts[i], "", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_by_key_and_edition),
        cmocka_unit_test(stays_below_its_limit),
        cmocka_unit_test(digests_tell_texts_apart),
        cmocka_unit_test(finds_what_is_mentioned),
        cmocka_unit_test(says_what_it_cannot_tell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
