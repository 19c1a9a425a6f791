// Bodies: the state while one function is lowered, its parameters, variables and labels.
#include "frontend/lowering.h"

void body_begin(struct lowering *l, struct body *body, uint32_t function)
{
    *body = (struct body){.function = function, .outer = l->body, .abnormal = -1};
    body->jumps = (struct jump_targets){.on_break = IR_NONE, .on_continue = IR_NONE};
    body->cursor = body->compound = clang_getNullCursor();
    body->b = build_start(l->unit, function);
    l->body = body;
}

// Each computed goto can go to every label whose address is taken; the address is the label's number.
static void fill_computed_gotos(struct body *body)
{
    VEC(struct ir_case) cases = {0};
    uint32_t other = body->computed_gotos.count ? build_block(body->b) : IR_NONE;
    for (size_t i = 0; i < body->labels.count; i++) {
        const struct label *label = &body->labels.at[i];
        struct ir_case made = {label->number, label->number, label->block, 0};
        if (label->number)
            vec_push(&cases, made);
    }
    for (size_t i = 0; i < body->computed_gotos.count; i++)
        build_cases(body->b, body->computed_gotos.at[i], cases.at, (uint32_t)cases.count, other);
    vec_free(&cases);
}

void body_end(struct lowering *l)
{
    struct body *body = l->body;
    fill_computed_gotos(body);
    build_finish(body->b);
    cursor_map_free(&body->slots);
    cursor_map_free(&body->sizes);
    vec_free(&body->labels);
    vec_free(&body->computed_gotos);
    l->body = body->outer;
}

// The slot of a parameter or variable, made when it is first asked for; IR_NONE for what is no local.
uint32_t slot_of_variable(struct lowering *l, CXCursor decl)
{
    uint32_t *known = cursor_map_find(&l->body->slots, decl);
    if (known)
        return *known;
    if (clang_getCursorLinkage(decl) != CXLinkage_NoLinkage ||
        clang_Cursor_getStorageClass(decl) == CX_SC_Static || clang_Cursor_getStorageClass(decl) == CX_SC_Extern)
        return IR_NONE;
    CXType type = clang_getCursorType(decl);
    struct shape shape = shape_of(type);
    struct ir_local made = {.name = text_of_string(l, clang_getCursorSpelling(decl)),
                            .type = shape.kind == SHAPE_ADDRESS ? IR_VOID : (uint8_t)shape.type,
                            .size = is_reference(type) ? ir_type_size(IR_PTR) : size_of(type),
                            .loc = source_loc(l, clang_getCursorLocation(decl)),
                            .type_name = text_of_string(l, clang_getTypeSpelling(type))};
    uint32_t slot = build_slot(l->body->b, made);
    cursor_map_put(&l->body->slots, decl, slot);
    return slot;
}

uint32_t temporary(struct lowering *l, CXType type, uint32_t *slot)
{
    struct shape shape = shape_of(type);
    struct ir_local made = {.type = shape.kind == SHAPE_ADDRESS ? IR_VOID : (uint8_t)shape.type,
                            .size = size_of(type),
                            .loc = source_loc(l, l->at)};
    uint32_t number = build_slot(l->body->b, made);
    if (slot)
        *slot = number;
    emit_ref(l, IR_BEGIN, number);
    return emit_ref(l, IR_LOCAL, number);
}

static void add_parameter(struct lowering *l, CXCursor decl, CXType passed)
{
    struct shape shape = shape_of(passed), pointer = {SHAPE_POINTER, IR_PTR, false};
    CXType type = clang_getCursorType(decl), canonical = clang_getCanonicalType(passed);
    if (is_array_type(canonical) || is_function_type(canonical))
        shape = pointer;
    struct ir_local made = {.name = text_of_string(l, clang_getCursorSpelling(decl)),
                            .type = shape.kind == SHAPE_ADDRESS ? IR_VOID : (uint8_t)shape.type,
                            .is_param = 1,
                            .by_value = shape.kind == SHAPE_ADDRESS,
                            .size = shape.kind == SHAPE_ADDRESS ? size_of(passed) : ir_type_size(shape.type),
                            .loc = source_loc(l, clang_getCursorLocation(decl)),
                            .type_name = text_of_string(l, clang_getTypeSpelling(type))};
    cursor_map_put(&l->body->slots, decl, build_slot(l->body->b, made));
}

