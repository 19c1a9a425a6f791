// The program as the checker sees it: one translation unit lowered to a control-flow graph per function.
//
// A unit is a set of flat tables that refer to each other by index, and to text by offset into one pool; so
// it is written to a file or a pipe as it lies in memory. Registers are numbered per function and are not in
// single-assignment form: the value of `a ? b : c` is one register written in two blocks. Every variable of
// the source lives in memory (a local slot or a global); registers hold what an expression computes.
// A register never lives across a statement other than the ones that need it.
#ifndef IR_IR_H
#define IR_IR_H

#include "support/vec.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t ir_text; // offset of a NUL-terminated string in ir_unit.text; 0 is ""
#define IR_NONE UINT32_MAX // no register, no block, no index

// The type of a register or of a memory access. Pointers are 64 bits wide (LLP64); so is IR_I64.
enum ir_type { IR_VOID, IR_I8, IR_I16, IR_I32, IR_I64, IR_F32, IR_F64, IR_PTR };

// Size in bytes of a value of TYPE; 0 for IR_VOID.
static inline uint32_t ir_type_size(enum ir_type type)
{
    static const uint8_t size[] = {0, 1, 2, 4, 8, 4, 8, 8};
    return size[type];
}

// Opcodes: name, text in dumps. What each reads and writes stands behind it; T is the instruction's type.
// "ref" is an index into the table that the opcode names, "imm" a 64-bit number.
#define IR_OPCODES(X) \
    X(IR_CONST, "const")       /* dst = imm, sign-extended from T's width (floats: the bits of the value) */ \
    X(IR_LOCAL, "local")       /* dst = address of local slot ref of this function (index within the function) */ \
    X(IR_GLOBAL, "global")     /* dst = address of global ref (unit table); string literals are globals */ \
    X(IR_FUNCTION, "function") /* dst = address of function ref (unit table) */ \
    X(IR_FIELD, "field")       /* dst = a + imm; ref = field (unit table) that it names: the offset of nested members is theirs */ \
    X(IR_INDEX, "index")       /* dst = a + b * imm; b is a signed IR_I64; imm the element's size in bytes (negative to subtract) */ \
    X(IR_LOAD, "load")         /* dst = T at [a] */ \
    X(IR_STORE, "store")       /* T at [a] = b */ \
    X(IR_LOAD_BITS, "loadbits")   /* dst = imm2 bits from bit imm of the T at [a], widened (IR_SIGNED) to T */ \
    X(IR_STORE_BITS, "storebits") /* imm2 bits from bit imm of the T at [a] = low bits of b */ \
    X(IR_COPY, "copy")         /* imm bytes at [a] = imm bytes at [b]; they do not overlap unless equal */ \
    X(IR_ZERO, "zero")         /* imm bytes at [a] = 0 */ \
    X(IR_BEGIN, "begin")       /* the lifetime of local slot ref begins: its bytes hold no value */ \
    X(IR_ALLOCA, "alloca")     /* dst = address of a bytes that live as long as the call */ \
    X(IR_ADD, "add") X(IR_SUB, "sub") X(IR_MUL, "mul") /* dst = a op b, wrapping, of type T; also F32 and F64 */ \
    X(IR_SDIV, "sdiv") X(IR_UDIV, "udiv") X(IR_SREM, "srem") X(IR_UREM, "urem") /* IR_SDIV also F32, F64 */ \
    X(IR_AND, "and") X(IR_OR, "or") X(IR_XOR, "xor") \
    X(IR_SHL, "shl") X(IR_LSHR, "lshr") X(IR_ASHR, "ashr") /* b has T's width too; counts are taken modulo the width */ \
    X(IR_EQ, "eq") X(IR_NE, "ne") /* dst:IR_I32 = a op b ? 1 : 0; T is the type of the operands (also pointers, floats) */ \
    X(IR_SLT, "slt") X(IR_SLE, "sle") X(IR_ULT, "ult") X(IR_ULE, "ule") /* floats use the S forms */ \
    X(IR_NEG, "neg") X(IR_NOT, "not") /* dst = -a, dst = ~a */ \
    X(IR_TRUNC, "trunc")       /* dst:T = low bits of a; `from` is a's type in all conversions */ \
    X(IR_SEXT, "sext") X(IR_ZEXT, "zext") \
    X(IR_MOVE, "move")         /* dst = a: same width; pointer <-> 64-bit integer too */ \
    X(IR_SINT_TO_FLOAT, "sitofp") X(IR_UINT_TO_FLOAT, "uitofp") \
    X(IR_FLOAT_TO_SINT, "fptosi") X(IR_FLOAT_TO_UINT, "fptoui") X(IR_FLOAT_TO_FLOAT, "fptofp") \
    X(IR_CALL, "call")         /* dst? = function ref (unit table) called with `count` operands from operand `first` */ \
    X(IR_CALL_POINTER, "callptr") /* the same through the pointer a; ref = text of the callee's signature */ \
    X(IR_VA_START, "va_start") /* [a] = the pointer to this call's variable arguments, 8 bytes each, in order */ \
    X(IR_CHOOSE, "choose")     /* dst:IR_I32 = 0 or 1, undetermined; text = words for the path when it is 1 */ \
    X(IR_UNKNOWN, "unknown")   /* dst? = a value that nothing is known about; text = the reason, for the user */ \
    X(IR_JUMP, "jump")         /* to block t */ \
    X(IR_BRANCH, "branch")     /* to block t if a != 0 (type T), else f; text = the condition as written */ \
    X(IR_SWITCH, "switch")     /* on a (type T): `count` cases from case `first`; else block f; text = expression as written */ \
    X(IR_RETURN, "return")     /* a, or IR_NONE */ \
    X(IR_RAISE, "raise")       /* an exception goes on unwinding: to the block's handler, else to the caller's */ \
    X(IR_UNREACHABLE, "unreachable")

