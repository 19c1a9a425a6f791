// Which lines of a unit name what is declared elsewhere, for whoever asks what a change touches.
#ifndef FRONTEND_MENTIONS_H
#define FRONTEND_MENTIONS_H

#include "ir/ir.h"

#include <clang-c/Index.h>

// Fills UNIT's mentions, and adds all of the driver's own files that TU has read to its files.
void mentions_note(CXTranslationUnit tu, struct ir_unit *unit);

#endif
