// Units that were compiled before (.nir), in place of sources.
#ifndef SESSION_UNITS_H
#define SESSION_UNITS_H

#include "session/inputs.h"

// Whether one of the paths of OPTIONS is called as a unit is.
bool units_are_named(const struct session_options *options);

// Reads the units that OPTIONS name: one program, parsed with the headers that are set in FRONTEND then. False, with the
// reasons in RUN's errors, if they cannot be checked together.
bool units_find(struct inputs_list *list, const struct session_options *options, struct frontend_options *frontend,
    struct report_run *run);

// What frontend_run makes of the sources of INPUTS, from its units, which are gone then.
void units_take(const struct inputs *inputs, struct frontend_result *result);

#endif
