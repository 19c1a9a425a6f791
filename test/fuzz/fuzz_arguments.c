// Any line of text as a compiler's command.
#include "fuzz.h"

#include "project/arguments.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *line = memory_text((const char *)data, size);
    struct project project = {0};
    struct project_flags words = {0}, flags = {0};
    arguments_split(line, &words);
    struct arguments arguments = {
        .at = (const char *const *)words.at.at,
        .count = words.at.count,
        .style = arguments_style_of((const char *const *)words.at.at, words.at.count),
        .trust = ARGUMENTS_FROM_REPO,
        .directory = "/nonexistent",
        .root = "/nonexistent",
        .shown = "fuzz",
    };
    arguments_clean(&arguments, &project, &flags);
    project_flags_free(&words);
    project_flags_free(&flags);
    project_free(&project);
    free(line);
    return 0;
}
