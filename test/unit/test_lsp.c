// The language server's small parts: frames, messages, positions, documents, C as text.
#include "lsp/ctext.h"
#include "lsp/document.h"
#include "lsp/frame.h"
#include "lsp/message.h"
#include "lsp/uri.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

// ---- frames ----

// Feeds TEXT in pieces of STEP bytes; all that comes out is put together again. Returns how many bodies there were.
static size_t feed(const char *text, size_t n, size_t step, char *out)
{
    struct frame_reader reader = {0};
    struct frame frame;
    size_t bodies = 0, at = 0;
    for (size_t i = 0; i < n; i += step) {
        frame_feed(&reader, text + i, step < n - i ? step : n - i);
        while (frame_next(&reader, &frame)) {
            memcpy(out + at, frame.bytes, frame.size);
            at += frame.size;
            bodies += frame.body_size > 0;
        }
    }
    frame_rest(&reader, &frame);
    memcpy(out + at, frame.bytes, frame.size);
    assert_int_equal(at + frame.size, n);
    frame_reader_free(&reader);
    return bodies;
}

static void frames_lose_nothing(void **state)
{
    (void)state;
    static const char text[] = "Content-Length: 2\r\n\r\n{}content-length:3\nX: y\n\nabc\r\n\r\n"
                               "Content-Length: 99999999999999\r\n\r\nContent-Length: 5\r\n\r\n12";
    char out[sizeof text];
    for (size_t step = 1; step < sizeof text; step++) {
        assert_int_equal(feed(text, sizeof text - 1, step, out), 2);
        assert_memory_equal(out, text, sizeof text - 1);
    }
}

static void random_bytes_are_frames_too(void **state)
{
    (void)state;
    static const char alphabet[] = "Content-Length: 12\r\n\r\n{}\"\\";
    char text[300], out[sizeof text];
    uint32_t seed = 1;
    for (unsigned round = 0; round < 2000; round++) {
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = seed >> 29 ? alphabet[(seed >> 16) % (sizeof alphabet - 1)] : (char)(seed >> 20);
        }
        feed(text, sizeof text, 1 + round % 40, out);
        assert_memory_equal(out, text, sizeof text);
        struct message message;
        message_peek(text, 1 + round % sizeof text, &message);
    }
}

// ---- messages ----

static bool peek(const char *text, struct message *message)
{
    return message_peek(text, strlen(text), message);
}

static void messages_are_looked_at(void **state)
{
    (void)state;
    struct message message;
    assert_true(peek("{ \"params\":[{\"id\":1}], \"id\" :12345678901234567890 ,\"method\":\"a\\/b\"}", &message));
    assert_true(span_is(message.id, "12345678901234567890"));
    assert_true(span_is_string(message.method, "a/b"));
    assert_true(span_is(message.params, "[{\"id\":1}]"));
    assert_false(message.answer);
    assert_true(peek("{\"id\":\"\\u0041\",\"result\":null}", &message));
    assert_true(message.answer && span_is(message.result, "null"));
    assert_true(span_same_id(message.id, (struct span){"\"A\"", 3}));
    assert_false(span_same_id(message.id, (struct span){"1", 1}));
    assert_false(peek("{", &message));
    assert_false(peek("{\"id\":", &message));
    assert_false(peek("{\"id\":\"\\", &message));
    assert_false(peek("[1]", &message));
}

// ---- positions ----

static void units_are_counted(void **state)
{
    (void)state;
    static const char text[] = "a\xc3\xa4\xf0\x9d\x84\x9ez\xff"; // a, two bytes, four bytes, z, no UTF-8
    assert_int_equal(encoding_units(ENCODING_UTF16, text, sizeof text - 1), 6);
    assert_int_equal(encoding_units(ENCODING_UTF8, text, sizeof text - 1), 9);
    assert_int_equal(encoding_units(ENCODING_UTF32, text, sizeof text - 1), 5);
    assert_int_equal(encoding_bytes(ENCODING_UTF16, text, sizeof text - 1, 4), 7);
    assert_int_equal(encoding_bytes(ENCODING_UTF16, text, sizeof text - 1, 3), 3); // inside of the pair
    assert_int_equal(encoding_bytes(ENCODING_UTF16, text, sizeof text - 1, 99), 9);
}

static void places_follow_edits(void **state)
{
    (void)state;
    struct edit edit = {{{2, 4}, {3, 1}}, {2, 6}}; // the end of line 2 and the begin of line 3 became two characters
    struct range before = {{1, 0}, {1, 5}}, behind = {{3, 4}, {3, 8}}, below = {{7, 1}, {7, 2}}, in = {{2, 0}, {2, 5}};
    assert_true(edit_move(&edit, &before));
    assert_int_equal(before.start.line, 1);
    assert_true(edit_move(&edit, &behind));
    assert_true(behind.start.line == 2 && behind.start.character == 9 && behind.end.character == 13);
    assert_true(edit_move(&edit, &below));
    assert_true(below.start.line == 6 && below.start.character == 1);
    assert_false(edit_move(&edit, &in));
}

