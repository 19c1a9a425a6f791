// Guesses at what a misspelt name meant.
#include "support/nearest.h"

#include <string.h>

enum { NAME_LIMIT = 40 };

// Edit distance (Levenshtein) of two short texts; a large number if one is long.
static unsigned distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    if (n >= NAME_LIMIT || m >= NAME_LIMIT)
        return NAME_LIMIT;
    unsigned row[NAME_LIMIT];
    for (size_t j = 0; j <= m; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned replace = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            unsigned other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = replace < other ? replace : other;
        }
    }
    return row[m];
}

const char *nearest_name(const char *text, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    unsigned least = (unsigned)strlen(text) / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        unsigned here = distance(text, names[i]);
        if (here <= least && (!nearest || here < least)) {
            least = here;
            nearest = names[i];
        }
    }
    return nearest;
}
