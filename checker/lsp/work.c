// The worker: checks the driver as often as it is asked to, with the texts that the editor has.
#include "lsp/work.h"

#include "lsp/frame.h"
#include "lsp/lsp.h"
#include "lsp/message.h"
#include "lsp/place.h"
#include "lsp/repair.h"
#include "support/file.h"
#include "support/path.h"

#include <errno.h>
#include <inttypes.h>
#include <time.h>
#include <unistd.h>

// A signal handler can reach nothing else: whether to stop now, for what it was said, and what runs (work_stop_value).
static volatile int stop_requested, stop_value, running_value;

struct worker {
    struct session_options session;
    const char *paths[1];
    char *root, *cwd;
    enum encoding encoding;
    struct catalogue *catalogue; // NULL: it could not be read, and every check says so
    struct report_run last;      // what the last check found
    json_int_t serial;
    struct timespec told; // when progress was last told
};

static void on_stop(int signal_number, siginfo_t *from, void *machine)
{
    (void)signal_number;
    (void)machine;
    stop_value = from->si_value.sival_int;
    if (stop_value == running_value)
        stop_requested = 1;
}

// What is stopped may not have begun yet. The signal may come between any two of these lines.
static void begin(json_int_t serial)
{
    stop_requested = 0;
    running_value = work_stop_value((uint64_t)serial);
    if (stop_value == running_value)
        stop_requested = 1;
}

static void end(void)
{
    running_value = 0;
    stop_requested = 0;
}

// ---- messages ----

static void write_all(const char *bytes, size_t n)
{
    while (n) {
        ssize_t wrote = write(STDOUT_FILENO, bytes, n);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            _exit(0); // nobody listens any more
        bytes += wrote;
        n -= (size_t)wrote;
    }
}

// Takes MESSAGE.
static void tell(json_t *message)
{
    char *text = json_dumps(message, JSON_COMPACT);
    char *header = memory_format("Content-Length: %zu\r\n\r\n", text ? strlen(text) : 0);
    if (text) {
        write_all(header, strlen(header));
        write_all(text, strlen(text));
    }
    free(header);
    free(text);
    json_decref(message);
}

static void tell_progress(void *to, const struct session_progress *progress)
{
    enum { EVERY = 200 }; // milliseconds
    struct worker *worker = to;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long since = (now.tv_sec - worker->told.tv_sec) * 1000 + (now.tv_nsec - worker->told.tv_nsec) / 1000000;
    if (since < EVERY)
        return;
    worker->told = now;
    tell(json_pack("{sssIsssIsI}", "op", "progress", "serial", worker->serial, "phase", progress->phase, "done",
        (json_int_t)progress->done, "total", (json_int_t)progress->total));
}

// ---- a check ----

static struct session_options options_of(struct worker *worker)
{
    struct session_options options = worker->session;
    worker->paths[0] = worker->root;
    options.paths = worker->paths;
    options.path_count = 1;
    options.stop = &stop_requested;
    options.progress = tell_progress;
    options.progress_to = worker;
    return options;
}

static json_t *steps_json(const struct worker *worker, struct texts *texts, const struct report_finding *finding)
{
    json_t *steps = json_array();
    for (size_t i = 0; i < finding->steps.count; i++) {
        const struct report_step *from = &finding->steps.at[i];
        json_t *step = json_pack("{siso}", "depth", (int)from->depth, "message", place_text(from->message));
        const char *state = worker->catalogue ? catalogue_state_after(worker->catalogue, from->message) : NULL;
        if (state)
            json_object_set_new(step, "state", place_text(state));
        place_add(step, texts, worker->encoding, worker->cwd, &from->place);
        json_array_append_new(steps, step);
    }
    return steps;
}

static json_t *others_json(const struct worker *worker, struct texts *texts, const struct report_finding *finding)
{
    json_t *others = json_array();
    for (size_t i = 0; i < finding->others.count; i++) {
        json_t *place = json_object();
        place_add(place, texts, worker->encoding, worker->cwd, &finding->others.at[i]);
        json_array_append_new(others, place);
    }
    return others;
}

