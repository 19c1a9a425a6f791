"""Checks drivers with something in them that no program should be asked to read.

drivers.py NDISLINT FOLDER GROUP [OPTION...]     GROUP: see SHAPES; OPTION: for ndislint check

Each is the same small driver, in order but for what is hostile: MpHalt calls Hostile(). Every check must end within its
time with the verdict that stands in SHAPES: a child may die, and then the driver is not clean.
"""

import pathlib
import re
import subprocess
import sys

DEEP = 20_000

DRIVER = """\
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned Port;
    int Flag;
};
#include "miniport.h"
@outside@
static int Hostile(ADAPTER *Adapter)
{
    int x = Adapter->Flag;
@inside@
    return x;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Port = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    (void)Hostile(Adapter);
    if (Adapter->Port != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Port);
    NdisFreeMemory(Adapter, 0, 0);
}
"""


def else_ifs(count):
    return " else ".join(f"if (x == {i}) x = {i + 1};" for i in range(count))


def many_functions(count):
    return "\n".join(f"static int F{i}(int x) {{ return {f'F{i - 1}(x) + 1' if i else 'x'}; }}" for i in range(count))


SPENT = r"incomplete: the budget of steps is spent"
DIED = r"incomplete: .*the parser died on it"
DEEPER = r"incomplete: .*recursion is deeper than is followed"
BROKEN = r"incomplete: .*does not parse"

# group: {name: (verdict, what stands before the functions, what stands in Hostile)}
SHAPES = {
    "parser": {
        "nots": lambda: ("clean", "", "x = " + "!" * DEEP + "x;"),
        "else-ifs": lambda: ("clean", "", else_ifs(DEEP)),
        "sum": lambda: ("clean", "", "x = " + " + ".join(["x"] * DEEP) + ";"),
        "parentheses": lambda: ("clean", "", "x = " + "(" * 10_000 + "x" + ")" * 10_000 + ";"),
        "blocks": lambda: ("clean", "", "{" * 10_000 + "x++;" + "}" * 10_000),
        "loops": lambda: ("clean", "", "while (x--) " * 10_000 + ";"),
        "conditionals": lambda: ("clean", "", "x = " + "x ? 1 : " * 10_000 + "0;"),
        "commas": lambda: ("clean", "", "x = (" + "x, " * DEEP + "1);"),
        "calls": lambda: ("clean", "static int Id(int x) { return x; }",
            "x = " + "Id(" * 5_000 + "x" + ")" * 5_000 + ";"),
        "pointers": lambda: ("clean", "", "int " + "*" * 10_000 + "p = 0; x = p != 0;"),
        "arrays": lambda: ("clean", "static int Many" + "[1]" * 10_000 + ";", "x = sizeof(Many) > 1;"),
        "records": lambda: ("clean", "struct r0 { int a; };" + "".join(f"struct r{i} {{ struct r{i - 1} a; int b; }};"
            for i in range(1, 3000)) + "static struct r2999 R;", "x = R.b;"),
        "initialiser": lambda: ("clean", "static const int Big[] = {" + "1," * 200_000 + "};", "x = Big[7];"),
        "switch": lambda: ("clean", "",
            "switch (x) {" + "".join(f"case {i}: x = {i} * 3; break;" for i in range(DEEP)) + "}"),
        "long-name": lambda: ("clean", "static int " + "n" * (1 << 20) + ";", "x = " + "n" * (1 << 20) + ";"),
        "macro-chain": lambda: ("clean", "".join(f"#define C{i} C{i + 1}\n" for i in range(DEEP)), "x = C0;"),
        "conditions": lambda: ("incomplete: .*unterminated conditional", "#if 1\n" * DEEP, ""),
    },
    "engine": {
        "huge-array": lambda: ("clean", "static char Huge[0x7fffffffffff];", "Huge[0x7ffffffffff0] = 1; x = Huge[5];"),
        "huge-fill": lambda: ("clean", "",
            "static char Huge[0x7fffffff]; NdisZeroMemory(Huge, sizeof(Huge)); x = Huge[77];"),
        "huge-copy": lambda: ("clean", "static char A[0x7fffffff], B[0x7fffffff];",
            "NdisMoveMemory(A, B, sizeof(A)); x = A[77];"),
        "huge-string": lambda: ("clean", "", "static const char S[] = \"" + "a" * (4 << 20) + "\"; x = S[x & 1];"),
        "huge-loop": lambda: (SPENT, "static char A[1 << 20];",
            "for (long long i = 0; i < 0x7fffffffffff; i++) A[i & 0xfffff] = 1;"),
        "zero-divisor": lambda: ("clean", "",
            "x = x / 0 + x % 0 + (1 << 99) + (x << -1); x = (-2147483647 - 1) / -1;"),
        "null-pointer": lambda: ("incomplete.*where NULL is used", "", "*(int *)(long long)x = 2;"),
        "wild-pointer": lambda: ("clean", "", "*(int *)0xffffffffffffffff = 1; *(int *)(x + 0x7fff0000ll) = 2;"),
        "wild-index": lambda: ("clean", "static int A[4];",
            "A[0x7fffffffffffffff] = 1; A[-0x7fffffffffffffff] = 2; x = A[x];"),
        "recursion": lambda: (DEEPER, "static int R(int x) { return R(x + 1) + 1; }", "x = R(0);"),
        "deep-recursion": lambda: (DEEPER, "static int R(int x) { return x ? R(x - 1) + 1 : 0; }", "x = R(1000000);"),
        "mutual-recursion": lambda: ("clean", "static int Q(int x); static int R(int x) { return x ? Q(x) : 0; }"
            "static int Q(int x) { return R(x); }", "x = R(x);"),
        "call-chain": lambda: (DEEPER, many_functions(5_000), "x = F4999(x);"),
        "many-branches": lambda: ("clean", "",
            "\n".join(f"if (Adapter->Handle == (void *){i} && x > {i}) x += {i};" for i in range(300))),
        "many-unknowns": lambda: (SPENT, "int U(int); static int A[5000];",
            "for (int i = 0; i < 5000; i++) A[i] = U(i) + A[i ? i - 1 : 0]; x = A[4999];"),
        "long-term": lambda: ("clean", "int U(int);",
            "x = U(x); for (int i = 0; i < 10000; i++) x = x * 3 + (x ^ i);"),
        "long-list": lambda: (SPENT, "struct n { struct n *next; }; static struct n N[100000];",
            "for (int i = 0; i + 1 < 100000; i++) N[i].next = &N[i + 1];"
            "for (struct n *p = N; p; p = p->next) x++;"),
        "allocations": lambda: ("clean", "", "for (int i = 0; i < 2000; i++) (void)NdisAllocateMemoryWithTagPriority("
            "Adapter->Handle, 0x7fffffff, 1, NormalPoolPriority);"),
        "big-alloca": lambda: ("clean", "",
            "char *p = __builtin_alloca(0x7fffffffffffffff); p[x] = 1; int n = x; char v[n * 99999999999]; v[5] = 2;"),
        "range-case": lambda: ("clean", "", "switch (x) { case 0 ... 0x7fffffff: x = 1; break; default: x = 2; }"),
        "gotos": lambda: ("clean", "",
            "".join(f"l{i}: if (x == {i}) goto l{(i * 7919) % 2000};" for i in range(2000))),
        "labels": lambda: ("clean", "",
            "static void *t[] = {" + ",".join(f"&&l{i}" for i in range(2000)) + "}; goto *t[x % 2000];"
            + "".join(f"l{i}: x++;" for i in range(2000))),
        "asm": lambda: ("clean", "", '__asm__ volatile ("" : "+r"(x) : : "memory"); __asm { nop }'),
        "bit-fields": lambda: ("clean", "struct b { unsigned a : 1, b : 31; unsigned long long c : 63; } B;",
            "B.c = B.a + B.b; x = (int)B.c;"),
    },
    "memory": {
        "macro-bomb": lambda: (DIED, "#define A0 x+x\n" + "".join(f"#define A{i} A{i - 1}+A{i - 1}+A{i - 1}+A{i - 1}\n"
            for i in range(1, 30)), "x = A29;"),
        "device": lambda: (DIED, '#include "/dev/zero"', ""),
    },
    "text": {
        "include-self": lambda: ("incomplete: .*redefinition", '#include __FILE__', ""),
        "unclosed": lambda: (BROKEN, "", "if (x) { x = (("),
        "stray-end": lambda: (BROKEN, "", "} } } #endif"),
        "unicode": lambda: ("clean", "/* \u202e\u2066 */", "int \u00e9 = 1; x = \u00e9; /* \u202e } \u2066 */"),
        "name-in-message": lambda: ("clean", "static int Percent(int a) { return a; }",
            'x = Percent(x) /* %s%n%d */; x = sizeof("%n%s\\033[2J");'),
        "attributes": lambda: ("clean",
            "__attribute__((constructor)) static void Boom(void) { } __declspec(naked) static void N(void) { }", ""),
        "embed": lambda: ("clean", 'static const unsigned char E[] = {\n#embed "/etc/passwd"\n};', "x = E[0];"),
        "terminal": lambda: ("incomplete: .*'/dev/tty' was not found", '#include "/dev/tty"\n#include "/dev/stdin"',
            ""),
        "module": lambda: (BROKEN,
            '#pragma clang module import std\n#pragma GCC plugin "x.so"\n#pragma comment(lib, "x")', ""),
    },
}