static void uris_are_paths(void **state)
{
    (void)state;
    char *path = uri_path("file:///a%20b/%C3%A4/../c%3ax");
    assert_string_equal(path, "/a b/c:x");
    char *uri = uri_from_path("/a b/\xc3\xa4#");
    assert_string_equal(uri, "file:///a%20b/%C3%A4%23");
    assert_null(uri_path("untitled:x"));
    assert_null(uri_path("file:relative"));
    free(path);
    free(uri);
}

// ---- documents ----

static void ignore_edit(void *subject, const struct document *document, const struct edit *edit)
{
    (void)document;
    *(struct edit *)subject = *edit;
}

static json_t *parsed(const char *text)
{
    json_t *json = json_loads(text, 0, NULL);
    assert_non_null(json);
    return json;
}

static void documents_change(void **state)
{
    (void)state;
    struct documents documents = {0};
    struct edit edit;
    json_t *open =
        parsed("{\"textDocument\":{\"uri\":\"file:///x.c\",\"version\":1,\"text\":\"a\\r\\nb\\u00e4c\\r\\n\"}}");
    struct document *document = documents_open(&documents, open);
    json_t *one = parsed(
        "{\"textDocument\":{\"uri\":\"file:///x.c\",\"version\":2},\"contentChanges\":["
        "{\"range\":{\"start\":{\"line\":1,\"character\":1},\"end\":{\"line\":1,\"character\":2}},\"text\":\"xy\"},"
        "{\"range\":{\"start\":{\"line\":9,\"character\":9},\"end\":{\"line\":0,\"character\":0}},\"text\":\"!\"}]}");
    document_change(document, ENCODING_UTF16, one, ignore_edit, &edit);
    assert_string_equal(document->text, "a\r\nbxyc\r\n!");
    assert_int_equal(document->version, 2);
    json_t *whole = parsed("{\"textDocument\":{\"uri\":\"file:///"
                           "x.c\",\"version\":3},\"contentChanges\":[{\"text\":\"a\\r\\nbxzc\\r\\n!\"}]}");
    document_change(document, ENCODING_UTF16, whole, ignore_edit, &edit);
    assert_string_equal(document->text, "a\r\nbxzc\r\n!");
    assert_true(edit.range.start.line == 1 && edit.range.start.character == 2 && edit.end.character == 3);
    documents_close(&documents, "/x.c");
    assert_null(documents_find(&documents, "/x.c"));
    documents_free(&documents);
    json_decref(open);
    json_decref(one);
    json_decref(whole);
}

// ---- C as text ----

static void statements_are_found(void **state)
{
    (void)state;
    static char source[] =
        "#define X(\nstatic int f(int a, PORT *b)\n{ /* ; */\n  if (a)\n    (void)g(\")\", (a, 1));\n  h();\n}\n";
    struct text text = {NULL, source, sizeof source - 1};
    struct functions functions = {0};
    ctext_functions(&text, &functions);
    assert_int_equal(functions.list.count, 1);
    const struct function *function = &functions.list.at[0];
    assert_true(ctext_has_word(&text, function->head, "static"));
    struct pieces parameters = {0}, arguments = {0};
    ctext_arguments(&text, function->open, &parameters);
    assert_int_equal(parameters.list.count, 2);
    size_t call = (size_t)(strstr(source, "g(\"") - source);
    ctext_arguments(&text, call + 1, &arguments);
    assert_int_equal(arguments.list.count, 2);
    struct statement statement;
    assert_true(ctext_statement(&text, function, call, &statement));
    assert_true(statement.unbraced && source[statement.piece.start] == '(' && source[statement.piece.end - 1] == ';');
    assert_true(ctext_statement(&text, function, (size_t)(strstr(source, "h()") - source), &statement));
    assert_false(statement.unbraced);
    vec_free(&parameters.list);
    vec_free(&arguments.list);
    vec_free(&functions.list);
}

// Every end of every text is an end, wherever it is cut.
static void cut_text_ends(void **state)
{
    (void)state;
    static const char source[] = "a(\"x\\\"\", '\\'') { /* c */ // d\\\n e\n#if x \\\n y\n f(g[h{i}]); } b(";
    for (size_t n = 1; n < sizeof source; n++) {
        char *copy = memory_text(source, n);
        struct text text = {NULL, copy, n};
        struct functions functions = {0};
        ctext_functions(&text, &functions);
        for (size_t at = 0; at < n; at++) {
            struct pieces pieces = {0};
            assert_in_range(ctext_next(&text, at), at + 1, n);
            assert_in_range(ctext_close(&text, at), 0, n);
            ctext_arguments(&text, at, &pieces);
            vec_free(&pieces.list);
        }
        vec_free(&functions.list);
        free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_lose_nothing),
        cmocka_unit_test(random_bytes_are_frames_too),
        cmocka_unit_test(messages_are_looked_at),
        cmocka_unit_test(units_are_counted),
        cmocka_unit_test(places_follow_edits),
        cmocka_unit_test(uris_are_paths),
        cmocka_unit_test(documents_change),
        cmocka_unit_test(statements_are_found),
        cmocka_unit_test(cut_text_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
