// A source that was parsed and lowered, as a file.
//
//     magic, format, edition, size and checksum of what follows
//     path of the source, digest of its text, WDK, NDIS flags
//     the outcome, as a child process sends it (answer.h)
#include "frontend/compiled.h"

#include "frontend/answer.h"

enum { FORMAT = 1 };

static const char compiled_magic[8] = {'n', 'd', 'i', 's', '.', 'n', 'i', 'r'};

struct compiled_header {
    char magic[8];
    uint64_t format;
    struct digest edition;
    uint64_t size; // of the bytes behind the header
    struct digest checksum;
};

static void write_text(struct bytes *bytes, const char *text)
{
    uint64_t n = text ? strlen(text) + 1 : 0; // 0: NULL
    bytes_add(bytes, &n, sizeof n);
    bytes_add(bytes, text, n ? (size_t)n - 1 : 0);
}

static char *read_text(struct bytes_reader *reader)
{
    uint64_t n = 0;
    bytes_read(reader, &n, sizeof n);
    const char *at = n ? bytes_take(reader, (size_t)n - 1) : NULL;
    return at ? memory_text(at, (size_t)n - 1) : NULL;
}

bool compiled_is_made(const struct compiled *compiled)
{
    return compiled->outcome->unit;
}

void compiled_write(const struct compiled *compiled, struct digest edition, struct bytes *bytes)
{
    struct compiled_header header = {.format = FORMAT, .edition = edition};
    uint64_t flags = compiled->ndis_flags.count;
    size_t start = bytes->count, body = start + sizeof header;
    memcpy(header.magic, compiled_magic, sizeof compiled_magic);
    bytes_add(bytes, &header, sizeof header);
    write_text(bytes, compiled->source);
    bytes_add(bytes, &compiled->text, sizeof compiled->text);
    write_text(bytes, compiled->wdk);
    bytes_add(bytes, &flags, sizeof flags);
    for (size_t i = 0; i < flags; i++)
        write_text(bytes, compiled->ndis_flags.at[i]);
    answer_write(compiled->outcome, bytes);
    header.size = bytes->count - body;
    header.checksum = digest_of(bytes->at + body, bytes->count - body);
    memcpy(bytes->at + start, &header, sizeof header);
}

static const char *check_header(const void *bytes, size_t n, struct digest edition)
{
    struct compiled_header header;
    if (n < sizeof compiled_magic || memcmp(bytes, compiled_magic, sizeof compiled_magic) != 0)
        return "it is no unit that 'ndislint compile' has made";
    if (n < sizeof header)
        return "it is cut short: compile it again";
    memcpy(&header, bytes, sizeof header);
    if (header.format != FORMAT || !digest_equal(header.edition, edition))
        return "another build of ndislint has made it: compile it again";
    if (header.size != n - sizeof header)
        return "it is cut short: compile it again";
    if (!digest_equal(header.checksum, digest_of((const char *)bytes + sizeof header, n - sizeof header)))
        return "it is damaged: compile it again";
    return NULL;
}

// Whether everything in front of the outcome is there.
static bool read_front(struct bytes_reader *reader, struct compiled *compiled)
{
    uint64_t flags = 0;
    compiled->source = read_text(reader);
    bytes_read(reader, &compiled->text, sizeof compiled->text);
    compiled->wdk = read_text(reader);
    bytes_read(reader, &flags, sizeof flags);
    for (uint64_t i = 0; i < flags && !reader->cut; i++) {
        char *flag = read_text(reader);
        if (flag)
            vec_push(&compiled->ndis_flags, flag);
    }
    return !reader->cut && compiled->source && compiled->source[0] == '/' && compiled->ndis_flags.count == flags;
}

const char *compiled_read(const void *bytes, size_t n, struct digest edition, struct compiled *compiled)
{
    const char *problem = check_header(bytes, n, edition);
    if (problem)
        return problem;
    struct bytes_reader reader = {
        (const char *)bytes + sizeof(struct compiled_header), n - sizeof(struct compiled_header), false};
    compiled->outcome = memory_new(sizeof *compiled->outcome);
    if (read_front(&reader, compiled) && answer_read(reader.at, reader.left, compiled->outcome))
        return NULL;
    compiled_free(compiled);
    return "it is damaged: compile it again";
}

char *const *compiled_files(const struct compiled *compiled, size_t *count)
{
    *count = compiled->outcome->read.count;
    return compiled->outcome->read.at;
}

static void add_flag(struct frontend_result *result, const char *flag)
{
    for (size_t i = 0; i < result->ndis_flags.count; i++)
        if (!strcmp(result->ndis_flags.at[i], flag))
            return;
    vec_push(&result->ndis_flags, memory_format("%s", flag));
}

void compiled_join(struct compiled *compiled, size_t count, struct frontend_result *result)
{
    struct parse_outcome *outcomes = memory_new(count * sizeof *outcomes);
    *result = (struct frontend_result){0};
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < compiled[i].ndis_flags.count; k++)
            add_flag(result, compiled[i].ndis_flags.at[k]);
        outcomes[i] = *compiled[i].outcome;
        *compiled[i].outcome = (struct parse_outcome){0};
        for (size_t k = 0; k < outcomes[i].problems.count; k++)
            outcomes[i].problems.at[k].source = (uint32_t)i;
        compiled_free(&compiled[i]);
    }
    outcomes_collect(outcomes, count, result);
    free(outcomes);
}

void compiled_free(struct compiled *compiled)
{
    for (size_t i = 0; i < compiled->ndis_flags.count; i++)
        free(compiled->ndis_flags.at[i]);
    vec_free(&compiled->ndis_flags);
    if (compiled->outcome)
        outcome_free(compiled->outcome);
    free(compiled->outcome);
    free(compiled->source);
    free(compiled->wdk);
    *compiled = (struct compiled){0};
}
