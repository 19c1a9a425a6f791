// The places of a program that hold values, and who writes each: what demand.c flows through. Private to demand.
//
// Memory is told apart by variable, by what a parameter points to, and by the member and the record that declares it.
#ifndef ENGINE_DEMAND_GRAPH_H
#define ENGINE_DEMAND_GRAPH_H

#include "engine/control.h"
#include "engine/demand.h"

#include <uthash.h>

enum node_kind { NODE_LOCAL, NODE_POINTEE, NODE_GLOBAL, NODE_MEMBER, NODE_RETURN };

struct node;

struct writer {
    uint32_t function, reg; // the value written: a register
    struct node *from;      // or another node (a copy)
};

// A place that holds values. Its writers are known before the flow starts.
struct node {
    char *key;
    bool demanded;
    bool modelled;  // a model reads it
    bool addressed; // what is demanded is reached through it
    bool handed;    // what a model gets is reached through it
    bool is_index;  // an element is chosen by it: forgotten, it would have to be split again
    bool in_driver; // a member that the driver declares
    enum node_kind kind;
    uint32_t function, index;
    VEC(struct writer) writers;
    UT_hash_handle hh;
};

struct fields { // names of the members that begin at one offset of one record (a union has several)
    char *key;  // record name and offset
    VEC(char *) members;
    UT_hash_handle hh;
};

struct demand {
    const struct ir_program *program;
    const struct reach *reach;
    struct node *nodes;
    struct fields *fields;
    VEC(struct node *) pending;
    VEC(struct node *) pending_addresses;
    bool handing; // what flows now are the addresses that models get
    uint8_t *branches_done; // [program function]
    uint8_t **registers;    // [program function][register]: demanded
    struct definition **definitions; // [program function][register]
    uint8_t *matters;       // [program function]
    struct control **controls; // [program function]; NULL: not made yet
    uint8_t **decides;      // [program function][block]: its last instruction's condition is demanded
};

// Where a register is defined: the last instruction that does, and whether others do too.
struct definition {
    const struct ir_inst *inst;
    bool several;
};

// A member's name with the record that declares it: the same through whatever record it is reached. NAME has room.
enum { MEMBER_NAME = 256 };
const char *graph_member_name(const struct ir_unit *unit, const struct ir_field *field, char name[MEMBER_NAME]);

// The node of a place, made if it is new. NAME: members only.
struct node *graph_node(struct demand *d, enum node_kind kind, uint32_t function, uint32_t index, const char *name);
// The node that address register REG of F points at, or NULL.
struct node *graph_node_at(struct demand *d, uint32_t f, uint32_t reg);

const struct ir_unit *graph_unit(const struct demand *d, uint32_t f);
const struct ir_function *graph_body(const struct demand *d, uint32_t f);
const struct ir_inst *graph_definition(const struct demand *d, uint32_t f, uint32_t reg);

typedef void visit_inst(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to);
void graph_each_inst(struct demand *d, uint32_t f, visit_inst *visit, void *to);

// For graph_each_inst, in this order over all functions: notes definitions; adds what an instruction writes.
visit_inst graph_add_definition, graph_collect_writers;

#endif
