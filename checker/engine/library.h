// Functions of the C library that the engine knows.
#ifndef ENGINE_LIBRARY_H
#define ENGINE_LIBRARY_H

#include "engine/run.h"

struct call { // one call of an intrinsic
    struct run *run;
    struct state *state;
    const struct ir_inst *inst;
    const struct value **arguments;
    uint32_t count;
};

const struct value *call_argument(const struct call *c, uint32_t i); // 0 if there is none
// The call yields V, or N; execution goes on behind it.
enum advance call_done(const struct call *c, const struct value *v);
enum advance call_done_int(const struct call *c, uint64_t n);

enum advance library_move(const struct call *c); // memcpy, memmove
enum advance library_set(const struct call *c);
enum advance library_compare(const struct call *c);
enum advance library_length(const struct call *c, enum ir_type unit); // strlen, wcslen

// Of a program that is executed.
enum advance library_write(const struct call *c);  // lint_host_write(stream, bytes, count)
enum advance library_format(const struct call *c); // lint_host_format(to, format, number)
enum advance library_exit(const struct call *c);

#endif
