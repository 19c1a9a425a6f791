// A unit's life: made empty, filled by the lowering, written to bytes and read back, freed.
#ifndef IR_UNIT_H
#define IR_UNIT_H

#include "ir/ir.h"
#include "support/bytes.h"
#include "support/digest.h"

// A unit with empty tables: text 0 is "", location 0 is "nowhere". PATH is copied.
struct ir_unit *ir_unit_new(const char *path);

// Takes NULL too.
void ir_unit_free(struct ir_unit *unit);

// Appends N bytes and a NUL to the text pool; equal texts are not shared (ir_texts_intern shares them).
ir_text ir_unit_add_text(struct ir_unit *unit, const char *text, size_t n);

// The index of the file opened as PATH, added if it is new. Linear: few files are asked for this way.
uint32_t ir_unit_add_file(struct ir_unit *unit, const char *path, bool system);

// The hash table by which the pool of a unit under construction stays free of duplicates. Zeroed is empty.
struct ir_texts {
    struct ir_text_slot *slots;
    size_t used, capacity;
};

// The text equal to the N bytes at TEXT (which hold no NUL), added to UNIT's pool if it is new.
ir_text ir_texts_intern(struct ir_texts *texts, struct ir_unit *unit, const char *text, size_t n);

void ir_texts_free(struct ir_texts *texts);

// Appends UNIT to BYTES in the form that ir_unit_read takes: of this machine and this build only.
void ir_unit_write(const struct ir_unit *unit, struct bytes *bytes);

// The unit in the N bytes at BYTES, which are not trusted: NULL, and why in *PROBLEM (a constant), if they were
// cut, come from another version, or hold an index that leads out of its table.
struct ir_unit *ir_unit_read(const void *bytes, size_t n, const char **problem);

// The digest of everything in UNIT.
struct digest ir_unit_digest(const struct ir_unit *unit);

// NULL if every index in UNIT lies inside the table that it refers to; else what is wrong (a constant).
const char *ir_unit_check(const struct ir_unit *unit);

#endif
