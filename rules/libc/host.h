/*
 * What the models of the C library may say beside ../ndislint.h: how a program that is executed speaks to the world.
 * There is no native twin: natively there is a C library.
 */
#ifndef LIBC_HOST_H
#define LIBC_HOST_H

#include "ndislint.h"

/* COUNT bytes go to standard output (1) or standard error (2). */
void lint_host_write(int stream, const void *bytes, lint_u64 count);

/* Writes NUMBER to TO as the conversion FORMAT ("%-8.3f") of printf says, without a NUL. Returns the length. */
lint_u64 lint_host_format(char *to, const char *format, double number);

#endif
