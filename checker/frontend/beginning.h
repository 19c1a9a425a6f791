// What sources begin with: the includes in front of everything else, which several sources have in common and which
// are precompiled then (precompile.h).
#ifndef FRONTEND_BEGINNING_H
#define FRONTEND_BEGINNING_H

#include "frontend/flags.h"
#include "frontend/search.h"

// The sources with the same flags whose first includes are the same files.
struct beginning {
    char *text;        // these includes, in words that mean the same in any folder
    uint32_t count;    // sources
    uint32_t first;    // index of the first of them
};

struct beginnings {
    VEC(struct beginning) at;
    uint32_t *of; // for each source: index of its beginning, or IR_NONE
};

// Sorts SOURCES, each with its whole command line in FLAGS, which were followed by SEARCH. Left out are sources whose
// beginning is empty or has a generated header, and those with flags that make an include depend on where it stands.
void beginnings_find(struct beginnings *beginnings, struct search *search, const struct frontend_source *sources,
    const struct flag_list *flags, uint32_t count);

void beginnings_free(struct beginnings *beginnings);

#endif
