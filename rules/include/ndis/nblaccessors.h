/* A part of NDIS that newer kits have in a file of its own. */
#include <ndis.h>
