// A compiled unit (.nir) of any bytes, and one with any of its bytes changed, whose checksum is made good.
//
// The first byte says which: the rest is the file, or a list of changes to a sample: where (4 bytes), what (4 bytes).
#include "fuzz.h"

#include "frontend/compiled.h"
#include "ir/program.h"

enum { CHECKSUM = 40, HEADER = 56 }; // offsets; see struct compiled_header

static const struct digest edition = {1, 2};
static struct bytes sample;

static void make_sample(void)
{
    struct frontend_source source = {.path = NDISLINT_FUZZ_SAMPLE};
    struct frontend_options options = {.target = FRONTEND_HOST, .rules = NDISLINT_SOURCE_RULES};
    struct compiled compiled = {0};
    compiled_make(&options, &source, &compiled);
    compiled_write(&compiled, edition, &sample);
    compiled_free(&compiled);
    struct digest checksum = digest_of(sample.at + HEADER, sample.count - HEADER);
    if (memcmp(&checksum, sample.at + CHECKSUM, sizeof checksum))
        __builtin_trap(); // the header is another one now
}

static void take(const void *bytes, size_t n)
{
    struct compiled compiled = {0};
    struct frontend_result result;
    enum ir_origin origin = IR_FROM_DRIVER;
    if (compiled_read(bytes, n, edition, &compiled))
        return;
    compiled_join(&compiled, 1, &result);
    if (result.units[0])
        ir_program_free(ir_link(result.units, &origin, 1));
    frontend_result_free(&result);
}

static void take_changed(const uint8_t *data, size_t size)
{
    struct bytes bytes = {0};
    bytes_add(&bytes, sample.at, sample.count);
    for (; size >= 8; data += 8, size -= 8) {
        uint32_t where;
        memcpy(&where, data, sizeof where);
        memcpy(bytes.at + HEADER + where % (uint32_t)(bytes.count - HEADER - 4), data + 4, 4);
    }
    struct digest checksum = digest_of(bytes.at + HEADER, bytes.count - HEADER);
    memcpy(bytes.at + CHECKSUM, &checksum, sizeof checksum);
    take(bytes.at, bytes.count);
    free(bytes.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!sample.at)
        make_sample();
    if (size && data[0] & 1)
        take_changed(data + 1, size - 1);
    else if (size)
        take(data + 1, size - 1);
    return 0;
}
