/* Processor groups for systems that lack them: on the systems since, ntddk.h has all of it. */
#ifndef NDISLINT_PROCGRP_H
#define NDISLINT_PROCGRP_H
#include <ntddk.h>
#endif
