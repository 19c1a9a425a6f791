/*
 * What a model may say: the intrinsics of the rule pack.
 *
 * The files beside this one model NDIS and the kernel in plain C. The checker executes them symbolically,
 * linked with a driver; the reference driver links with them natively. Each intrinsic has both meanings.
 */
#ifndef NDISLINT_H
#define NDISLINT_H

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned long long lint_u64;

/* A domain of unknown integers: any of lo .. hi for the checker; the samples for a native run. */
struct lint_domain {
    const char *name;
    lint_u64 lo, hi;
    unsigned sample_count;
    lint_u64 samples[8];
};

/* 0 or 1, undetermined. WHAT are the words for the path when it is 1: "the registry value is missing"; "": the
 * path has no step for it (the lint_entry that follows says enough). */
int lint_choose(const char *what);

/* lint_choose for "this call fails": at most twice in a row at one call site, then it succeeds. */
int lint_fails(const char *what);

/* An unknown value of DOMAIN. */
lint_u64 lint_fresh(const struct lint_domain *domain);
#define lint_fresh_in(type, domain) ((type)lint_fresh(&(domain)))

/* A pointer to SIZE bytes of which nothing is known (an OID buffer, an IRP); natively zeroed, then its first
 * words enumerated. Never NULL; never equal to another pointer. SIZE 0: an opaque handle. */
void *lint_fresh_memory(const char *what, lint_u64 size);

/* Heap memory: uninitialised, or zeroed. Never NULL (say lint_fails first). lint_free takes NULL too. */
void *lint_allocate(lint_u64 size, int zeroed);
void lint_free(void *memory);

/* This path does not happen unless COND. */
void lint_assume(int cond);

/* Nothing can go on from here (a wait for what never comes). */
void lint_block(const char *why);

/* 1 if the value is known: a constant, an index. 0 if it stands for something unknown. Natively 1. */
int lint_is_known(lint_u64 value);

/* 1 if the value was read from memory that was never written. Natively 0. */
int lint_is_unwritten(lint_u64 value);

/* 1 if the value is computed from OF, or is OF, and can be equal to it: what a driver packs into a bit-field or keeps
 * with a flag comes out as the same again. Natively whether they are equal. */
int lint_is_made_of(lint_u64 value, lint_u64 of);

/* 1 if memory of the driver that can still be reached holds the value. Memory of the models beside the harness does not
 * count, that of another pack's does: it models a part of the driver. Natively 1. */
int lint_is_held(lint_u64 value);

/* Who beside the driver may name the value, if a model's globals hold it. LINT_OUTSIDE: memory of lint_fresh_memory, or
 * what an unknown pointer points to, has got it, or memory that is not followed exactly may have. LINT_UNKNOWN_CALLEE: it
 * was handed to a function of which nothing is known. Natively LINT_NOBODY. */
enum lint_others { LINT_NOBODY, LINT_OUTSIDE, LINT_UNKNOWN_CALLEE };
enum lint_others lint_is_given(lint_u64 value);

/* A token for the place in the driver that made the current call to the model: never 0. Natively a number
 * that tells call sites apart where it can. */
unsigned lint_site(void);

/* A step of the path at the driver's current call. SUBJECT is what it is about (a port's number and adapter
 * folded into any integer that stays the same for it); a step shows in a finding on the same subject only;
 * LINT_ALWAYS shows in every finding. In MESSAGE, %1 .. %9 stand for the driver's own text of that argument. */
#define LINT_ALWAYS (~0ull)
void lint_note(lint_u64 subject, const char *message);

/* A rule is broken at the driver's current call (the innermost frame that is the driver's own).
 * SITE is the lint_site() at which the subject began, or 0. The path goes on. In MESSAGE, %1 .. %9 stand for the
 * driver's own text of that argument, %@1 .. %@9 for those of the call at SITE, %0 for the function of the driver. */
void lint_violation(const char *rule, lint_u64 subject, unsigned site, const char *message);

/* The same, at the statement with which the entry point that returned last has left. */
void lint_violation_at_return(const char *rule, lint_u64 subject, unsigned site, const char *message);

/* The same, at the statement of the driver after which neither it nor others held SUBJECT; say so at the end of the
 * entry point in which that was. */
void lint_violation_at_loss(const char *rule, lint_u64 subject, unsigned site, const char *message);

/* The harness is about to call an entry point: NAME is the role ("MiniportInitializeEx"). */
void lint_entry(const char *name);

/* The driver registers what the rules are about: without this call the verdict is "not applicable". */
void lint_applicable(void);

/* 1 in an exploration that follows more of each thing at once than the first one did, for which a program has to be
 * small. Natively 0: the runs would be too many. */
int lint_is_wide(void);

/* The head of the harness's loop over entry points: states that are equal here are explored once. */
void lint_cut(void);

/* 1 if FUNCTION is not NULL and can be called. */
#define lint_callable(function) ((function) != 0)

/* 0 if calling FUNCTION cannot matter for a rule: neither it nor what it calls or hands out gets to a call that a rule
 * is about, or changes what decides about one. What does not matter need not be called. Natively 1. */
int lint_matters(lint_u64 function);

/* What comes of KIND ("pause") is awaited from here on: the driver said that it will finish later. Until a path comes
 * here, models that call lint_progress(KIND) are taken to do nothing, and so is what the driver does to get there. KIND is
 * a string literal. */
void lint_await(const char *kind);
void lint_progress(const char *kind);

/* VALUE natively, and where a path is executed again. Where paths are searched it is unknown, so that what it is made of
 * need not be executed: for what decides little and takes much. */
lint_u64 lint_blur(lint_u64 value);

/* VALUE. What it points to is not followed in advance: for a pointer that the driver hands over to get it back, when
 * pointers to other things come the same way. */
lint_u64 lint_opaque(lint_u64 value);

/* The current call raises a structured exception: unwinds to the innermost __try of the driver. */
void lint_raise(void);

#ifdef __cplusplus
}
#endif

#endif
