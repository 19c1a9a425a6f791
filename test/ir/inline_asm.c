// RUN: %ndislint ir %s | FileCheck %s

int f(int in)
{
    int out;
    __asm__ volatile("mov %1, %0" : "=r"(out) : "r"(in) : "memory");
    return out;
}
// CHECK: [[OUT:%[0-9]+]] = local out.
// CHECK: [[V:%[0-9]+]] = unknown i32 "what inline assembly leaves here"
// CHECK-NEXT: store i32 {{\[}}[[OUT]]{{\]}}, [[V]]
// CHECK-NEXT: unknown "inline assembly"
// CHECK: gap in f: inline assembly  ; 6:5
