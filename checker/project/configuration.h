// Configurations of projects, "Debug|x64": which one is meant.
#ifndef PROJECT_CONFIGURATION_H
#define PROJECT_CONFIGURATION_H

#include "support/vec.h"

struct configurations {
    VEC(char *) at; // each once, case aside
};

// Appends CONFIGURATION, which is taken, unless it is there.
void configurations_add(struct configurations *list, char *configuration);
void configurations_free(struct configurations *list);

// The one that WANTED ("Debug|x64") means or is nearest to it: the platform counts most, then the rest of the name,
// then the newest. NULL if the list is empty.
const char *configuration_nearest(const struct configurations *list, const char *wanted);

#endif
