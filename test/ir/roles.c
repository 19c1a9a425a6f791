// RUN: %ndislint ir %s | FileCheck %s

// The typedef with which a function is declared is its role, wherever that stands.
typedef int EVT_HALT(void *context);
typedef EVT_HALT MY_HALT;
EVT_HALT halt;
extern MY_HALT other;
int halt(void *c) { return c != 0; }
static EVT_HALT hidden;
static int hidden(void *c) { return halt(c); }
int (*use)(void *) = hidden;
int plain(void *c) { return other(c); }
// CHECK-DAG: function halt: "int (void *)" role EVT_HALT pointers 0x1 const 0
// CHECK-DAG: declare other: "int (void *)" role EVT_HALT
// CHECK-DAG: function hidden: "int (void *)" role EVT_HALT internal address-taken
// CHECK-DAG: function plain: "int (void *)" pointers
