// ndislint rules, ndislint explain: what the rule catalogue says.
#include "cli/commands.h"
#include "cli/common.h"

struct rules_options {
    struct option_list rules;
};

static const struct option option_table[] = {
    {"--rules", "DIR", "add the rule pack in DIR; may be repeated", OPTION_LIST, offsetof(struct rules_options, rules)},
    {0},
};

static struct session_options session_of(const struct rules_options *options)
{
    return (struct session_options){.rules = options->rules.values.at, .rules_count = options->rules.values.count};
}

static struct catalogue *catalogue_open(const struct rules_options *options)
{
    struct session_options session = session_of(options);
    struct report_run report = {0};
    struct catalogue *catalogue = session_catalogue(&session, &report);
    common_print_errors(&report);
    report_run_free(&report);
    return catalogue;
}

static int run_rules(const struct command *command, int count, char **arguments)
{
    struct rules_options options = {0};
    struct operands operands = {0};
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    size_t extra = operands.paths.count + operands.flags.count;
    operands_free(&operands);
    if (outcome == PARSE_DONE)
        return REPORT_STATUS_CLEAN;
    if (outcome == PARSE_WRONG)
        return REPORT_STATUS_USAGE;
    if (extra) {
        fputs("ndislint rules: takes no arguments; to read about one rule: ndislint explain RULE\n", stderr);
        return REPORT_STATUS_USAGE;
    }
    struct catalogue *catalogue = catalogue_open(&options);
    options_free(command, &options);
    if (!catalogue)
        return REPORT_STATUS_USAGE;
    for (size_t i = 0; i < catalogue->rules.count; i++) {
        const struct catalogue_rule *rule = &catalogue->rules.at[i];
        printf("%-34s %-8s %s\n", rule->id, report_level_name(rule->level), rule->title);
    }
    catalogue_free(catalogue);
    return REPORT_STATUS_CLEAN;
}

static int unknown_rule(const struct catalogue *catalogue, const char *id)
{
    VEC(const char *) names = {0};
    for (size_t i = 0; i < catalogue->rules.count; i++)
        vec_push(&names, catalogue->rules.at[i].id);
    const char *nearest = options_nearest(id, names.at, names.count);
    if (nearest)
        fprintf(stderr, "ndislint explain: %s: unknown rule; did you mean %s?\n", id, nearest);
    else
        fprintf(stderr, "ndislint explain: %s: unknown rule; 'ndislint rules' lists them\n", id);
    vec_free(&names);
    return REPORT_STATUS_USAGE;
}

// The sentence is what the rule says; everything else is about the rule. PAGE may be NULL.
static void print_rule(const struct catalogue_rule *rule, const char *page)
{
    printf("%s (%s): %s\n", rule->id, report_level_name(rule->level), rule->title);
    for (size_t i = 0; i < rule->texts.count; i++) {
        const struct catalogue_text *text = &rule->texts.at[i];
        if (!strcmp(text->key, "sentence"))
            printf("\n%s\n\n", text->value);
        else
            printf("%s: %s\n", text->key, text->value);
    }
    if (page)
        printf("\n%s", page);
}

static int explain(const struct rules_options *options, const char *id)
{
    struct catalogue *catalogue = catalogue_open(options);
    if (!catalogue)
        return REPORT_STATUS_USAGE;
    int status = REPORT_STATUS_CLEAN;
    const struct catalogue_rule *rule = catalogue_find(catalogue, id);
    if (rule) {
        struct session_options session = session_of(options);
        char *page = session_rule_page(&session, id);
        print_rule(rule, page);
        free(page);
    } else {
        status = unknown_rule(catalogue, id);
    }
    catalogue_free(catalogue);
    return status;
}

static int run_explain(const struct command *command, int count, char **arguments)
{
    struct rules_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE)
        status = REPORT_STATUS_CLEAN;
    else if (outcome == PARSE_GO && operands.paths.count != 1)
        fputs("ndislint explain: name one rule; 'ndislint rules' lists them\n", stderr);
    else if (outcome == PARSE_GO)
        status = explain(&options, operands.paths.at[0]);
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_rules = {
    .name = "rules",
    .arguments = "[options]",
    .summary = "list the rules with their levels",
    .options = option_table,
    .run = run_rules,
};

const struct command command_explain = {
    .name = "explain",
    .arguments = "[options] RULE",
    .summary = "say what a rule means",
    .options = option_table,
    .run = run_explain,
};
