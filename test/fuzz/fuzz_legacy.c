// Any bytes as a `sources` file.
#include "fuzz.h"

#include "project/legacy.h"
#include "support/folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct legacy_request request = {
        .path = "/nonexistent/sources",
        .text = (const char *)data,
        .n = size,
        .root = "/nonexistent",
        .folders = folder_cache_new(),
    };
    struct legacy legacy = {0};
    if (data && legacy_read(&request, &legacy)) {
        (void)legacy_get(&legacy, "SOURCES");
        (void)legacy_get(&legacy, "C_DEFINES");
    }
    legacy_free(&legacy);
    folder_cache_free(request.folders);
    return 0;
}
