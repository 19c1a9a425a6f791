// The outcome of one source as bytes.
#include "frontend/answer.h"

struct answer_header {
    uint32_t errors;
    uint32_t problem_count, read_count;
    uint32_t precompiled;
    uint64_t unit_bytes; // 0: no unit
};

struct answer_problem {
    uint32_t kind, source, line, column;
    uint32_t file_bytes, text_bytes;
};

void answer_write(const struct parse_outcome *outcome, struct bytes *bytes)
{
    struct bytes unit = {0};
    if (outcome->unit)
        ir_unit_write(outcome->unit, &unit);
    struct answer_header header = {
        outcome->errors, (uint32_t)outcome->problems.count, (uint32_t)outcome->read.count, outcome->precompiled, unit.count};
    bytes_add(bytes, &header, sizeof header);
    for (size_t i = 0; i < outcome->read.count; i++) {
        uint32_t n = (uint32_t)strlen(outcome->read.at[i]);
        bytes_add(bytes, &n, sizeof n);
        bytes_add(bytes, outcome->read.at[i], n);
    }
    for (size_t i = 0; i < outcome->problems.count; i++) {
        const struct frontend_problem *p = &outcome->problems.at[i];
        struct answer_problem problem = {
            p->kind, p->source, p->line, p->column, (uint32_t)strlen(p->file), (uint32_t)strlen(p->text)};
        bytes_add(bytes, &problem, sizeof problem);
        bytes_add(bytes, p->file, problem.file_bytes);
        bytes_add(bytes, p->text, problem.text_bytes);
    }
    bytes_add(bytes, unit.at, unit.count);
    free(unit.at);
}

static char *read_text(struct bytes_reader *reader, uint32_t n)
{
    const char *at = bytes_take(reader, n);
    return at ? memory_text(at, n) : NULL;
}

static bool read_file_name(struct bytes_reader *reader, struct parse_outcome *outcome)
{
    uint32_t n;
    char *name = bytes_read(reader, &n, sizeof n) ? read_text(reader, n) : NULL;
    if (name)
        vec_push(&outcome->read, name);
    return name;
}

static bool read_problem(struct bytes_reader *reader, struct parse_outcome *outcome)
{
    struct answer_problem problem;
    if (!bytes_read(reader, &problem, sizeof problem) || problem.kind > FRONTEND_STOPPED)
        return false;
    char *file = read_text(reader, problem.file_bytes);
    char *text = file ? read_text(reader, problem.text_bytes) : NULL;
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
    struct bytes_reader reader = {bytes, n, false};
    struct answer_header header;
    *outcome = (struct parse_outcome){0};
    bool good = bytes_read(&reader, &header, sizeof header);
    for (uint32_t i = 0; good && i < header.read_count; i++)
        good = read_file_name(&reader, outcome);
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
    outcome->precompiled = header.precompiled != 0;
    return true;
}

// Whether RESULT says already that this header is missing, or this flag unknown: one file has it from another.
static bool is_known(const struct frontend_result *result, const struct frontend_problem *problem)
{
    if (problem->kind != FRONTEND_MISSING_HEADER && problem->kind != FRONTEND_REFUSED)
        return false;
    for (size_t i = 0; i < result->problems.count; i++)
        if (result->problems.at[i].kind == problem->kind && strcmp(result->problems.at[i].text, problem->text) == 0)
            return true;
    return false;
}

void outcomes_collect(struct parse_outcome *outcomes, size_t count, struct frontend_result *result)
{
    result->units = memory_new(count * sizeof(struct ir_unit *));
    result->unit_count = count;
    for (size_t i = 0; i < count; i++) {
        struct parse_outcome *outcome = &outcomes[i];
        result->units[i] = outcome->unit;
        result->error_count += outcome->errors;
        result->precompiled_count += outcome->precompiled;
        outcome->unit = NULL;
        for (size_t k = 0; k < outcome->problems.count; k++) {
            struct frontend_problem *problem = &outcome->problems.at[k];
            if (is_known(result, problem))
                continue;
            vec_push(&result->problems, *problem);
            problem->file = problem->text = NULL;
        }
        outcome_free(outcome);
    }
}

void outcome_free(struct parse_outcome *outcome)
{
    for (size_t i = 0; i < outcome->problems.count; i++) {
        free(outcome->problems.at[i].file);
        free(outcome->problems.at[i].text);
    }
    vec_free(&outcome->problems);
    for (size_t i = 0; i < outcome->read.count; i++)
        free(outcome->read.at[i]);
    vec_free(&outcome->read);
    ir_unit_free(outcome->unit);
    *outcome = (struct parse_outcome){0};
}
