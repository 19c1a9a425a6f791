// Runs a driver under every choice that the rule pack offers: see --help.
#include "choice.h"
#include "explore.h"
#include "intrinsics.h"
#include "machine.h"
#include "record.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "runs the driver that it is linked with under every choice that the rule pack offers\n"
    "  --events N      entry points of one run, after DriverEntry (default 9)\n"
    "  --failures N    calls that fail in one run (default 2)\n"
    "  --runs N        end after so many runs (default 1000000)\n"
    "  --no-merge      do not explore equal states once only\n"
    "  --fill BYTE     what allocated memory holds before it is written (default 0xaa)\n"
    "  --json FILE     write what came of it to FILE too\n"
    "  --list FILE     write the first run to each state, and all to the end, to FILE, as choices\n"
    "  --replay RUN    run once, by the choices RUN (c1 c0 v0x5a0101), and say each step\n"
    "  --replay-file F run once for each line of F\n"
    "exit status: 0 no rule is broken, 1 one is, or a run crashed or hung, 2 bad usage\n";

struct options {
    struct bounds bounds;
    const char *json, *list, *replay, *replay_file;
};

static void fail(const char *what, const char *which)
{
    fprintf(stderr, "%s: %s\n", what, which);
    exit(2);
}

static FILE *open_file(const char *path, const char *mode)
{
    FILE *file = fopen(path, mode);
    if (!file)
        fail("cannot open", path);
    return file;
}

static void read_options(int argc, char **argv, struct options *options)
{
    enum { EVENTS, FAILURES, RUNS, NO_MERGE, FILL, JSON, LIST, REPLAY, REPLAY_FILE, HELP };
    static const struct option known[] = {{"events", 1, NULL, EVENTS}, {"failures", 1, NULL, FAILURES},
        {"runs", 1, NULL, RUNS}, {"no-merge", 0, NULL, NO_MERGE}, {"fill", 1, NULL, FILL}, {"json", 1, NULL, JSON},
        {"list", 1, NULL, LIST}, {"replay", 1, NULL, REPLAY}, {"replay-file", 1, NULL, REPLAY_FILE},
        {"help", 0, NULL, HELP}, {0}};
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) >= 0;) {
        switch (option) {
        case EVENTS:
            options->bounds.events = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case FAILURES:
            options->bounds.failures = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case RUNS:
            options->bounds.runs = strtoull(optarg, NULL, 10);
            break;
        case NO_MERGE:
            options->bounds.merge = false;
            break;
        case FILL:
            intrinsics.unwritten = (int)strtoul(optarg, NULL, 0) & 0xff;
            break;
        case JSON:
            options->json = optarg;
            break;
        case LIST:
            options->list = optarg;
            break;
        case REPLAY:
            options->replay = optarg;
            break;
        case REPLAY_FILE:
            options->replay_file = optarg;
            break;
        case HELP:
            fputs(help, stdout);
            exit(0);
        default:
            exit(2);
        }
    }
    if (optind < argc)
        fail("not understood", argv[optind]);
}

static void replay(const char *run)
{
    if (!choices_read(run))
        fail("not a run", run);
    explore_script();
}

static void replay_file(const char *path)
{
    FILE *file = open_file(path, "r");
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, file) > 0)
        replay(line);
    free(line);
    fclose(file);
}

static void explore_all(const struct options *options)
{
    FILE *list = options->list ? open_file(options->list, "w") : NULL;
    explore(&options->bounds, list);
    if (list)
        fclose(list);
}

static bool is_clean(void)
{
    return !record.broken && !record.leaks.runs && !record.outcomes[OUTCOME_RAISED] && !record.outcomes[OUTCOME_HANG] &&
           !record.outcomes[OUTCOME_CRASH] && !record.outcomes[OUTCOME_MISUSE];
}

int main(int argc, char **argv)
{
    struct options options = {.bounds = {.events = 9, .failures = 2, .runs = 1000 * 1000, .merge = true}};
    intrinsics.unwritten = 0xaa;
    read_options(argc, argv, &options);
    intrinsics.spoken = options.replay != NULL;
    setvbuf(stdout, NULL, _IOLBF, 0); // a sanitizer may end the program at any step
    if (options.replay)
        replay(options.replay);
    else if (options.replay_file)
        replay_file(options.replay_file);
    else
        explore_all(&options);
    record_print(stdout);
    if (options.json) {
        FILE *json = open_file(options.json, "w");
        record_print_json(json);
        fclose(json);
    }
    return is_clean() ? 0 : 1;
}
