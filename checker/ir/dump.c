// The IR as text. One line per instruction: what it yields, its opcode, what it reads, where it stands.
#include "ir/dump.h"

#include <inttypes.h>

struct dump {
    const struct ir_unit *unit;
    const struct ir_function *function;
    FILE *out;
};

const char *ir_op_name(enum ir_op op)
{
    static const char *const names[] = {
#define X(name, text) text,
        IR_OPCODES(X)
#undef X
    };
    return names[op];
}

const char *ir_type_name(enum ir_type type)
{
    static const char *const names[] = {"void", "i8", "i16", "i32", "i64", "f32", "f64", "ptr"};
    return names[type];
}

static void dump_quoted(const struct dump *d, const char *text, size_t n)
{
    fputc('"', d->out);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            fprintf(d->out, "\\%c", c);
        else if (c < 0x20 || c >= 0x7f)
            fprintf(d->out, "\\x%02x", c);
        else
            fputc(c, d->out);
    }
    fputc('"', d->out);
}

static void dump_text(const struct dump *d, ir_text text)
{
    const char *at = ir_string(d->unit, text);
    dump_quoted(d, at, strlen(at));
}

static void dump_register(const struct dump *d, uint32_t number)
{
    if (number == IR_NONE)
        fputs("none", d->out);
    else
        fprintf(d->out, "%%%" PRIu32, number);
}

// `12:3`, or `name.h:12:3` outside of the main file.
static void dump_loc(const struct dump *d, uint32_t loc)
{
    if (!loc)
        return;
    const struct ir_loc *at = &d->unit->locs.at[loc];
    const char *path = ir_string(d->unit, d->unit->files.at[at->file].path);
    const char *name = strrchr(path, '/');
    fputs("  ; ", d->out);
    if (strcmp(path, ir_string(d->unit, d->unit->path)) != 0)
        fprintf(d->out, "%s:", name ? name + 1 : path);
    fprintf(d->out, "%" PRIu32 ":%" PRIu32, at->line, at->column);
}

static void dump_local_name(const struct dump *d, uint32_t slot)
{
    const struct ir_local *local = &d->unit->locals.at[d->function->first_local + slot];
    const char *name = ir_string(d->unit, local->name);
    if (*name)
        fprintf(d->out, "%s.%" PRIu32, name, slot);
    else
        fprintf(d->out, "tmp.%" PRIu32, slot);
}

static const char *dump_function_name(const struct dump *d, uint32_t function)
{
    return ir_string(d->unit, d->unit->functions.at[function].name);
}

static void dump_operands(const struct dump *d, const struct ir_inst *inst)
{
    fputc('(', d->out);
    for (uint32_t i = 0; i < inst->count; i++) {
        if (i)
            fputs(", ", d->out);
        dump_register(d, d->unit->operands.at[inst->first + i]);
    }
    fputc(')', d->out);
    for (uint32_t i = 0; i < inst->count; i++) {
        fputs(i ? ", " : " ", d->out);
        dump_text(d, d->unit->operand_texts.at[inst->first + i]);
    }
}

static void dump_const(const struct dump *d, const struct ir_inst *inst)
{
    unsigned spare = 64 - 8 * ir_type_size(inst->type);
    double wide;
    float narrow;
    if (inst->type == IR_F64) {
        memcpy(&wide, &inst->imm, sizeof wide);
        fprintf(d->out, "%g", wide);
    } else if (inst->type == IR_F32) {
        memcpy(&narrow, &inst->imm, sizeof narrow);
        fprintf(d->out, "%g", (double)narrow);
    } else if (inst->flags & IR_SIGNED) {
        fprintf(d->out, "%" PRId64, inst->imm);
    } else {
        fprintf(d->out, "%" PRIu64, (uint64_t)inst->imm << spare >> spare);
    }
}

static void dump_field(const struct dump *d, const struct ir_inst *inst)
{
    dump_register(d, inst->a);
    fprintf(d->out, " + %" PRId64, inst->imm);
    if (inst->ref == IR_NONE)
        return;
    const struct ir_field *field = &d->unit->fields.at[inst->ref];
    fprintf(d->out, " %s.%s", ir_string(d->unit, d->unit->records.at[field->record].name),
            ir_string(d->unit, field->name));
}

static void dump_memory(const struct dump *d, uint32_t address)
{
    fputc('[', d->out);
    dump_register(d, address);
    fputc(']', d->out);
}

static void dump_switch(const struct dump *d, const struct ir_inst *inst)
{
    dump_register(d, inst->a);
    for (uint32_t i = 0; i < inst->count; i++) {
        const struct ir_case *c = &d->unit->cases.at[inst->first + i];
        fprintf(d->out, ", %" PRId64, c->lo);
        if (c->hi != c->lo)
            fprintf(d->out, "..%" PRId64, c->hi);
        fprintf(d->out, ": b%" PRIu32, c->block);
    }
    fprintf(d->out, ", else b%" PRIu32 " ", inst->f);
    dump_text(d, inst->text);
}

