// The command line that clang gets for a source: a Windows kernel target with the Microsoft extensions, the
// folders of system headers, the source's own flags.
#ifndef FRONTEND_FLAGS_H
#define FRONTEND_FLAGS_H

#include "frontend/frontend.h"
#include "support/arena.h"

struct flag_list {
    VEC(const char *) at; // borrowed: literals, the arena's, the source's
};

// Appends a copy of FLAG in ARENA unless the list has it.
void flag_list_add_new(struct flag_list *list, struct arena *arena, const char *flag);

// What the command lines of one run share. Lives as long as its arena.
struct flags_setup {
    struct arena arena;
    VEC(const char *) system_folders;
    struct flag_list base;      // everything that does not depend on the source
    bool lenient; // C++ of drivers is parsed for a target that is not Microsoft's
    unsigned newest; // the newest NDIS version that the headers know: 689; 0 if that cannot be told
};

void flags_setup_make(struct flags_setup *setup, const struct frontend_options *options);
void flags_setup_free(struct flags_setup *setup);

// What sources and flags say about the kind of NDIS driver they are; then no default is added.
struct flags_ndis {
    bool role;              // NDIS_MINIPORT_DRIVER, NDIS_LWF, …
    bool version;           // NDIS650_MINIPORT, NDIS_FILTER_MAJOR_VERSION, …
    unsigned tested;        // the newest version that a condition asks about, 680; 0: none
    struct flag_list flags; // the same as -D flags
};

// Notes what the definition of MACRO ("NAME" or "NAME=VALUE") says.
void flags_ndis_define(struct flags_ndis *ndis, struct arena *arena, const char *macro);

// Notes that a condition asks whether MACRO ("NDIS680_MINIPORT") is defined. Versions beyond NEWEST are not noted.
void flags_ndis_test(struct flags_ndis *ndis, unsigned newest, const char *macro);

// Adds what the flags of SOURCE say, and defaults for what nothing says, to NDIS, which holds what its files say. The
// defaults are appended to DEFAULTS.
void flags_ndis_complete(const struct flags_setup *setup, const struct frontend_source *source, struct arena *arena,
    struct flags_ndis *ndis, struct flag_list *defaults);

// The whole command line of SOURCE with MORE flags. OVERLAY is the path of a virtual file overlay, or NULL.
void flags_make(const struct flags_setup *setup, const struct frontend_source *source, const struct flag_list *more,
    const char *overlay, struct flag_list *out);

// The value of the flag NAME ("-I") at flags[*i], joined or in the next element, past which *i is moved; NULL if
// flags[*i] is another flag.
const char *flags_value(const char *const *flags, size_t count, size_t *i, const char *name);

#endif
