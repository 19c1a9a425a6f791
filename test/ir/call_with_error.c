// RUN: %ndislint ir %s | FileCheck %s

// A call with an error in an argument has no type: its arguments and its result stand where they would stand.
struct s { int there; };
struct big { int all[9]; };
int h(int, int);
struct big make(int);
void called(struct s *p, int *to) { *to = h(p->not_there, 2); }
// CHECK-LABEL: function called:
// CHECK: [[AT:%[0-9]+]] = unknown ptr "an expression with an error"
// CHECK: [[TWO:%[0-9]+]] = const i32 2
// CHECK-NEXT: [[RESULT:%[0-9]+]] = call i32 h([[AT]], [[TWO]])
// CHECK-NEXT: sext i32 to i64 [[RESULT]]
void made(struct s *p, struct big *to) { *to = make(p->not_there); }
// CHECK-LABEL: function made:
// CHECK: [[HIDDEN:%[0-9]+]] = local tmp.
// CHECK-NEXT: [[ERROR:%[0-9]+]] = unknown ptr "an expression with an error"
// CHECK-NEXT: call make([[HIDDEN]], [[ERROR]])
// CHECK-NEXT: copy {{.*}}[[[HIDDEN]]], 36
void indirect(struct s *p, void (*to)(int)) { to(p->not_there); }
// CHECK-LABEL: function indirect:
// CHECK: [[WORD:%[0-9]+]] = unknown ptr "an expression with an error"
// CHECK-NEXT: callptr [{{.*}}]([[WORD]])