static void dump_branch(const struct dump *d, const struct ir_inst *inst)
{
    dump_register(d, inst->a);
    fprintf(d->out, ", b%" PRIu32 ", b%" PRIu32, inst->t, inst->f);
    if (inst->flags & IR_DECIDED)
        fputs(" decided", d->out);
    else {
        fputc(' ', d->out);
        dump_text(d, inst->text);
    }
}

static bool dump_converts(enum ir_op op)
{
    return op >= IR_TRUNC && op <= IR_FLOAT_TO_FLOAT;
}

// The opcode with its types: `add i32`, `zext i8 to i64`.
static void dump_opcode(const struct dump *d, const struct ir_inst *inst)
{
    fputs(ir_op_name(inst->op), d->out);
    if (inst->flags & IR_VOLATILE)
        fputs(" volatile", d->out);
    if (inst->op == IR_LOAD_BITS)
        fputs(inst->flags & IR_SIGNED ? " signed" : " unsigned", d->out);
    if (dump_converts(inst->op))
        fprintf(d->out, " %s to", ir_type_name(inst->from));
    bool plain = inst->op >= IR_LOCAL && inst->op <= IR_INDEX;
    if (inst->type != IR_VOID && !plain && inst->op != IR_ALLOCA && inst->op != IR_CHOOSE)
        fprintf(d->out, " %s", ir_type_name(inst->type));
    fputc(' ', d->out);
}

// What two-operand and one-operand arithmetic reads.
static void dump_arithmetic(const struct dump *d, const struct ir_inst *inst)
{
    dump_register(d, inst->a);
    if (inst->b == IR_NONE)
        return;
    fputs(", ", d->out);
    dump_register(d, inst->b);
}

static void dump_access(const struct dump *d, const struct ir_inst *inst)
{
    dump_memory(d, inst->a);
    if (inst->op == IR_LOAD_BITS || inst->op == IR_STORE_BITS)
        fprintf(d->out, " bits %" PRId64 "+%" PRIu32, inst->imm, inst->imm2);
    if (inst->b == IR_NONE || inst->op == IR_LOAD)
        return;
    fputs(", ", d->out);
    if (inst->op == IR_COPY)
        dump_memory(d, inst->b);
    else
        dump_register(d, inst->b);
}

static void dump_index(const struct dump *d, const struct ir_inst *inst)
{
    dump_arithmetic(d, inst);
    fprintf(d->out, " * %" PRId64, inst->imm);
}

static void dump_call(const struct dump *d, const struct ir_inst *inst)
{
    if (inst->op == IR_CALL)
        fputs(dump_function_name(d, inst->ref), d->out);
    else
        dump_memory(d, inst->a);
    dump_operands(d, inst);
    if (inst->op == IR_CALL_POINTER) {
        fputs(" as ", d->out);
        dump_text(d, inst->ref);
    }
}

static void dump_body(const struct dump *d, const struct ir_inst *inst)
{
    switch ((enum ir_op)inst->op) {
    case IR_CONST: dump_const(d, inst); break;
    case IR_LOCAL: case IR_BEGIN: dump_local_name(d, inst->ref); break;
    case IR_GLOBAL: fputs(ir_string(d->unit, d->unit->globals.at[inst->ref].name), d->out); break;
    case IR_FUNCTION: fputs(dump_function_name(d, inst->ref), d->out); break;
    case IR_FIELD: dump_field(d, inst); break;
    case IR_INDEX: dump_index(d, inst); break;
    case IR_LOAD: case IR_STORE: case IR_LOAD_BITS: case IR_STORE_BITS: dump_access(d, inst); break;
    case IR_COPY: case IR_ZERO:
        dump_access(d, inst);
        fprintf(d->out, ", %" PRId64, inst->imm);
        break;
    case IR_VA_START: dump_memory(d, inst->a); break;
    case IR_CALL: case IR_CALL_POINTER: dump_call(d, inst); break;
    case IR_CHOOSE: case IR_UNKNOWN: dump_text(d, inst->text); break;
    case IR_JUMP: fprintf(d->out, "b%" PRIu32, inst->t); break;
    case IR_BRANCH: dump_branch(d, inst); break;
    case IR_SWITCH: dump_switch(d, inst); break;
    case IR_RETURN:
        if (inst->a != IR_NONE)
            dump_register(d, inst->a);
        break;
    case IR_RAISE: case IR_UNREACHABLE: case IR_OP_COUNT: break;
    case IR_ALLOCA: case IR_ADD: case IR_SUB: case IR_MUL: case IR_SDIV: case IR_UDIV: case IR_SREM:
    case IR_UREM: case IR_AND: case IR_OR: case IR_XOR: case IR_SHL: case IR_LSHR: case IR_ASHR: case IR_EQ:
    case IR_NE: case IR_SLT: case IR_SLE: case IR_ULT: case IR_ULE: case IR_NEG: case IR_NOT: case IR_TRUNC:
    case IR_SEXT: case IR_ZEXT: case IR_MOVE: case IR_SINT_TO_FLOAT: case IR_UINT_TO_FLOAT:
    case IR_FLOAT_TO_SINT: case IR_FLOAT_TO_UINT: case IR_FLOAT_TO_FLOAT:
        dump_arithmetic(d, inst);
        break;
    }
}

