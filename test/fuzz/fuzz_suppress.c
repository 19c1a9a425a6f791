// Suppressions in a source of any bytes.
#include "fuzz.h"

#include "suppress/suppress.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct catalogue *catalogue;
    char *problem = NULL, *path = fuzz_write("a.c", data, size);
    if (!catalogue)
        catalogue = catalogue_read(NDISLINT_SOURCE_RULES, &problem);
    struct report_run run = {0};
    struct excerpt_cache sources = {0};
    struct suppressions list = {0};
    suppress_read(&run, catalogue, excerpt_open(&sources, path), &list);
    suppress_free(&list);
    report_run_free(&run);
    excerpt_free(&sources);
    free(problem);
    free(path);
    return 0;
}
