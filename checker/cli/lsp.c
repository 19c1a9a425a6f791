// ndislint lsp: serves an editor, in front of clangd or beside it.
#include "lsp/lsp.h"
#include "cli/commands.h"
#include "cli/common.h"

struct lsp_command_options {
    struct common_options common;
    const char *clangd;
    unsigned steps, fix_wait;
    bool standalone, passthrough, worker;
};

static const struct option option_table[] = {
    {"--clangd", "PROGRAM", "start this clangd (default: the first of clangd, clangd-22, -19, -16, -14)", OPTION_TEXT,
        offsetof(struct lsp_command_options, clangd)},
    {"--standalone", NULL, "serve without clangd, for editors that start it themselves", OPTION_FLAG,
        offsetof(struct lsp_command_options, standalone)},
    {"--passthrough", NULL, "only start clangd and pass on what it and the editor say", OPTION_FLAG,
        offsetof(struct lsp_command_options, passthrough)},
    {"--steps", "N", "give up after N steps of exploration", OPTION_NUMBER,
        offsetof(struct lsp_command_options, steps)},
    {"--fix-wait", "SECONDS", "let code actions wait so long for fixes that are being checked (default: 3)",
        OPTION_NUMBER, offsetof(struct lsp_command_options, fix_wait)},
    {"--worker", NULL, "check for another 'ndislint lsp', which starts this", OPTION_FLAG,
        offsetof(struct lsp_command_options, worker)},
    COMMON_OPTIONS(struct lsp_command_options, common),
    {0},
};

// clangd's extension for VS Code asks for these, and means clangd.
static bool is_for_clangd(const char *argument)
{
    return !strcmp(argument, "--version") || !strcmp(argument, "-version") || !strcmp(argument, "--check") ||
           !strncmp(argument, "--check=", strlen("--check="));
}

struct words {
    VEC(const char *) list;
};

// The worker is this program with the same options.
static void worker_words(int count, char **arguments, struct words *words)
{
    vec_push(&words->list, "/proc/self/exe");
    vec_push(&words->list, "lsp");
    vec_push(&words->list, "--worker");
    for (int i = 0; i < count && strcmp(arguments[i], "--"); i++)
        vec_push(&words->list, arguments[i]);
    vec_push(&words->list, NULL);
}

static int serve(const struct lsp_command_options *options, const struct session_options *session,
    const struct operands *operands, int count, char **arguments)
{
    struct words words = {0};
    worker_words(count, arguments, &words);
    struct lsp_options lsp = {
        .mode = options->passthrough  ? LSP_PASSTHROUGH
                : options->standalone ? LSP_STANDALONE
                                      : LSP_FRONT,
        .clangd = options->clangd,
        .clangd_arguments = operands->flags.at,
        .clangd_argument_count = operands->flags.count,
        .worker = words.list.at,
        .fix_wait = options->fix_wait,
        .session = session,
    };
    int status = -1;
    for (size_t i = 0; i < operands->flags.count; i++)
        if (is_for_clangd(operands->flags.at[i]))
            status = lsp_become_clangd(&lsp);
    if (status < 0)
        status = lsp_serve(&lsp);
    vec_free(&words.list);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct lsp_command_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    if (count && is_for_clangd(arguments[0])) { // without "--"
        struct lsp_options clangd = {
            .clangd_arguments = (const char *const *)arguments, .clangd_argument_count = (size_t)count};
        return lsp_become_clangd(&clangd);
    }
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE) {
        status = REPORT_STATUS_CLEAN;
    } else if (outcome == PARSE_GO && operands.paths.count) {
        fprintf(stderr, "ndislint lsp: %s: the editor says which files; arguments for clangd go behind '--'\n",
            operands.paths.at[0]);
    } else if (outcome == PARSE_GO && options.standalone && options.passthrough) {
        fputs("ndislint lsp: --standalone and --passthrough exclude each other\n", stderr);
    } else if (outcome == PARSE_GO) {
        struct session_options session = common_session(&options.common, &operands);
        session.flag_count = 0; // they are clangd's
        session.step_budget = options.steps;
        status = options.worker ? lsp_work(&session) : serve(&options, &session, &operands, count, arguments);
    }
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_lsp = {
    .name = "lsp",
    .arguments = "[options] [-- CLANGD ARGUMENTS...]",
    .summary = "serve an editor (Language Server Protocol), in front of clangd",
    .details = "Put it where the editor's configuration has clangd. It exits with clangd's status.",
    .options = option_table,
    .run = run,
};
