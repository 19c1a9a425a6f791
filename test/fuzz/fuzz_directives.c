// What the text of a C file says about its surroundings, for any text.
#include "fuzz.h"

#include "support/directives.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = memory_text((const char *)data, size);
    struct arena arena = {0};
    struct directives directives = {0};
    directives_read(text, size, &arena, &directives);
    directives_free(&directives);
    arena_free(&arena);
    free(text);
    return 0;
}