static void add_rule(json_t *json, const struct catalogue *catalogue, const char *id)
{
    const struct catalogue_rule *rule = catalogue ? catalogue_find(catalogue, id) : NULL;
    if (!rule)
        return;
    for (size_t i = 0; i < rule->texts.count; i++) {
        const struct catalogue_text *text = &rule->texts.at[i];
        if (!strcmp(text->key, "sentence"))
            json_object_set_new(json, "explanation", place_text(text->value));
        if (!strcmp(text->key, "link"))
            json_object_set_new(json, "link", place_text(text->value));
    }
}

static int severity(enum report_level level)
{
    switch (level) {
    case REPORT_ERROR:
        return 1;
    case REPORT_WARNING:
        return 2;
    case REPORT_NOTE:
        return 3;
    }
    return 1;
}

static json_t *finding_json(const struct worker *worker, struct texts *texts, const struct report_finding *finding)
{
    char *key = repair_key(finding);
    json_t *json = json_pack("{sosssisososo}", "key", place_text(key), "rule", finding->rule, "severity",
        severity(finding->level), "message", place_text(finding->message), "function", place_text(finding->function),
        "steps", steps_json(worker, texts, finding));
    place_add(json, texts, worker->encoding, worker->cwd, &finding->place);
    json_object_set_new(json, "others", others_json(worker, texts, finding));
    add_rule(json, worker->catalogue, finding->rule);
    free(key);
    return json;
}

// A suppression that is misspelt, or excuses nothing.
static json_t *remark_json(const struct worker *worker, struct texts *texts, const struct report_remark *remark)
{
    json_t *json = json_pack("{sssssiso}", "key", "", "rule", "suppression", "severity", severity(remark->level),
        "message", place_text(remark->text));
    place_add(json, texts, worker->encoding, worker->cwd, &remark->place);
    return json;
}

static json_t *findings_json(const struct worker *worker)
{
    struct texts texts = {0};
    json_t *findings = json_array();
    for (size_t d = 0; d < worker->last.drivers.count; d++)
        for (size_t f = 0; f < worker->last.drivers.at[d].findings.count; f++)
            json_array_append_new(findings, finding_json(worker, &texts, &worker->last.drivers.at[d].findings.at[f]));
    for (size_t i = 0; i < worker->last.remarks.count; i++)
        json_array_append_new(findings, remark_json(worker, &texts, &worker->last.remarks.at[i]));
    texts_free(&texts);
    return findings;
}

static char *verdict_of(const struct report_driver *driver)
{
    const struct report_reason *reason = driver->reasons.count ? &driver->reasons.at[0] : NULL;
    char *why = memory_format("%s%s%s", reason ? "; incomplete: " : "", reason ? reason->text : "",
        reason && reason->place.path ? reason->place.path : "");
    char *verdict;
    if (driver->not_applicable && !driver->findings.count)
        verdict = memory_format("not applicable: %s%s", driver->not_applicable, why);
    else if (driver->findings.count || !reason)
        verdict = memory_format("%zu finding%s%s", driver->findings.count, driver->findings.count == 1 ? "" : "s", why);
    else
        verdict = memory_format("%s", why + strlen("; "));
    free(why);
    return verdict;
}

static json_t *verdict_json(const struct worker *worker)
{
    char *all = memory_format("%s", "");
    for (size_t d = 0; d < worker->last.drivers.count; d++) {
        const struct report_driver *driver = &worker->last.drivers.at[d];
        char *verdict = verdict_of(driver);
        char *longer = memory_format("%s%s%s: %s", all, *all ? "; " : "", driver->name, verdict);
        free(verdict);
        free(all);
        all = longer;
    }
    json_t *json = place_text(all);
    free(all);
    return json;
}

static json_t *errors_json(const struct worker *worker)
{
    json_t *errors = json_array();
    for (size_t i = 0; i < worker->last.errors.count; i++)
        json_array_append_new(errors, place_text(worker->last.errors.at[i]));
    return errors;
}

