#include "meaning.h"

const ULONG Limits[2] = {
    1,
    EXTRA + 2,
};
