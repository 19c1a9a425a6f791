#include <ndis.h>

#define BASE 0
#define FIRST_NUMBER BASE
#define UNUSED_NUMBER 7
#define TRACE(text)
#define EXTRA 1
#define WITH_NAMES

typedef UCHAR PORT_FLAGS;

enum mode {
    ModeFirst,
    ModeSecond,
    ModeThird,
    ModeFourth,
};

typedef struct _ADAPTER {
    NDIS_HANDLE Handle;
    PORT_FLAGS Flags;
    struct {
        ULONG Size;
        ULONG Color;
    } Shape;
    ULONG Other;
} ADAPTER;

extern const ULONG Limits[2];