// A parameter of an old-style definition arrives promoted and is converted into a variable of its own type.
static void narrow_parameter(struct lowering *l, CXCursor decl, CXType passed)
{
    struct shape from = shape_of(passed), to = shape_of(clang_getCursorType(decl));
    uint32_t arrived = *cursor_map_find(&l->body->slots, decl);
    if (from.type == to.type)
        return;
    struct ir_local own = {.name = text_of_string(l, clang_getCursorSpelling(decl)),
                           .type = (uint8_t)to.type,
                           .size = ir_type_size(to.type)};
    uint32_t slot = build_slot(l->body->b, own);
    struct place source = place_at(emit_ref(l, IR_LOCAL, arrived), passed);
    struct place target = place_at(emit_ref(l, IR_LOCAL, slot), clang_getCursorType(decl));
    place_store(l, &target, convert(l, place_load(l, &source), from, to));
    cursor_map_put(&l->body->slots, decl, slot);
}

// The size of an array that is a parameter is computed, for what that does (C17 6.9.1p10).
static void evaluate_sizes(struct lowering *l, CXCursor parameter)
{
    if (canonical_type(parameter).kind != CXType_VariableArray)
        return;
    struct kids kids = kids_of(l, parameter);
    for (size_t i = 0; i < kids.count; i++)
        if (clang_isExpression(kid(l, kids, i).kind))
            lower_effect(l, kid(l, kids, i));
    kids_drop(l, kids);
}

static void add_hidden_result(struct lowering *l)
{
    struct ir_local made = {.type = IR_PTR, .is_param = 1, .size = 8};
    l->body->returns_hidden = true;
    build_slot(l->body->b, made);
}

static void add_this(struct lowering *l, CXCursor definition)
{
    struct ir_local made = {.name = text_intern(l, "this"), .type = IR_PTR, .is_param = 1, .size = 8};
    if (!takes_this(definition))
        return;
    l->body->has_this = true;
    l->body->this_slot = build_slot(l->body->b, made);
}

static void add_parameters(struct lowering *l, CXCursor definition)
{
    CXType type = canonical_type(definition);
    int count = clang_Cursor_getNumArguments(definition);
    int typed = clang_getNumArgTypes(type);
    if (l->body->result_shape.kind == SHAPE_ADDRESS)
        add_hidden_result(l);
    add_this(l, definition);
    for (int i = 0; i < count; i++) {
        CXCursor decl = clang_Cursor_getArgument(definition, (unsigned)i);
        add_parameter(l, decl, i < typed ? clang_getArgType(type, (unsigned)i) : clang_getCursorType(decl));
    }
    for (int i = 0; i < count && i < typed; i++)
        narrow_parameter(l, clang_Cursor_getArgument(definition, (unsigned)i), clang_getArgType(type, (unsigned)i));
    for (int i = 0; i < count; i++)
        evaluate_sizes(l, clang_Cursor_getArgument(definition, (unsigned)i));
    uint32_t hidden = (uint32_t)l->body->returns_hidden + (uint32_t)l->body->has_this;
    l->unit->functions.at[l->body->function].params = (uint32_t)(count > 0 ? count : 0) + hidden;
}

// The place of the last character of DEFINITION.
static CXSourceLocation closing_brace(struct lowering *l, CXCursor definition)
{
    CXSourceLocation end = clang_getRangeEnd(clang_getCursorExtent(definition));
    CXFile file = NULL;
    unsigned offset = source_offset(end, &file);
    return file && offset ? lower_move(l->tu, end, -1) : end;
}

