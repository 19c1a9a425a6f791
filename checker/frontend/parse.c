// One source through libclang, in this process.
#include "frontend/parse.h"

#include "frontend/diagnostics.h"
#include "frontend/lower.h"
#include "frontend/mentions.h"
#include "ir/unit.h"
#include "support/file.h"

#include <errno.h>

enum { LARGEST_SOURCE = 64 << 20 };

void parse_problem(
    struct parse_outcome *outcome, const struct parse_job *job, enum frontend_problem_kind kind, char *text)
{
    struct frontend_problem problem = {kind, job->source, memory_format("%s", job->path), 0, 0, text};
    vec_push(&outcome->problems, problem);
}

// What keeps the bytes of a source from being C text; NULL if nothing does.
static const char *not_text(const char *bytes, size_t n)
{
    if (n >= 2 && ((bytes[0] == '\xff' && bytes[1] == '\xfe') || (bytes[0] == '\xfe' && bytes[1] == '\xff')))
        return "it is UTF-16 text, which the parser does not read: convert it to UTF-8";
    if (memchr(bytes, '\0', n))
        return "it holds NUL bytes, so it is no C source: leave it out";
    return NULL;
}

// Whether the source can be given to clang; else a problem says why not.
static bool source_is_readable(const struct parse_job *job, struct parse_outcome *outcome)
{
    size_t n;
    char *bytes = file_read(job->path, LARGEST_SOURCE, &n);
    const char *why = bytes ? not_text(bytes, n) : errno == EFBIG ? "it is larger than 64 MB" : strerror(errno);
    free(bytes);
    if (!why)
        return true;
    parse_problem(outcome, job, FRONTEND_UNREADABLE, memory_format("not read: %s", why));
    return false;
}

// Documents that an editor has open stand for what is on the disk.
static struct CXUnsavedFile *unsaved_files(unsigned *count)
{
    size_t n;
    const struct file_buffer *buffers = file_buffers(&n);
    struct CXUnsavedFile *files = memory_new((n + 1) * sizeof *files);
    for (size_t i = 0; i < n; i++)
        files[i] = (struct CXUnsavedFile){buffers[i].path, buffers[i].text, buffers[i].size};
    *count = (unsigned)n;
    return files;
}

struct parse_indexes parse_indexes_new(void)
{
    return (struct parse_indexes){clang_createIndex(0, 0), clang_createIndex(1, 0)};
}

void parse_indexes_free(const struct parse_indexes *indexes)
{
    clang_disposeIndex(indexes->plain);
    clang_disposeIndex(indexes->precompiled);
}

static CXTranslationUnit run_clang(
    CXIndex index, const struct parse_job *job, const struct flag_list *flags, unsigned more_options)
{
    CXTranslationUnit tu = NULL;
    unsigned options = CXTranslationUnit_KeepGoing | more_options, count;
    struct CXUnsavedFile *unsaved = unsaved_files(&count);
    enum CXErrorCode code = clang_parseTranslationUnit2FullArgv(
        index, job->path, flags->at.at, (int)flags->at.count, unsaved, count, options, &tu);
    free(unsaved);
    if (code == CXError_Success)
        return tu;
    if (tu)
        clang_disposeTranslationUnit(tu);
    return NULL;
}

static void flags_copy(const struct flag_list *from, struct flag_list *to)
{
    for (size_t i = 0; i < from->at.count; i++)
        vec_push(&to->at, from->at.at[i]);
}

static void note_file(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData subject)
{
    struct parse_outcome *outcome = subject;
    CXString name = clang_getFileName(file);
    (void)stack;
    if (depth) // else it is the source
        vec_push(&outcome->read, memory_format("%s", clang_getCString(name) ? clang_getCString(name) : ""));
    clang_disposeString(name);
}

