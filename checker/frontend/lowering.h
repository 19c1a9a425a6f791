// What the files of the lowering (lower*.c) share; private to them.
//
// An expression is lowered either to a value (a register) or to a place (an address and what lies there).
// The value of an expression whose type is a struct, union, array or function is its address, so implicit
// conversions from arrays and functions to pointers need no code.
#ifndef FRONTEND_LOWERING_H
#define FRONTEND_LOWERING_H

#include "frontend/lower.h"
#include "frontend/lower_map.h"
#include "ir/build.h"
#include "ir/unit.h"

enum shape_kind {
    SHAPE_VOID,
    SHAPE_BOOL,
    SHAPE_INT,     // also enumerations
    SHAPE_FLOAT,
    SHAPE_POINTER,
    SHAPE_ADDRESS, // what values are the address of: records, arrays, functions, vectors, 128-bit integers
};

// What the lowering needs to know of a type to compute with it.
struct shape {
    enum shape_kind kind;
    enum ir_type type; // of a register that holds a value; IR_VOID for SHAPE_VOID, IR_PTR for SHAPE_ADDRESS
    bool is_signed;
};

// Something in memory that can be loaded and stored.
struct place {
    uint32_t address;   // register
    CXType type;        // canonical
    struct shape shape;
    enum ir_type unit;  // bit-fields: the type of the access
    uint32_t bit, bits; // bit-fields: first bit in the unit and width; bits is 0 for all else
    uint8_t flags;      // IR_VOLATILE
};

// Where a member lies in its record.
struct field_layout {
    uint64_t byte;      // of the member, or of the unit in which a bit-field lies
    enum ir_type unit;  // bit-fields: see struct place
    uint32_t bit, bits;
    CXCursor record;
};

// Where, in `record`, the anonymous member lies that holds some field.
struct hidden_offset {
    CXCursor record;
    uint64_t offset;
};

// A file of the unit, read once.
struct source_file {
    CXFile file;
    uint32_t index; // in ir_unit.files
    bool read;      // then it has `text`, or none that can be read
    const char *text;
    size_t size;
};

// One statement that encloses the one being lowered and that jumps leave: what lies between a jump and its
// target decides which __finally bodies run on the way.
struct scope {
    struct scope *outer;
    CXCursor body;     // of the __try
    CXCursor finally;  // body of the __finally; null cursor: a try with __except
    uint32_t raised;   // the block that handles exceptions in the body
    uint32_t leave;    // where __leave goes; IR_NONE: this is no __try
    uint32_t object;   // the slot of a variable that is destroyed on the way out; IR_NONE: a __try
    CXType type;       // of that variable; canonical
};

// Where break and continue go.
struct jump_targets {
    uint32_t on_break, on_continue;
    struct scope *break_scope, *continue_scope;
};

struct switch_state {
    VEC(struct ir_case) cases;
    uint32_t other; // block of the default label, or IR_NONE
    struct shape shape;
    struct switch_state *outer;
};

struct label {
    CXSourceLocation at;
    uint32_t block;
    uint32_t number; // the value of its address; 0: never taken
};

// The function whose body is being lowered.
struct body {
    struct ir_builder *b;
    uint32_t function; // index in ir_unit.functions
    CXCursor cursor;   // the definition; null cursor for an initialiser
    struct shape result_shape;
    CXType result;     // canonical
    bool returns_hidden; // the result goes through the pointer in slot 0
    bool has_this;       // it is a method: the object's address is in slot `this_slot`
    uint32_t this_slot;
    struct cursor_map slots; // variables
    struct cursor_map sizes; // variable-length arrays: slot that holds their size in bytes
    VEC(struct label) labels;
    struct jump_targets jumps;
    struct switch_state *cases;
    struct scope *scope;
    CXCursor compound; // the block around the statement
    int abnormal; // value of AbnormalTermination(); -1: outside of __finally
    VEC(uint32_t) computed_gotos; // their switches, to be filled at the end
    uint32_t label_addresses;     // how many labels have a number
    struct body *outer; // interrupted by this one
};

