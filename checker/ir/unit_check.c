// Whether a unit that was read from bytes can be used safely: every index leads into its table.
//
// This is about memory safety only. Whether a unit makes sense (registers written before they are read, types
// that fit) is what the verifier asks, in debug builds, of units that the lowering made.
#include "ir/unit.h"

// What the operands of an opcode must be, beyond "a register of the function, or none".
enum {
    NEEDS_DST = 1,
    NEEDS_A = 2,
    NEEDS_B = 4,
    NEEDS_T = 8, // a target block
    NEEDS_F = 16,
    HAS_OPERANDS = 32,
    HAS_CASES = 64,
    REF_LOCAL = 128,
    REF_GLOBAL = 256,
    REF_FUNCTION = 512,
    REF_FIELD = 1024,
    REF_TEXT = 2048,
    UNARY = NEEDS_DST | NEEDS_A,
    BINARY = UNARY | NEEDS_B,
};

static unsigned op_needs(enum ir_op op)
{
    switch (op) {
    case IR_CONST:
    case IR_CHOOSE:
        return NEEDS_DST;
    case IR_LOCAL:
        return NEEDS_DST | REF_LOCAL;
    case IR_GLOBAL:
        return NEEDS_DST | REF_GLOBAL;
    case IR_FUNCTION:
        return NEEDS_DST | REF_FUNCTION;
    case IR_FIELD:
        return UNARY | REF_FIELD;
    case IR_LOAD:
    case IR_LOAD_BITS:
    case IR_ALLOCA:
    case IR_NEG:
    case IR_NOT:
    case IR_TRUNC:
    case IR_SEXT:
    case IR_ZEXT:
    case IR_MOVE:
    case IR_SINT_TO_FLOAT:
    case IR_UINT_TO_FLOAT:
    case IR_FLOAT_TO_SINT:
    case IR_FLOAT_TO_UINT:
    case IR_FLOAT_TO_FLOAT:
        return UNARY;
    case IR_INDEX:
    case IR_ADD:
    case IR_SUB:
    case IR_MUL:
    case IR_SDIV:
    case IR_UDIV:
    case IR_SREM:
    case IR_UREM:
    case IR_AND:
    case IR_OR:
    case IR_XOR:
    case IR_SHL:
    case IR_LSHR:
    case IR_ASHR:
    case IR_EQ:
    case IR_NE:
    case IR_SLT:
    case IR_SLE:
    case IR_ULT:
    case IR_ULE:
        return BINARY;
    case IR_STORE:
    case IR_STORE_BITS:
    case IR_COPY:
        return NEEDS_A | NEEDS_B;
    case IR_ZERO:
    case IR_VA_START:
        return NEEDS_A;
    case IR_BEGIN:
        return REF_LOCAL;
    case IR_CALL:
        return HAS_OPERANDS | REF_FUNCTION;
    case IR_CALL_POINTER:
        return NEEDS_A | HAS_OPERANDS | REF_TEXT;
    case IR_JUMP:
        return NEEDS_T;
    case IR_BRANCH:
        return NEEDS_A | NEEDS_T | NEEDS_F;
    case IR_SWITCH:
        return NEEDS_A | NEEDS_F | HAS_CASES;
    case IR_UNKNOWN:
    case IR_RETURN:
    case IR_RAISE:
    case IR_UNREACHABLE:
    case IR_OP_COUNT:
        break;
    }
    return 0;
}

static bool op_ends_block(enum ir_op op)
{
    return op == IR_JUMP || op == IR_BRANCH || op == IR_SWITCH || op == IR_RETURN || op == IR_RAISE ||
           op == IR_UNREACHABLE;
}

static bool in_range(uint32_t first, uint32_t count, size_t limit)
{
    return first <= limit && count <= limit - first;
}

static bool text_ok(const struct ir_unit *unit, ir_text text)
{
    return text < unit->text.count;
}

static bool loc_ok(const struct ir_unit *unit, uint32_t loc)
{
    return loc < unit->locs.count;
}

// REG is a register of F, or none where none is allowed.
static bool register_ok(const struct ir_function *f, uint32_t reg, unsigned needed)
{
    return reg == IR_NONE ? !needed : reg < f->registers;
}

static bool ref_ok(const struct ir_unit *unit, const struct ir_function *f, const struct ir_inst *inst, unsigned needs)
{
    if (needs & REF_LOCAL)
        return inst->ref < f->locals;
    if (needs & REF_GLOBAL)
        return inst->ref < unit->globals.count;
    if (needs & REF_FUNCTION)
        return inst->ref < unit->functions.count;
    if (needs & REF_FIELD)
        return inst->ref == IR_NONE || inst->ref < unit->fields.count;
    if (needs & REF_TEXT)
        return text_ok(unit, inst->ref);
    return true;
}

static bool operands_ok(const struct ir_unit *unit, const struct ir_function *f, const struct ir_inst *inst)
{
    if (!in_range(inst->first, inst->count, unit->operands.count))
        return false;
    for (uint32_t i = 0; i < inst->count; i++)
        if (unit->operands.at[inst->first + i] >= f->registers)
            return false;
    return true;
}

static bool cases_ok(const struct ir_unit *unit, const struct ir_function *f, const struct ir_inst *inst)
{
    if (!in_range(inst->first, inst->count, unit->cases.count))
        return false;
    for (uint32_t i = 0; i < inst->count; i++)
        if (unit->cases.at[inst->first + i].block >= f->blocks)
            return false;
    return true;
}

