// Writes faulty copies of a driver's files: mutate OUT FILE... -- CLANG FLAGS...
//
// OUT gets a file ID.c for each mutant that compiles, and list.json with, for each, its id, operator, file and line. The
// same files give the same mutants.
#include "mutate.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILES = 64 };

static const char *const operator_names[] = {
#define X(name, text) text,
    OPERATORS(X)
#undef X
};

struct job {
    const char *out;
    struct source sources[FILES];
    unsigned source_count;
    const char *const *flags;
    int flag_count;
    CXIndex index;
};

static void fail(const char *what, const char *which)
{
    fprintf(stderr, "mutate: %s: %s\n", which, what);
    exit(2);
}

static void read_source(struct source *source, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(strerror(errno), path);
    size_t capacity = 0;
    source->path = path;
    source->name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    ssize_t size = getdelim(&source->text, &capacity, '\0', file);
    source->size = size > 0 ? (size_t)size : 0;
    fclose(file);
}

static bool has_errors(CXTranslationUnit unit)
{
    bool wrong = false;
    for (unsigned i = 0; i < clang_getNumDiagnostics(unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        wrong |= clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error;
        clang_disposeDiagnostic(diagnostic);
    }
    return wrong;
}

static CXTranslationUnit parse(const struct job *job, const struct source *source)
{
    CXTranslationUnit unit = NULL;
    enum CXErrorCode code = clang_parseTranslationUnit2(job->index, source->path, job->flags, job->flag_count, NULL, 0,
        CXTranslationUnit_PrecompiledPreamble | CXTranslationUnit_CreatePreambleOnFirstParse, &unit);
    if (code != CXError_Success || has_errors(unit))
        fail("does not compile", source->path);
    return unit;
}

static char *mutated(const struct source *source, const struct mutant *mutant)
{
    char *text;
    if (asprintf(&text, "%.*s%s%s", (int)mutant->at.begin, source->text, mutant->text, source->text + mutant->at.end) <
        0)
        abort();
    return text;
}

static bool compiles(CXTranslationUnit unit, const struct source *source, const char *text)
{
    struct CXUnsavedFile file = {source->path, text, strlen(text)};
    return clang_reparseTranslationUnit(unit, 1, &file, clang_defaultReparseOptions(unit)) == 0 && !has_errors(unit);
}

static enum CXChildVisitResult visit_function(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct source *source = data;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl && clang_isCursorDefinition(cursor) &&
        clang_Location_isFromMainFile(clang_getCursorLocation(cursor))) {
        statements_mutate(source, cursor);
        expressions_mutate(source, cursor);
        calls_mutate(source, cursor);
    }
    return CXChildVisit_Continue;
}

// Drops what does not compile.
static void try_all(struct source *source)
{
    size_t kept = 0;
    for (size_t i = 0; i < source->count; i++) {
        char *text = mutated(source, &source->mutants[i]);
        if (compiles(source->unit, source, text))
            source->mutants[kept++] = source->mutants[i];
        else
            free(source->mutants[i].text);
        free(text);
    }
    source->count = kept;
}

static unsigned line_of(const struct source *source, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset; i++)
        line += source->text[i] == '\n';
    return line;
}

static json_t *write_mutant(
    const struct job *job, const struct source *source, const struct mutant *mutant, unsigned number)
{
    char id[64], path[4096];
    snprintf(id, sizeof id, "%s-%03u", operator_names[mutant->operation], number);
    snprintf(path, sizeof path, "%s/%s.c", job->out, id);
    char *text = mutated(source, mutant);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        fail(strerror(errno), path);
    free(text);
    return json_pack("{s:s, s:s, s:s, s:i}", "id", id, "operator", operator_names[mutant->operation], "file",
        source->name, "line", (int)line_of(source, mutant->at.begin));
}

static void write_operator(const struct job *job, enum operation operation, json_t *list)
{
    unsigned number = 0;
    for (unsigned s = 0; s < job->source_count; s++) {
        const struct source *source = &job->sources[s];
        for (size_t i = 0; i < source->count; i++)
            if (source->mutants[i].operation == operation)
                json_array_append_new(list, write_mutant(job, source, &source->mutants[i], ++number));
    }
    printf("%-18s %3u\n", operator_names[operation], number);
}

static void write_all(const struct job *job)
{
    char path[4096];
    json_t *list = json_array();
    mkdir(job->out, 0777);
    for (unsigned operation = 0; operation < OPERATOR_COUNT; operation++)
        write_operator(job, (enum operation)operation, list);
    snprintf(path, sizeof path, "%s/list.json", job->out);
    if (json_dump_file(list, path, JSON_INDENT(1)) != 0)
        fail("cannot be written", path);
    printf("%zu mutants\n", json_array_size(list));
    json_decref(list);
}

static void read_arguments(struct job *job, int argc, char **argv)
{
    int i = 2;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (job->source_count == FILES)
            fail("too many files", argv[i]);
        read_source(&job->sources[job->source_count++], argv[i]);
    }
    if (!job->source_count || i == argc)
        fail("usage: mutate OUT FILE... -- CLANG FLAGS...", "arguments");
    job->out = argv[1];
    job->flags = (const char *const *)argv + i + 1;
    job->flag_count = argc - i - 1;
}

static void free_source(struct source *source)
{
    for (size_t i = 0; i < source->count; i++)
        free(source->mutants[i].text);
    free(source->mutants);
    free(source->text);
    clang_disposeTranslationUnit(source->unit);
}

int main(int argc, char **argv)
{
    struct job job = {.index = clang_createIndex(0, 0)};
    read_arguments(&job, argc, argv);
    for (unsigned s = 0; s < job.source_count; s++) {
        struct source *source = &job.sources[s];
        source->unit = parse(&job, source);
        clang_visitChildren(clang_getTranslationUnitCursor(source->unit), visit_function, source);
        try_all(source);
    }
    write_all(&job);
    for (unsigned s = 0; s < job.source_count; s++)
        free_source(&job.sources[s]);
    clang_disposeIndex(job.index);
    return 0;
}
