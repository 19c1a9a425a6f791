// Structured exceptions, and the jumps that leave them.
//
//     __try { B } __except (F) { E }          __try { B } __finally { C }
//
//       choose: raised? ── yes ─┐              choose: raised? ── yes ─┐
//       B (handler: H)          │              B (handler: H)          │
//       │                       H: F            C                       H: C
//       │                 zero ─┴─ else         │                       raise
//       │                 raise    E            │
//       └──────── end ─────────────┘            end
//
// Each jump out of B, and __leave, runs a copy of C on its way.
#include "frontend/lowering.h"

struct label_search {
    CXSourceLocation label;
    bool found;
};

static enum CXChildVisitResult search_label(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct label_search *search = data;
    if (child.kind == CXCursor_LabelStmt && clang_equalLocations(clang_getCursorLocation(child), search->label))
        search->found = true;
    return search->found ? CXChildVisit_Break : CXChildVisit_Recurse;
}

static bool contains_label(CXCursor s, CXCursor label)
{
    struct label_search search = {.label = clang_getCursorLocation(label)};
    clang_visitChildren(s, search_label, &search);
    return search.found;
}

static enum CXChildVisitResult renew_label(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct body *body = data;
    if (child.kind == CXCursor_LabelStmt)
        label_of(body, child)->block = build_block(body->b);
    return CXChildVisit_Recurse;
}

// A copy of the body of a __finally. Labels in it are its own in each copy.
static void lower_finally(struct lowering *l, CXCursor finally, int abnormal)
{
    int before = l->body->abnormal;
    l->body->abnormal = abnormal;
    clang_visitChildren(finally, renew_label, l->body);
    lower_statement(l, finally);
    l->body->abnormal = before;
}

static uint32_t handler_of(const struct scope *scope)
{
    return scope ? scope->raised : IR_NONE;
}

void leave_scopes(struct lowering *l, struct scope *target)
{
    struct body *body = l->body;
    struct scope *inner = body->scope;
    for (struct scope *s = inner; s && s != target; s = s->outer) {
        if (clang_Cursor_isNull(s->finally) && s->object == IR_NONE)
            continue;
        body->scope = s->outer;
        build_handler(body->b, handler_of(s->outer));
        if (s->object != IR_NONE)
            lower_destroy(l, emit_ref(l, IR_LOCAL, s->object), s->type);
        else
            lower_finally(l, s->finally, 1);
    }
    body->scope = inner;
    build_handler(body->b, handler_of(inner));
}

void lower_goto(struct lowering *l, CXCursor s)
{
    CXCursor label = clang_getCursorReferenced(first_child(s));
    struct scope *target = l->body->scope;
    if (label.kind != CXCursor_LabelStmt) {
        gap(l, s, "a goto whose label cannot be told");
        sync_position(l);
        build_end(l->body->b, IR_UNREACHABLE);
        return;
    }
    while (target && !contains_label(target->body, label))
        target = target->outer;
    leave_scopes(l, target);
    sync_position(l);
    build_jump(l->body->b, label_of(l->body, label)->block);
}

// Destroys the variables of the scopes inside TARGET, which are no __try.
static void leave_objects(struct lowering *l, struct scope *target)
{
    for (struct scope *s = l->body->scope; s && s != target; s = s->outer)
        if (s->object != IR_NONE)
            lower_destroy(l, emit_ref(l, IR_LOCAL, s->object), s->type);
}

void lower_leave(struct lowering *l, CXCursor s)
{
    struct scope *scope = l->body->scope;
    while (scope && scope->leave == IR_NONE)
        scope = scope->outer;
    leave_objects(l, scope);
    sync_position(l);
    if (scope)
        build_jump(l->body->b, scope->leave);
    else
        gap(l, s, "a __leave outside of __try");
}

// Goes either into the __try or to HANDLER, as if something in it had raised an exception.
static void choose_exception(struct lowering *l, uint32_t handler)
{
    uint32_t inside = build_block(l->body->b);
    struct ir_inst choose = build_inst(IR_CHOOSE, IR_I32, IR_NONE, IR_NONE);
    choose.text = text_intern(l, "an exception is raised in the __try block");
    choose.flags = IR_DECIDED;
    uint32_t raised = emit(l, choose);
    build_decided(l->body->b, raised, handler, inside);
    build_handler(l->body->b, handler);
    build_here(l->body->b, inside);
}

static void lower_except(struct lowering *l, CXCursor s, uint32_t end)
{
    struct ir_builder *b = l->body->b;
    CXCursor filter = first_child(s), handler = last_child(s);
    uint32_t inside = build_block(b), onwards = build_block(b);
    lower_condition(l, filter, s, inside, onwards);
    build_here(b, onwards);
    build_end(b, IR_RAISE);
    build_here(b, inside);
    lower_statement(l, handler);
    if (build_is_open(b))
        build_jump(b, end);
}

void lower_seh_try(struct lowering *l, CXCursor s)
{
    struct ir_builder *b = l->body->b;
    CXCursor body = first_child(s), handler = last_child(s);
    bool has_finally = handler.kind == CXCursor_SEHFinallyStmt;
    uint32_t end = build_block(b);
    struct scope scope = {.outer = l->body->scope, .body = body, .raised = build_block(b), .leave = build_block(b), .object = IR_NONE};
    scope.finally = has_finally ? last_child(handler) : clang_getNullCursor();
    choose_exception(l, scope.raised);
    l->body->scope = &scope;
    lower_statement(l, body);
    l->body->scope = scope.outer;
    if (build_is_open(b))
        build_jump(b, scope.leave);
    build_handler(b, handler_of(scope.outer));
    build_here(b, scope.leave);
    if (has_finally)
        lower_finally(l, scope.finally, 0);
    if (build_is_open(b))
        build_jump(b, end);
    build_here(b, scope.raised);
    if (has_finally) {
        lower_finally(l, scope.finally, 1);
        sync_position(l);
        build_end(b, IR_RAISE);
    } else {
        lower_except(l, handler, end);
    }
    build_here(b, end);
}
