// Any bytes as a project file.
#include "fuzz.h"

#include "msbuild/msbuild.h"
#include "support/folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct msbuild_setting globals[] = {{"Configuration", "Debug"}, {"Platform", "x64"}};
    struct msbuild_request request = {
        .path = "/nonexistent/a.vcxproj",
        .text = (const char *)data,
        .n = size,
        .root = "/nonexistent",
        .globals = globals,
        .global_count = 2,
        .folders = folder_cache_new(),
    };
    struct msbuild_project project = {0};
    if (data)
        (void)msbuild_evaluate(&request, &project);
    msbuild_free(&project);
    folder_cache_free(request.folders);
    return 0;
}
