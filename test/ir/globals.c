// RUN: %ndislint ir %s | FileCheck %s

int defined = 5;
int tentative;
extern int elsewhere;
static const short hidden[2];
extern int again;
int again;
int f(void)
{
    extern int block_scope;
    return elsewhere + hidden[0] + block_scope;
}
// CHECK-DAG: global defined: 4 bytes init defined.init
// CHECK-DAG: global tentative: 4 bytes  ;
// CHECK-DAG: extern elsewhere: 4 bytes
// CHECK-DAG: global hidden: 4 bytes internal const
// CHECK-DAG: global again: 4 bytes
// CHECK-DAG: extern block_scope: 4 bytes
