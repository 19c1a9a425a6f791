// What findings are recognised by: the hash of a line, tokens, the extent of what stands at a place.
#include "report/fingerprint.h"
#include "support/tokens.h"
#include "support/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

// The hashes of the lines of TEXT, with blanks between them.
static void expect_hashes(const char *text, const char *expected)
{
    char **hashes, *all = memory_format("%s", "");
    size_t count;
    fingerprint_lines(text, strlen(text), &hashes, &count);
    for (size_t i = 0; i < count; i++) {
        char *longer = memory_format("%s%s%s", all, i ? " " : "", hashes[i]);
        free(all);
        free(hashes[i]);
        all = longer;
    }
    assert_string_equal(all, expected);
    free(hashes);
    free(all);
}

// The vectors of code scanning's own implementation (github/codeql-action, src/fingerprints.test.ts).
static void test_line_hashes(void **state)
{
    (void)state;
    expect_hashes("", "c129715d7a2bc9a3:1");
    static const char four[] = "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1";
    expect_hashes(" a\nb\n  \t\tc\n d", four);
    expect_hashes(" a\rb\r  \t\tc\r d", four);
    expect_hashes(" a\r\nb\r\n  \t\tc\r\n d", four);
    expect_hashes("\xef\xbb\xbf a\nb\n  \t\tc\n d", four);
    expect_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
        "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 c6805c5e1288b612:1 b86d3392aea1be30:1 "
        "e6ceba753e1a442:1");
}

static void expect_tokens(const char *text, const char *expected)
{
    char printed[512] = "";
    struct token_reader reader = token_begin(text, text + strlen(text), 1, 1);
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END;) {
        size_t n = strlen(printed);
        snprintf(printed + n, sizeof printed - n, "%s%u:%u%s%c%.*s", n ? " " : "", token.line, token.column,
            token.first ? "^" : "", "?wnlmc"[token.kind], (int)token.length, token.text);
    }
    assert_string_equal(printed, expected);
}

static void test_tokens(void **state)
{
    (void)state;
    expect_tokens("a = 0x1Fu;", "1:1^wa 1:3m= 1:5n0x1Fu 1:10m;");
    expect_tokens("\"/* \\\" */\" // x\r\n b", "1:1^l\"/* \\\" */\" 1:12c// x 2:2^wb");
    expect_tokens("/* a\n b */ #x", "1:1^c/* a\n b */ 2:7^m# 2:8wx");
    expect_tokens("// a \\\n b\nc", "1:1^c// a \\\n b 3:1^wc");
    expect_tokens("'x\ny", "1:1^l'x 2:1^wy");
    expect_tokens("a \\\n b", "1:1^wa 2:2wb");
    expect_tokens("/* open", "1:1^c/* open");
    expect_tokens("\"\\", "1:1^l\"\\");
    expect_tokens("1e+5-.5", "1:1^n1e+5 1:5m- 1:6n.5");
}

static void test_utf8(void **state)
{
    (void)state;
    char *clean = utf8_clean("a\xff\x01\xc3\xa4\n", 6);
    assert_string_equal(clean, "a\xef\xbf\xbd\xef\xbf\xbd\xc3\xa4\n");
    free(clean);
    assert_int_equal(utf8_units("\xc3\xa4\xf0\x9f\x98\x80\xffx", 8), 5);
}

static char folder[] = "/tmp/ndislint-fingerprint-XXXXXX";

static const struct excerpt_file *write_source(struct excerpt_cache *cache, const char *name, const char *text)
{
    char *path = memory_format("%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    const struct excerpt_file *file = excerpt_open(cache, path);
    unlink(path);
    free(path);
    return file;
}

static void test_extent(void **state)
{
    (void)state;
    struct excerpt_cache cache = {0};
    const struct excerpt_file *file =
        write_source(&cache, "x.c", "  Free(a[1], b); // why\n}\nif (x) {\n\"\xc3\xa4\"; f(\n");
    assert_int_equal(excerpt_extent(file, 1, 3), 16);
    assert_int_equal(excerpt_extent(file, 1, 8), 12);
    assert_int_equal(excerpt_extent(file, 2, 1), 2);
    assert_int_equal(excerpt_extent(file, 3, 1), 7);
    assert_int_equal(excerpt_extent(file, 4, 7), 9);
    assert_int_equal(excerpt_extent(file, 4, 99), 99);
    assert_int_equal(excerpt_extent(file, 9, 1), 1);
    assert_int_equal(excerpt_unit(file, 4, 7), 6);
    assert_int_equal(excerpt_unit(file, 9, 7), 7);
    excerpt_free(&cache);
}

// The fingerprint of a finding in function "Halt" at LINE and COLUMN of TEXT.
static char *fingerprint(const char *text, unsigned line, unsigned column)
{
    struct excerpt_cache cache = {0};
    struct report_run run = {0};
    const struct excerpt_file *file = write_source(&cache, "y.c", text);
    (void)vec_extend(&run.drivers, 1);
    struct report_finding finding = {
        .rule = memory_format("leak"),
        .message = memory_format("text"),
        .function = memory_format("Halt"),
        .place = report_place_copy(file->path, line, column),
    };
    vec_push(&run.drivers.at[0].findings, finding);
    fingerprint_run(&run, &cache);
    char *copy = memory_format("%s", run.drivers.at[0].findings.at[0].fingerprint);
    report_run_free(&run);
    excerpt_free(&cache);
    return copy;
}

static void test_fingerprint(void **state)
{
    (void)state;
    char *plain = fingerprint("Free(a, b);\n", 1, 1), *other = fingerprint("Free(a, c);\n", 1, 1);
    char *moved = fingerprint("\n\n  Free( /* why */ a,\r\n    b ) ;", 3, 3);
    assert_string_equal(plain, moved);
    assert_string_not_equal(plain, other);
    assert_int_equal(strlen(plain), 16);
    free(plain);
    free(moved);
    free(other);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_hashes),
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_extent),
        cmocka_unit_test(test_fingerprint),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
