// A baseline of any bytes.
#include "fuzz.h"

#include "suppress/baseline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *problem = NULL, *path = fuzz_write("baseline.json", data, size);
    struct baseline *baseline = baseline_read(path, &problem);
    if (baseline)
        baseline_free(baseline);
    free(problem);
    free(path);
    return 0;
}
