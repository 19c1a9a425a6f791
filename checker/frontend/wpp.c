// WPP software tracing without its preprocessor.
#include "frontend/wpp.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void wpp_names_add(struct wpp_names *names, const struct directives *directives)
{
    for (size_t i = 0; i < directives->wpp_functions.count; i++) {
        bool known = false;
        for (size_t k = 0; k < names->functions.count && !known; k++)
            known = strcmp(names->functions.at[k].name, directives->wpp_functions.at[i].name) == 0;
        if (!known)
            vec_push(&names->functions, directives->wpp_functions.at[i]);
    }
}

void wpp_names_free(struct wpp_names *names)
{
    vec_free(&names->functions);
}

// The next item of a list like "LEVEL=3, FLAGS" at *AT: its name into NAME, what follows "=" into VALUE. Returns
// whether there was one that a macro's parameter can be called after.
static bool next_item(const char **at, char *name, char *value, size_t size)
{
    *at += strspn(*at, ", \t\r\n");
    size_t n = 0, m = 0;
    for (; isalnum((unsigned char)**at) || **at == '_'; ++*at)
        if (n + 1 < size)
            name[n++] = **at;
    *at += strspn(*at, " \t");
    if (**at == '=')
        for (++*at; **at && **at != ','; ++*at)
            if (m + 1 < size)
                value[m++] = **at;
    name[n] = value[m] = '\0';
    return n && isalpha((unsigned char)*name);
}

// The conditions by which a trace function is told apart, joined as WPP does ("LEVEL_FLAGS"), and the arguments that
// its _PRE and _POST macros take. The texts are bounded: a configuration that exceeds them is cut.
struct conditions {
    char joined[256];
    char arguments[256]; // "3, FLAGS"
    char params[256];    // "FLAGS, "
};

static void append(char *text, size_t size, const char *separator, const char *more)
{
    size_t n = strlen(text);
    snprintf(text + n, size - n, "%s%s", n ? separator : "", more);
}

static void read_conditions(const struct wpp_function *function, struct conditions *c)
{
    char name[64], value[128];
    *c = (struct conditions){0};
    for (const char *at = function->constants; next_item(&at, name, value, sizeof name);) {
        append(c->joined, sizeof c->joined, "_", name);
        append(c->arguments, sizeof c->arguments, ", ", value);
    }
    for (const char *at = function->params; next_item(&at, name, value, sizeof name);) {
        if (strcmp(name, "MSG") == 0)
            break;
        append(c->joined, sizeof c->joined, "_", name);
        append(c->arguments, sizeof c->arguments, ", ", name);
        append(c->params, sizeof c->params, "", name);
        append(c->params, sizeof c->params, "", ", ");
    }
}

// A trace function does nothing, unless the driver gives its conditions a WPP_…_PRE macro: then that and the _POST
// macro are what is left of it. Drivers put code there ("return if it failed").
static void write_function(FILE *to, const struct wpp_function *function)
{
    struct conditions c;
    read_conditions(function, &c);
    fprintf(to, "#ifndef %s\n", function->name);
    if (*c.joined) {
        fprintf(to, "#if defined(WPP_%s_PRE) || defined(WPP_%s_POST)\n", c.joined, c.joined);
        fprintf(to, "#ifndef WPP_%s_PRE\n#define WPP_%s_PRE(...)\n#endif\n", c.joined, c.joined);
        fprintf(to, "#ifndef WPP_%s_POST\n#define WPP_%s_POST(...)\n#endif\n", c.joined, c.joined);
        fprintf(to, "#define %s(%s...) WPP_%s_PRE(%s) (void)0 WPP_%s_POST(%s)\n#else\n", function->name, c.params,
            c.joined, c.arguments, c.joined, c.arguments);
    }
    fprintf(to, "#define %s(...) ((void)0)\n", function->name);
    fprintf(to, "%s#endif\n", *c.joined ? "#endif\n" : "");
}

char *wpp_text(const struct wpp_names *names)
{
    static const char *const statements[] = {
        "WPP_INIT_TRACING", "WPP_CLEANUP", "DoTraceMessage", "DoTraceLevelMessage"};
    static const char *const conditions[] = {"WPP_LEVEL_ENABLED", "WPP_FLAG_ENABLED", "WPP_FLAGS_ENABLED",
        "WPP_LEVEL_FLAGS_ENABLED", "WPP_FLAGS_LEVEL_ENABLED"};
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    if (!to)
        return memory_text("", 0);
    for (size_t i = 0; i < names->functions.count; i++)
        write_function(to, &names->functions.at[i]);
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        fprintf(to, "#ifndef %s\n#define %s(...) ((void)0)\n#endif\n", statements[i], statements[i]);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        fprintf(to, "#ifndef %s\n#define %s(...) 0\n#endif\n", conditions[i], conditions[i]);
    fclose(to);
    return text;
}

// Whether NAME is in the kernel's name space: "NdisWriteErrorLogEntry" logs, but is a function.
static bool is_kernel_name(const char *name)
{
    static const char *const prefixes[] = {
        "Ndis", "Ex", "Ke", "Io", "Rtl", "Zw", "Nt", "Mm", "Ob", "Se", "Ps", "Wdf", "Wsk", "Etw"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], n) == 0 && (isupper((unsigned char)name[n]) || name[n] == 'f'))
            return true;
    }
    return false;
}

bool wpp_looks_like_trace(const char *name)
{
    static const char *const parts[] = {"trace", "debug", "dbg", "print"};
    size_t n = strlen(name);
    if (is_kernel_name(name) || n < 3)
        return false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcasestr(name, parts[i]))
            return true;
    return strncmp(name, "WPP_", 4) == 0 || strncmp(name, "Log", 3) == 0 || strncmp(name, "LOG", 3) == 0 ||
           strcmp(name + n - 3, "Log") == 0 || strcmp(name + n - 3, "LOG") == 0;
}
