// Guesses at what a misspelt name meant.
#ifndef SUPPORT_NEAREST_H
#define SUPPORT_NEAREST_H

#include <stddef.h>

// The name in NAMES (COUNT of them) that TEXT most likely meant, or NULL.
const char *nearest_name(const char *text, const char *const *names, size_t count);

#endif
