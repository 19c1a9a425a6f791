// Options of the subcommands: parsing, help, and guesses at what was meant.
#include "cli/options.h"

#include "support/nearest.h"

#include <string.h>

static const struct option *option_find(const struct command *command, const char *name, size_t length)
{
    for (const struct option *option = command->options; option->name; option++)
        if (strlen(option->name) == length && !strncmp(option->name, name, length))
            return option;
    return NULL;
}

// The option that ARGUMENT names, and its value if that is part of the argument: --name=value, -nvalue.
static const struct option *option_match(const struct command *command, const char *argument, const char **value)
{
    size_t length = strcspn(argument, "=");
    const struct option *option = option_find(command, argument, length);
    *value = argument[length] ? argument + length + 1 : NULL;
    if (option || !strncmp(argument, "--", 2))
        return option;
    option = option_find(command, argument, 2);
    *value = argument[2] ? argument + 2 : NULL;
    return option;
}

static enum parse_outcome wrong(const struct command *command, const char *argument, const char *what)
{
    fprintf(stderr, "ndislint %s: %s: %s\n", command->name, argument, what);
    fprintf(stderr, "See 'ndislint %s --help'.\n", command->name);
    return PARSE_WRONG;
}

static enum parse_outcome wrong_name(const struct command *command, const char *argument)
{
    VEC(const char *) names = {0};
    for (const struct option *option = command->options; option->name; option++)
        vec_push(&names, option->name);
    const char *nearest = options_nearest(argument, names.at, names.count);
    char *what = nearest ? memory_format("unknown option; did you mean %s?", nearest)
                         : memory_format("unknown option; flags for clang go behind '--'");
    enum parse_outcome outcome = wrong(command, argument, what);
    free(what);
    vec_free(&names);
    return outcome;
}

static enum parse_outcome option_set(
    const struct command *command, const struct option *option, const char *value, void *into)
{
    void *at = (char *)into + option->offset;
    char *end;
    switch (option->kind) {
    case OPTION_FLAG:
        if (value)
            return wrong(command, option->name, "takes no value");
        *(bool *)at = true;
        return PARSE_GO;
    case OPTION_TEXT:
        if (!value || !*value)
            return wrong(command, option->name, "needs a value");
        *(const char **)at = value;
        return PARSE_GO;
    case OPTION_LIST:
        if (!value || !*value)
            return wrong(command, option->name, "needs a value");
        vec_push(&((struct option_list *)at)->values, value);
        return PARSE_GO;
    case OPTION_NUMBER:
        if (!value || *value < '0' || *value > '9')
            return wrong(command, option->name, "needs a number");
        *(unsigned *)at = (unsigned)strtoul(value, &end, 10);
        return *end ? wrong(command, option->name, "needs a number") : PARSE_GO;
    }
    return PARSE_WRONG;
}

enum parse_outcome options_parse(
    const struct command *command, int count, char **arguments, void *into, struct operands *operands)
{
    for (int i = 0; i < count; i++) {
        const char *argument = arguments[i], *value;
        if (!strcmp(argument, "--")) {
            for (i++; i < count; i++)
                vec_push(&operands->flags, arguments[i]);
            return PARSE_GO;
        }
        if (!strcmp(argument, "--help") || !strcmp(argument, "-h")) {
            options_help(stdout, command);
            return PARSE_DONE;
        }
        if (*argument != '-' || !argument[1]) {
            vec_push(&operands->paths, argument);
            continue;
        }
        const struct option *option = option_match(command, argument, &value);
        if (!option)
            return wrong_name(command, argument);
        if (!value && option->kind != OPTION_FLAG && i + 1 < count)
            value = arguments[++i];
        enum parse_outcome outcome = option_set(command, option, value, into);
        if (outcome != PARSE_GO)
            return outcome;
    }
    return PARSE_GO;
}

void options_help(FILE *out, const struct command *command)
{
    fprintf(out, "usage: ndislint %s%s%s\n\n%s\n", command->name, *command->arguments ? " " : "", command->arguments,
        command->summary);
    if (command->details)
        fprintf(out, "\n%s\n", command->details);
    fputs("\noptions:\n", out);
    for (const struct option *option = command->options; option->name; option++) {
        char *left =
            memory_format("%s%s%s", option->name, option->value ? " " : "", option->value ? option->value : "");
        fprintf(out, "  %-20s %s\n", left, option->help);
        free(left);
    }
    fprintf(out, "  %-20s %s\n", "--help", "this text");
}

const char *options_nearest(const char *text, const char *const *names, size_t count)
{
    return nearest_name(text, names, count);
}

void options_free(const struct command *command, void *into)
{
    for (const struct option *option = command->options; option->name; option++)
        if (option->kind == OPTION_LIST)
            vec_free(&((struct option_list *)((char *)into + option->offset))->values);
}

void operands_free(struct operands *operands)
{
    vec_free(&operands->paths);
    vec_free(&operands->flags);
}
