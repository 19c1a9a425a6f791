// What may fix a finding: statements that are taken away or added. Whether it does is for a check to say.
#include "lsp/repair.h"

#include "lsp/ctext.h"
#include "support/path.h"

#include <ctype.h>
#include <strings.h>

// A place in a file of the driver.
struct spot {
    char *path;
    const struct text *text;
    size_t at;
    struct functions functions;
    const struct function *function; // that it is in
};

static bool spot_open(struct subject *subject, const struct report_place *place, struct spot *spot)
{
    *spot = (struct spot){0};
    if (!place->path)
        return false;
    spot->path = path_absolute(subject->cwd, place->path);
    const struct text *text = texts_get(&subject->texts, spot->path);
    if (!text)
        return false;
    spot->text = text;
    spot->at = text_offset(text, place->line, place->column);
    ctext_functions(text, &spot->functions);
    spot->function = ctext_enclosing(&spot->functions, spot->at);
    return spot->function != NULL;
}

static void spot_close(struct spot *spot)
{
    free(spot->path);
    vec_free(&spot->functions.list);
}

static bool try(struct subject *subject, const struct spot *spot, const char *title, struct piece piece, char *text)
{
    struct repair repair = {spot->path, text, piece.start, piece.end};
    bool done = subject->try(subject->trial, title, &repair);
    free(text);
    return done;
}

// ---- lines ----

static size_t line_start(const struct text *text, size_t at)
{
    while (at && text->text[at - 1] != '\n')
        at--;
    return at;
}

static char *indentation(const struct text *text, size_t at)
{
    size_t start = line_start(text, at), n = 0;
    while (text->text[start + n] == ' ' || text->text[start + n] == '\t')
        n++;
    return memory_text(text->text + start, n);
}

static const char *new_line(const struct text *text)
{
    const char *first = memchr(text->text, '\n', text->size);
    return first && first > text->text && first[-1] == '\r' ? "\r\n" : "\n";
}

// The whole lines of PIECE, if nothing else stands on them.
static struct piece whole_lines(const struct text *text, struct piece piece)
{
    size_t start = line_start(text, piece.start), end = piece.end;
    while (end < text->size && (text->text[end] == ' ' || text->text[end] == '\t' || text->text[end] == '\r'))
        end++;
    bool alone = end == text->size || text->text[end] == '\n';
    for (size_t i = start; i < piece.start; i++)
        alone &= text->text[i] == ' ' || text->text[i] == '\t';
    return alone ? (struct piece){start, end + (end < text->size)} : piece;
}

// ---- a free of the default port ----

static void remove_free(struct subject *subject, const struct spot *spot)
{
    struct statement statement;
    size_t open = spot->at;
    while (open < spot->text->size && spot->text->text[open] != '(')
        open++;
    if (!ctext_statement(spot->text, spot->function, spot->at, &statement)) {
        struct piece call = {spot->at, ctext_close(spot->text, open)};
        try(subject, spot, "Do not free the default port: NDIS does", call, memory_format("NDIS_STATUS_SUCCESS"));
    } else if (statement.unbraced) {
        try(subject, spot, "Remove the free of the default port", statement.piece, memory_format(";"));
    } else {
        try(subject, spot, "Remove the free of the default port", whole_lines(spot->text, statement.piece),
            memory_format("%s", ""));
    }
}

// ---- a statement in front of another ----

static bool insert_before(
    struct subject *subject, const struct spot *spot, const char *title, size_t at, const char *added)
{
    struct statement statement;
    const struct text *text = spot->text;
    if (!ctext_statement(text, spot->function, at, &statement))
        return false;
    const char *nl = new_line(text);
    char *indent = indentation(text, statement.piece.start), *whole;
    char *old = ctext_copy(text, statement.piece);
    struct piece piece = {statement.piece.start, statement.piece.start};
    if (statement.unbraced) {
        char *outer = indentation(text, statement.after - 1);
        piece = (struct piece){statement.after, statement.piece.end};
        whole = memory_format(" {%s%s%s%s%s%s%s%s}", nl, indent, added, nl, indent, old, nl, outer);
        free(outer);
    } else {
        whole = memory_format("%s%s%s", added, nl, indent);
    }
    free(indent);
    free(old);
    return try(subject, spot, title, piece, whole);
}

// ---- the driver's own functions ----