static bool inst_ok(const struct ir_unit *unit, const struct ir_function *f, const struct ir_inst *inst)
{
    if (inst->op >= IR_OP_COUNT || inst->type > IR_PTR || inst->from > IR_PTR)
        return false;
    unsigned needs = op_needs(inst->op);
    return register_ok(f, inst->dst, needs & NEEDS_DST) && register_ok(f, inst->a, needs & NEEDS_A) &&
           register_ok(f, inst->b, needs & NEEDS_B) && (!(needs & NEEDS_T) || inst->t < f->blocks) &&
           (!(needs & NEEDS_F) || inst->f < f->blocks) && ref_ok(unit, f, inst, needs) &&
           (!(needs & HAS_OPERANDS) || operands_ok(unit, f, inst)) &&
           (!(needs & HAS_CASES) || cases_ok(unit, f, inst)) && text_ok(unit, inst->text) && loc_ok(unit, inst->loc);
}

static const char *block_check(const struct ir_unit *unit, const struct ir_function *f, const struct ir_block *block)
{
    if (!block->count || !in_range(block->first, block->count, unit->insts.count))
        return "a block leads out of the instructions";
    if (block->handler != IR_NONE && block->handler >= f->blocks)
        return "a block's handler is no block";
    for (uint32_t i = 0; i < block->count; i++) {
        const struct ir_inst *inst = &unit->insts.at[block->first + i];
        if (!inst_ok(unit, f, inst))
            return "an instruction refers to what does not exist";
        if (op_ends_block(inst->op) != (i + 1 == block->count))
            return "a block does not end where it should";
    }
    return NULL;
}

static const char *function_check(const struct ir_unit *unit, const struct ir_function *f)
{
    if (!text_ok(unit, f->name) || !text_ok(unit, f->usr) || !text_ok(unit, f->signature) || !text_ok(unit, f->role) ||
        !loc_ok(unit, f->loc) || !loc_ok(unit, f->end_loc) || f->returns > IR_PTR || f->linkage > IR_INTERNAL)
        return "a function refers to what does not exist";
    if (!in_range(f->first_local, f->locals, unit->locals.count) || (f->defined && f->params > f->locals))
        return "a function leads out of the locals";
    if (!in_range(f->first_block, f->blocks, unit->blocks.count) || (f->defined && !f->blocks))
        return "a function leads out of the blocks";
    for (uint32_t i = 0; i < f->blocks; i++) {
        const char *problem = block_check(unit, f, &unit->blocks.at[f->first_block + i]);
        if (problem)
            return problem;
    }
    return NULL;
}

static bool global_ok(const struct ir_unit *unit, const struct ir_global *global)
{
    if (!text_ok(unit, global->name) || !loc_ok(unit, global->loc) || global->linkage > IR_INTERNAL)
        return false;
    if (global->init != IR_NONE && global->init >= unit->functions.count)
        return false;
    return !global->bytes || (text_ok(unit, global->bytes) && global->size <= unit->text.count - global->bytes);
}

static bool local_ok(const struct ir_unit *unit, const struct ir_local *local)
{
    return text_ok(unit, local->name) && text_ok(unit, local->type_name) && loc_ok(unit, local->loc) &&
           local->type <= IR_PTR;
}

static bool field_ok(const struct ir_unit *unit, const struct ir_field *field)
{
    return text_ok(unit, field->name) && (field->record == IR_NONE || field->record < unit->records.count) &&
           (field->owner == IR_NONE || field->owner < unit->records.count) &&
           (field->parent == IR_NONE || field->parent < (size_t)(field - unit->fields.at));
}

static bool file_ok(const struct ir_unit *unit, const struct ir_file *file)
{
    return text_ok(unit, file->path);
}

static bool place_ok(const struct ir_unit *unit, const struct ir_loc *loc)
{
    return loc == unit->locs.at || (loc->file < unit->files.count && loc->spelling_file < unit->files.count);
}

static bool record_ok(const struct ir_unit *unit, const struct ir_record *record)
{
    return text_ok(unit, record->name);
}

static bool gap_ok(const struct ir_unit *unit, const struct ir_gap *gap)
{
    return (gap->function == IR_NONE || gap->function < unit->functions.count) && loc_ok(unit, gap->loc) &&
           text_ok(unit, gap->reason) && gap->kind <= IR_GAP_LEFT_OUT;
}

static bool mention_ok(const struct ir_unit *unit, const struct ir_mention *mention)
{
    return mention->file < unit->files.count && mention->to_file < unit->files.count &&
           mention->first <= mention->last && mention->last < INT32_MAX;
}

const char *ir_unit_check(const struct ir_unit *unit)
{
    if (!unit->text.count || vec_last(&unit->text) || unit->text.at[0] || !unit->locs.count ||
        !text_ok(unit, unit->path))
        return "the text pool or the location table is empty or not ended";
    if (unit->operand_texts.count != unit->operands.count)
        return "the operands and their texts are not as many";
#define CHECK(table, ok, problem) \
    for (size_t i = 0; i < unit->table.count; i++) \
        if (!ok(unit, &unit->table.at[i])) \
            return problem;
    CHECK(files, file_ok, "a file has no name")
    CHECK(locs, place_ok, "a location lies in no file")
    CHECK(records, record_ok, "a record's name does not exist")
    CHECK(fields, field_ok, "a field refers to what does not exist")
    CHECK(globals, global_ok, "a global refers to what does not exist")
    CHECK(locals, local_ok, "a local refers to what does not exist")
    CHECK(gaps, gap_ok, "a gap refers to what does not exist")
    CHECK(mentions, mention_ok, "a mention lies in no file")
#undef CHECK
    for (size_t i = 0; i < unit->operand_texts.count; i++)
        if (!text_ok(unit, unit->operand_texts.at[i]))
            return "an operand's text does not exist";
    for (size_t i = 0; i < unit->functions.count; i++) {
        const char *problem = function_check(unit, &unit->functions.at[i]);
        if (problem)
            return problem;
    }
    return NULL;
}
