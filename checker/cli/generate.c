// ndislint man, ndislint completion: the manual page and the shells' completions, made from the tables of options.
#include "cli/commands.h"
#include "cli/common.h"
#include "report/format.h"

static const struct option no_options[] = {{0}};

// ---- the manual page, in the macros of man(7) ----

// Writes TEXT so that troff takes it as text: hyphens stay hyphens, a line begins with no macro.
static void put_troff(const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (const char *c = text; *c; c++) {
        if (*c == '-')
            fputs("\\-", stdout);
        else if (*c == '\\')
            fputs("\\e", stdout);
        else
            putchar(*c);
        if (*c == '\n' && (c[1] == '.' || c[1] == '\''))
            fputs("\\&", stdout);
    }
}

static void put_option(const struct option *option)
{
    fputs(".TP\n.B ", stdout);
    put_troff(option->name);
    if (option->value) {
        putchar(' ');
        put_troff(option->value);
    }
    putchar('\n');
    put_troff(option->help);
    putchar('\n');
}

static void put_command(const struct command *command)
{
    fputs(".SS ndislint ", stdout);
    put_troff(command->name);
    putchar(' ');
    put_troff(command->arguments);
    putchar('\n');
    put_troff(command->summary);
    puts(".");
    if (command->details) {
        puts(".PP");
        put_troff(command->details);
        putchar('\n');
    }
    for (const struct option *option = command->options; option->name; option++)
        put_option(option);
}

static void put_formats(void)
{
    puts(".SH FORMATS\n.TP\n.B text\nfindings as clang prints its diagnostics, then a line with the verdict");
    for (const struct report_format *format = report_formats; format->name; format++) {
        printf(".TP\n.B %s\n", format->name);
        put_troff(format->summary);
        putchar('\n');
    }
}

static void put_configuration(void)
{
    puts(".SH CONFIGURATION\nThe nearest\n.I .ndislint.yaml\nupward from what is checked may have these keys.");
    for (unsigned key = 0; key < CONFIG_COUNT; key++) {
        printf(".TP\n.B ");
        put_troff(config_rows[key].key);
        putchar('\n');
        put_troff(config_rows[key].help);
        printf(" (default: ");
        put_troff(config_rows[key].otherwise);
        puts(")");
    }
}

static void put_manual(void)
{
    char *version = session_version();
    printf(".TH NDISLINT 1 \"\" \"ndislint %.*s\" \"User Commands\"\n", (int)strcspn(version, " "), version);
    puts(".SH NAME\nndislint \\- check NDIS miniport drivers against the rules for NDIS ports\n"
         ".SH SYNOPSIS\n.B ndislint\n.I command\n[\\fIoptions\\fR] [\\fIarguments\\fR]\n"
         ".SH DESCRIPTION\nndislint reads the source of a Windows NDIS miniport driver, executes it symbolically "
         "together\n"
         "with models of what NDIS does, and says where it breaks a rule, with the path that leads there.\n"
         "Nothing of a checked repository is executed, and nothing of it has to compile.\n.SH COMMANDS");
    for (const struct command *const *command = commands_all; *command; command++)
        put_command(*command);
    put_formats();
    put_configuration();
    puts(".SH EXIT STATUS\n.TP\n.B 0\nno finding at or above the level to fail at\n.TP\n.B 1\nfindings\n.TP\n.B 2\n"
         "bad usage, configuration or input, or something could not be written\n.TP\n.B 3\n"
         "no findings, but something could not be analysed\n.TP\n.B 70\nan error of ndislint itself\n"
         ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nif it is set and not empty, nothing is coloured\n.TP\n.B NDISLINT_RULES\n"
         "the folder of the rule pack, in place of the installed one");
    free(version);
}

// ---- completions ----

static const char formats_word[] = "FORMAT[:FILE]";

static void put_format_names(const char *separator)
{
    fputs("text", stdout);
    for (const struct report_format *format = report_formats; format->name; format++)
        printf("%s%s", separator, format->name);
}

static void put_command_names(const char *separator)
{
    for (const struct command *const *command = commands_all; *command; command++)
        printf("%s%s", command == commands_all ? "" : separator, (*command)->name);
}

static void put_option_names(const struct command *command)
{
    for (const struct option *option = command->options; option->name; option++)
        printf("%s ", option->name);
    fputs("--help", stdout);
}

static void complete_bash(void)
{
    puts("# bash completion of ndislint; made by 'ndislint completion bash'\n_ndislint()\n{\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words\n"
         "    COMPREPLY=()\n    if [ \"$COMP_CWORD\" -eq 1 ]; then");
    fputs("        words=\"", stdout);
    put_command_names(" ");
    fputs(" --help --version\"\n    elif [ \"$before\" = --output ]; then\n        words=\"", stdout);
    put_format_names(" ");
    puts("\"\n    else\n        case ${COMP_WORDS[1]} in");
    for (const struct command *const *command = commands_all; *command; command++) {
        printf("        %s) words=\"", (*command)->name);
        put_option_names(*command);
        puts("\" ;;");
    }
    puts("        esac\n    fi\n"
         "    [[ $word != -* && $COMP_CWORD -gt 1 && $before != --output ]] && return\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
         "complete -o default -F _ndislint ndislint");
}

