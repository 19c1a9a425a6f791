#ifndef OBJECT_H
#define OBJECT_H

#include <ndis.h>

// An object that knows how to end itself.
struct object {
    LONG refs;
    void (*end)(struct object *o);
};

void object_init(struct object *o, void (*end)(struct object *o));
void object_get(struct object *o);
void object_put(struct object *o); // NULL is fine

#endif
