// RUN: %ndislint ir %s | FileCheck %s

// Inline functions of system headers are lowered when something that is lowered refers to them.
#include "Inputs/inline.h"
int f(int n) { return system_used(n); }
// CHECK-NOT: system_unused
// CHECK-DAG: function own_unused: "int (int)" internal  ; inline.h
// CHECK-DAG: function system_used: "int (int)" internal system  ; inline_system.h
// CHECK-DAG: function system_helper: "int (int)" internal system
// CHECK-NOT: system_unused
