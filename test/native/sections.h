/*
 * Where the machine finds variables, which it saves and restores, and tells the driver's from the pack's, as it does with
 * code. Stands behind the headers: what they define is neither.
 */
#ifdef NATIVE_DRIVER
#pragma clang section data = "native_driver_data" bss = "native_driver_bss" text = "native_driver"
#else
#pragma clang section data = "native_data" bss = "native_bss"
#endif
