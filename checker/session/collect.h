// From what the layers below found to what a report says: places as the user writes them, levels from the
// catalogue, gaps and call sites for --stats.
#ifndef SESSION_COLLECT_H
#define SESSION_COLLECT_H

#include "engine/engine.h"
#include "frontend/frontend.h"
#include "report/catalogue.h"
#include "report/report.h"

// The place of LOC, shown relative to CWD. Owned by the caller.
struct report_place collect_place(const char *cwd, const char *path, uint32_t line, uint32_t column);
struct report_place collect_loc(const char *cwd, const struct ir_unit *unit, uint32_t loc);

// Counts functions, lists own sources and gaps of the driver's UNITS (some may be NULL).
void collect_units(struct report_driver *driver, const char *cwd, struct ir_unit *const *units, size_t count);

// Adds findings, reasons, sites and counters of RESULT.
void collect_result(struct report_driver *driver, const char *cwd, const struct engine_result *result,
    const struct catalogue *catalogue);

#endif