// Parses JOB; where calls of trace macros were left undeclared, once more with those as no-ops.
static CXTranslationUnit parse_twice(CXIndex index, const struct parse_job *job, struct parse_outcome *outcome)
{
    CXTranslationUnit tu = run_clang(index, job, job->flags, 0);
    if (!tu)
        return NULL;
    clang_getInclusions(tu, note_file, outcome);
    if (!job->traces)
        return tu;
    struct arena arena = {0};
    struct flag_list flags = {0};
    flags_copy(job->flags, &flags);
    if (diagnostics_trace_macros(tu, &arena, &flags)) {
        CXTranslationUnit again = run_clang(index, job, &flags, 0);
        if (again) {
            clang_disposeTranslationUnit(tu);
            tu = again;
            clang_getInclusions(tu, note_file, outcome);
        }
    }
    vec_free(&flags.at);
    arena_free(&arena);
    return tu;
}

// Which language the flags ask for: the last -x counts.
static enum lower_language language_of(const struct flag_list *flags)
{
    enum lower_language language = LOWER_C;
    for (size_t i = 0; i + 1 < flags->at.count; i++)
        if (strcmp(flags->at.at[i], "-x") == 0)
            language = strncmp(flags->at.at[i + 1], "c++", 3) == 0 ? LOWER_CPP : LOWER_C;
    return language;
}

// Whether TU, parsed with a precompiled header, is as it would be without. Diagnostics may be about the header, or be
// different: who has them is parsed without.
static bool is_as_without(const struct parse_job *job, CXTranslationUnit tu, struct precompiled_cursors *more)
{
    if (clang_getNumDiagnostics(tu))
        return false;
    return language_of(job->flags) == LOWER_CPP || precompiled_find(job->precompiled, tu, more);
}

// JOB parsed with its precompiled header, and the declarations from there in MORE; NULL if that does not do.
static CXTranslationUnit parse_precompiled(
    const struct parse_indexes *indexes, const struct parse_job *job, struct precompiled_cursors *more)
{
    if (!job->precompiled || !precompiled_is_saved(job->precompiled))
        return NULL;
    struct flag_list flags = {0};
    char *header = precompiled_header_path(job->precompiled);
    flags_copy(job->flags, &flags);
    vec_push(&flags.at, "-include-pch");
    vec_push(&flags.at, header);
    // All of C++ is looked at before anything is lowered.
    bool is_c = language_of(job->flags) == LOWER_C;
    CXTranslationUnit tu = run_clang(is_c ? indexes->precompiled : indexes->plain, job, &flags, 0);
    vec_free(&flags.at);
    free(header);
    if (tu && is_as_without(job, tu, more))
        return tu;
    vec_clear(&more->at);
    if (tu)
        clang_disposeTranslationUnit(tu);
    return NULL;
}

// Parses what several sources begin with. Whatever is wrong with it shows in each of them.
static void precompile(
    const struct parse_indexes *indexes, const struct parse_job *job, struct parse_outcome *outcome)
{
    unsigned options = CXTranslationUnit_Incomplete | CXTranslationUnit_ForSerialization;
    CXTranslationUnit tu = run_clang(indexes->plain, job, job->flags, options);
    if (!tu)
        return;
    clang_getInclusions(tu, note_file, outcome);
    precompiled_save(job->precompiled, tu);
    clang_disposeTranslationUnit(tu);
}

void parse_source(const struct parse_indexes *indexes, const struct parse_job *job, struct parse_outcome *outcome)
{
    *outcome = (struct parse_outcome){0};
    if (job->precompiles) {
        precompile(indexes, job, outcome);
        return;
    }
    if (!source_is_readable(job, outcome))
        return;
    struct precompiled_cursors more = {0};
    CXTranslationUnit tu = parse_precompiled(indexes, job, &more);
    outcome->precompiled = tu != NULL;
    if (tu)
        clang_getInclusions(tu, note_file, outcome);
    else
        tu = parse_twice(indexes->plain, job, outcome);
    if (!tu) {
        parse_problem(outcome, job, FRONTEND_REFUSED,
            memory_format("clang does not take the flags for it: try `clang -fsyntax-only` with them"));
        return;
    }
    outcome->unit = ir_unit_new(job->path);
    diagnostics_to_gaps(tu, job, outcome);
    struct lower_source source = {tu, language_of(job->flags), job->path, more.at.at, more.at.count};
    lower_unit(&source, outcome->unit);
    if (job->mentions == FRONTEND_WITH_MENTIONS)
        mentions_note(tu, outcome->unit);
    vec_free(&more.at);
    clang_disposeTranslationUnit(tu);
}
