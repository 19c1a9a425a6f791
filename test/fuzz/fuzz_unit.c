// What a parser's process may send: a unit with any of its bytes changed. What the reader takes, its users must survive.
//
// The input is a list of changes to the bytes of a sample: where (4 bytes), what (4 bytes). The checksum is made good, or
// the reader would look no further.
#include "fuzz.h"

#include "frontend/frontend.h"
#include "ir/program.h"
#include "ir/unit.h"
#include "session/collect.h"
#include "session/gaps.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { CHECKSUM = 16, COUNTS = 32 }; // offsets; see struct unit_header

static struct bytes sample;
static size_t header; // its size: with each table of a unit there is one count more

static uint64_t checksum_of(const struct bytes *bytes)
{
    return XXH3_64bits(bytes->at + header, bytes->count - header);
}

static void make_sample(void)
{
    struct frontend_source source = {.path = NDISLINT_FUZZ_SAMPLE};
    struct frontend_options options = {.target = FRONTEND_HOST, .rules = NDISLINT_SOURCE_RULES};
    struct frontend_result result;
    frontend_run(&options, &source, 1, &result);
    if (!result.units[0])
        __builtin_trap();
    ir_unit_write(result.units[0], &sample);
    frontend_result_free(&result);
    uint64_t wanted;
    memcpy(&wanted, sample.at + CHECKSUM, sizeof wanted);
    for (header = COUNTS; checksum_of(&sample) != wanted; header += sizeof wanted)
        if (header + sizeof wanted > sample.count)
            __builtin_trap(); // the header is another one now
}

static void use(struct ir_unit *unit)
{
    struct report_driver driver = {0};
    struct catalogue catalogue = {0};
    struct frontend_result result = {.units = &unit, .unit_count = 1, .error_count = 1};
    enum ir_origin origin = IR_FROM_DRIVER;
    struct ir_program *program = ir_link(&unit, &origin, 1);
    ir_program_free(program);
    collect_units(&driver, "/", &unit, 1);
    gaps_in_driver(&driver, "/", &result, &catalogue);
    struct report_run run = {0};
    vec_push(&run.drivers, driver);
    report_run_free(&run);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *problem;
    if (!sample.at)
        make_sample();
    struct bytes bytes = {0};
    bytes_add(&bytes, sample.at, sample.count);
    for (; size >= 8; data += 8, size -= 8) {
        uint32_t where;
        memcpy(&where, data, sizeof where);
        where %= (uint32_t)(bytes.count - 4 - CHECKSUM - 8);
        memcpy(bytes.at + CHECKSUM + 8 + where, data + 4, 4);
    }
    uint64_t checksum = checksum_of(&bytes);
    memcpy(bytes.at + CHECKSUM, &checksum, sizeof checksum);
    struct ir_unit *unit = ir_unit_read(bytes.at, bytes.count, &problem);
    if (unit)
        use(unit);
    ir_unit_free(unit);
    free(bytes.at);
    return 0;
}
