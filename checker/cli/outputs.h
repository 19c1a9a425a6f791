// Where a report goes: what --output asks for.
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "cli/options.h"
#include "report/format.h"

struct output {
    const struct report_format *format; // NULL: text
    const char *path;                   // borrowed; NULL: standard output
};

struct outputs {
    VEC(struct output) at;
};

// Understands each FORMAT[:FILE] of LIST. Unless one of them goes to standard output, text does. False, and the user was
// told why, if a format is unknown, two go to standard output, or a file cannot be written.
bool outputs_parse(const char *command, const struct option_list *list, struct outputs *outputs);

// Writes VIEW in FORMAT, which is not text, to PATH (NULL: standard output). False, and the user was told why, if that
// fails; a file that was there before is then still there.
bool outputs_write(const struct output *output, const struct report_view *view);

#endif
