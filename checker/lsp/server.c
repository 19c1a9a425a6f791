// The server's life: its streams, clangd's process, the end.
#include "lsp/server.h"

#include "support/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

// In milliseconds: for the editor to read the rest; for clangd to end when the editor is gone, or has said exit: then
// clangd finishes what it was doing, which can take its while.
enum { TIME_TO_READ = 3000, TIME_TO_END = 10000, TIME_TO_FINISH = 60000 };

// ---- messages ----

static void write_message(struct sink *sink, const char *text, size_t n)
{
    char *message = memory_format("Content-Length: %zu\r\n\r\n", n);
    size_t header = strlen(message);
    message = realloc(message, header + n);
    if (!message)
        message = memory_new(header + n); // ends the process
    memcpy(message + header, text, n);
    sink_write(sink, message, header + n);
    free(message);
}

void server_tell(struct sink *sink, json_t *message)
{
    char *text = message ? json_dumps(message, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
    if (text)
        write_message(sink, text, strlen(text));
    free(text);
    json_decref(message);
}

void server_notify(struct sink *sink, const char *method, json_t *params)
{
    server_tell(sink, json_pack("{sssssO}", "jsonrpc", "2.0", "method", method, "params", params));
    json_decref(params);
}

void server_ask_editor(struct server *server, const char *method, json_t *params)
{
    char *id = memory_format("ndislint:%" PRIu64, ++server->next_id);
    json_t *message = json_pack("{ssssss}", "jsonrpc", "2.0", "id", id, "method", method);
    if (params)
        json_object_set_new(message, "params", params);
    server_tell(&server->editor_out, message);
    free(id);
}

// Ids are written as they came: as numbers, some have more digits than any number type here.
static void answer(struct server *server, struct span id, const char *key, json_t *value)
{
    char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
    char *message =
        memory_format("{\"id\":%.*s,\"jsonrpc\":\"2.0\",\"%s\":%s}", (int)id.size, id.at, key, text ? text : "null");
    write_message(&server->editor_out, message, strlen(message));
    free(message);
    free(text);
    json_decref(value);
}

void server_answer(struct server *server, struct span id, json_t *result)
{
    answer(server, id, "result", result);
}

void server_refuse(struct server *server, struct span id, int code, const char *why)
{
    answer(server, id, "error", json_pack("{siss}", "code", code, "message", why));
}

void server_log(struct server *server, int type, const char *text)
{
    server_notify(&server->editor_out, "window/logMessage", json_pack("{siss}", "type", type, "message", text));
}

json_t *server_parse(struct span span)
{
    return span.at ? json_loadb(span.at, span.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL) : NULL;
}

// ---- the end ----

static void close_timers(struct server *server)
{
    uv_timer_t *timers[] = {
        &server->deadline, &server->analysis.delay, &server->analysis.patience, &server->analysis.held};
    for (unsigned i = 0; i < sizeof timers / sizeof *timers; i++)
        if (!uv_is_closing((uv_handle_t *)timers[i]))
            uv_close((uv_handle_t *)timers[i], NULL);
}

static void on_unread(uv_timer_t *timer)
{
    struct server *server = timer->data;
    close_timers(server);
    uv_stop(&server->loop);
}

void server_end(struct server *server, int status)
{
    if (server->ending)
        return;
    server->ending = true;
    server->status = status;
    analysis_end(server);
    source_end(&server->editor_in);
    sink_end(&server->editor_out);
    // What nobody reads keeps nobody here.
    uv_timer_start(&server->deadline, on_unread, TIME_TO_READ, 0);
    uv_unref((uv_handle_t *)&server->deadline);
    uv_unref((uv_handle_t *)&server->analysis.delay);
    uv_unref((uv_handle_t *)&server->analysis.patience);
    uv_unref((uv_handle_t *)&server->analysis.held);
}

static void on_patience_lost(uv_timer_t *timer)
{
    struct server *server = timer->data;
    child_signal(server->clangd, SIGKILL);
}

static void editor_gone(struct server *server)
{
    if (!server->clangd) {
        server_end(server, server->shut_down ? 0 : 1);
        return;
    }
    sink_end(&server->clangd->in);
    uv_timer_start(&server->deadline, on_patience_lost, server->left ? TIME_TO_FINISH : TIME_TO_END, 0);
}

// ---- the streams ----

static void frames(struct server *server, struct frame_reader *reader, const char *bytes, size_t n,
    void (*take)(struct server *server, const struct frame *frame))
{
    struct frame frame;
    frame_feed(reader, bytes, n);
    while (frame_next(reader, &frame))
        take(server, &frame);
    if (n)
        return;
    frame_rest(reader, &frame);
    if (frame.size)
        take(server, &frame);
}

static void on_editor_bytes(void *subject, const char *bytes, size_t n)
{
    struct server *server = subject;
    if (server->options->mode == LSP_PASSTHROUGH)
        sink_write(&server->clangd->in, bytes, n);
    else
        frames(server, &server->from_editor, bytes, n, editor_frame);
    if (!n)
        editor_gone(server);
}

// Both have to come: the end of clangd's process, and the end of what it wrote.
static void end_if_over(struct server *server)
{
    if (server->clangd_silent && !server->clangd->running)
        server_end(server, server->clangd->status);
}

static void on_clangd_bytes(void *subject, const char *bytes, size_t n)
{
    struct server *server = subject;
    if (server->options->mode == LSP_PASSTHROUGH)
        sink_write(&server->editor_out, bytes, n);
    else
        frames(server, &server->from_clangd, bytes, n, clangd_frame);
    if (!n) {
        server->clangd_silent = true;
        end_if_over(server);
    }
}

static void on_clangd_ended(void *subject, struct child *child)
{
    (void)child;
    end_if_over(subject);
}

// ---- clangd's process ----

static bool is_program(const char *folder, size_t n, const char *name)
{
    char *path = memory_format("%.*s/%s", (int)n, folder, name);
    bool program = access(path, X_OK) == 0 && file_is_regular(path);
    free(path);
    return program;
}

static bool is_in_path(const char *name)
{
    const char *path = getenv("PATH");
    for (; path && *path; path += strcspn(path, ":"), path += *path == ':')
        if (is_program(path, strcspn(path, ":"), name))
            return true;
    return false;
}

static const char *find_clangd(const struct lsp_options *options)
{
    static const char *const names[] = {"clangd", "clangd-22", "clangd-19", "clangd-16", "clangd-14"};
    for (unsigned i = 0; !options->clangd && i < sizeof names / sizeof *names; i++)
        if (is_in_path(names[i]))
            return names[i];
    return options->clangd ? options->clangd : names[0];
}

struct words {
    VEC(const char *) list; // NULL-terminated
};

static void clangd_words(const struct lsp_options *options, struct words *words)
{
    vec_push(&words->list, find_clangd(options));
    for (size_t i = 0; i < options->clangd_argument_count; i++)
        vec_push(&words->list, options->clangd_arguments[i]);
    vec_push(&words->list, NULL);
}

static void complain(const char *clangd, const char *why)
{
    fprintf(stderr,
        "ndislint lsp: cannot start %s: %s; install clangd, name it with --clangd=PROGRAM, or serve without it: "
        "--standalone\n",
        clangd, why);
}

static bool start_clangd(struct server *server)
{
    int error;
    struct words words = {0};
    clangd_words(server->options, &words);
    server->clangd = child_start(&server->loop, words.list.at, &error, on_clangd_bytes, on_clangd_ended, server);
    vec_push(&server->children, server->clangd);
    if (error)
        complain(words.list.at[0], uv_strerror(error));
    vec_free(&words.list);
    if (error)
        return false;
    server->clangd->in.feeder = &server->editor_in;
    server->editor_out.feeder = &server->clangd->out;
    return true;
}

int lsp_become_clangd(const struct lsp_options *options)
{
    struct words words = {0};
    clangd_words(options, &words);
    execvp(words.list.at[0], (char **)words.list.at);
    complain(words.list.at[0], "it is not there");
    vec_free(&words.list);
    return REPORT_STATUS_USAGE;
}

// ---- the whole ----

static void add_timer(struct server *server, uv_timer_t *timer)
{
    uv_timer_init(&server->loop, timer);
    timer->data = server;
}

static bool open_editor(struct server *server)
{
    bool in = source_open(&server->editor_in, &server->loop, STDIN_FILENO);
    bool out = sink_open(&server->editor_out, &server->loop, STDOUT_FILENO);
    server->editor_in.bytes = on_editor_bytes;
    server->editor_in.subject = server;
    if (!in || !out)
        fputs("ndislint lsp: standard input and output are files; an editor starts this with pipes\n", stderr);
    return in && out;
}

static void close_all(struct server *server)
{
    source_end(&server->editor_in);
    sink_end(&server->editor_out);
    close_timers(server);
}

static void free_all(struct server *server)
{
    for (size_t i = 0; i < server->children.count; i++)
        child_free(server->children.at[i]);
    vec_free(&server->children);
    frame_reader_free(&server->from_editor);
    frame_reader_free(&server->from_clangd);
    documents_free(&server->documents);
    client_free(&server->client);
    while (server->requests.count)
        request_remove(server, &vec_last(&server->requests));
    vec_free(&server->requests);
    publish_free(server);
    analysis_free(server);
    free(server);
}

static void close_handle(uv_handle_t *handle, void *to)
{
    (void)to;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

// Gives back what the loop holds; what is not written by now is not any more.
static void close_loop(uv_loop_t *loop)
{
    uv_walk(loop, close_handle, NULL);
    uv_run(loop, UV_RUN_DEFAULT);
    uv_loop_close(loop);
}

int lsp_serve(const struct lsp_options *options)
{
    struct server *server = memory_new(sizeof *server);
    server->options = options;
    signal(SIGPIPE, SIG_IGN);
    uv_loop_init(&server->loop);
    add_timer(server, &server->deadline);
    add_timer(server, &server->analysis.delay);
    add_timer(server, &server->analysis.patience);
    add_timer(server, &server->analysis.held);
    if (open_editor(server) && (options->mode == LSP_STANDALONE || start_clangd(server))) {
        source_start(&server->editor_in);
    } else {
        server->status = REPORT_STATUS_USAGE;
        close_all(server);
    }
    uv_run(&server->loop, UV_RUN_DEFAULT);
    close_loop(&server->loop);
    int status = server->status;
    free_all(server);
    return status;
}
