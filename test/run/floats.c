// Numbers become floats and back as by the compiler: rounded once.
// RUN: %hostcc %s -o %t && %t
// RUN: %ndislint run %s
#include "Inputs/check.h"

static volatile unsigned long long wide = 0x8000008000000001, all = ~0ull;
static volatile long long negative = -0x4000004000000001;
static volatile double big = 1e19, small = -2.9;
static volatile float tenth = 0.1f;

int main(void)
{
    CHECK((float)wide == 9223373136366403584.f);
    CHECK((float)negative == -4611686568183201792.f);
    CHECK((double)all == 18446744073709551616.);
    CHECK((unsigned long long)big == 10000000000000000000ull);
    CHECK((int)small == -2 && (long)small == -2);
    CHECK(tenth * 3 != 0.1 * 3 && tenth * 3.f == 0.3f + 0.f * tenth);
    printf("%.9g %.17g %g\n", tenth * 3.f, tenth * 3., tenth / 0.f);
    return 0;
}
