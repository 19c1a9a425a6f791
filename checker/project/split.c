// A command as a line of text, split into words.
#include "project/arguments.h"

#include <ctype.h>
#include <strings.h>

enum rules_of { OF_SHELL, OF_WINDOWS };

// Whether the line was written for Windows: its compiler is an .exe or cl, whose paths have backslashes.
static enum rules_of command_rules(const char *command)
{
    command += strspn(command, " \t\r\n");
    bool is_quoted = *command == '"';
    command += is_quoted;
    size_t n = strcspn(command, is_quoted ? "\"" : " \t\r\n");
    bool exe = n > 4 && strncasecmp(command + n - 4, ".exe", 4) == 0;
    bool cl = (n == 2 || (n > 2 && strchr("/\\", command[n - 3]))) && strncasecmp(command + n - 2, "cl", 2) == 0;
    bool flag = *command == '/' && !memchr(command + 1, '/', n ? n - 1 : 0); // a response file of cl.exe
    return exe || cl || flag || memchr(command, '\\', n) ? OF_WINDOWS : OF_SHELL;
}

// One word of a POSIX shell, without its quotes, to OUT. Returns what follows it.
static const char *shell_word(const char *at, char *out)
{
    char quote = '\0';
    for (; *at && (quote || !isspace((unsigned char)*at)); at++) {
        if (quote && *at == quote)
            quote = '\0';
        else if (!quote && (*at == '"' || *at == '\''))
            quote = *at;
        else if (*at == '\\' && quote != '\'' && at[1] && (!quote || at[1] == '"' || at[1] == '\\'))
            *out++ = *++at;
        else
            *out++ = *at;
    }
    *out = '\0';
    return at;
}

// One word as CommandLineToArgvW splits them: a backslash is one, except in a row before a quote.
static const char *windows_word(const char *at, char *out)
{
    bool quoted = false;
    while (*at && (quoted || !isspace((unsigned char)*at))) {
        size_t slashes = strspn(at, "\\");
        if (slashes && at[slashes] == '"') {
            for (size_t i = 0; i < slashes / 2; i++)
                *out++ = '\\';
            at += slashes;
            if (slashes % 2)
                *out++ = *at++;
        } else if (*at == '"') {
            quoted = !quoted;
            at++;
        } else { // the whole row at once: rows may be long
            size_t n = slashes ? slashes : 1;
            memcpy(out, at, n);
            out += n;
            at += n;
        }
    }
    *out = '\0';
    return at;
}

void arguments_split(const char *command, struct project_flags *words)
{
    enum rules_of rules = command_rules(command);
    char *word = memory_new(strlen(command) + 1);
    for (const char *at = command; *(at += strspn(at, " \t\r\n\v\f"));) {
        at = rules == OF_WINDOWS ? windows_word(at, word) : shell_word(at, word);
        project_flags_add(words, memory_format("%s", word), "");
    }
    free(word);
}
