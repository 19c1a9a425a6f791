// What every program here is made of: claims that hold natively.
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>

#define CHECK(claim) \
    do { \
        if (!(claim)) { \
            printf("line %d: %s does not hold\n", __LINE__, #claim); \
            exit(1); \
        } \
    } while (0)

#endif
