// What is known of the rules, in SARIF's words.
#include "report/sarif.h"

enum { FULL_TEXT = 1024 }; // of a rule's description, at most

json_t *sarif_message(const char *text)
{
    json_t *message = json_object();
    json_put_text(message, "text", text);
    return message;
}

// "a, b, c" as a list, as far as code scanning takes it.
static json_t *list_of(const char *text)
{
    json_t *list = json_array();
    while (text && *text && json_array_size(list) < SARIF_TAGS) {
        size_t n = strcspn(text, ",");
        json_array_append_new(list, json_stringn(text, n));
        text += n;
        text += strspn(text, ", ");
    }
    return list;
}

// "ndis-port-free" as "NdisPortFree": what Sarif.Multitool asks of a rule's name.
static json_t *pascal_name(const char *id)
{
    char *name = memory_text(id, strlen(id)), *to = name;
    bool begins = true;
    for (const char *c = id; *c; c++) {
        if (*c != '-')
            *to++ = begins && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
        begins = *c == '-';
    }
    *to = '\0';
    json_t *string = json_clean(name);
    free(name);
    return string;
}

static json_t *rule_properties(const struct catalogue_rule *rule)
{
    json_t *properties = json_object();
    json_object_set_new(properties, "tags", list_of(catalogue_text(rule, "tags")));
    json_put_text(properties, "precision", catalogue_text(rule, "precision"));
    json_put_text(
        properties, "problem.severity", rule->level == REPORT_NOTE ? "recommendation" : report_level_name(rule->level));
    return properties;
}

static void put_help(json_t *object, const struct catalogue_rule *rule, const char *sentence)
{
    const char *link = catalogue_text(rule, "link");
    char *plain = memory_format("%s%s%s", sentence, link ? " See " : "", link ? link : "");
    char *markdown = memory_format("**%s**\n\n%s%s%s%s\n\n`ndislint explain %s` says more.", rule->title, sentence,
        link ? "\n\n[Microsoft's page](" : "", link ? link : "", link ? ")" : "", rule->id);
    json_t *help = sarif_message(plain);
    json_put_text(help, "markdown", markdown);
    json_object_set_new(object, "help", help);
    free(plain);
    free(markdown);
}

static json_t *rule_object(const struct catalogue_rule *rule)
{
    const char *sentence = catalogue_text(rule, "sentence"), *link = catalogue_text(rule, "link");
    char *title = memory_format("%s.", rule->title);
    char *full = memory_format("%.*s", FULL_TEXT, sentence ? sentence : title);
    json_t *object = json_object(), *defaults = json_object();
    json_put_text(object, "id", rule->id);
    json_object_set_new(object, "name", pascal_name(rule->id));
    json_object_set_new(object, "shortDescription", sarif_message(title));
    json_object_set_new(object, "fullDescription", sarif_message(full));
    put_help(object, rule, full);
    json_put_text(object, "helpUri", link);
    json_put_text(defaults, "level", report_level_name(rule->level));
    json_object_set_new(object, "defaultConfiguration", defaults);
    json_object_set_new(object, "properties", rule_properties(rule));
    free(title);
    free(full);
    return object;
}

json_t *sarif_rules(const struct catalogue *catalogue)
{
    json_t *rules = json_array();
    for (size_t i = 0; catalogue && i < catalogue->rules.count && i < SARIF_RULES; i++)
        json_array_append_new(rules, rule_object(&catalogue->rules.at[i]));
    return rules;
}