// A parameter or a variable: `PADAPTER Adapter`.
struct declared {
    char *type, *name;
};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

// Words that say nothing of a type: annotations, and what the old DDK wrote.
static bool is_annotation(const char *word, size_t n)
{
    static const char *const words[] = {"IN", "OUT", "INOUT", "OPTIONAL", "const", "CONST"};
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n && !strncmp(words[i], word, n))
            return true;
    return n > 1 && *word == '_' && word[n - 1] == '_';
}

// Splits TEXT into the words of a type, with a star for each pointer, and the name behind them.
static struct declared declared_read(const char *text)
{
    struct declared declared = {memory_format("%s", ""), memory_format("%s", "")};
    while (*text) {
        size_t n = 0;
        while (is_word(text[n]))
            n++;
        if (n && !is_annotation(text, n)) {
            char *type = memory_format("%s%s%s", declared.type, *declared.type ? " " : "", declared.name);
            free(declared.type);
            free(declared.name);
            declared.type = type;
            declared.name = memory_text(text, n);
        } else if (*text == '*') {
            char *type = memory_format("%s%s%s *", declared.type, *declared.type ? " " : "", declared.name);
            free(declared.type);
            free(declared.name);
            declared.type = type;
            declared.name = memory_format("%s", "");
        }
        text += n ? n : 1;
    }
    return declared;
}

static void declared_free(struct declared *declared)
{
    free(declared->type);
    free(declared->name);
}

// The name of a parameter of type TYPE, or NULL.
static char *parameter_of_type(const struct text *text, const struct function *function, const char *type)
{
    struct pieces parameters = {0};
    char *found = NULL;
    ctext_arguments(text, function->open, &parameters);
    for (size_t i = 0; i < parameters.list.count && !found; i++) {
        char *words = ctext_copy(text, parameters.list.at[i]);
        struct declared declared = declared_read(words);
        if (!strcmp(declared.type, type) && *declared.name)
            found = memory_text(declared.name, strlen(declared.name));
        declared_free(&declared);
        free(words);
    }
    vec_free(&parameters.list);
    return found;
}

// The name of a variable of type TYPE that is declared in the body before BEFORE, or NULL.
static char *variable_of_type(const struct text *text, const struct function *function, size_t before, const char *type)
{
    size_t at = function->body.start + 1;
    while (at < before) {
        at = ctext_skip(text, at);
        size_t end = at;
        while (end < before && !strchr(";={(,[:", text->text[end]))
            end = ctext_next(text, end);
        char *words = ctext_copy(text, (struct piece){at, end});
        struct declared declared = declared_read(words);
        bool same = !strcmp(declared.type, type) && *declared.name;
        char *name = same ? memory_text(declared.name, strlen(declared.name)) : NULL;
        declared_free(&declared);
        free(words);
        if (name)
            return name;
        while (end < before && !strchr(";{}", text->text[end]))
            end = ctext_next(text, end);
        at = end + 1;
    }
    return NULL;
}

// What a port is known by where the change goes.
struct port {
    char *handle, *number; // NULL: not known there
};

static char *argument_for(const struct spot *spot, size_t at, const struct declared *parameter, const struct port *port)
{
    if (strstr(parameter->type, "PORT_NUMBER") && port->number)
        return memory_text(port->number, strlen(port->number));
    if (!strcmp(parameter->type, "NDIS_HANDLE") && port->handle)
        return memory_text(port->handle, strlen(port->handle));
    char *name = parameter_of_type(spot->text, spot->function, parameter->type);
    return name ? name : variable_of_type(spot->text, spot->function, at, parameter->type);
}

// A call of FUNCTION with what is at hand at AT, without the semicolon; NULL if something is not.
static char *call_of(const struct text *text, const struct function *function, const struct spot *spot, size_t at,
    const struct port *port)
{
    struct pieces parameters = {0};
    char *name = ctext_copy(text, function->name), *call = memory_format("%s(", name);
    bool whole = true;
    ctext_arguments(text, function->open, &parameters);
    for (size_t i = 0; i < parameters.list.count; i++) {
        char *words = ctext_copy(text, parameters.list.at[i]);
        struct declared parameter = declared_read(words);
        bool nothing = !strcasecmp(words, "void");
        char *argument = nothing ? memory_format("%s", "") : argument_for(spot, at, &parameter, port);
        char *longer = memory_format("%s%s%s", call, i ? ", " : "", argument ? argument : "");
        whole &= argument != NULL;
        free(call);
        free(argument);
        free(words);
        declared_free(&parameter);
        call = longer;
    }
    vec_free(&parameters.list);
    char *closed = whole ? memory_format("%s)", call) : NULL;
    free(call);
    free(name);
    return closed;
}