// What falls off the end of main returns 0 (C17 5.1.2.2.3).
static void end_main(struct lowering *l)
{
    const char *name = ir_string(l->unit, l->unit->functions.at[l->body->function].name);
    if (strcmp(name, "main") == 0 && l->body->result_shape.kind == SHAPE_INT && build_is_open(l->body->b))
        build_return(l->body->b, l->body->result_shape.type, emit_const(l, l->body->result_shape, 0));
}

// Objects that are passed by value are the function's own, as Microsoft's compiler has it.
static void begin_parameters(struct lowering *l, CXCursor definition)
{
    int count = l->is_cpp ? clang_Cursor_getNumArguments(definition) : 0;
    l->body->compound = last_child(definition);
    for (int i = 0; i < count; i++) {
        CXCursor decl = clang_Cursor_getArgument(definition, (unsigned)i);
        uint32_t *slot = cursor_map_find(&l->body->slots, decl);
        if (slot && is_record(canonical_type(decl)) && has_destructor(canonical_type(decl)))
            object_begin(l, *slot, canonical_type(decl));
    }
}

void lower_function_body(struct lowering *l, uint32_t function, CXCursor definition)
{
    struct body body;
    body_begin(l, &body, function);
    body.cursor = definition;
    body.result = clang_getCanonicalType(clang_getCursorResultType(definition));
    body.result_shape = shape_of(body.result);
    struct at_saved saved = at_cursor(l, definition);
    add_parameters(l, definition);
    l->unit->functions.at[function].loc = source_loc(l, clang_getCursorLocation(definition));
    if (definition.kind == CXCursor_Constructor)
        lower_constructor_begin(l, definition);
    begin_parameters(l, definition);
    lower_statement(l, last_child(definition));
    objects_end(l, NULL);
    if (definition.kind == CXCursor_Destructor)
        lower_destructor_end(l, definition);
    l->at = closing_brace(l, definition);
    l->at_loc = IR_NONE;
    sync_position(l);
    l->unit->functions.at[function].end_loc = l->at_loc;
    end_main(l);
    at_restore(l, saved);
    body_end(l);
}

struct label *label_of(struct body *body, CXCursor statement)
{
    // The cursor that a goto leads to differs from the one that is visited, in its parent.
    CXSourceLocation at = clang_getCursorLocation(statement);
    for (size_t i = 0; i < body->labels.count; i++)
        if (clang_equalLocations(body->labels.at[i].at, at))
            return &body->labels.at[i];
    struct label made = {.at = at, .block = build_block(body->b)};
    vec_push(&body->labels, made);
    return &vec_last(&body->labels);
}

// The number of a label stands for its address; a static table of labels belongs to the function around it.
uint32_t lower_label_address(struct lowering *l, CXCursor e)
{
    struct body *body = l->body;
    CXCursor target = clang_getCursorReferenced(first_child(e));
    while (clang_Cursor_isNull(body->cursor) && body->outer)
        body = body->outer;
    if (clang_Cursor_isNull(body->cursor) || target.kind != CXCursor_LabelStmt)
        return emit_unknown(l, e, clang_getCursorType(e), "the address of a label outside of its function");
    struct label *label = label_of(body, target);
    if (!label->number)
        label->number = ++body->label_addresses;
    return emit_const(l, shape_of(clang_getCursorType(e)), label->number);
}

void lower_computed_goto(struct lowering *l, CXCursor s)
{
    CXCursor target = last_child(s);
    struct shape from = shape_of(clang_getCursorType(target)), to = {SHAPE_INT, IR_I64, true};
    ir_text text = source_text_of(l, target, s);
    uint32_t value = convert(l, lower_value(l, target), from, to);
    sync_position(l);
    uint32_t number = build_switch(l->body->b, IR_I64, value, text);
    vec_push(&l->body->computed_gotos, number);
}
