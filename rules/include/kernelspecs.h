/* Annotations for other tools, which mean nothing here. */
#ifndef NDISLINT_KERNELSPECS_H
#define NDISLINT_KERNELSPECS_H
#include <driverspecs.h>
#endif
