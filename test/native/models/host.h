/* The intrinsics of the rule pack for tests of single models: what the next calls answer, and what was said. */
#ifndef MODELS_HOST_H
#define MODELS_HOST_H

#ifdef __cplusplus
extern "C" {
#endif

/* lint_fails answers so. */
extern int host_fails;

/* lint_is_held and lint_is_unwritten answer so, lint_is_unwritten of host_unwritten_value only. */
extern int host_held;
extern unsigned long long host_unwritten_value;

/* Everything as at the start: no rule is broken, nothing fails, every number is held. */
void host_reset(void);

/* The rules that were broken, in order, each followed by a space. */
const char *host_broken(void);

/* Ends the program: a test's condition TEXT at LINE does not hold. */
void host_fail(const char *test, const char *text, int line);

/* TEST has passed. */
void host_passed(const char *test);

#ifdef __cplusplus
}
#endif

#endif
