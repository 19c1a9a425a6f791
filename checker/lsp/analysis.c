// The worker, seen from the server: when it checks, and what becomes of its answers.
#include "lsp/server.h"

#include "lsp/work.h"
#include "support/path.h"

#include <inttypes.h>
#include <unistd.h>

enum {
    PAUSE = 50,          // milliseconds between a change and its check: clangd waits as long
    REST = 300,          // after so many without a change, the next one is checked at once
    LONGEST_PAUSE = 5000, // after workers that died
    PATIENCE = 5000,     // with a worker that was told to stop
    FIX_WAIT = 3,        // seconds that a code action waits for fixes
    SILENT = 1000,       // of a check before its progress shows
};

static bool start_worker(struct server *server);

static void tell_worker(struct server *server, json_t *message)
{
    if (server->analysis.worker)
        server_tell(&server->analysis.worker->in, message);
    else
        json_decref(message);
}

// ---- asking ----

static void send_buffers(struct server *server)
{
    for (size_t i = 0; i < server->documents.closed.count; i++) {
        char *path = server->documents.closed.at[i];
        tell_worker(server, json_pack("{sssssn}", "op", "buffer", "path", path, "text"));
        free(path);
    }
    vec_clear(&server->documents.closed);
    for (size_t i = 0; i < server->documents.list.count; i++) {
        struct document *document = server->documents.list.at[i];
        if (!document->sent)
            tell_worker(server, json_pack("{ssssso}", "op", "buffer", "path", document->path, "text",
                                    json_stringn(document->text, document->size)));
        document->sent = true;
    }
}

static void ask(struct server *server, const char *what)
{
    struct analysis *analysis = &server->analysis;
    analysis->running = analysis->changes;
    tell_worker(server, json_pack("{sssI}", "op", what, "serial", (json_int_t)analysis->changes));
}

static void on_delay(uv_timer_t *timer)
{
    struct server *server = timer->data;
    struct analysis *analysis = &server->analysis;
    if (analysis->running || server->ending) // its answer comes here again
        return;
    if (!analysis->worker && !start_worker(server))
        return;
    send_buffers(server);
    analysis->began = uv_now(&server->loop);
    ask(server, "check");
}

static void schedule(struct server *server, uint64_t pause)
{
    if (server->analysis.root && !server->ending)
        uv_timer_start(&server->analysis.delay, on_delay, pause, 0);
}

static void on_patience_lost(uv_timer_t *timer)
{
    struct server *server = timer->data;
    server->analysis.given_up = true;
    child_signal(server->analysis.worker, SIGKILL);
}

// A worker that does not listen yet is told when it does. One that still looks for the flags is busy with what is wanted.
static void stop_running(struct server *server)
{
    struct analysis *analysis = &server->analysis;
    if (!analysis->running || !analysis->listens || uv_is_active((uv_handle_t *)&analysis->patience))
        return;
    child_signal_value(analysis->worker, WORK_STOP, work_stop_value(analysis->running));
    if (analysis->flags_known)
        uv_timer_start(&analysis->patience, on_patience_lost, PATIENCE, 0);
}

static uint64_t pause_after_deaths(unsigned deaths)
{
    uint64_t pause = (uint64_t)PAUSE << (deaths < 7 ? deaths : 7);
    return pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE;
}

// The first edit after a rest may be the only one; while somebody types, the next one is about to come.
static bool is_after_rest(struct server *server)
{
    uint64_t now = uv_now(&server->loop), since = now - server->analysis.changed;
    server->analysis.changed = now;
    return since > REST;
}

void analysis_changed(struct server *server, enum urgency urgency)
{
    bool now = is_after_rest(server) || urgency == CHECK_NOW;
    server->analysis.changes++;
    stop_running(server);
    schedule(server, now && !server->analysis.deaths ? 0 : pause_after_deaths(server->analysis.deaths));
}

bool analysis_pending(const struct server *server)
{
    const struct analysis *analysis = &server->analysis;
    return analysis->worker && (analysis->answered != analysis->changes || !analysis->fixes_known);
}

static void on_held_long(uv_timer_t *timer)
{
    request_release(timer->data, (struct span){0});
}

void analysis_awaited(struct server *server)
{
    unsigned seconds = server->options->fix_wait ? server->options->fix_wait : FIX_WAIT;
    if (!uv_is_active((uv_handle_t *)&server->analysis.held))
        uv_timer_start(&server->analysis.held, on_held_long, (uint64_t)seconds * 1000, 0);
}

// ---- progress ----

static json_t *progress_value(const char *kind, const json_t *message)
{
    const char *phase = json_string_value(json_object_get(message, "phase"));
    json_int_t done = json_integer_value(json_object_get(message, "done"));
    json_int_t total = json_integer_value(json_object_get(message, "total"));
    char *text = total ? memory_format("%s %" PRIi64 " of %" PRIi64, phase ? phase : "", (int64_t)done, (int64_t)total)
                       : memory_format("%s %" PRIi64, phase ? phase : "", (int64_t)done);
    json_t *value = json_pack("{ssss}", "kind", kind, "message", text);
    if (!strcmp(kind, "begin"))
        json_object_set_new(value, "title", json_string("ndislint"));
    free(text);
    return value;
}