enum ir_op {
#define X(name, text) name,
    IR_OPCODES(X)
#undef X
    IR_OP_COUNT
};

enum { // ir_inst.flags
    IR_SIGNED = 1,      // IR_LOAD_BITS: sign-extend; IR_CONST: show as signed
    IR_VOLATILE = 2,    // the access is volatile
    IR_MACRO = 4,       // the statement comes from a macro's body
    IR_DECIDED = 8,     // IR_BRANCH: made by the lowering (cleanup, SEH), not written in the source
};

// One instruction. Blocks are block indices within the function; registers are numbered per function.
struct ir_inst {
    uint8_t op;    // enum ir_op
    uint8_t type;  // enum ir_type: T above
    uint8_t from;  // enum ir_type: conversions only
    uint8_t flags;
    uint32_t dst;  // register or IR_NONE
    uint32_t a, b; // registers or IR_NONE
    uint32_t ref;
    uint32_t first, count; // operands (ir_unit.operands) or cases (ir_unit.cases)
    uint32_t t, f; // blocks
    uint32_t text; // ir_text
    uint32_t loc;  // index into ir_unit.locs
    uint32_t imm2;
    int64_t imm;
};

// Where something stands. Lines and columns count from 1, columns in bytes. For text that a macro made,
// file/line/column is where the outermost macro is used, spelling_* where the token itself is written.
struct ir_loc {
    uint32_t file, line, column;
    uint32_t spelling_file, spelling_line, spelling_column;
};

struct ir_file {
    ir_text path;     // as opened; without "..", so that a file has one name from whatever folder it is included
    uint32_t system;  // 1: a system header or a fallback header; 0: the driver's own
};

struct ir_record { // a struct or union
    ir_text name;  // tag or typedef name; "" if it has none
    uint32_t is_union;
    uint64_t size; // bytes
};

struct ir_field { // what an IR_FIELD names, in the outermost record of the member expression
    uint32_t record; // index into records
    uint32_t owner;  // the record that declares the innermost member (through unnamed records); index into records
    uint32_t in_system; // 1: that is in a system or fallback header
    uint32_t parent; // nested members: the field that names the member around it, an earlier one; IR_NONE: there is none
    ir_text name;    // dotted when members are nested: "PortCharacteristics.PortNumber"
    uint32_t padding;
    uint64_t offset; // bytes from the start of the record
};

enum ir_linkage { IR_EXTERNAL, IR_INTERNAL };

struct ir_global {
    ir_text name;     // static locals: "function.name"; string literals: ".str.N"
    uint8_t linkage;  // enum ir_linkage
    uint8_t defined;  // 0: extern, defined elsewhere or never
    uint8_t is_const;
    uint8_t is_string;
    uint32_t init;    // function (no parameters) that stores its initial value; IR_NONE: all zero if defined
    uint32_t loc;
    uint64_t size;
    uint32_t bytes;   // string literals: offset in ir_unit.text of `size` bytes (may hold NUL); else 0
    uint32_t padding;
};