static void check(struct worker *worker, const json_t *message)
{
    struct session_options options = options_of(worker);
    (void)message;
    report_run_free(&worker->last);
    worker->last = (struct report_run){0};
    repair_check(&options, &worker->last);
    tell(json_pack("{sssIsbsososo}", "op", "checked", "serial", worker->serial, "stopped", stop_requested, "findings",
        findings_json(worker), "verdict", verdict_json(worker), "errors", errors_json(worker)));
}

// ---- fixes ----

struct search {
    struct worker *worker;
    const struct report_finding *finding;
    json_t *fixes;
};

static void take_fix(void *subject, const char *title, const struct repair *repair)
{
    struct search *search = subject;
    struct texts texts = {0};
    const struct text *text = texts_get(&texts, repair->path);
    enum encoding encoding = search->worker->encoding;
    if (text) {
        struct range range;
        range.start = position_at(encoding, text->text, text->size, repair->start);
        range.end = position_at(encoding, text->text, text->size, repair->end);
        json_array_append_new(search->fixes, json_pack("{sssssoso}", "title", title, "path", repair->path, "range",
                                                 range_json(range), "text", place_text(repair->text)));
    }
    texts_free(&texts);
}

static void look_for_fixes(struct worker *worker, const struct report_finding *finding)
{
    struct session_options options = options_of(worker);
    struct search search = {worker, finding, json_array()};
    repair_search(&options, &worker->last, finding, take_fix, &search);
    if (!stop_requested && json_array_size(search.fixes)) {
        char *key = repair_key(finding);
        tell(json_pack(
            "{sssIsosO}", "op", "fixes", "serial", worker->serial, "key", place_text(key), "fixes", search.fixes));
        free(key);
    }
    json_decref(search.fixes);
}

static void fixes(struct worker *worker, const json_t *message)
{
    (void)message;
    for (size_t d = 0; d < worker->last.drivers.count; d++)
        for (size_t f = 0; f < worker->last.drivers.at[d].findings.count && !stop_requested; f++)
            look_for_fixes(worker, &worker->last.drivers.at[d].findings.at[f]);
    tell(json_pack("{sssI}", "op", "fixed", "serial", worker->serial));
}

// ---- the rest ----

static void root(struct worker *worker, const json_t *message)
{
    const char *path = json_string_value(json_object_get(message, "path"));
    free(worker->root);
    worker->root = memory_format("%s", path ? path : "/");
    worker->encoding = encoding_parse(json_string_value(json_object_get(message, "encoding")));
}

static void buffer(struct worker *worker, const json_t *message)
{
    (void)worker;
    const char *path = json_string_value(json_object_get(message, "path"));
    const json_t *text = json_object_get(message, "text");
    if (path && json_is_string(text))
        file_buffer_set(path, json_string_value(text), json_string_length(text));
    else if (path)
        file_buffer_clear(path);
}

// Whether the database at PATH speaks of the file NAME: that is enough for clangd, and for whoever wrote it.
static bool names_source(const char *path, const char *name)
{
    enum { LARGEST = 256 << 20 };
    size_t n;
    char *text = file_is_regular(path) ? file_read(path, LARGEST, &n) : NULL;
    bool names = text && memmem(text, n, name, strlen(name));
    free(text);
    return names;
}

// A compilation database is there for whoever reads them: then its flags are the ones.
static bool has_database(const char *source)
{
    static const char *const names[] = {"compile_commands.json", "build/compile_commands.json"};
    bool found = false;
    char *folder = path_folder(source);
    for (bool top = false; !found && !top;) {
        for (unsigned i = 0; i < sizeof names / sizeof *names && !found; i++) {
            char *path = memory_format("%s/%s", strcmp(folder, "/") ? folder : "", names[i]);
            found = names_source(path, path_name(source));
            free(path);
        }
        char *above = path_folder(folder);
        top = !strcmp(above, folder);
        free(folder);
        folder = above;
    }
    free(folder);
    return found;
}

