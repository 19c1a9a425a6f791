// Constraints on unknowns that have few values each, decided by trying all values.
#include "engine/enumerate.h"

#include <string.h>

enum {
    FEW = 256,           // values of one unknown
    COMBINATIONS = 1024, // of the values of all
    TERMS = 64,          // nodes of a term that is looked into
    FACTS = 64,          // that are tried
};

// ---- which unknowns ----

static uint64_t spread(const struct range *range)
{
    return range->high - range->low < FEW ? range->high - range->low + 1 : FEW + 1;
}

static bool has(const struct few *few, const struct value *symbol)
{
    for (size_t i = 0; i < few->count; i++)
        if (few->symbols[i] == symbol)
            return true;
    return false;
}

static uint64_t combinations(const struct few *few)
{
    uint64_t product = 1;
    for (size_t i = 0; i < few->count; i++)
        product *= spread(&few->ranges[i]);
    return product;
}

static void add(struct few *few, const struct constraints *c, const struct value *symbol)
{
    struct range range = constraint_range(c, symbol);
    if (few->count == ENUMERATED || has(few, symbol) || combinations(few) * spread(&range) > COMBINATIONS)
        return;
    if (spread(&range) <= FEW) {
        few->symbols[few->count] = symbol;
        few->ranges[few->count++] = range;
    }
}

// What a walk over the unknowns of a term finds.
struct symbols {
    const struct value *at[ENUMERATED];
    size_t count;
    unsigned nodes;
    bool others; // an unknown too many, an address, or a term that is too large
};

static void walk(struct symbols *symbols, const struct value *v)
{
    if (!v || !v->symbolic || symbols->others)
        return;
    if (++symbols->nodes > TERMS || v->kind == VALUE_POINTER || v->kind == VALUE_FUNCTION) {
        symbols->others = true;
    } else if (v->kind == VALUE_TERM) {
        walk(symbols, v->a);
        walk(symbols, v->b);
    } else {
        for (size_t i = 0; i < symbols->count; i++)
            if (symbols->at[i] == v)
                return;
        if (symbols->count == ENUMERATED)
            symbols->others = true;
        else
            symbols->at[symbols->count++] = v;
    }
}

// The unknowns that FACT is about; none if there is nothing to be tried.
static struct symbols symbols_of(const struct fact *fact)
{
    struct symbols symbols = {0};
    if (fact->term->kind == VALUE_SYMBOL && fact->bound)
        return symbols; // nothing mentions it any more
    walk(&symbols, fact->term);
    walk(&symbols, fact->bound);
    if (symbols.others)
        symbols.count = 0;
    return symbols;
}

static bool shares(const struct few *few, const struct symbols *symbols)
{
    for (size_t i = 0; i < symbols->count; i++)
        if (has(few, symbols->at[i]))
            return true;
    return false;
}

// Adds what facts tie to the unknowns that are there.
static void grow(struct few *few, const struct constraints *c)
{
    for (size_t before = 0; few->count && before != few->count;) {
        before = few->count;
        for (size_t i = 0; i < c->facts.count; i++) {
            struct symbols symbols = symbols_of(&c->facts.at[i]);
            if (symbols.count > 1 && shares(few, &symbols))
                for (size_t k = 0; k < symbols.count; k++)
                    add(few, c, symbols.at[k]);
        }
    }
}

static void add_all(struct few *few, const struct constraints *c, const struct value *v)
{
    struct symbols symbols = {0};
    walk(&symbols, v);
    for (size_t i = 0; i < symbols.count; i++)
        add(few, c, symbols.at[i]);
}

void enumerate_collect(struct few *few, const struct constraints *c, const struct value *v)
{
    few->count = 0;
    add_all(few, c, v);
    grow(few, c);
}

// ---- trying ----

static bool evaluate(const struct few *few, const uint64_t *trial, const struct value *v, uint64_t *bits)
{
    uint64_t a = 0, b = 0;
    if (v->kind == VALUE_INT) {
        *bits = v->imm;
        return true;
    }
    for (size_t i = 0; i < few->count; i++)
        if (few->symbols[i] == v) {
            *bits = trial[i];
            return true;
        }
    if (v->kind != VALUE_TERM || !evaluate(few, trial, v->a, &a) || (v->b && !evaluate(few, trial, v->b, &b)))
        return false;
    return value_evaluate(v, a, b, bits);
}

static bool in_range(const struct range *range, uint64_t bits, unsigned width)
{
    int64_t number = value_signed(bits, width);
    if (bits < range->low || bits > range->high || number < range->signed_low || number > range->signed_high)
        return false;
    for (uint32_t i = 0; i < range->excluded_count; i++)
        if (range->excluded[i] == bits)
            return false;
    return true;
}

// What cannot be computed contradicts nothing.
static bool holds(const struct few *few, const uint64_t *trial, const struct fact *fact)
{
    uint64_t bits, bound;
    if (!evaluate(few, trial, fact->term, &bits))
        return true;
    if (fact->bound && evaluate(few, trial, fact->bound, &bound) && bits != bound)
        return false;
    return !fact->range || in_range(fact->range, bits, fact->term->width);
}

// The facts of C that are about unknowns of FEW alone.
static size_t facts_about(const struct few *few, const struct constraints *c, const struct fact **facts)
{
    size_t n = 0;
    for (size_t i = 0; i < c->facts.count && n < FACTS; i++) {
        struct symbols symbols = symbols_of(&c->facts.at[i]);
        bool all = symbols.count > 0;
        for (size_t k = 0; k < symbols.count; k++)
            all &= has(few, symbols.at[k]);
        if (all)
            facts[n++] = &c->facts.at[i];
    }
    return n;
}

// The next combination after TRIAL; false after the last one.
static bool next(const struct few *few, uint64_t *trial)
{
    for (size_t i = 0; i < few->count; i++) {
        if (trial[i] < few->ranges[i].high) {
            trial[i]++;
            return true;
        }
        trial[i] = few->ranges[i].low;
    }
    return false;
}

static void include(struct few *found, const uint64_t *trial, bool first)
{
    for (size_t i = 0; i < found->count; i++) {
        struct range *range = &found->ranges[i];
        range->low = first || trial[i] < range->low ? trial[i] : range->low;
        range->high = first || trial[i] > range->high ? trial[i] : range->high;
    }
}

// The unknowns may be bound by now: then what they are bound to counts.
static void refresh(struct few *few, struct values *vs, const struct constraints *c)
{
    struct few now = {0};
    for (size_t i = 0; i < few->count; i++)
        add_all(&now, c, constraint_resolve(vs, c, few->symbols[i]));
    grow(&now, c);
    *few = now;
}

bool enumerate_agrees(struct few *few, struct values *vs, const struct constraints *c)
{
    const struct fact *facts[FACTS];
    uint64_t trial[ENUMERATED];
    refresh(few, vs, c);
    size_t n = facts_about(few, c, facts);
    struct few found = *few;
    bool any = false;
    for (size_t i = 0; i < few->count; i++)
        trial[i] = few->ranges[i].low;
    do {
        bool agrees = true;
        for (size_t i = 0; i < n && agrees; i++)
            agrees = holds(few, trial, facts[i]);
        if (agrees)
            include(&found, trial, !any);
        any |= agrees;
    } while (next(few, trial));
    *few = found;
    return any;
}
