/* mingw-w64's stdlib.h, except for one declaration that says long where intrin.h says 32 bits. */
#define _byteswap_ulong native_byteswap_long
#include_next <stdlib.h>
#undef _byteswap_ulong
