// compile_commands.json from any bytes.
#include "fuzz.h"

#include "project/database.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct project project = {0};
    char *path = fuzz_write("compile_commands.json", data, size);
    free(fuzz_write("a.c", data, size));
    database_read(path, &project);
    project_free(&project);
    free(path);
    return 0;
}