struct lowering {
    CXTranslationUnit tu;
    struct ir_unit *unit;
    struct ir_texts texts;
    VEC(struct source_file) files;
    struct chains places; // into unit->locs, by the location's raw number
    VEC(CXSourceLocation) place_keys;
    VEC(uint32_t) place_values;
    struct cursor_map functions, globals, records;
    struct chains function_names, global_names; // external ones, by name
    VEC(uint32_t) function_name_values, global_name_values;
    struct cursor_map layouts; // into layout_values
    VEC(struct field_layout) layout_values;
    struct cursor_map hidden; // into hidden_values
    VEC(struct hidden_offset) hidden_values;
    struct chains fields;
    uint32_t fields_before; // fields that the unit held before
    VEC(CXCursor) kids;     // stack of children: see kids_of
    VEC(uint32_t) waiting;  // functions whose body is yet to be lowered
    VEC(CXCursor) definitions; // beside `waiting`
    uint32_t strings, compounds;
    bool is_cpp;
    struct chains overloads; // C++: functions by name, into overload_usrs; see overloads_note
    VEC(ir_text) overload_usrs, overload_names;
    struct cursor_map overridden;   // virtual functions that a class of the unit overrides
    VEC(CXCursor) allocators; // operator new and delete outside of classes
    struct body *body;
    CXSourceLocation at;  // where instructions stand that are made now
    uint32_t at_loc;      // its index, or IR_NONE while nobody asked
    uint8_t at_flags;
};

// --- lower_source.c: positions and text ---

// The place of AT in unit->locs.
uint32_t source_loc(struct lowering *l, CXSourceLocation at);
bool source_is_macro(CXSourceLocation at);
// Whether AT is written in a macro's body (and not among the arguments of its use).
bool source_in_macro_body(CXSourceLocation at);
// The text from where the token at AT is really written, to the end of its file.
const char *source_spelling(struct lowering *l, CXSourceLocation at, size_t *size);
// Whether the token at AT is WORD.
bool source_is_word(struct lowering *l, CXSourceLocation at, const char *word);
// The expression E, a part of WHOLE, as it is written: a macro call stays one, white space is collapsed.
ir_text source_text_of(struct lowering *l, CXCursor e, CXCursor whole);
// The text between the tokens where A ends and B begins, of one file; NULL if there is no such text.
const char *source_between(struct lowering *l, CXCursor a, CXCursor b, size_t *size);
// The offset of AT in its file at the outermost level (where the macro is used).
unsigned source_offset(CXSourceLocation at, CXFile *file);
ir_text text_intern(struct lowering *l, const char *text);
// Interns and disposes STRING.
ir_text text_of_string(struct lowering *l, CXString string);
// Past white space, comments and line continuations.
const char *source_skip_blank(const char *at, const char *end);
// Past one token that starts at AT: an identifier, a number, a literal, or one character.
const char *source_skip_token(const char *at, const char *end);
void source_free(struct lowering *l);

// --- lower_types.c ---

struct shape shape_of(CXType type);
enum ir_type integer_of_size(long long size); // IR_VOID if there is none
uint64_t size_of(CXType type);      // 0 if unknown
CXType canonical_type(CXCursor e);  // of an expression or declaration
CXType pointee_of(CXType type);     // canonical; of pointers and arrays
bool is_record(CXType canonical);
// libclang shows a parameter declared as an array or function, and what refers to it or converts to it, with that
// type, though it is a pointer. So these types may mean a pointer to their element wherever a value has them.
bool is_array_type(CXType canonical);
bool is_function_type(CXType canonical);
uint32_t record_of(struct lowering *l, CXType type);
// Adds field NAME at OFFSET of RECORD.
uint32_t field_of(struct lowering *l, const struct ir_field *field, CXCursor declaration);
// Where FIELD lies in the record that it is declared in.
struct field_layout layout_of(struct lowering *l, CXCursor field);
// What is to be added for a FIELD that is named as a member of RECORD but lies in an anonymous member of it:
// libclang leaves out that step.
uint64_t hidden_offset(struct lowering *l, CXType record, CXCursor field);
// Whether FIELD is a member of RECORD, or of an anonymous member of it, at *OFFSET.
bool holds_field(struct lowering *l, CXType record, CXCursor field, uint64_t *offset);
// The name of FIELD; 0 if it has none (libclang makes one up).
ir_text member_name(struct lowering *l, CXCursor field);

