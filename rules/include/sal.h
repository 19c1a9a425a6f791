/* sal.h of whoever comes next on the include path, completed by the annotations that it lacks. */
#ifndef NDISLINT_SAL_H
#define NDISLINT_SAL_H
#include_next <sal.h>
#include "kernel/annotations.h"
#endif
