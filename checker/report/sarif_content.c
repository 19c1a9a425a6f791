// Which results a SARIF file has, where it cannot have all.
#include "report/sarif.h"

#include <zlib.h>

static void add_row(
    struct sarif_content *content, const struct report_driver *driver, const struct report_finding *finding)
{
    struct sarif_row row = {driver, finding, content->rows.count};
    vec_push(&content->rows, row);
}

static int worst_first(const void *a, const void *b)
{
    const struct sarif_row *one = a, *other = b;
    if (one->finding->level != other->finding->level)
        return one->finding->level > other->finding->level ? -1 : 1;
    return (one->index > other->index) - (one->index < other->index);
}

static void sort_rows(struct sarif_content *content)
{
    if (content->rows.count)
        qsort(content->rows.at, content->rows.count, sizeof *content->rows.at, worst_first);
}

void sarif_content_choose(struct sarif_content *content, const struct report_view *view)
{
    for (size_t d = 0; d < view->run->drivers.count; d++) {
        const struct report_driver *driver = &view->run->drivers.at[d];
        for (size_t i = 0; i < driver->findings.count; i++)
            add_row(content, driver, &driver->findings.at[i]);
        for (size_t i = 0; view->quiet == REPORT_QUIET_TOO && i < driver->quiet.count; i++)
            add_row(content, driver, &driver->quiet.at[i]);
    }
    content->results = content->rows.count;
    if (content->results > SARIF_RESULTS) {
        sort_rows(content);
        content->results = SARIF_RESULTS;
    }
    content->flows = content->results;
}

// ---- size ----

// A compressor, and what has come out of it so far.
struct packer {
    z_stream stream;
    size_t size;
};

static void pack(struct packer *packer, const char *bytes, size_t n, int flush)
{
    unsigned char out[1 << 14];
    packer->stream.next_in = (unsigned char *)bytes; // zlib does not write there
    packer->stream.avail_in = (unsigned)n;
    do {
        packer->stream.next_out = out;
        packer->stream.avail_out = sizeof out;
        deflate(&packer->stream, flush);
        packer->size += sizeof out - packer->stream.avail_out;
    } while (!packer->stream.avail_out);
}

static int pack_piece(const char *bytes, size_t n, void *packer)
{
    pack(packer, bytes, n, Z_NO_FLUSH);
    return 0;
}

// As gzip has it, but for its few bytes of header; of what is small as it is, that size.
static size_t packed_size(const json_t *log)
{
    struct packer packer = {0};
    size_t plain = json_dumpb(log, NULL, 0, JSON_INDENT(2));
    if (plain <= SARIF_BYTES / 2)
        return plain;
    if (deflateInit(&packer.stream, Z_DEFAULT_COMPRESSION) != Z_OK)
        memory_exhausted();
    json_dump_callback(log, pack_piece, &packer, JSON_INDENT(2));
    pack(&packer, NULL, 0, Z_FINISH);
    deflateEnd(&packer.stream);
    return packer.size;
}

// About as many of COUNT as fit, if all of them make SIZE; fewer in any case.
static size_t fitting(size_t count, size_t size)
{
    return (size_t)((double)count * SARIF_BYTES / (double)size * 15 / 16);
}

bool sarif_content_shrink(struct sarif_content *content, const json_t *log)
{
    enum { GZIP_HEADER = 64 };
    size_t size = packed_size(log) + GZIP_HEADER;
    if (size <= SARIF_BYTES || !content->results)
        return false;
    if (!content->too_large && content->results == content->rows.count)
        sort_rows(content);
    content->too_large = true;
    if (content->flows)
        content->flows = fitting(content->flows, size);
    else
        content->results = fitting(content->results, size);
    return true;
}

// ---- what to say ----

char *sarif_results_cut(const struct sarif_content *content)
{
    size_t all = content->rows.count, left = all - content->results;
    if (!left)
        return NULL;
    if (content->results == SARIF_RESULTS)
        return memory_format(
            "%zu of %zu findings are left out, the mildest: code scanning takes %d", left, all, SARIF_RESULTS);
    return memory_format(
        "%zu of %zu findings are left out, the mildest: code scanning takes a file of %d MB, compressed", left, all,
        SARIF_BYTES / 1000000);
}

char *sarif_flows_cut(const struct sarif_content *content)
{
    if (content->flows == content->results)
        return NULL;
    return memory_format(
        "the paths of %zu findings are left out, the mildest: code scanning takes a file of %d MB, compressed",
        content->results - content->flows, SARIF_BYTES / 1000000);
}

char *sarif_results_unseen(const struct sarif_content *content)
{
    if (content->results <= SARIF_RESULTS_SHOWN)
        return NULL;
    return memory_format(
        "code scanning shows %d of the %zu findings, the worst", SARIF_RESULTS_SHOWN, content->results);
}

void sarif_content_free(struct sarif_content *content)
{
    vec_free(&content->rows);
}
