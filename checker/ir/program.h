// A linked program: the units of one driver and of the rule pack, and which definition each name means.
#ifndef IR_PROGRAM_H
#define IR_PROGRAM_H

#include "ir/ir.h"

// Where a unit comes from. A body in the driver beats a model of the pack; a model beats an inline body in a
// system header.
enum ir_origin { IR_FROM_DRIVER, IR_FROM_PACK };

struct ir_program_function {
    const char *name;
    uint32_t unit, function; // the definition, or the first declaration when there is none
    bool defined;
    bool in_pack;            // the definition is a model or the harness
    bool in_driver;          // the definition stands in the driver's own source (no system header)
    bool address_taken;
};

struct ir_program_global {
    const char *name;
    uint32_t unit, global; // the definition (one with an initialiser before a tentative one)
    bool defined;
    bool in_pack;
};

struct ir_program {
    struct ir_unit **units; // borrowed
    enum ir_origin *origins;
    uint32_t unit_count;
    VEC(struct ir_program_function) functions; // in order of units, then of first mention
    VEC(struct ir_program_global) globals;
    uint32_t **function_of; // [unit][function of the unit] -> program function
    uint32_t **global_of;   // [unit][global of the unit] -> program global
    VEC(char *) problems;   // two models of one function, records that differ in size …: file:line: text
};

// Links UNITS, which must outlive the program and come in a fixed (sorted) order. Never fails: what is wrong
// is in `problems`.
struct ir_program *ir_link(struct ir_unit **units, const enum ir_origin *origins, uint32_t count);

// The program function called NAME with external linkage, or IR_NONE.
uint32_t ir_program_find(const struct ir_program *program, const char *name);

void ir_program_free(struct ir_program *program);

#endif
