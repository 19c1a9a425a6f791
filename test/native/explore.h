// All runs of the driver, within bounds.
#ifndef NATIVE_EXPLORE_H
#define NATIVE_EXPLORE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct bounds {
    uint32_t events;   // entry points of one run
    uint32_t failures; // calls that fail in one run
    uint64_t runs;     // after that many the exploration ends
    bool merge;        // equal states are explored once
};

// Runs the driver under every choice; what comes of it is in `record`. If LIST is not NULL, the first run to each state and
// all runs to the end of the harness are written there, a line of choices for each.
void explore(const struct bounds *bounds, FILE *list);

// Runs the driver once, as the script says (choices_read).
void explore_script(void);

#endif
