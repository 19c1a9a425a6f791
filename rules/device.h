/* The control device that the driver has made, and a program that uses it. */
#ifndef LINT_DEVICE_H
#define LINT_DEVICE_H

#include "model.h"

/* DriverEntry's driver object. */
extern DRIVER_OBJECT lint_driver_object;

/* 1 if there is a device that a program can use now. */
int lint_device_is_wanted(void);

/* 1 if a program has it open. */
int lint_device_is_open(void);

/* The program opens the device, sends a control code, or closes it. */
void lint_device_use(void);

#endif
