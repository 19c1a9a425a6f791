// ndislint: which subcommand to run.
#include "cli/commands.h"
#include "report/report.h"
#include "session/session.h"

#include <errno.h>
#include <signal.h>

const struct command *const commands_all[] = {
    &command_check,
    &command_rules,
    &command_explain,
    &command_config,
    &command_lsp,
    &command_projects,
    &command_why,
    &command_compdb,
    &command_cache,
    &command_compile,
    &command_plan,
    &command_ir,
    &command_flags,
    &command_engine_test,
    &command_run,
    &command_man,
    &command_completion,
    NULL,
};

enum { COMMAND_COUNT = sizeof commands_all / sizeof *commands_all - 1 };

static void help(FILE *out)
{
    fputs("usage: ndislint COMMAND [arguments]\n\n"
          "Checks the source of Windows NDIS miniport drivers against the rules for NDIS ports.\n\ncommands:\n",
        out);
    for (unsigned i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-12s %s\n", commands_all[i]->name, commands_all[i]->summary);
    fputs("\n'ndislint COMMAND --help' says more about one. 'ndislint --version' says which version this is.\n", out);
}

static int unknown_command(const char *name)
{
    const char *names[COMMAND_COUNT];
    for (unsigned i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands_all[i]->name;
    const char *nearest = options_nearest(name, names, COMMAND_COUNT);
    if (nearest)
        fprintf(stderr, "ndislint: %s: unknown command; did you mean '%s'?\n", name, nearest);
    else
        fprintf(stderr, "ndislint: %s: unknown command; to check a driver: ndislint check PATH\n", name);
    return REPORT_STATUS_USAGE;
}

// Results that could not be written (a full disk, a closed pipe) must not look like success.
static int flushed(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "ndislint: cannot write to standard output%s%s\n", errno ? ": " : "", errno ? strerror(errno) : "");
    return REPORT_STATUS_USAGE;
}

int main(int count, char **arguments)
{
    // Whoever reads our output may go away: that is an error to be told like others.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); // a file that becomes too large
    if (count < 2) {
        help(stderr);
        return REPORT_STATUS_USAGE;
    }
    const char *name = arguments[1];
    if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help")) {
        help(stdout);
        return flushed(REPORT_STATUS_CLEAN);
    }
    if (!strcmp(name, "--version")) {
        char *version = session_version();
        printf("ndislint %s\n", version);
        free(version);
        return flushed(REPORT_STATUS_CLEAN);
    }
    for (unsigned i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(name, commands_all[i]->name))
            return flushed(commands_all[i]->run(commands_all[i], count - 2, arguments + 2));
    return unknown_command(name);
}
