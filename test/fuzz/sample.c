// The source of the unit that fuzz_unit.c changes: something in each of a unit's tables.
struct point {
    int x, y;
    struct point *next;
    unsigned flags : 3;
};

static const char text[] = "text";
static int (*table[2])(int);
int unknown_function(int, ...);

static int sum(const struct point *p)
{
    int all = 0;
    for (; p; p = p->next)
        all += p->x * p->y + (int)p->flags;
    return all;
}

int choose(int x)
{
    struct point here = {x, 2, 0, 1};
    switch (x) {
    case 1:
        return table[x & 1](x);
    case 2 ... 5:
        return sum(&here);
    default:
        break;
    }
    __asm__("" ::: "memory");
    return text[x & 3] + unknown_function(x, here.y) + missing(undeclared);
}