static void dump_inst(const struct dump *d, const struct ir_inst *inst)
{
    fputs("  ", d->out);
    if (inst->dst != IR_NONE) {
        dump_register(d, inst->dst);
        fputs(" = ", d->out);
    }
    dump_opcode(d, inst);
    dump_body(d, inst);
    dump_loc(d, inst->loc);
    fputs(inst->flags & IR_MACRO ? " macro\n" : "\n", d->out);
}

static void dump_block(const struct dump *d, uint32_t number)
{
    const struct ir_block *block = &d->unit->blocks.at[d->function->first_block + number];
    fprintf(d->out, "b%" PRIu32 ":", number);
    if (block->handler != IR_NONE)
        fprintf(d->out, "  ; handler b%" PRIu32, block->handler);
    fputc('\n', d->out);
    for (uint32_t i = 0; i < block->count; i++)
        dump_inst(d, &d->unit->insts.at[block->first + i]);
}

static void dump_slot(const struct dump *d, uint32_t slot)
{
    const struct ir_local *local = &d->unit->locals.at[d->function->first_local + slot];
    fprintf(d->out, "  %s ", local->is_param ? "param" : "local");
    dump_local_name(d, slot);
    fprintf(d->out, ": %s%s, %" PRIu64 " bytes", local->type == IR_VOID ? "aggregate" : ir_type_name(local->type),
            local->by_value ? " by value" : "", local->size);
    if (local->type_name)
        fprintf(d->out, " (%s)", ir_string(d->unit, local->type_name));
    dump_loc(d, local->loc);
    fputc('\n', d->out);
}

static void dump_attributes(const struct dump *d, const struct ir_function *f)
{
    if (f->role)
        fprintf(d->out, " role %s", ir_string(d->unit, f->role));
    fputs(f->linkage == IR_INTERNAL ? " internal" : "", d->out);
    fputs(f->variadic ? " variadic" : "", d->out);
    fputs(f->noreturn ? " noreturn" : "", d->out);
    fputs(f->in_system && f->defined ? " system" : "", d->out);
    fputs(f->synthetic ? " synthetic" : "", d->out);
    fputs(f->address_taken ? " address-taken" : "", d->out);
    if (f->pointer_params)
        fprintf(d->out, " pointers %#" PRIx32 " const %#" PRIx32, f->pointer_params, f->const_params);
}

static void dump_function(struct dump *d, const struct ir_function *f)
{
    d->function = f;
    fprintf(d->out, "%s %s: ", f->defined ? "function" : "declare", ir_string(d->unit, f->name));
    dump_text(d, f->signature);
    dump_attributes(d, f);
    dump_loc(d, f->loc);
    fputc('\n', d->out);
    if (!f->defined)
        return;
    for (uint32_t i = 0; i < f->locals; i++)
        dump_slot(d, i);
    for (uint32_t i = 0; i < f->blocks; i++)
        dump_block(d, i);
    fputc('\n', d->out);
}

static void dump_global(const struct dump *d, const struct ir_global *g)
{
    fprintf(d->out, "%s %s: %" PRIu64 " bytes", g->defined ? "global" : "extern", ir_string(d->unit, g->name), g->size);
    fputs(g->linkage == IR_INTERNAL ? " internal" : "", d->out);
    fputs(g->is_const ? " const" : "", d->out);
    if (g->is_string) {
        fputc(' ', d->out);
        dump_quoted(d, d->unit->text.at + g->bytes, g->size);
    }
    if (g->init != IR_NONE)
        fprintf(d->out, " init %s", dump_function_name(d, g->init));
    dump_loc(d, g->loc);
    fputc('\n', d->out);
}

static void dump_gap(const struct dump *d, const struct ir_gap *gap)
{
    fprintf(d->out, "gap in %s: %s", gap->function == IR_NONE ? "no function" : dump_function_name(d, gap->function),
            gap->kind == IR_GAP_ERROR ? "error: " : "");
    fputs(ir_string(d->unit, gap->reason), d->out);
    dump_loc(d, gap->loc);
    fputc('\n', d->out);
}

// Whether function F belongs to what is shown when only NAME is asked for: itself and `NAME.x.init`.
static bool dump_wants(const char *f, const char *name)
{
    size_t n = strlen(name);
    return strncmp(f, name, n) == 0 && (!f[n] || f[n] == '.');
}

void ir_dump(const struct ir_unit *unit, const char *function, FILE *out)
{
    struct dump d = {unit, NULL, out};
    for (size_t i = 0; !function && i < unit->globals.count; i++)
        dump_global(&d, &unit->globals.at[i]);
    for (size_t i = 0; i < unit->functions.count; i++)
        if (!function || dump_wants(ir_string(unit, unit->functions.at[i].name), function))
            dump_function(&d, &unit->functions.at[i]);
    for (size_t i = 0; i < unit->gaps.count; i++)
        if (!function || (unit->gaps.at[i].function != IR_NONE &&
                          dump_wants(dump_function_name(&d, unit->gaps.at[i].function), function)))
            dump_gap(&d, &unit->gaps.at[i]);
}