// --- lower_symbols.c: functions, globals, literals ---

uint32_t function_of(struct lowering *l, CXCursor decl);      // referenced by the program: its body is wanted
uint32_t function_named(struct lowering *l, const char *name, CXType type); // a builtin
void function_note_role(struct lowering *l, uint32_t function, CXCursor decl);
void function_want_body(struct lowering *l, uint32_t function, CXCursor definition);
uint32_t global_of(struct lowering *l, CXCursor decl);
void global_define(struct lowering *l, uint32_t global, CXCursor decl);
uint32_t global_of_literal(struct lowering *l, CXCursor literal);
uint32_t global_of_compound(struct lowering *l, CXCursor e); // with what initialises it
uint32_t synthetic_function(struct lowering *l, ir_text name, uint32_t loc);
void gap(struct lowering *l, CXCursor at, const char *reason);
// The same for what calls may stand in, or what is a call: they are lost.
void gap_left_out(struct lowering *l, CXCursor at, const char *reason);

// --- lower_function.c ---

void body_begin(struct lowering *l, struct body *body, uint32_t function);
void body_end(struct lowering *l);
void lower_function_body(struct lowering *l, uint32_t function, CXCursor definition);
// The address of a new unnamed slot for a value of TYPE.
uint32_t temporary(struct lowering *l, CXType type, uint32_t *slot);
uint32_t slot_of_variable(struct lowering *l, CXCursor decl);
struct label *label_of(struct body *body, CXCursor statement); // valid until the next call
uint32_t lower_label_address(struct lowering *l, CXCursor e);
void lower_computed_goto(struct lowering *l, CXCursor s);

// --- lower_emit.c: instructions at the current position ---

// From here on instructions stand where CURSOR does. Yields what to give back to at_restore.
struct at_saved {
    CXSourceLocation at;
    uint32_t loc;
};
struct at_saved at_cursor(struct lowering *l, CXCursor cursor);
void at_restore(struct lowering *l, struct at_saved saved);
uint32_t emit(struct lowering *l, struct ir_inst inst);
uint32_t emit_op(struct lowering *l, enum ir_op op, enum ir_type type, uint32_t a, uint32_t b);
uint32_t emit_const(struct lowering *l, struct shape shape, int64_t value);
uint32_t emit_ref(struct lowering *l, enum ir_op op, uint32_t ref); // IR_LOCAL, IR_GLOBAL, IR_FUNCTION, IR_BEGIN
uint32_t emit_element(struct lowering *l, uint32_t address, uint64_t index, uint64_t size);
void emit_copy(struct lowering *l, uint32_t to, uint32_t from, uint64_t size);
void emit_zero(struct lowering *l, uint32_t to, uint64_t size);
// A value of TYPE that nothing is known of, and a gap. IR_NONE for void; an address for what is one.
uint32_t emit_unknown(struct lowering *l, CXCursor at, CXType type, const char *reason);
uint32_t emit_left_out(struct lowering *l, CXCursor at, CXType type, const char *reason);
// The same without a gap: it is known that nothing can be known.
uint32_t emit_undetermined(struct lowering *l, CXType type, const char *reason);
void sync_position(struct lowering *l);

// --- lower_place.c ---

struct place lower_place(struct lowering *l, CXCursor e);
struct place place_at(uint32_t address, CXType type);
uint32_t place_load(struct lowering *l, const struct place *place);
// Stores VALUE of the place's type; yields what the place holds then (bit-fields cut it off).
uint32_t place_store(struct lowering *l, const struct place *place, uint32_t value);

