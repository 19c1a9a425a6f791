// What the analysis found, with places that follow the documents as they change.
#ifndef LSP_OURS_H
#define LSP_OURS_H

#include "lsp/position.h"
#include "support/vec.h"

struct place {
    char *path; // NULL: nowhere
    struct range range;
    bool gone; // an edit changed what stands there
};

struct step {
    struct place place;
    unsigned depth;
    char *message, *state; // state: of the port from here on; NULL: as before
};

// A safe change to the text of one file: it was checked that the finding is gone with it, and that none is new.
struct fix {
    char *title;
    struct place place; // what TEXT replaces
    char *text;
};

// Remarks about suppressions are findings without an explanation.
struct finding {
    char *rule, *message, *function, *explanation, *link;
    char *key; // names the finding whatever line it is in
    int severity; // as the protocol has it: 1 error, 2 warning, 3 information
    struct place place;
    VEC(struct step) steps;
    VEC(struct place) others;
    VEC(struct fix) fixes;
};

struct ours {
    VEC(struct finding) findings;
};

// Reads what the analysis wrote (see work.h): an array of findings. OURS is empty before.
void ours_read(struct ours *ours, const json_t *findings);

// Reads the fixes of a finding.
void ours_read_fixes(struct ours *ours, const char *key, const json_t *fixes);

// EDIT was made to the document at PATH: places behind it move, places that it touches are gone.
void ours_edit(struct ours *ours, const char *path, const struct edit *edit);

// Whether FINDING stands in the document at PATH.
bool finding_is_in(const struct finding *finding, const char *path);

// The diagnostic of FINDING; its path is in it if RELATED.
enum related { RELATED_LEFT_OUT, RELATED_SHOWN };
json_t *finding_diagnostic(const struct finding *finding, enum related related);

void ours_free(struct ours *ours);

#endif
