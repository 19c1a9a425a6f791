/* The headers of every driver, parsed once for all its files. */
#include "prelude.h"

#include <ndis.h>
