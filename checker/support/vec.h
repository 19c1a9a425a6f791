// Growable arrays: a struct of pointer, count and capacity, grown by doubling.
#ifndef SUPPORT_VEC_H
#define SUPPORT_VEC_H

#include "support/memory.h"

#include <stddef.h>
#include <string.h>

// Declares a growable array type of T. A zeroed struct is an empty array.
#define VEC(T) \
    struct { \
        T *at; \
        size_t count, capacity; \
    }

// Appends VALUE. Ends the process when memory is exhausted.
#define vec_push(v, ...) \
    ((v)->count == (v)->capacity \
         ? (void)((v)->at = memory_grow((v)->at, &(v)->capacity, (v)->count + 1, sizeof *(v)->at)) \
         : (void)0, \
     (v)->at[(v)->count++] = (__VA_ARGS__))

// Makes room for N more elements, zeroed, and counts them; yields the index of the first.
#define vec_extend(v, n) \
    ((v)->at = memory_grow((v)->at, &(v)->capacity, (v)->count + (n), sizeof *(v)->at), \
     memset((v)->at + (v)->count, 0, (n) * sizeof *(v)->at), (v)->count += (n), (v)->count - (n))

#define vec_last(v) ((v)->at[(v)->count - 1])
#define vec_pop(v) ((v)->at[--(v)->count])
#define vec_clear(v) ((v)->count = 0)
#define vec_free(v) (free((v)->at), (v)->at = NULL, (v)->count = (v)->capacity = 0)

#endif