struct ir_local {
    ir_text name;     // "" for a temporary
    uint8_t type;     // enum ir_type of a scalar; IR_VOID for an aggregate
    uint8_t is_param; // the first ir_function.params slots of a function are its parameters, in order
    uint8_t by_value; // an aggregate parameter: the argument is a pointer to bytes that are copied in
    uint8_t padding;
    uint64_t size;
    uint32_t loc;
    ir_text type_name; // as written, for messages
};

struct ir_block {
    uint32_t first, count; // instructions (ir_unit.insts); the last one, and only it, ends the block
    uint32_t handler;      // block that an exception raised here goes to, or IR_NONE
};

struct ir_case { // lo <= value <= hi, compared as signed 64-bit after sign extension from the switch's type
    int64_t lo, hi;
    uint32_t block;
    uint32_t padding;
};

struct ir_function {
    ir_text name;
    ir_text usr;        // clang's USR: tells functions of one name apart
    ir_text signature;  // canonical type: return and parameter types
    ir_text role;       // the function typedef it was declared with, or ""
    uint8_t linkage;    // enum ir_linkage
    uint8_t defined;    // has a body here
    uint8_t variadic;
    uint8_t returns;    // enum ir_type; aggregates are returned through a hidden first parameter (slot 0, IR_PTR): IR_VOID
    uint8_t noreturn;
    uint8_t in_system;  // its body, or without one its declaration, stands in a system (or fallback) header
    uint8_t synthetic;  // made by the lowering: an initialiser
    uint8_t address_taken;
    uint32_t params;    // number of parameters, the hidden one included
    uint32_t first_local, locals;
    uint32_t first_block, blocks; // block 0 is the entry
    uint32_t registers; // number of registers used
    uint32_t loc, end_loc; // of its name; of its closing brace
    uint32_t const_params; // bit i: parameter i is a pointer to const
    uint32_t pointer_params; // bit i: parameter i is a pointer
};

// What could not be lowered, or what the compiler could not parse, inside a function or outside of one.
enum ir_gap_kind {
    IR_GAP_UNKNOWN,   // a construct whose value or effect the lowering does not know
    IR_GAP_ERROR,     // an error diagnostic of clang
    IR_GAP_LEFT_OUT,  // a construct that the lowering does not know: calls may stand in it, or it is one
};

struct ir_gap {
    uint32_t function; // or IR_NONE: outside of all functions
    uint32_t loc;
    ir_text reason;    // clang's message, or the construct
    uint32_t kind;     // enum ir_gap_kind
};

// A line that names what is declared elsewhere in the driver's own files: a field, an enumerator, a variable, a name of an
// arithmetic type. What the line does depends on lines FIRST to LAST of TO_FILE.
struct ir_mention {
    uint32_t file, line; // where the outermost macro is used, as in ir_loc
    uint32_t to_file, first, last;
};

// No padding but that which has a name: equal units are equal byte for byte.
_Static_assert(sizeof(struct ir_inst) == 56 && sizeof(struct ir_loc) == 24 && sizeof(struct ir_file) == 8 &&
                   sizeof(struct ir_record) == 16 && sizeof(struct ir_field) == 32 && sizeof(struct ir_global) == 32 &&
                   sizeof(struct ir_local) == 24 && sizeof(struct ir_block) == 12 && sizeof(struct ir_case) == 24 &&
                   sizeof(struct ir_function) == 64 && sizeof(struct ir_gap) == 16 && sizeof(struct ir_mention) == 20,
    "the members of each element fill it");

// One lowered translation unit. Everything it refers to is in its own tables; owned by whoever made it.
struct ir_unit {
    ir_text path;      // main source file
    VEC(char) text;    // text pool; starts with a NUL
    VEC(struct ir_file) files;
    VEC(struct ir_loc) locs; // 0 is "nowhere"
    VEC(struct ir_record) records;
    VEC(struct ir_field) fields;
    VEC(struct ir_global) globals;
    VEC(struct ir_function) functions;
    VEC(struct ir_local) locals;
    VEC(struct ir_block) blocks;
    VEC(struct ir_inst) insts;
    VEC(uint32_t) operands; // registers
    VEC(uint32_t) operand_texts; // ir_text: the argument as written, beside `operands`; 0 where there is none
    VEC(struct ir_case) cases;
    VEC(struct ir_gap) gaps;
    VEC(struct ir_mention) mentions; // only where they were asked for; sorted, each once
};

// The text at T.
static inline const char *ir_string(const struct ir_unit *unit, ir_text t)
{
    return unit->text.at + t;
}

#endif
