/* The adapter's interrupt. */
#ifndef LINT_HARDWARE_H
#define LINT_HARDWARE_H

#include "model.h"

/* 1 if the driver has registered an interrupt. */
int lint_hardware_is_listening(void);

/* 1 if it has, and its interrupt may matter. */
int lint_hardware_is_wanted(void);

/* The hardware interrupts: the interrupt routine runs, then the DPC that it asks for. */
void lint_hardware_interrupt(void);

#endif
