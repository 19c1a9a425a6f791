// RUN: %ndislint ir %s | FileCheck %s

// The body of __finally stands on every way out, and once where an exception passes.
void g(int);
int _abnormal_termination(void);
int f(int n)
{
    int i;
    for (i = 0; i < n; i++) {
        __try {
            if (n == 1)
                return 5;
            if (n == 2)
                goto out;
            if (n == 3)
                break;
            if (n == 4)
                __leave;
            g(0);
        } __finally {
            g(_abnormal_termination());
        }
        g(8);
    }
    return 6;
out:
    return 7;
}
// CHECK: branch i32 {{%[0-9]+}}, {{b[0-9]+}}, [[AFTER:b[0-9]+]] "i < n"
// CHECK: [[RAISED:%[0-9]+]] = choose
// CHECK-NEXT: branch i32 [[RAISED]], [[HANDLER:b[0-9]+]], {{b[0-9]+}} decided
// CHECK: handler [[HANDLER]]
// CHECK: "n == 1"
// return: the value is kept over the __finally
// CHECK: [[FIVE:%[0-9]+]] = const i32 5
// CHECK: [[KEPT:%[0-9]+]] = local [[SLOT:tmp\.[0-9]+]]
// CHECK: store i32 {{\[}}[[KEPT]]{{\]}}, [[FIVE]]
// CHECK: {{^b[0-9]+:$}}
// CHECK-NEXT: [[A1:%[0-9]+]] = const i32 1
// CHECK-NEXT: call g([[A1]]) "_abnormal_termination()"
// CHECK: [[AGAIN:%[0-9]+]] = local [[SLOT]]
// CHECK-NEXT: [[VALUE:%[0-9]+]] = load i32 {{\[}}[[AGAIN]]{{\]}}
// CHECK-NEXT: return i32 [[VALUE]]
// goto: only this one leads to the label
// CHECK: branch {{.*}}, [[GOTO:b[0-9]+]], {{b[0-9]+}} "n == 2"
// CHECK: {{^}}[[GOTO]]:{{$}}
// CHECK-NEXT: [[A2:%[0-9]+]] = const i32 1
// CHECK-NEXT: call g([[A2]]) "_abnormal_termination()"
// CHECK-NEXT: [[SEVEN:%[0-9]+]] = const i32 7
// CHECK-NEXT: return i32 [[SEVEN]]
// CHECK: branch {{.*}}, [[BREAK:b[0-9]+]], {{b[0-9]+}} "n == 3"
// CHECK: {{^}}[[BREAK]]:{{$}}
// CHECK-NEXT: [[A3:%[0-9]+]] = const i32 1
// CHECK-NEXT: call g([[A3]]) "_abnormal_termination()"
// CHECK-NEXT: jump [[AFTER]]
// CHECK: branch {{.*}}, [[LEAVE:b[0-9]+]], [[STAY:b[0-9]+]] "n == 4"
// CHECK: {{^}}[[STAY]]:  ; handler [[HANDLER]]
// CHECK: call g({{.*}}) "0"
// CHECK-NEXT: jump [[LEAVE]]
// CHECK: {{^}}[[LEAVE]]:{{$}}
// CHECK-NEXT: [[A4:%[0-9]+]] = const i32 0
// CHECK-NEXT: call g([[A4]]) "_abnormal_termination()"
// CHECK: call g({{.*}}) "8"
// CHECK: {{^}}[[HANDLER]]:{{$}}
// CHECK-NEXT: [[A5:%[0-9]+]] = const i32 1
// CHECK-NEXT: call g([[A5]]) "_abnormal_termination()"
// CHECK-NEXT: raise
// CHECK: {{^}}[[AFTER]]:
// CHECK-NEXT: [[SIX:%[0-9]+]] = const i32 6
// CHECK-NEXT: return i32 [[SIX]]
