// The command line that clang gets for a source: a Windows kernel target with the Microsoft extensions, the
// folders of system headers, the source's own flags.
#ifndef FRONTEND_FLAGS_H
#define FRONTEND_FLAGS_H

#include "frontend/frontend.h"
#include "support/arena.h"

struct flag_list {
    VEC(const char *) at; // borrowed: literals, the arena's, the source's
};

// What the command lines of one run share. Lives as long as its arena.
struct flags_setup {
    struct arena arena;
    VEC(const char *) system_folders;
    struct flag_list base;      // everything that does not depend on the source
    const char *newest_version; // "NDIS689_MINIPORT=1": the newest that the WDK's ndis.h knows; NULL without a WDK
};

void flags_setup_make(struct flags_setup *setup, const struct frontend_options *options);
void flags_setup_free(struct flags_setup *setup);

// What the sources say themselves about the kind of NDIS driver they are; then no default is added.
struct flags_own {
    bool role;    // NDIS_MINIPORT_DRIVER, NDIS_LWF, …
    bool version; // NDIS650_MINIPORT, NDIS_FILTER_MAJOR_VERSION, …
};

// Notes what the macro NAME (its value may follow after a '=') says.
void flags_own_note(struct flags_own *own, const char *name);

// The whole command line of SOURCE. OVERLAY is the path of a virtual file overlay, or NULL.
void flags_make(const struct flags_setup *setup, const struct frontend_source *source, const struct flags_own *own,
    const char *overlay, struct flag_list *out);

// The value of the flag NAME ("-I") at flags[*i], joined or in the next element, past which *i is moved; NULL if
// flags[*i] is another flag.
const char *flags_value(const char *const *flags, size_t count, size_t *i, const char *name);

#endif
