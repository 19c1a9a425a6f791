// Whether the rules concern a driver at all: what the catalogue's conditions say of its lowered code.
#ifndef SESSION_APPLIES_H
#define SESSION_APPLIES_H

#include "ir/ir.h"
#include "report/catalogue.h"

#include <stdbool.h>
#include <stddef.h>

// Whether the driver's own code in UNITS (some may be NULL) does what CONDITION asks for.
bool applies_condition(const struct catalogue_condition *condition, struct ir_unit *const *units, size_t count);

// Whether one of the NAMES is defined in UNITS.
bool applies_defines(char *const *names, size_t name_count, struct ir_unit *const *units, size_t count);

// Whether the N bytes of C at TEXT name a function that CONDITION asks for: what does not parse may still do that.
bool applies_text(const struct catalogue_condition *condition, const char *text, size_t n);

#endif
