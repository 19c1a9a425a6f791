#include "inline_system.h"
static inline int own_unused(int n) { return n; }
