// What clang says about a translation unit.
#include "frontend/diagnostics.h"

#include "frontend/lower.h"
#include "frontend/wpp.h"
#include "ir/unit.h"
#include "support/path.h"

// The text between the first pair of single quotes in MESSAGE: clang quotes names and files so. NULL if there is
// none. Released with free().
static char *quoted(const char *message)
{
    const char *from = strchr(message, '\'');
    const char *to = from ? strchr(from + 1, '\'') : NULL;
    return to ? memory_text(from + 1, (size_t)(to - from - 1)) : NULL;
}

// The header that MESSAGE says was not found; NULL if it says something else. Released with free().
static char *missing_header(const char *message)
{
    return strstr(message, "' file not found") ? quoted(message) : NULL;
}

static void add_missing(const struct parse_job *job, struct parse_outcome *outcome, CXSourceLocation at, char *header)
{
    CXFile file;
    unsigned line, column;
    clang_getExpansionLocation(at, &file, &line, &column, NULL);
    CXString name = clang_getFileName(file);
    struct frontend_problem problem = {
        .kind = FRONTEND_MISSING_HEADER,
        .source = job->source,
        .file = memory_format("%s", clang_getCString(name)),
        .line = line,
        .column = column,
        .text = memory_format("'%s' was not found: fetch what it belongs to (a submodule?), or name its folder with "
                              "-- -I DIR, or give a WDK with --wdk DIR",
            header),
    };
    vec_push(&outcome->problems, problem);
    clang_disposeString(name);
    free(header);
}

// Whether FILE is named as C is. A source may include any file of this machine, and clang's words about a file tell what
// stands in it.
static bool is_named_as_c(CXFile file)
{
    static const char *const names[] = {
        ".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx", ".i", ".inl", ".inc", ".def", ".tmh"};
    CXString real = clang_File_tryGetRealPathName(file);
    const char *path = clang_getCString(real);
    bool named = false;
    for (size_t i = 0; path && i < sizeof names / sizeof *names; i++)
        named |= path_has_extension(path, names[i]);
    clang_disposeString(real);
    return named;
}

static const char *words_about(CXFile file, CXSourceLocation at, const char *words)
{
    if (clang_Location_isInSystemHeader(at) || is_named_as_c(file))
        return words;
    return "what stands here is not shown, since the file is not named as C is";
}

static void add_error(
    CXTranslationUnit tu, const struct parse_job *job, struct parse_outcome *outcome, CXDiagnostic diagnostic)
{
    CXSourceLocation at = clang_getDiagnosticLocation(diagnostic);
    CXString spelling = clang_getDiagnosticSpelling(diagnostic);
    const char *message = clang_getCString(spelling);
    CXFile file;
    clang_getExpansionLocation(at, &file, NULL, NULL, NULL);
    message = file ? words_about(file, at, message) : message;
    if (!file) { // about the command line, not about the source
        parse_problem(outcome, job, FRONTEND_REFUSED, memory_format("clang: %s", message));
    } else {
        char *header = missing_header(message);
        struct ir_gap gap = {IR_NONE, lower_place_of(tu, at, outcome->unit), 0, IR_GAP_ERROR};
        gap.reason = ir_unit_add_text(outcome->unit, message, strlen(message));
        vec_push(&outcome->unit->gaps, gap);
        if (header)
            add_missing(job, outcome, at, header);
        outcome->errors++;
    }
    clang_disposeString(spelling);
}

// Beyond some thousands nobody knows what became of the unit, so it cannot be in order.
static void add_too_many(struct ir_unit *unit)
{
    static const char words[] = "there are more errors than are looked at";
    struct ir_gap gap = {IR_NONE, 0, 0, IR_GAP_ERROR};
    gap.reason = ir_unit_add_text(unit, words, sizeof words - 1);
    vec_push(&unit->gaps, gap);
}

void diagnostics_to_gaps(CXTranslationUnit tu, const struct parse_job *job, struct parse_outcome *outcome)
{
    enum { MOST = 10000 };
    CXDiagnosticSet set = clang_getDiagnosticSetFromTU(tu); // once: clang_getDiagnostic makes it again each time
    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(set); i++) {
        if (outcome->errors == MOST) {
            add_too_many(outcome->unit);
            break;
        }
        CXDiagnostic diagnostic = clang_getDiagnosticInSet(set, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error)
            add_error(tu, job, outcome, diagnostic);
        clang_disposeDiagnostic(diagnostic);
    }
    clang_disposeDiagnosticSet(set);
}

// The function that DIAGNOSTIC says nothing declares (C calls it all the same, C++ refuses); NULL if it says
// something else. Released with free().
static char *undeclared(CXDiagnostic diagnostic)
{
    CXString spelling = clang_getDiagnosticSpelling(diagnostic);
    const char *message = clang_getCString(spelling);
    bool says_so = strstr(message, "undeclared function") || strstr(message, "use of undeclared identifier");
    char *name = says_so ? quoted(message) : NULL;
    clang_disposeString(spelling);
    return name;
}

size_t diagnostics_trace_macros(CXTranslationUnit tu, struct arena *arena, struct flag_list *flags)
{
    size_t first = flags->at.count;
    CXDiagnosticSet set = clang_getDiagnosticSetFromTU(tu);
    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(set); i++) {
        CXDiagnostic diagnostic = clang_getDiagnosticInSet(set, i);
        char *name = undeclared(diagnostic);
        if (name && wpp_looks_like_trace(name)) {
            char *macro = memory_format("-D%s(...)=((void)0)", name);
            bool known = false;
            for (size_t k = first; k < flags->at.count && !known; k++)
                known = strcmp(flags->at.at[k], macro) == 0;
            if (!known)
                vec_push(&flags->at, arena_copy(arena, macro, strlen(macro) + 1));
            free(macro);
        }
        free(name);
        clang_disposeDiagnostic(diagnostic);
    }
    clang_disposeDiagnosticSet(set);
    return flags->at.count - first;
}
