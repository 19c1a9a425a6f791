// Where the rule packs lie and which files they have.
//
// There is one pack with the intrinsics and the harness, the core, and any number of packs that add models and rules to
// it. A pack has a catalogue.yaml; the core has ndislint.h as well.
#ifndef SESSION_PACK_H
#define SESSION_PACK_H

#include "report/catalogue.h"
#include "support/vec.h"

struct pack {
    char *folder; // of the core; absolute
    VEC(char *) added; // folders of the other packs, in the order in which they were named; absolute
    // The models and the harness, those of the core first. Of each pack: its pack.c, if there is one, which includes all
    // others, so that the headers are parsed once; else every *.c. Absolute, in byte order.
    VEC(char *) sources;
};

// Finds the packs that FOLDERS name. If none of them is the core, that is $NDISLINT_RULES, else what lies beside the
// installed program, else where this program was built. NULL on success; else what is wrong, released with free().
char *pack_find(struct pack *pack, const char *const *folders, size_t count);

// The catalogue of all packs together. NULL, and why in *PROBLEM (released with free()), if one cannot be read.
struct catalogue *pack_catalogue(const struct pack *pack, char **problem);

// The page of rule ID, or NULL; released with free().
char *pack_page(const struct pack *pack, const char *id);

void pack_free(struct pack *pack);

#endif
