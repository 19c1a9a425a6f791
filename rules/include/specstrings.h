/* specstrings.h of whoever comes next on the include path, completed by the annotations that it lacks. */
#ifndef NDISLINT_SPECSTRINGS_H
#define NDISLINT_SPECSTRINGS_H
#include_next <specstrings.h>
#include "kernel/annotations.h"
#endif
