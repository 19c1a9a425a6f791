// Options of the subcommands: one table per subcommand, from which both the parser and the help come.
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "support/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum option_kind {
    OPTION_FLAG,   // sets a bool
    OPTION_TEXT,   // sets a const char *
    OPTION_NUMBER, // sets an unsigned
    OPTION_LIST,   // adds to a struct option_list
};

// The values of an option that may be given several times. Borrows the texts.
struct option_list {
    VEC(const char *) values;
};

struct option {
    const char *name;  // "--wdk", "-j"; the last row of a table has none
    const char *value; // what the help calls its value; NULL for flags
    const char *help;
    enum option_kind kind;
    size_t offset; // of what it sets, in the subcommand's record of options
};

struct command {
    const char *name;
    const char *arguments; // "[PATH...] [-- CLANG FLAGS...]"
    const char *summary;   // one line
    const char *details;   // paragraphs for its own help, or NULL
    const struct option *options;
    int (*run)(const struct command *command, int count, char **arguments); // the process's exit status
};

// What is left of a command line without its options. Borrows the texts.
struct operands {
    VEC(const char *) paths;
    VEC(const char *) flags; // what stands behind "--"
};

enum parse_outcome {
    PARSE_GO,   // run the subcommand
    PARSE_DONE, // help was asked for, and printed
    PARSE_WRONG // and the user was told why
};

// Parses the ARGUMENTS behind the subcommand's name into INTO (a record that the table's offsets refer to).
enum parse_outcome options_parse(
    const struct command *command, int count, char **arguments, void *into, struct operands *operands);

void options_help(FILE *out, const struct command *command);

// The name in NAMES (COUNT of them) that TEXT most likely meant, or NULL.
const char *options_nearest(const char *text, const char *const *names, size_t count);

void operands_free(struct operands *operands);

// Releases what options_parse put INTO the record of COMMAND.
void options_free(const struct command *command, void *into);

#endif