static void send_progress(struct server *server, json_t *value)
{
    char *token = memory_format("ndislint:check:%" PRIu64, server->analysis.progress);
    server_notify(&server->editor_out, "$/progress", json_pack("{ssso}", "token", token, "value", value));
    free(token);
}

static void begin_progress(struct server *server, const json_t *message)
{
    server->analysis.progress = server->analysis.running;
    char *token = memory_format("ndislint:check:%" PRIu64, server->analysis.progress);
    server_ask_editor(server, "window/workDoneProgress/create", json_pack("{ss}", "token", token));
    free(token);
    send_progress(server, progress_value("begin", message));
}

static void on_progress(struct server *server, const json_t *message)
{
    if (!server->client.progress || uv_now(&server->loop) - server->analysis.began < SILENT)
        return;
    if (server->analysis.progress)
        send_progress(server, progress_value("report", message));
    else
        begin_progress(server, message);
}

static void end_progress(struct server *server)
{
    if (server->analysis.progress)
        send_progress(server, json_pack("{ss}", "kind", "end"));
    server->analysis.progress = 0;
}

// ---- answers ----

// The verdict is logged when it is another one.
static void log_verdict(struct server *server, const json_t *message)
{
    const json_t *errors = json_object_get(message, "errors");
    const char *error = json_string_value(json_array_get(errors, 0));
    const char *verdict = json_string_value(json_object_get(message, "verdict"));
    char *text = memory_format("ndislint: %s", error ? error : verdict ? verdict : "");
    if (!server->analysis.verdict || strcmp(server->analysis.verdict, text))
        server_log(server, error ? 1 : 3, text);
    free(server->analysis.verdict);
    server->analysis.verdict = text;
}

static void refresh(struct server *server)
{
    publish_ours(server);
    if (!server->clangd && server->client.pulls)
        server_ask_editor(server, "workspace/diagnostic/refresh", NULL);
}

static void take_findings(struct server *server, const json_t *message)
{
    struct analysis *analysis = &server->analysis;
    analysis->answered = analysis->changes;
    analysis->fixes_known = false;
    ours_free(&server->ours);
    ours_read(&server->ours, json_object_get(message, "findings"));
    refresh(server);
    log_verdict(server, message);
    ask(server, "fixes");
}

// A check or a search for fixes has ended. If something changed meanwhile, its answer is nobody's.
static bool ended_current(struct server *server, const json_t *message)
{
    struct analysis *analysis = &server->analysis;
    analysis->running = 0;
    analysis->deaths = 0;
    uv_timer_stop(&analysis->patience);
    end_progress(server);
    json_int_t serial = json_integer_value(json_object_get(message, "serial"));
    if ((uint64_t)serial == analysis->changes)
        return true;
    if (!uv_is_active((uv_handle_t *)&analysis->delay))
        schedule(server, 0);
    return false;
}

static void on_checked(struct server *server, const json_t *message)
{
    if (ended_current(server, message))
        take_findings(server, message);
}

static void on_fixes(struct server *server, const json_t *message)
{
    json_int_t serial = json_integer_value(json_object_get(message, "serial"));
    const char *key = json_string_value(json_object_get(message, "key"));
    if ((uint64_t)serial == server->analysis.changes)
        ours_read_fixes(&server->ours, key, json_object_get(message, "fixes"));
}

static void on_fixed(struct server *server, const json_t *message)
{
    if (!ended_current(server, message))
        return;
    server->analysis.fixes_known = true;
    request_release(server, (struct span){0});
}

// What was changed while the worker could not be told.
static void stop_stale(struct server *server)
{
    if (server->analysis.running != server->analysis.changes)
        stop_running(server);
}

static void on_ready(struct server *server, const json_t *message)
{
    (void)message;
    server->analysis.listens = true;
    stop_stale(server);
}

// clangd gets the command lines of the driver's sources, so that it knows them without compile_commands.json.
static void on_flags(struct server *server, const json_t *message)
{
    server->analysis.flags_known = true;
    stop_stale(server);
    const json_t *sources = json_object_get(message, "sources");
    json_t *changes = json_object();
    for (size_t i = 0; i < json_array_size(sources); i++) {
        const json_t *source = json_array_get(sources, i);
        json_object_set_new(changes, json_string_value(json_object_get(source, "path")),
            json_pack("{sssO*}", "workingDirectory", server->analysis.root, "compilationCommand",
                json_object_get(source, "command")));
    }
    if (server->clangd && json_object_size(changes))
        server_notify(&server->clangd->in, "workspace/didChangeConfiguration",
            json_pack("{s{sO}}", "settings", "compilationDatabaseChanges", changes));
    json_decref(changes);
}

