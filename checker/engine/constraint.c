// What a path has established about unknown values.
#include "engine/constraint.h"

#include "engine/enumerate.h"

#include <stdlib.h>
#include <string.h>

void constraints_copy(struct constraints *to, const struct constraints *from)
{
    memset(to, 0, sizeof *to);
    to->bindings = from->bindings;
    if (!from->facts.count)
        return;
    (void)vec_extend(&to->facts, from->facts.count);
    memcpy(to->facts.at, from->facts.at, from->facts.count * sizeof *to->facts.at);
}

void constraints_free(struct constraints *constraints)
{
    vec_free(&constraints->facts);
}

// Index of the first fact whose term does not come before TERM.
static size_t position(const struct constraints *c, const struct value *term)
{
    size_t low = 0, high = c->facts.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c->facts.at[middle].term->id < term->id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct fact *find(const struct constraints *c, const struct value *term)
{
    size_t i = position(c, term);
    return i < c->facts.count && c->facts.at[i].term == term ? &c->facts.at[i] : NULL;
}

static struct fact *find_or_add(struct constraints *c, const struct value *term)
{
    size_t i = position(c, term);
    if (i < c->facts.count && c->facts.at[i].term == term)
        return &c->facts.at[i];
    (void)vec_extend(&c->facts, 1);
    memmove(c->facts.at + i + 1, c->facts.at + i, (c->facts.count - 1 - i) * sizeof *c->facts.at);
    c->facts.at[i] = (struct fact){.term = term};
    return &c->facts.at[i];
}

// ---- resolving ----

static const struct value *rebuild(
    struct values *vs, const struct value *v, const struct value *a, const struct value *b)
{
    switch (v->op) {
    case VALUE_EXTRACT:
        return value_extract(vs, a, (unsigned)v->offset, v->width);
    case VALUE_CONCAT:
        return value_concat(vs, a, b);
    case IR_ZEXT:
    case IR_SEXT:
    case IR_TRUNC:
        return value_convert(vs, (enum ir_op)v->op, v->width, a);
    }
    if (b && v->op >= IR_ADD && v->op <= IR_ULE)
        return value_binary(vs, (enum ir_op)v->op, v->operand_width ? v->operand_width : v->width, a, b);
    return value_opaque(vs, v->op, v->width, a, b);
}

static const struct value *resolve_pointer(struct values *vs, const struct constraints *c, const struct value *v)
{
    if (v->a) {
        const struct value *more = constraint_resolve(vs, c, v->a);
        const struct value *base = constraint_resolve(vs, c, value_pointer(vs, (uint32_t)v->imm, 0, true));
        if (base->kind == VALUE_POINTER && base->imm == v->imm) {
            const struct fact *fact = find(c, v);
            if (fact && fact->bound)
                return fact->bound;
            return more == v->a
                       ? v
                       : value_move(
                             vs, value_index(vs, value_pointer(vs, (uint32_t)v->imm, 0, false), more, 1), v->offset);
        }
        return value_move(vs, value_index(vs, base, more, 1), v->offset);
    }
    const struct fact *fact = find(c, v->offset ? value_pointer(vs, (uint32_t)v->imm, 0, true) : v);
    return fact && fact->bound ? value_move(vs, constraint_resolve(vs, c, fact->bound), v->offset) : v;
}

const struct value *constraint_resolve(struct values *vs, const struct constraints *c, const struct value *v)
{
    if (!v->symbolic || !c->bindings)
        return v;
    if (v->kind == VALUE_POINTER)
        return resolve_pointer(vs, c, v);
    const struct fact *fact = find(c, v);
    if (fact && fact->bound)
        return constraint_resolve(vs, c, fact->bound);
    if (v->kind != VALUE_TERM)
        return v;
    const struct value *a = constraint_resolve(vs, c, v->a);
    const struct value *b = v->b ? constraint_resolve(vs, c, v->b) : NULL;
    return a == v->a && b == v->b ? v : rebuild(vs, v, a, b);
}

// ---- ranges ----

static struct range full_range(unsigned width)
{
    unsigned bits = 8 * width;
    return (struct range){.low = 0,
        .high = value_mask(width),
        .signed_low = width >= 8 ? INT64_MIN : -((int64_t)1 << (bits - 1)),
        .signed_high = width >= 8 ? INT64_MAX : ((int64_t)1 << (bits - 1)) - 1};
}

// Carries what the unsigned bounds say over to the signed ones, and back.
static void reconcile(struct range *r, unsigned width)
{
    uint64_t half = 1ull << (8 * width - 1);
    for (int pass = 0; pass < 2; pass++) {
        if (r->high < half || r->low >= half) {
            int64_t lo = value_signed(r->low, width), hi = value_signed(r->high, width);
            r->signed_low = lo > r->signed_low ? lo : r->signed_low;
            r->signed_high = hi < r->signed_high ? hi : r->signed_high;
        }
        if (r->signed_low >= 0 || r->signed_high < 0) {
            uint64_t lo = (uint64_t)r->signed_low & value_mask(width),
                     hi = (uint64_t)r->signed_high & value_mask(width);
            r->low = lo > r->low ? lo : r->low;
            r->high = hi < r->high ? hi : r->high;
        }
    }
}

static bool is_excluded(const struct range *r, uint64_t bits)
{
    for (uint32_t i = 0; i < r->excluded_count; i++)
        if (r->excluded[i] == bits)
            return true;
    return false;
}

// Pulls the bounds in over excluded values; false if nothing is left.
static bool tighten(struct range *r, unsigned width)
{
    uint64_t mask = value_mask(width);
    for (bool again = true; again;) {
        reconcile(r, width);
        if (r->low > r->high || r->signed_low > r->signed_high)
            return false;
        again = false;
        if (is_excluded(r, r->low)) {
            if (r->low == r->high)
                return false;
            r->low++, again = true;
        }
        if (is_excluded(r, r->high)) {
            if (r->low == r->high)
                return false;
            r->high--, again = true;
        }
        if (is_excluded(r, (uint64_t)r->signed_low & mask))
            r->signed_low++, again = true;
        if (is_excluded(r, (uint64_t)r->signed_high & mask))
            r->signed_high--, again = true;
    }
    return true;
}

static void intersect(struct range *r, const struct range *with)
{
    r->low = with->low > r->low ? with->low : r->low;
    r->high = with->high < r->high ? with->high : r->high;
    r->signed_low = with->signed_low > r->signed_low ? with->signed_low : r->signed_low;
    r->signed_high = with->signed_high < r->signed_high ? with->signed_high : r->signed_high;
    if (with->excluded_count) {
        r->excluded = with->excluded;
        r->excluded_count = with->excluded_count;
    }
}

// The range that the structure of term V gives it, from the ranges of its operands.
static void structural_range(const struct constraints *c, const struct value *v, struct range *r)
{
    if (value_is_boolean(v)) {
        r->high = 1;
        return;
    }
    if (v->op == IR_ZEXT) {
        struct range a = constraint_range(c, v->a);
        r->low = a.low, r->high = a.high;
    } else if (v->op == IR_SEXT) {
        struct range a = constraint_range(c, v->a);
        r->signed_low = a.signed_low, r->signed_high = a.signed_high;
    } else if (v->op == IR_ADD && v->b->kind == VALUE_INT) {
        struct range a = constraint_range(c, v->a);
        uint64_t n = v->b->imm, mask = value_mask(v->width);
        uint64_t low = (a.low + n) & mask, high = (a.high + n) & mask;
        if (low <= high)
            r->low = low, r->high = high;
    } else if (v->op == IR_AND && v->b->kind == VALUE_INT) {
        r->high = v->b->imm;
    } else if (v->op == IR_OR && v->b->kind == VALUE_INT) {
        r->low = v->b->imm;
    } else if (v->op == IR_UREM && v->b->kind == VALUE_INT && v->b->imm) {
        r->high = v->b->imm - 1;
    } else if (v->op == IR_LSHR && v->b->kind == VALUE_INT) {
        r->high = value_mask(v->width) >> (v->b->imm & (v->width * 8u - 1));
    } else if (v->op == IR_UDIV && v->b->kind == VALUE_INT && v->b->imm) {
        struct range a = constraint_range(c, v->a);
        r->low = a.low / v->b->imm, r->high = a.high / v->b->imm;
    } else if (v->op == IR_MUL && v->b->kind == VALUE_INT && v->b->imm) {
        struct range a = constraint_range(c, v->a);
        if (a.high <= value_mask(v->width) / v->b->imm)
            r->low = a.low * v->b->imm, r->high = a.high * v->b->imm;
    } else if (v->op == IR_TRUNC) {
        struct range a = constraint_range(c, v->a);
        if (a.high <= value_mask(v->width))
            r->low = a.low, r->high = a.high;
    }
}

struct range constraint_range(const struct constraints *c, const struct value *v)
{
    struct range r = full_range(v->width);
    if (v->kind == VALUE_INT) {
        r.low = r.high = v->imm;
        r.signed_low = r.signed_high = value_signed(v->imm, v->width);
        return r;
    }
    if (v->kind == VALUE_TERM)
        structural_range(c, v, &r);
    else if (v->kind == VALUE_FUNCTION || (v->kind == VALUE_POINTER && !v->symbolic))
        r.low = 4096;
    const struct fact *fact = find(c, v);
    if (fact && fact->range)
        intersect(&r, fact->range);
    reconcile(&r, v->width);
    return r;
}

// ---- testing ----

static enum truth test_equal(const struct constraints *c, const struct value *a, const struct value *b)
{
    struct range ra = constraint_range(c, a), rb = constraint_range(c, b);
    if (ra.low > rb.high || rb.low > ra.high || ra.signed_low > rb.signed_high || rb.signed_low > ra.signed_high)
        return TRUTH_FALSE;
    if (b->kind == VALUE_INT && is_excluded(&ra, b->imm))
        return TRUTH_FALSE;
    if (ra.low == ra.high && rb.low == rb.high && ra.low == rb.low)
        return TRUTH_TRUE;
    return TRUTH_OPEN;
}

static enum truth test_less(const struct constraints *c, const struct value *condition)
{
    struct range a = constraint_range(c, condition->a), b = constraint_range(c, condition->b);
    if (condition->op == IR_ULT)
        return a.high < b.low ? TRUTH_TRUE : a.low >= b.high ? TRUTH_FALSE : TRUTH_OPEN;
    return a.signed_high < b.signed_low ? TRUTH_TRUE : a.signed_low >= b.signed_high ? TRUTH_FALSE : TRUTH_OPEN;
}

// The opposite order of two unknowns decides too: after b < a, a < b is false and a == b is false.
static enum truth test_relatives(const struct constraints *c, struct fact *mine, const struct value *condition)
{
    for (size_t i = 0; i < c->facts.count; i++) {
        const struct fact *f = &c->facts.at[i];
        if (f == mine || !value_is_boolean(f->term) || !f->range || f->range->low != 1)
            continue;
        bool same = f->term->a == condition->a && f->term->b == condition->b;
        bool opposite = f->term->a == condition->b && f->term->b == condition->a;
        if (f->term->op == IR_EQ && (same || opposite) && condition->op != IR_EQ)
            return TRUTH_FALSE;
        if (f->term->op != IR_EQ && condition->op == IR_EQ && (same || opposite))
            return TRUTH_FALSE;
        if (f->term->op == condition->op && f->term->op != IR_EQ && opposite)
            return TRUTH_FALSE;
    }
    return TRUTH_OPEN;
}

enum truth constraint_test(const struct constraints *c, const struct value *v)
{
    if (v->kind == VALUE_INT)
        return v->imm ? TRUTH_TRUE : TRUTH_FALSE;
    if (value_is_boolean(v)) {
        struct fact *fact = find(c, v);
        if (fact && fact->range && fact->range->low == fact->range->high)
            return fact->range->low ? TRUTH_TRUE : TRUTH_FALSE;
        if (v->op == IR_EQ && value_is_boolean(v->a) && value_is_int(v->b, 0)) {
            enum truth inner = constraint_test(c, v->a);
            return inner == TRUTH_OPEN ? TRUTH_OPEN : inner == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
        }
        enum truth truth = v->op == IR_EQ ? test_equal(c, v->a, v->b) : test_less(c, v);
        return truth != TRUTH_OPEN || v->b->kind == VALUE_INT ? truth : test_relatives(c, fact, v);
    }
    struct range r = constraint_range(c, v);
    if (r.low > 0 || is_excluded(&r, 0))
        return TRUTH_TRUE;
    return r.high == 0 ? TRUTH_FALSE : TRUTH_OPEN;
}

// ---- assuming ----

static bool mentions(const struct value *v, const struct value *term)
{
    if (v == term)
        return true;
    if (!v->symbolic)
        return false;
    if (v->kind == VALUE_POINTER && term->kind == VALUE_POINTER && v->imm == term->imm)
        return true;
    return (v->a && mentions(v->a, term)) || (v->b && mentions(v->b, term));
}

static const struct range *keep_range(struct values *vs, const struct range *r)
{
    return arena_copy(&vs->arena, r, sizeof *r);
}

// Whether R says of TERM what is known anyway: a fact that says nothing would tell states apart.
static bool is_known(const struct constraints *c, const struct value *term, const struct range *r)
{
    struct range known = constraint_range(c, term);
    return known.low == r->low && known.high == r->high && known.signed_low == r->signed_low &&
           known.signed_high == r->signed_high && known.excluded_count == r->excluded_count;
}

// Stores R as what is known of TERM; a single value left binds it.
static bool store_range(struct values *vs, struct constraints *c, const struct value *term, struct range *r)
{
    if (!tighten(r, term->width))
        return false;
    if (value_is_boolean(term) && r->low != r->high)
        return true; // a fact about a comparison says that it holds, or that it does not
    if (r->low == r->high && !value_is_boolean(term))
        return constraint_bind(vs, c, term, value_int(vs, term->width, r->low));
    if (!is_known(c, term, r))
        find_or_add(c, term)->range = keep_range(vs, r);
    return true;
}

static bool store_truth(struct values *vs, struct constraints *c, const struct value *term, bool truth)
{
    struct range r = full_range(term->width);
    r.low = r.high = truth;
    r.signed_low = r.signed_high = truth;
    find_or_add(c, term)->range = keep_range(vs, &r);
    return true;
}

static bool exclude(struct values *vs, struct constraints *c, const struct value *term, uint64_t bits)
{
    struct range r = constraint_range(c, term);
    if (is_excluded(&r, bits))
        return true;
    uint64_t *list = arena_new(&vs->arena, (r.excluded_count + 1) * sizeof *list);
    uint32_t n = 0;
    while (n < r.excluded_count && r.excluded[n] < bits)
        list[n] = r.excluded[n], n++;
    list[n] = bits;
    for (; n < r.excluded_count; n++)
        list[n + 1] = r.excluded[n];
    r.excluded = list;
    r.excluded_count++;
    return store_range(vs, c, term, &r);
}

static bool assume(struct values *vs, struct constraints *c, const struct value *v, bool truth);

// A term that was bound before one of its symbols was: both must agree.
static bool restate_bound(struct values *vs, struct constraints *c, const struct fact *fact)
{
    if (fact->term->kind != VALUE_TERM)
        return true;
    const struct value *a = constraint_resolve(vs, c, fact->term->a);
    const struct value *b = fact->term->b ? constraint_resolve(vs, c, fact->term->b) : NULL;
    const struct value *now = rebuild(vs, fact->term, a, b);
    if (now == fact->term)
        return true;
    const struct value *bound = constraint_resolve(vs, c, fact->bound);
    now = constraint_resolve(vs, c, now);
    return assume(vs, c, value_binary(vs, IR_EQ, now->width, now, bound), true);
}

// Facts about terms that mention what was just bound hold for the terms' new form.
static bool restate(struct values *vs, struct constraints *c, const struct value *term)
{
    for (size_t i = 0; i < c->facts.count; i++) {
        struct fact fact = c->facts.at[i];
        if (fact.term == term || !mentions(fact.term, term))
            continue;
        if (fact.bound && !restate_bound(vs, c, &fact))
            return false;
        if (fact.bound || !fact.range)
            continue;
        const struct value *now = constraint_resolve(vs, c, fact.term);
        if (now == fact.term)
            continue;
        c->facts.at[i].range = NULL;
        if (value_is_boolean(fact.term)) {
            if (!assume(vs, c, now, fact.range->low == 1))
                return false;
        } else {
            struct range r = constraint_range(c, now);
            intersect(&r, fact.range);
            if (now->kind == VALUE_INT ? !tighten(&r, now->width) : !store_range(vs, c, now, &r))
                return false;
        }
    }
    return true;
}

bool constraint_bind(struct values *vs, struct constraints *c, const struct value *term, const struct value *v)
{
    v = constraint_resolve(vs, c, v);
    if (term == v)
        return true;
    struct range known = constraint_range(c, term), other = constraint_range(c, v);
    intersect(&other, &known);
    if (v->kind == VALUE_INT ? !tighten(&other, v->width) : false)
        return false;
    if (v->kind == VALUE_INT && is_excluded(&known, v->imm))
        return false;
    struct fact *fact = find_or_add(c, term);
    fact->range = NULL;
    c->bindings += fact->bound == NULL;
    fact->bound = v;
    if (v->symbolic && v->kind != VALUE_POINTER && !store_range(vs, c, v, &other))
        return false;
    return restate(vs, c, term);
}

static bool can_bind(const struct value *term, const struct value *to)
{
    if (term->kind == VALUE_SYMBOL)
        return !mentions(to, term);
    return term->kind == VALUE_POINTER && term->symbolic && !term->a && term->offset == 0 && !mentions(to, term);
}

static bool assume_equal(struct values *vs, struct constraints *c, const struct value *condition, bool truth)
{
    const struct value *a = condition->a, *b = condition->b;
    if (value_is_boolean(a) && value_is_int(b, 0))
        return assume(vs, c, a, !truth);
    if (!truth) {
        if (b->kind == VALUE_INT && a->kind != VALUE_POINTER)
            return exclude(vs, c, a, b->imm);
        return store_truth(vs, c, condition, false);
    }
    if (b->kind == VALUE_INT && a->kind == VALUE_TERM) {
        struct range r = constraint_range(c, a);
        if (b->imm < r.low || b->imm > r.high || is_excluded(&r, b->imm))
            return false;
        return constraint_bind(vs, c, a, b);
    }
    // An unknown is bound to what is known better; of two unknowns, the newer one to the older one.
    if (can_bind(b, a) && (!can_bind(a, b) || b->id > a->id))
        return constraint_bind(vs, c, b, a);
    if (can_bind(a, b))
        return constraint_bind(vs, c, a, b);
    return store_truth(vs, c, condition, true);
}

// Narrows the bounds of the operands of a < b (TRUTH) or a >= b.
static bool narrow(struct values *vs, struct constraints *c, const struct value *condition, bool truth)
{
    const struct value *a = condition->a, *b = condition->b;
    struct range ra = constraint_range(c, a), rb = constraint_range(c, b);
    if (condition->op == IR_ULT && truth) {
        if (rb.high == 0)
            return false;
        ra.high = rb.high - 1 < ra.high ? rb.high - 1 : ra.high;
        rb.low = ra.low + 1 > rb.low ? ra.low + 1 : rb.low;
    } else if (condition->op == IR_ULT) {
        ra.low = rb.low > ra.low ? rb.low : ra.low;
        rb.high = ra.high < rb.high ? ra.high : rb.high;
    } else if (truth) {
        if (rb.signed_high == INT64_MIN)
            return false;
        ra.signed_high = rb.signed_high - 1 < ra.signed_high ? rb.signed_high - 1 : ra.signed_high;
        rb.signed_low = ra.signed_low + 1 > rb.signed_low ? ra.signed_low + 1 : rb.signed_low;
    } else {
        ra.signed_low = rb.signed_low > ra.signed_low ? rb.signed_low : ra.signed_low;
        rb.signed_high = ra.signed_high < rb.signed_high ? ra.signed_high : rb.signed_high;
    }
    if (a->kind == VALUE_INT ? !tighten(&ra, a->width) : !store_range(vs, c, a, &ra))
        return false;
    b = constraint_resolve(vs, c, b);
    if (b->kind == VALUE_INT)
        return tighten(&rb, b->width) && b->imm >= rb.low && b->imm <= rb.high;
    return store_range(vs, c, b, &rb);
}

static bool assume(struct values *vs, struct constraints *c, const struct value *v, bool truth)
{
    enum truth known = constraint_test(c, v);
    if (known != TRUTH_OPEN)
        return (known == TRUTH_TRUE) == truth;
    if (!value_is_boolean(v))
        return truth ? exclude(vs, c, v, 0) : constraint_bind(vs, c, v, value_int(vs, v->width, 0));
    if (v->op == IR_EQ)
        return assume_equal(vs, c, v, truth);
    if (v->a->kind != VALUE_INT && v->b->kind != VALUE_INT)
        store_truth(vs, c, v, truth);
    return narrow(vs, c, v, truth);
}

// What trying all values showed.
static bool store_few(struct values *vs, struct constraints *c, const struct few *few)
{
    for (size_t i = 0; i < few->count; i++) {
        struct range known = constraint_range(c, few->symbols[i]), found = known;
        intersect(&found, &few->ranges[i]);
        if ((found.low != known.low || found.high != known.high) && !store_range(vs, c, few->symbols[i], &found))
            return false;
    }
    return true;
}

bool constraint_assume(struct values *vs, struct constraints *c, const struct value *v, bool truth)
{
    struct few few;
    enumerate_collect(&few, c, v);
    if (!assume(vs, c, v, truth))
        return false;
    return !few.count || (enumerate_agrees(&few, vs, c) && store_few(vs, c, &few));
}

bool constraint_assume_range(
    struct values *vs, struct constraints *c, const struct value *v, uint64_t low, uint64_t high)
{
    struct range r = constraint_range(c, v);
    r.low = low > r.low ? low : r.low;
    r.high = high < r.high ? high : r.high;
    return v->kind == VALUE_INT ? v->imm >= low && v->imm <= high : store_range(vs, c, v, &r);
}
