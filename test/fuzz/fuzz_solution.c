// Any bytes as a solution.
#include "fuzz.h"

#include "msbuild/solution.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct solution solution = {0};
    free(solution_read((const char *)data, size, &solution));
    for (size_t i = 0; i < solution.projects.count; i++)
        free(solution_map(&solution.projects.at[i], "Debug|x64"));
    solution_free(&solution);
    return 0;
}