// Writes TEXT inside single quotes, without what the shells' descriptions give a meaning to.
static void put_described(const char *text, const char *special)
{
    for (const char *c = text; *c && *c != '\n'; c++)
        if (*c == '\'')
            fputs("'\\''", stdout);
        else if (strchr(special, *c))
            printf("\\%c", *c);
        else
            putchar(*c);
}

static void complete_zsh_option(const struct option *option)
{
    printf("            '*%s%s[", option->name, option->value ? (option->name[1] == '-' ? "=" : "+") : "");
    put_described(option->help, "[]:\\");
    putchar(']');
    if (option->value && !strcmp(option->value, formats_word)) {
        fputs(":format:(", stdout);
        put_format_names(" ");
        putchar(')');
    } else if (option->value) {
        bool path = strstr(option->value, "FILE") || strstr(option->value, "DIR");
        printf(":%s:%s", path ? "file" : "value", path ? "_files" : " ");
    }
    puts("' \\");
}

static void complete_zsh(void)
{
    puts("#compdef ndislint\n# zsh completion of ndislint; made by 'ndislint completion zsh'\n"
         "_ndislint() {\n    local -a commands\n    commands=(");
    for (const struct command *const *command = commands_all; *command; command++) {
        printf("        '%s:", (*command)->name);
        put_described((*command)->summary, ":\\");
        puts("'");
    }
    puts("    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
         "    shift words\n    (( CURRENT-- ))\n    case $words[1] in");
    for (const struct command *const *command = commands_all; *command; command++) {
        printf("    %s)\n        _arguments -S \\\n", (*command)->name);
        for (const struct option *option = (*command)->options; option->name; option++)
            complete_zsh_option(option);
        puts("            '--help[say what there is]' '*:file:_files'\n        ;;");
    }
    puts("    esac\n}\n_ndislint \"$@\"");
}

static void complete_fish_option(const struct command *command, const struct option *option)
{
    bool is_long = option->name[1] == '-';
    printf("complete -c ndislint -n '__fish_seen_subcommand_from %s' %s %s%s -d '", command->name,
        is_long ? "-l" : "-o", option->name + (is_long ? 2 : 1), option->value ? " -r" : "");
    for (const char *c = option->help; *c && *c != '\n'; c++)
        printf(*c == '\'' || *c == '\\' ? "\\%c" : "%c", *c);
    putchar('\'');
    if (option->value && !strcmp(option->value, formats_word)) {
        fputs(" -a '", stdout);
        put_format_names(" ");
        putchar('\'');
    }
    putchar('\n');
}

static void complete_fish(void)
{
    puts("# fish completion of ndislint; made by 'ndislint completion fish'");
    for (const struct command *const *command = commands_all; *command; command++) {
        printf("complete -c ndislint -n __fish_use_subcommand -a %s -d '", (*command)->name);
        for (const char *c = (*command)->summary; *c; c++)
            printf(*c == '\'' || *c == '\\' ? "\\%c" : "%c", *c);
        puts("'");
        for (const struct option *option = (*command)->options; option->name; option++)
            complete_fish_option(*command, option);
    }
}

static const struct {
    const char *name;
    void (*write)(void);
} shells[] = {{"bash", complete_bash}, {"zsh", complete_zsh}, {"fish", complete_fish}};

// ---- the subcommands ----

static int run_man(const struct command *command, int count, char **arguments)
{
    struct operands operands = {0};
    enum parse_outcome outcome = options_parse(command, count, arguments, NULL, &operands);
    if (outcome == PARSE_GO)
        put_manual();
    operands_free(&operands);
    return outcome == PARSE_WRONG ? REPORT_STATUS_USAGE : REPORT_STATUS_CLEAN;
}

static int run_completion(const struct command *command, int count, char **arguments)
{
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, NULL, &operands);
    const char *name = operands.paths.count == 1 ? operands.paths.at[0] : "";
    for (unsigned i = 0; i < sizeof shells / sizeof *shells && outcome == PARSE_GO; i++)
        if (!strcmp(shells[i].name, name)) {
            shells[i].write();
            status = REPORT_STATUS_CLEAN;
        }
    if (outcome == PARSE_GO && status != REPORT_STATUS_CLEAN)
        fputs("ndislint completion: name a shell: bash, zsh or fish\n", stderr);
    operands_free(&operands);
    return outcome == PARSE_DONE ? REPORT_STATUS_CLEAN : status;
}

const struct command command_man = {
    .name = "man",
    .arguments = "",
    .summary = "print the manual page",
    .options = no_options,
    .run = run_man,
};

const struct command command_completion = {
    .name = "completion",
    .arguments = "bash|zsh|fish",
    .summary = "print what a shell needs to complete ndislint's commands and options",
    .options = no_options,
    .run = run_completion,
};
