// Precompiled headers.
//
// clang_saveTranslationUnit renames a temporary file, so the header is saved in a folder of its own and copied from
// there: what has no name is gone with the last process that has it open. A unit parsed with the header knows its
// declarations, but loads each of them only when it is asked for: to visit them all takes longer than to parse a
// source. So the list has the places of those that are lowered in every unit.
#include "frontend/precompile.h"

#include "frontend/lower.h"
#include "support/bytes.h"
#include "support/file.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LARGEST_HEADER = 1 << 30,
    MOST_DECLARATIONS = 4000, // beyond, a visit of the whole unit is no slower than to find each of them
};

static const char list_end[] = "end\n";

static bool write_all(int fd, const char *bytes, size_t n)
{
    for (size_t at = 0; at < n;) {
        ssize_t wrote = write(fd, bytes + at, n - at);
        if (wrote <= 0)
            return false;
        at += (size_t)wrote;
    }
    return true;
}

bool precompiled_open(struct precompiled *precompiled, const char *text)
{
    precompiled->source = memfd_create("beginning.h", 0);
    precompiled->header = memfd_create("beginning.pch", 0);
    precompiled->list = memfd_create("beginning.list", 0);
    if (precompiled->source >= 0 && precompiled->header >= 0 && precompiled->list >= 0 &&
        write_all(precompiled->source, text, strlen(text)))
        return true;
    precompiled_close(precompiled);
    return false;
}

void precompiled_close(struct precompiled *precompiled)
{
    const int files[] = {precompiled->source, precompiled->header, precompiled->list};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (files[i] >= 0)
            close(files[i]);
}

static char *fd_path(int fd)
{
    return memory_format("/proc/self/fd/%d", fd);
}

char *precompiled_source_path(const struct precompiled *precompiled)
{
    return fd_path(precompiled->source);
}

char *precompiled_header_path(const struct precompiled *precompiled)
{
    return fd_path(precompiled->header);
}

struct guards {
    CXTranslationUnit tu;
    bool all;
};

static void visit_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    (void)stack;
    struct guards *guards = data;
    if (depth == 1 && !clang_isFileMultipleIncludeGuarded(guards->tu, file))
        guards->all = false;
}

// The sources include these files again.
static bool are_guarded(CXTranslationUnit tu)
{
    struct guards guards = {tu, true};
    clang_getInclusions(tu, visit_inclusion, &guards);
    return guards.all;
}

struct listing {
    CXTranslationUnit tu;
    struct bytes lines;
    size_t count;
    bool whole;
};

static void list_declaration(void *subject, CXCursor decl)
{
    struct listing *listing = subject;
    CXSourceLocation at = clang_getCursorLocation(decl);
    CXFile file = NULL;
    unsigned offset = 0;
    clang_getFileLocation(at, &file, NULL, NULL, &offset);
    CXString name = clang_getFileName(file);
    const char *path = clang_getCString(name);
    CXCursor found = clang_getCursor(listing->tu, at);
    bool good = path && !strchr(path, '\n') && clang_equalCursors(found, decl);
    good = good && clang_equalLocations(at, clang_getLocationForOffset(listing->tu, file, offset));
    if (good) {
        char *line = memory_format("%u %s\n", offset, path);
        bytes_add(&listing->lines, line, strlen(line));
        free(line);
    }
    listing->whole &= good;
    listing->count++;
    clang_disposeString(name);
}

// Moves the file at PATH behind FD.
static bool move_file(const char *path, int fd)
{
    size_t n;
    char *bytes = file_read(path, LARGEST_HEADER, &n);
    bool moved = bytes && write_all(fd, bytes, n);
    free(bytes);
    unlink(path);
    return moved;
}

static bool save_header(CXTranslationUnit tu, int fd)
{
    const char *parent = getenv("TMPDIR");
    char *folder = memory_format("%s/ndislint-XXXXXX", parent && *parent == '/' ? parent : "/tmp");
    bool saved = mkdtemp(folder);
    char *path = memory_format("%s/beginning.pch", folder);
    if (saved) {
        saved = clang_saveTranslationUnit(tu, path, clang_defaultSaveOptions(tu)) == CXSaveError_None;
        saved = saved && move_file(path, fd);
        rmdir(folder);
    }
    free(path);
    free(folder);
    return saved;
}

void precompiled_save(const struct precompiled *precompiled, CXTranslationUnit tu)
{
    if (clang_getNumDiagnostics(tu) || !are_guarded(tu))
        return;
    struct listing listing = {.tu = tu, .whole = true};
    lower_visit(tu, list_declaration, &listing);
    if (listing.whole && listing.count <= MOST_DECLARATIONS && save_header(tu, precompiled->header)) {
        bytes_add(&listing.lines, list_end, sizeof list_end - 1);
        (void)!write_all(precompiled->list, listing.lines.at, listing.lines.count);
    }
    free(listing.lines.at);
}

// The list, or NULL as long as it has no end. Released with free().
static char *read_list(const struct precompiled *precompiled)
{
    struct stat status;
    if (fstat(precompiled->list, &status) != 0 || status.st_size < (off_t)sizeof list_end - 1)
        return NULL;
    size_t n = (size_t)status.st_size;
    char *text = memory_new(n + 1);
    bool whole = pread(precompiled->list, text, n, 0) == (ssize_t)n &&
                 memcmp(text + n - (sizeof list_end - 1), list_end, sizeof list_end - 1) == 0;
    if (whole)
        return text;
    free(text);
    return NULL;
}

bool precompiled_is_saved(const struct precompiled *precompiled)
{
    char *list = read_list(precompiled);
    free(list);
    return list != NULL;
}

// Where the file of the declaration that was found last begins.
struct found_file {
    CXFile file;
    CXSourceLocation begin;
};

// The declaration that LINE names.
static CXCursor find_declaration(CXTranslationUnit tu, const char *line, size_t n, struct found_file *last)
{
    char *name, *end;
    unsigned long offset = strtoul(line, &end, 10);
    if (*end != ' ' || offset > INT_MAX)
        return clang_getNullCursor();
    name = memory_text(end + 1, n - (size_t)(end + 1 - line));
    CXFile file = clang_getFile(tu, name);
    free(name);
    if (!file)
        return clang_getNullCursor();
    if (!last->file || !clang_File_isEqual(last->file, file))
        *last = (struct found_file){file, clang_getLocationForOffset(tu, file, 0)};
    return clang_getCursor(tu, lower_move(tu, last->begin, (int)offset));
}

bool precompiled_find(const struct precompiled *precompiled, CXTranslationUnit tu, struct precompiled_cursors *found)
{
    char *list = read_list(precompiled);
    bool whole = list != NULL;
    struct found_file last = {0};
    for (const char *line = list; whole && strcmp(line, list_end) != 0;) {
        size_t n = strcspn(line, "\n");
        CXCursor decl = find_declaration(tu, line, n, &last);
        whole = lower_is_lowered(decl);
        vec_push(&found->at, decl);
        line += n + 1;
    }
    free(list);
    return whole;
}
