/*
 * Where the machine finds variables, which it saves and restores, and the driver's code, which it tells from the pack's.
 * Stands behind the headers: what they define is neither.
 */
#pragma clang section data = "native_data" bss = "native_bss"
#ifdef NATIVE_DRIVER
#pragma clang section text = "native_driver"
#endif
