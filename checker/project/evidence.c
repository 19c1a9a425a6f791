// What the text of a source says about where it runs.
#include "project/evidence.h"

#include "support/file.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LARGEST_SOURCE = 64 << 20 };

// Passes a comment or a literal at AT; AT itself if there is none.
static const char *skip_text(const char *at)
{
    const char *end = NULL;
    if (at[0] == '/' && at[1] == '*')
        end = strstr(at + 2, "*/");
    else if (at[0] == '/' && at[1] == '/')
        return at + strcspn(at, "\n");
    else if (*at == '"') {
        for (at++; *at && *at != '"' && *at != '\n'; at++)
            at += *at == '\\' && at[1];
        return at + (*at == '"');
    } else {
        return at;
    }
    return end ? end + 2 : at + strlen(at);
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static const char *skip_space(const char *at)
{
    for (const char *next;; at = next) {
        next = skip_text(at + strspn(at, " \t\r\n"));
        if (next == at || *next == '"')
            return next;
    }
}

// Whether a function is defined whose name ends at AT: its parameters follow, and then its body.
static bool is_defined(const char *at)
{
    unsigned depth = 0;
    at = skip_space(at);
    if (*at != '(')
        return false;
    while (*at) {
        const char *next = skip_text(at);
        depth += next == at && *at == '(';
        if (next == at && *at == ')' && --depth == 0)
            return *skip_space(at + 1) == '{';
        at = next == at ? at + 1 : next;
    }
    return false;
}

static enum evidence name_evidence(const char *at, size_t n)
{
    static const char *const user[] = {"main", "wmain", "WinMain", "wWinMain", "DllMain", "_tmain"};
    if (n == 11 && memcmp(at, "DriverEntry", n) == 0)
        return EVIDENCE_DRIVER;
    for (size_t i = 0; i < sizeof user / sizeof *user; i++)
        if (strlen(user[i]) == n && memcmp(at, user[i], n) == 0)
            return EVIDENCE_USER;
    return EVIDENCE_NONE;
}

static bool is_user_header(const char *at)
{
    static const char *const headers[] = {"windows.h", "winsock2.h"};
    at += strspn(at, " \t");
    if (strncmp(at, "include", 7) != 0)
        return false;
    at += 7 + strspn(at + 7, " \t");
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if ((*at == '<' || *at == '"') && strncasecmp(at + 1, headers[i], strlen(headers[i])) == 0)
            return true;
    return false;
}

enum evidence evidence_of(const char *path)
{
    size_t n;
    char *text = file_read(path, LARGEST_SOURCE, &n);
    enum evidence found = EVIDENCE_NONE;
    for (const char *at = text; at && *at && found != EVIDENCE_DRIVER;) {
        const char *next = skip_text(at);
        size_t length = 0;
        while (is_word(next[length]))
            length++;
        enum evidence here = EVIDENCE_NONE;
        if (next == at && length)
            here = is_defined(at + length) ? name_evidence(at, length) : EVIDENCE_NONE;
        else if (next == at && *at == '#' && is_user_header(at + 1))
            here = EVIDENCE_HEADER;
        found = here > found ? here : found;
        at = next != at ? next : at + (length ? length : 1);
    }
    free(text);
    return found;
}
