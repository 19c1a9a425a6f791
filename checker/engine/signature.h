// What is known of a function that has no body: its canonical type, as text ("int (struct x *, unsigned int *)").
#ifndef ENGINE_SIGNATURE_H
#define ENGINE_SIGNATURE_H

#include <stdint.h>

// Bytes of the scalar that parameter I (from 0) of a function with SIGNATURE points to and may be written through; 0 if it
// is no pointer, or one to a record or to what is const.
unsigned signature_pointee_size(const char *signature, uint32_t i);

#endif