static void on_message(struct server *server, const json_t *message)
{
    static const struct {
        const char *op;
        void (*take)(struct server *server, const json_t *message);
    } table[] = {{"ready", on_ready}, {"checked", on_checked}, {"progress", on_progress}, {"fixes", on_fixes},
        {"fixed", on_fixed}, {"flags", on_flags}};
    const char *op = json_string_value(json_object_get(message, "op"));
    for (unsigned i = 0; op && i < sizeof table / sizeof *table; i++)
        if (!strcmp(op, table[i].op))
            table[i].take(server, message);
}

// ---- the process ----

static void on_bytes(void *subject, const char *bytes, size_t n)
{
    struct server *server = subject;
    struct frame frame;
    frame_feed(&server->analysis.reader, bytes, n);
    while (!server->ending && frame_next(&server->analysis.reader, &frame)) {
        json_t *message = server_parse((struct span){frame.body, frame.body_size});
        on_message(server, message);
        json_decref(message);
    }
}

static void forget_worker(struct server *server)
{
    struct analysis *analysis = &server->analysis;
    analysis->worker = NULL;
    analysis->listens = false;
    analysis->running = 0;
    analysis->deaths += !analysis->given_up;
    uv_timer_stop(&analysis->patience);
    end_progress(server);
    frame_reader_free(&analysis->reader);
    for (size_t i = 0; i < server->documents.list.count; i++)
        server->documents.list.at[i]->sent = false;
}

// What killed it once may have been chance: it is tried once more, and then after the next change. What did not stop in
// time was in the way of a change that waits.
static void on_worker_ended(void *subject, struct child *child)
{
    struct server *server = subject;
    source_end(&child->out);
    if (server->ending)
        return;
    forget_worker(server);
    if (server->analysis.given_up) {
        server->analysis.given_up = false;
        schedule(server, 0);
    } else if (server->analysis.deaths == 1) {
        server_log(server, 2, "ndislint: the analysis ended unexpectedly; it begins again");
        schedule(server, 0);
    } else {
        server_log(server, 1, "ndislint: the analysis ended again; it begins again after the next change");
        request_release(server, (struct span){0});
    }
}

// Virtual files that clangd's flags name live as long as the server. NULL if they cannot be written.
static const char *flags_folder(struct analysis *analysis)
{
    const char *temporary = getenv("TMPDIR");
    char *folder = memory_format("%s/ndislint-lsp-XXXXXX", temporary && *temporary ? temporary : "/tmp");
    if (!analysis->folder && mkdtemp(folder))
        analysis->folder = folder;
    else
        free(folder);
    return analysis->folder;
}

// A worker that died before it answered leaves the question to the next one.
static void ask_flags(struct server *server)
{
    const char *folder = server->clangd && !server->analysis.flags_known ? flags_folder(&server->analysis) : NULL;
    if (folder)
        tell_worker(server, json_pack("{ssss}", "op", "flags", "folder", folder));
    else
        server->analysis.flags_known = true;
}

static bool start_worker(struct server *server)
{
    struct analysis *analysis = &server->analysis;
    int error;
    struct child *child =
        child_start(&server->loop, server->options->worker, &error, on_bytes, on_worker_ended, server);
    vec_push(&server->children, child);
    if (error) {
        server_log(server, 1, "ndislint: the analysis cannot be started");
        return false;
    }
    analysis->worker = child;
    tell_worker(server, json_pack("{ssssss}", "op", "root", "path", analysis->root, "encoding",
                            encoding_name(server->client.encoding)));
    ask_flags(server);
    return true;
}

// ---- which driver ----

static char *choose_root(const struct server *server, const struct document *document)
{
    const char *root = server->client.root;
    if (root && path_is_below(document->path, root))
        return path_absolute("/", root);
    return path_folder(document->path);
}

void analysis_opened(struct server *server, const struct document *document)
{
    if (!server->analysis.root) {
        server->analysis.root = choose_root(server, document);
        start_worker(server);
    }
    analysis_changed(server, CHECK_NOW);
}

void analysis_end(struct server *server)
{
    if (server->analysis.worker) {
        sink_end(&server->analysis.worker->in);
        child_signal(server->analysis.worker, SIGKILL);
    }
}

static void remove_folder(const char *folder)
{
    static const char *const names[] = {"overlay.json", "wpp.tmh"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = memory_format("%s/%s", folder, names[i]);
        unlink(path);
        free(path);
    }
    rmdir(folder);
}

void analysis_free(struct server *server)
{
    if (server->analysis.folder)
        remove_folder(server->analysis.folder);
    free(server->analysis.folder);
    free(server->analysis.root);
    free(server->analysis.verdict);
    frame_reader_free(&server->analysis.reader);
}
