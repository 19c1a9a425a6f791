// Safe fixes of findings.
#include "lsp/repair.h"

char *repair_key(const struct report_finding *finding)
{
    return memory_format("%s|%s|%s|%s", finding->rule, finding->place.path ? finding->place.path : "",
        finding->function, finding->message);
}

void repair_search(const struct session_options *options, const struct report_run *run,
    const struct report_finding *finding, void (*take)(void *subject, const char *title, const struct repair *repair),
    void *subject)
{
    (void)options;
    (void)run;
    (void)finding;
    (void)take;
    (void)subject;
}