// --- lower_convert.c ---

struct shape promoted(struct shape shape);
struct shape common_shape(struct shape a, struct shape b); // usual arithmetic conversions
// VALUE from one shape to another. It must not be used afterwards: a constant is taken back and made anew.
uint32_t convert(struct lowering *l, uint32_t value, struct shape from, struct shape to);
// The same for a VALUE that is used again.
uint32_t convert_kept(struct lowering *l, uint32_t value, struct shape from, struct shape to);
uint32_t truth_of(struct lowering *l, uint32_t value, struct shape shape); // value != 0 as IR_I32

// --- lower_operator.c ---

uint32_t lower_unary(struct lowering *l, CXCursor e);
uint32_t lower_binary(struct lowering *l, CXCursor e);
uint32_t lower_compound_assignment(struct lowering *l, CXCursor e);
uint32_t lower_arithmetic(struct lowering *l, CXCursor e, enum CXBinaryOperatorKind op, struct shape shape, uint32_t a,
                          uint32_t b);
// POINTER (of canonical type TYPE) moved by INDEX elements, or back.
uint32_t lower_pointer_step(struct lowering *l, CXType type, uint32_t pointer, uint32_t index, struct shape index_shape,
                            bool back);

// --- lower_condition.c ---

void lower_condition(struct lowering *l, CXCursor e, CXCursor whole, uint32_t on_true, uint32_t on_false);
uint32_t lower_logical(struct lowering *l, CXCursor e);      // && || as a value
uint32_t lower_conditional(struct lowering *l, CXCursor e);  // ?:
uint32_t lower_gnu_conditional(struct lowering *l, CXCursor e);

// --- lower_expression.c ---

// The value of E. IR_NONE for void.
uint32_t lower_value(struct lowering *l, CXCursor e);
// E for what it does.
void lower_effect(struct lowering *l, CXCursor e);
// Its value converted to the canonical type TYPE.
uint32_t lower_converted(struct lowering *l, CXCursor e, CXType type);
// The value of an expression that the compiler knows: a literal, an enumerator, sizeof, a case label.
bool constant_of(CXCursor e, int64_t *value);
// E without parentheses and __extension__.
CXCursor without_parentheses(CXCursor e);
struct kids { // the children of a cursor: l->kids from `first`
    size_t first, count;
};
struct kids kids_of(struct lowering *l, CXCursor cursor);
CXCursor kid(const struct lowering *l, struct kids kids, size_t i);
void kids_drop(struct lowering *l, struct kids kids);
// The only, or last, child: the operand of a cast.
CXCursor last_child(CXCursor cursor);
CXCursor first_child(CXCursor cursor);
// What an UnexposedExpr is.
enum unexposed_kind {
    UNEXPOSED_CAST, // an implicit conversion, or something that only stands for its operand
    UNEXPOSED_CONDITIONAL,
    UNEXPOSED_VA_ARG,
    UNEXPOSED_OFFSETOF,
    UNEXPOSED_CHOOSE,
    UNEXPOSED_DESIGNATED,
    UNEXPOSED_CONSTANT, // __builtin_types_compatible_p and others that the compiler answers
    UNEXPOSED_OTHER,
};
enum unexposed_kind unexposed_kind_of(struct lowering *l, CXCursor e);
CXCursor generic_choice(struct lowering *l, CXCursor e); // of a _Generic; null cursor if it cannot be told
CXCursor chosen_operand(struct lowering *l, CXCursor e); // of a __builtin_choose_expr

// --- lower_call.c, lower_builtin.c ---

uint32_t lower_call(struct lowering *l, CXCursor e);
// The call of METHOD for the object at OBJECT, with the arguments of the call E.
uint32_t lower_method_call(struct lowering *l, CXCursor e, CXCursor method, uint32_t object);
struct place place_of_call(struct lowering *l, CXCursor e); // of one that yields a reference
bool yields_reference(struct lowering *l, CXCursor e);
uint32_t lower_va_arg(struct lowering *l, CXCursor e);
struct place place_of_list(struct lowering *l, CXCursor list); // of the pointer that the va_list LIST is
uint32_t lower_offsetof(struct lowering *l, CXCursor e);
// A call of a function of the compiler: false if NAME is not one that needs more than a call.
bool lower_builtin(struct lowering *l, CXCursor e, const char *name, struct kids kids, uint32_t *value);

