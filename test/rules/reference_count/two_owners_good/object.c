#include "object.h"

void object_init(struct object *o, void (*end)(struct object *o))
{
    o->refs = 1;
    o->end = end;
}

void object_get(struct object *o)
{
    InterlockedIncrement(&o->refs);
}

void object_put(struct object *o)
{
    if (o && !InterlockedDecrement(&o->refs))
        o->end(o);
}