# What is hostile decides nothing about ports: it is not executed, but where all is asked for (--no-slice).
SHAPES["sliced"] = {name: lambda shape=shape: ("clean", *shape()[1:]) for name, shape in SHAPES["engine"].items()}

INCLUDE = pathlib.Path(__file__).resolve().parent.parent / "rules/Inputs"


def write(folder, name, shape):
    """The path of the driver NAME of that SHAPE, written to FOLDER."""
    _, outside, inside = shape()
    source = pathlib.Path(folder, f"{name}.c")
    source.write_text(DRIVER.replace("@outside@", outside).replace("@inside@", "    " + inside), encoding="utf-8")
    return source


def check(ndislint, folder, name, shape, options):
    """What is wrong with the check of a driver of that SHAPE; None if nothing is."""
    verdict, source = shape()[0], write(folder, name, shape)
    done = subprocess.run([ndislint, "check", *options, source.name, "--", f"-I{INCLUDE}"], cwd=folder,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=280)
    line = done.stdout.splitlines()[-1] if done.stdout else ""
    if not re.match(rf"{name}\.c: {verdict}", line):
        return f"'{verdict}' was expected, with status {done.returncode} it said: {line[:300]}\n{done.stderr[-300:]}"
    status = 0 if verdict == "clean" else 3
    return None if done.returncode == status else f"status {done.returncode} in place of {status}"


def main():
    ndislint, folder, group, *options = sys.argv[1:]
    ndislint = str(pathlib.Path(ndislint).resolve())
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    wrong = 0
    for name, shape in SHAPES[group].items():
        problem = check(ndislint, folder, name, shape, options)
        if problem:
            print(f"{name}: {problem}")
            wrong += 1
    print(f"{len(SHAPES[group])} drivers, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