// --- lower_class.c, lower_object.c: C++ ---

bool is_reference(CXType type);
bool is_function_kind(enum CXCursorKind kind); // functions, methods, constructors, …
bool takes_this(CXCursor decl);
CXType this_record(CXCursor method); // canonical
bool is_written(CXCursor method);    // by somebody, not generated by a compiler
uint32_t lower_this(struct lowering *l, CXCursor at);
// Where BASE, a class that DERIVED inherits from at any depth, begins in it; false if it does not.
bool base_offset(CXType derived, CXType base, uint64_t *offset);
// VALUE, the address of an object of a class or a pointer to one, converted to another class of its hierarchy. Both
// types are canonical; what are no classes are left as they are.
uint32_t lower_to_class(struct lowering *l, uint32_t value, CXType from, CXType to);
// The call of a constructor that INIT is, without what only stands for it; null cursor if it is none.
CXCursor constructor_call(struct lowering *l, CXCursor init);
void lower_construct(struct lowering *l, uint32_t address, CXType type, CXCursor call);
void lower_constructor_begin(struct lowering *l, CXCursor definition); // bases and members
void lower_destructor_end(struct lowering *l, CXCursor definition);    // members and bases
bool has_destructor(CXType type);
void lower_destroy(struct lowering *l, uint32_t address, CXType type); // canonical
uint32_t lower_new(struct lowering *l, CXCursor e);
void lower_delete(struct lowering *l, CXCursor e);
// Notes, before anything is lowered, what classes and functions of C++ there are.
void overloads_note(struct lowering *l);
// The name by which a function of C++ is known in the whole program: that of its class in front, its parameters behind
// where others have the same name.
ir_text function_name(struct lowering *l, CXCursor decl);

// --- lower_init.c ---

// Initialises the object of canonical type TYPE at ADDRESS, which may hold anything, with INIT.
void lower_initialiser(struct lowering *l, uint32_t address, CXType type, CXCursor init);
uint32_t lower_compound_literal(struct lowering *l, CXCursor e);

// --- lower_statement.c, lower_loop.c, lower_range.c, lower_seh.c ---

void lower_statement(struct lowering *l, CXCursor s);
void lower_unknown_statement(struct lowering *l, CXCursor s);
void lower_variable(struct lowering *l, CXCursor decl);
// From here to objects_end with the scope of now, whatever leaves destroys the variable in SLOT, of canonical TYPE.
void object_begin(struct lowering *l, uint32_t slot, CXType type);
void objects_end(struct lowering *l, struct scope *outer);
void lower_declaration_statement(struct lowering *l, CXCursor s);
uint32_t lower_statement_expression(struct lowering *l, CXCursor e);
void lower_while(struct lowering *l, CXCursor s);
void lower_do(struct lowering *l, CXCursor s);
void lower_for(struct lowering *l, CXCursor s);
void lower_range_for(struct lowering *l, CXCursor s);
// The body of a loop or switch: break goes to ON_BREAK, continue to ON_CONTINUE (IR_NONE: as outside).
void lower_inside(struct lowering *l, CXCursor s, uint32_t on_break, uint32_t on_continue);
void lower_switch(struct lowering *l, CXCursor s);
void lower_case(struct lowering *l, CXCursor s);
void lower_default(struct lowering *l, CXCursor s);
void lower_seh_try(struct lowering *l, CXCursor s);
void lower_leave(struct lowering *l, CXCursor s);
// Runs the __finally bodies between here and the scope TARGET.
void leave_scopes(struct lowering *l, struct scope *target);
void lower_goto(struct lowering *l, CXCursor s);
void lower_asm(struct lowering *l, CXCursor s);

#endif
