// Who can still name a number: lint_is_held and lint_is_given.
#ifndef NATIVE_HELD_H
#define NATIVE_HELD_H

// The next event begins: forgets what was looked at, and who was given the numbers that nobody has asked about.
void held_forget(void);

#endif
