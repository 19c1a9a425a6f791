// The outcome of one source as bytes.
#include "frontend/answer.h"

struct answer_header {
    uint32_t errors;
    uint32_t problem_count;
    uint64_t unit_bytes; // 0: no unit
};

struct answer_problem {
    uint32_t kind, source, line, column;
    uint32_t file_bytes, text_bytes;
};

static void add(struct ir_bytes *bytes, const void *from, size_t n)
{
    bytes->at = memory_grow(bytes->at, &bytes->capacity, bytes->count + n, 1);
    memcpy(bytes->at + bytes->count, from, n);
    bytes->count += n;
}

void answer_write(const struct parse_outcome *outcome, struct ir_bytes *bytes)
{
    struct ir_bytes unit = {0};
    if (outcome->unit)
        ir_unit_write(outcome->unit, &unit);
    struct answer_header header = {outcome->errors, (uint32_t)outcome->problems.count, unit.count};
    add(bytes, &header, sizeof header);
    for (size_t i = 0; i < outcome->problems.count; i++) {
        const struct frontend_problem *p = &outcome->problems.at[i];
        struct answer_problem problem = {
            p->kind, p->source, p->line, p->column, (uint32_t)strlen(p->file), (uint32_t)strlen(p->text)};
        add(bytes, &problem, sizeof problem);
        add(bytes, p->file, problem.file_bytes);
        add(bytes, p->text, problem.text_bytes);
    }
    if (unit.count)
        add(bytes, unit.at, unit.count);
    free(unit.at);
}

struct reader {
    const char *at;
    size_t left;
};

static bool take(struct reader *reader, void *to, size_t n)
{
    if (n > reader->left)
        return false;
    memcpy(to, reader->at, n);
    reader->at += n;
    reader->left -= n;
    return true;
}

static char *take_text(struct reader *reader, uint32_t n)
{
    if (n > reader->left)
        return NULL;
    char *text = memory_text(reader->at, n);
    reader->at += n;
    reader->left -= n;
    return text;
}

static bool read_problem(struct reader *reader, struct parse_outcome *outcome)
{
    struct answer_problem problem;
    if (!take(reader, &problem, sizeof problem) || problem.kind > FRONTEND_STOPPED)
        return false;
    char *file = take_text(reader, problem.file_bytes);
    char *text = file ? take_text(reader, problem.text_bytes) : NULL;
    if (!text) {
        free(file);
        return false;
    }
    struct frontend_problem read = {problem.kind, problem.source, file, problem.line, problem.column, text};
    vec_push(&outcome->problems, read);
    return true;
}

bool answer_read(const void *bytes, size_t n, struct parse_outcome *outcome)
{
    struct reader reader = {bytes, n};
    struct answer_header header;
    *outcome = (struct parse_outcome){0};
    bool good = take(&reader, &header, sizeof header);
    for (uint32_t i = 0; good && i < header.problem_count; i++)
        good = read_problem(&reader, outcome);
    if (good && header.unit_bytes) {
        const char *why;
        outcome->unit = header.unit_bytes == reader.left ? ir_unit_read(reader.at, reader.left, &why) : NULL;
        good = outcome->unit != NULL;
    }
    if (!good) {
        outcome_free(outcome);
        return false;
    }
    outcome->errors = header.errors;
    return true;
}

void outcome_free(struct parse_outcome *outcome)
{
    for (size_t i = 0; i < outcome->problems.count; i++) {
        free(outcome->problems.at[i].file);
        free(outcome->problems.at[i].text);
    }
    vec_free(&outcome->problems);
    ir_unit_free(outcome->unit);
    *outcome = (struct parse_outcome){0};
}
