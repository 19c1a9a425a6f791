// What a process that explored may send: a result of any bytes.
#include "fuzz.h"

#include "engine/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct engine_result *result = engine_result_read(data, size);
    struct bytes bytes = {0};
    if (result)
        engine_result_write(result, &bytes);
    free(bytes.at);
    engine_result_free(result);
    return 0;
}