// Whether the function that PATH defines can be called at AT of the spot's file.
static bool is_visible(struct subject *subject, const struct text *text, const struct function *function,
    const struct spot *spot, size_t at)
{
    char *name = ctext_copy(text, function->name);
    bool visible = ctext_has_word(spot->text, (struct piece){0, at}, name);
    if (text != spot->text && ctext_has_word(text, function->head, "static"))
        visible = false;
    for (size_t i = 0; !visible && text != spot->text && i < subject->driver->sources.count; i++) {
        if (!path_has_extension(subject->driver->sources.at[i], ".h"))
            continue;
        char *path = path_absolute(subject->cwd, subject->driver->sources.at[i]);
        const struct text *header = texts_get(&subject->texts, path);
        visible = header && ctext_has_word(header, (struct piece){0, header->size}, name);
        free(path);
    }
    free(name);
    return visible;
}

// Calls TAKE with each call that can be made at AT to a function of the driver whose body has WORD, until it is true.
static bool each_call(struct subject *subject, const struct spot *spot, size_t at, const char *word,
    const struct port *port,
    bool (*take)(struct subject *subject, const struct spot *spot, size_t at, const char *call, bool returns))
{
    bool done = false;
    for (size_t i = 0; i < subject->driver->sources.count && !done; i++) {
        struct functions functions = {0};
        char *path = path_absolute(subject->cwd, subject->driver->sources.at[i]);
        const struct text *text = texts_get(&subject->texts, path);
        if (text)
            ctext_functions(text, &functions);
        for (size_t f = 0; f < functions.list.count && !done; f++) {
            const struct function *function = &functions.list.at[f];
            bool same = text->text == spot->text->text && function->body.start == spot->function->body.start;
            if (same || !ctext_has_word(text, function->body, word) || !is_visible(subject, text, function, spot, at))
                continue;
            char *call = call_of(text, function, spot, at, port);
            bool returns =
                !ctext_has_word(text, function->head, "VOID") && !ctext_has_word(text, function->head, "void");
            done = call && take(subject, spot, at, call, returns);
            free(call);
        }
        vec_free(&functions.list);
        free(path);
    }
    return done;
}

// ---- an active port is freed ----

// A deactivation can fail, and then the port stays active: a helper that says so is asked again, as NDIS wants it.
static bool deactivate_by(struct subject *subject, const struct spot *spot, size_t at, const char *call, bool returns)
{
    static const char title[] = "Deactivate the port before it is freed";
    char *plain = memory_format("%s;", call);
    bool done = insert_before(subject, spot, title, at, plain);
    free(plain);
    if (done || !returns)
        return done;
    char *indent = indentation(spot->text, at);
    const char *nl = new_line(spot->text);
    char *again = memory_format(
        "while (%s != NDIS_STATUS_SUCCESS) {%s%s    NdisMSleep(10000);%s%s}", call, nl, indent, nl, indent);
    done = insert_before(subject, spot, title, at, again);
    free(again);
    free(indent);
    return done;
}

static struct port port_of_call(const struct spot *spot)
{
    struct pieces arguments = {0};
    struct port port = {0};
    size_t open = spot->at;
    while (open < spot->text->size && spot->text->text[open] != '(')
        open++;
    ctext_arguments(spot->text, open, &arguments);
    if (arguments.list.count == 2) {
        port.handle = ctext_copy(spot->text, arguments.list.at[0]);
        port.number = ctext_copy(spot->text, arguments.list.at[1]);
    }
    vec_free(&arguments.list);
    return port;
}

static void port_free(struct port *port)
{
    free(port->handle);
    free(port->number);
}

static void deactivate_first(struct subject *subject, const struct spot *spot)
{
    struct port port = port_of_call(spot);
    each_call(subject, spot, spot->at, "NetEventPortDeactivation", &port, deactivate_by);
    port_free(&port);
}

// ---- a failing initialization leaves a port ----

