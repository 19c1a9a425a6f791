// Jumps: cleanup ladders, backward jumps, into blocks and out of loops.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct resources {
    int memory, lock, device;
};

static int setup(struct resources *r)
{
    int status = -1;

    if (lint_choose("memory fails"))
        goto fail;
    r->memory = 1;
    if (lint_choose("lock fails"))
        goto free_memory;
    r->lock = 1;
    if (lint_choose("device fails"))
        goto free_lock;
    r->device = 1;
    status = 0;
    goto done;

free_lock:
    r->lock = 0;
free_memory:
    r->memory = 0;
fail:
    lint_test_true(r->device == 0); // expect: true
done:
    return status;
}

static u32 backward(void)
{
    u32 n = 0;
again:
    n++;
    if (n < 3)
        goto again;
    return n;
}

static u32 into_block(int skip)
{
    u32 n = 1;
    if (skip)
        goto inside;
    n = 10;
    if (n > 100) {
        n = 1000;
    inside:
        n++;
    }
    return n;
}

static u32 out_of_two_loops(void)
{
    u32 i, j = 0;
    for (i = 0; i < 4; i++)
        for (j = 0; j < 4; j++)
            if (i * j == 2)
                goto out;
out:
    return i * 10 + j;
}

void lint_main(void)
{
    struct resources r = {0};
    int status = setup(&r);
    if (status == 0)
        lint_test_true(r.memory + r.lock + r.device == 3); // expect: true
    else
        lint_test_true(r.memory + r.lock + r.device == 0); // expect: true
    lint_test_true(backward() == 3);          // expect: true
    lint_test_true(into_block(1) == 2);       // expect: true
    lint_test_true(into_block(0) == 10);      // expect: true
    lint_test_true(out_of_two_loops() == 12); // expect: true
    goto end;
    lint_test_reached("jumped over");         // expect: unreached
end:
    lint_test_reached("the end");             // expect: reached
}
