/* Annotations for other tools, which mean nothing here. */
#ifndef NDISLINT_SUPPRESS_H
#define NDISLINT_SUPPRESS_H
#include <driverspecs.h>
#endif