// `&Port` is a characteristics record, whose number is Port.PortNumber; `Port` points to one.
static void number_of_record(struct port *port)
{
    char *record = port->number;
    if (!record)
        return;
    bool address = *record == '&';
    port->number = memory_format("%s%s", address ? record + 1 : record, address ? ".PortNumber" : "->PortNumber");
    free(record);
}

static const struct report_step *allocation(const struct report_finding *finding)
{
    for (size_t i = 0; i < finding->steps.count; i++)
        if (strstr(finding->steps.at[i].message, "port is allocated"))
            return &finding->steps.at[i];
    return NULL;
}

static bool free_by(struct subject *subject, const struct spot *spot, size_t at, const char *call, bool returns)
{
    (void)returns;
    char *added = memory_format("%s;", call);
    bool done = insert_before(subject, spot, "Free the port before the failing return", at, added);
    free(added);
    return done;
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && !strcmp(text + n - m, end);
}

// Whether a step says that a condition holds: 'x' is true, or in `!x`, 'x' is false.
static bool is_taken(const struct report_step *step, const struct spot *where)
{
    bool negated = where->at && where->text->text[where->at - 1] == '!';
    return ends_with(step->message, negated ? "is false" : "is true");
}

// Where the body of the condition begins that a step found to hold; 0 if the step is nothing like that.
static size_t body_of(const struct spot *spot, const struct report_step *step, const struct spot *where)
{
    if (!is_taken(step, where) || where->text->text != spot->text->text ||
        where->function->body.start != spot->function->body.start)
        return 0;
    size_t at = where->function->body.start + 1, body = 0;
    while (at < where->at) { // the innermost parentheses around the condition that follow an `if`
        bool opens = where->text->text[at] == '(' && ctext_close(where->text, at) > where->at;
        struct piece before = {at >= 4 ? at - 4 : 0, at};
        if (opens && ctext_has_word(where->text, before, "if"))
            body = ctext_skip(where->text, ctext_close(where->text, at));
        at = ctext_next(where->text, at);
    }
    if (body && where->text->text[body] == '{')
        body = ctext_skip(where->text, body + 1);
    return body;
}

// Frees the port at AT: by what the allocation was given, if that is at hand there, or by a function of the driver.
static bool free_at(struct subject *subject, const struct spot *spot, size_t at, const struct port *port)
{
    static const char title[] = "Free the port before the failing return";
    bool done = false;
    if (port->number) {
        char *added = memory_format("NdisMFreePort(%s, %s);", port->handle, port->number);
        done = insert_before(subject, spot, title, at, added);
        free(added);
    }
    return done || each_call(subject, spot, at, "NdisMFreePort", port, free_by);
}

// The innermost condition first that led to the failure: what stands in it is not on the way of a success.
static bool free_in_branch(struct subject *subject, const struct spot *spot, const struct port *port)
{
    bool done = false;
    for (size_t i = subject->finding->steps.count; i-- > 0 && !done;) {
        struct spot where;
        const struct report_step *step = &subject->finding->steps.at[i];
        size_t body = spot_open(subject, &step->place, &where) ? body_of(spot, step, &where) : 0;
        done = body && free_at(subject, spot, body, port);
        spot_close(&where);
    }
    return done;
}

static void free_before_return(struct subject *subject, const struct spot *spot)
{
    struct spot where;
    struct port port = {0};
    const struct report_step *step = allocation(subject->finding);
    if (!step)
        return;
    if (!spot_open(subject, &step->place, &where)) {
        spot_close(&where);
        return;
    }
    if (where.text->text == spot->text->text && where.function->body.start == spot->function->body.start) {
        port = port_of_call(&where);
        number_of_record(&port);
    }
    if (!free_in_branch(subject, spot, &port))
        free_at(subject, spot, spot->at, &port);
    port_free(&port);
    spot_close(&where);
}

void propose(struct subject *subject)
{
    static const struct {
        const char *rule;
        void (*propose)(struct subject *subject, const struct spot *spot);
    } table[] = {
        {"ndis-port-free-default", remove_free},
        {"ndis-port-free-active", deactivate_first},
        {"ndis-port-leak-init", free_before_return},
    };
    struct spot spot;
    for (unsigned i = 0; i < sizeof table / sizeof *table; i++) {
        if (strcmp(table[i].rule, subject->finding->rule))
            continue;
        if (spot_open(subject, &subject->finding->place, &spot))
            table[i].propose(subject, &spot);
        spot_close(&spot);
    }
}
