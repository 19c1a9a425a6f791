/* driverspecs.h of whoever comes next on the include path, completed by the annotations that it lacks. */
#ifndef NDISLINT_DRIVERSPECS_H
#define NDISLINT_DRIVERSPECS_H
#include_next <driverspecs.h>
#include "kernel/annotations.h"
#endif