// Who writes code wants warnings and guesses at misspelt names.
static bool is_for_us(const char *word)
{
    return !strcmp(word, "-Wno-everything") || !strcmp(word, "-fno-spell-checking");
}

static const char *resource_folder(const char *const *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (!strcmp(words[i], "-resource-dir"))
            return words[i + 1];
    return "";
}

// The builtin headers of libclang are not those of clangd, whose clang may be another.
static json_t *command_json(const char *const *words, size_t count)
{
    const char *resources = resource_folder(words, count);
    json_t *command = json_array();
    for (size_t i = 0; i < count; i++) {
        bool folder = *resources && i + 1 < count && !strncmp(words[i + 1], resources, strlen(resources));
        if (folder && (!strcmp(words[i], "-resource-dir") || !strcmp(words[i], "-isystem")))
            i++;
        else if (!strcmp(words[i], "-nostdinc"))
            json_array_append_new(command, json_string("-nostdlibinc"));
        else if (!is_for_us(words[i]))
            json_array_append_new(command, place_text(words[i]));
    }
    return command;
}

static void add_command(void *sources, const char *const *words, size_t count)
{
    if (!has_database(words[count - 1]))
        json_array_append_new(
            sources, json_pack("{soso}", "path", place_text(words[count - 1]), "command", command_json(words, count)));
}

static void flags(struct worker *worker, const json_t *message)
{
    struct session_options options = options_of(worker);
    struct report_run run = {0};
    json_t *sources = json_array();
    session_commands(&options, json_string_value(json_object_get(message, "folder")), add_command, sources, &run);
    report_run_free(&run);
    tell(json_pack("{ssso}", "op", "flags", "sources", sources));
}

static void dispatch(struct worker *worker, const json_t *message)
{
    static const struct {
        const char *op;
        void (*take)(struct worker *worker, const json_t *message);
    } table[] = {{"root", root}, {"buffer", buffer}, {"flags", flags}, {"check", check}, {"fixes", fixes}};
    const char *op = json_string_value(json_object_get(message, "op"));
    const json_t *serial = json_object_get(message, "serial");
    if (serial) {
        worker->serial = json_integer_value(serial);
        begin(worker->serial);
    }
    for (unsigned i = 0; op && i < sizeof table / sizeof *table; i++)
        if (!strcmp(op, table[i].op))
            table[i].take(worker, message);
    end();
}

static void listen(struct worker *worker)
{
    struct frame_reader reader = {0};
    struct frame frame;
    char bytes[1 << 14];
    ssize_t n;
    while ((n = read(STDIN_FILENO, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR)) {
        frame_feed(&reader, bytes, n > 0 ? (size_t)n : 0);
        while (frame_next(&reader, &frame)) {
            json_t *message = json_loadb(frame.body, frame.body_size, JSON_ALLOW_NUL, NULL);
            dispatch(worker, message);
            json_decref(message);
        }
    }
    frame_reader_free(&reader);
}

// Where processors are scarce, clangd goes first: nobody who types shall wait for what we think. But a machine that builds
// something beside must not keep us for long.
static void give_way(void)
{
    enum { NICER = 3 };
    (void)!nice(NICER);
}

int lsp_work(const struct session_options *options)
{
    struct worker worker = {.session = *options, .cwd = file_cwd(), .root = memory_format("/")};
    struct report_run run = {0};
    struct sigaction action = {.sa_sigaction = on_stop, .sa_flags = SA_SIGINFO};
    sigaction(WORK_STOP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, SIG_IGN); // ends the editor's server, and that ends this
    give_way();
    tell(json_pack("{ss}", "op", "ready"));
    worker.session.memory = session_memory_new();
    worker.catalogue = session_catalogue(options, &run);
    report_run_free(&run);
    listen(&worker);
    catalogue_free(worker.catalogue);
    session_memory_free(worker.session.memory);
    report_run_free(&worker.last);
    free(worker.root);
    free(worker.cwd);
    return 0;
}
