/* Annotations for other tools, which mean nothing here. */
#ifndef NDISLINT_NO_SAL2_H
#define NDISLINT_NO_SAL2_H
#include <driverspecs.h>
#endif
