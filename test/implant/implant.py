#!/usr/bin/env python3
"""Puts port code into the handlers of a copy of a real driver, and checks what is found there.

    implant.py NDISLINT KIND PATH [NAME...]

KIND is one of DRIVERS, PATH the driver's folder as fetched: nothing of it stays. Each idiom (idioms/NAME.txt) comes in a
bad form, which must be found at its line with its rule (a comment in it says where; "at the driver's …" is the statement
with which that handler leaves), and in a clean one, which must be silent. A table says what came
out; the exit status is 0 if all is as it should be.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

# For each driver: flags, and (file, what is looked for, what replaces it).
DRIVERS = {
    "netvmini": ([], [
        ("adapter.h", r"typedef struct _MP_ADAPTER\n\{", r'#include "implant.h"\n\g<0>\n    struct implant Implant;'),
        ("adapter.c", r"(?=    DEBUGP\(MP_TRACE, [^;]*<--- MPInitialize)",
         "    if (Status == NDIS_STATUS_SUCCESS)\n        Status = ImplantInitialize(&Adapter->Implant, MiniportAdapterHandle);\n"),
        ("adapter.c", r"DEBUGP\(MP_TRACE, [^;]*---> MPHaltEx[^;]*;", r"\g<0>\n    ImplantHalt(&Adapter->Implant);"),
        ("ctrlpath.c", r"DEBUGP\(MP_LOUD, [^;]*---> MPOidRequest[^;]*;",
         r"\g<0>\n    ImplantOid(&Adapter->Implant, NdisRequest->DATA.SET_INFORMATION.Oid);"),
    ]),
    "tap-windows6": (["-DNDIS620_MINIPORT=1", "-DNDIS630_MINIPORT=1", "-DTAP_DRIVER_MAJOR_VERSION=9", "-DTAP_DRIVER_MINOR_VERSION=24",
                      '-DPRODUCT_TAP_WIN_COMPONENT_ID="tap0901"'], [
        ("adapter.h", r"typedef struct _TAP_ADAPTER_CONTEXT\n\{", r'#include "implant.h"\n\g<0>\n    struct implant Implant;'),
        ("adapter.c", r"    if\(status == NDIS_STATUS_SUCCESS\)\n    \{\n        // Enter the Paused",
         "    if (status == NDIS_STATUS_SUCCESS)\n        status = ImplantInitialize(&adapter->Implant, MiniportAdapterHandle);\n\\g<0>"),
        ("adapter.c", r"^AdapterHalt\((?:.|\n)*?UNREFERENCED_PARAMETER\(HaltAction\);",
         r"\g<0>\n    ImplantHalt(&adapter->Implant);"),
        ("oidrequest.c", r"    // Dispatch based on request type.\n    switch",
         r"    ImplantOid(&adapter->Implant, OidRequest->DATA.SET_INFORMATION.Oid);\n\g<0>"),
    ]),
}


def idiom(name, form):
    """The header's and the source's text of an idiom: lines that begin with '-' are bad, with '+' clean."""
    other = "+" if form == "bad" else "-"
    lines = (HERE / "idioms" / f"{name}.txt").read_text().splitlines()
    text = "\n".join(" " + line[1:] if line[:1] in "+-" else line for line in lines if line[:1] != other)
    return text.split("\n====\n")


def plant(kind, path, copy, name, form):
    shutil.copytree(path, copy)
    for file, pattern, text in DRIVERS[kind][1]:
        target = copy / file
        old = target.read_bytes().decode("latin-1").replace("\r\n", "\n")
        new, count = re.subn(pattern, text, old, count=1, flags=re.M)
        if count != 1:
            sys.exit(f"{target}: the place for the implant was not found: {pattern}")
        target.write_bytes(new.encode("latin-1"))
    members, functions = idiom(name, form)
    common = (HERE / "common.h").read_text().split("\n====\n")
    (copy / "implant.h").write_text(common[0].replace("MEMBERS", members))
    (copy / "implant.c").write_text('#include "implant.h"\n\n' + common[1] + functions + "\n")


FINDING = re.compile(r"^(.*?):(\d+):\d+: (?:error|warning|note): .* \[(ndis-[a-z-]+)\]$", re.M)
EXPECTED = re.compile(r"// expected(?:@\+(\d+))? \[([a-z-]+)\]( at the driver's leaving)?")
LEAVING = re.compile(r"\s*(return \w+;|})\s*$")


def expected(copy):
    """What the implant says must be found: (line of implant.c, rule); line 0: where a handler of the driver leaves."""
    wanted = set()
    for number, line in enumerate((copy / "implant.c").read_text().splitlines(), 1):
        for match in EXPECTED.finditer(line):
            wanted.add((0 if match[3] else number + int(match[1] or 0), match[2]))
    return wanted


def found(copy, text):
    """What was found, in the same form."""
    places = set()
    for path, line, rule in FINDING.findall(text):
        file, line = copy / pathlib.Path(path).name, int(line)
        if file.name != "implant.c" and LEAVING.match(file.read_text(encoding="latin-1").splitlines()[line - 1]):
            line = 0
        places.add((line, rule))
    return places


def check(program, kind, copy):
    """The outcome in words: 'found' and 'silent' are right."""
    run = subprocess.run([program, "check", str(copy), "--", *DRIVERS[kind][0]], capture_output=True, text=True)
    wanted, places = expected(copy), found(copy, run.stdout)
    if wanted != places:
        return f"WRONG (expected {sorted(wanted)}, found {sorted(places)})"
    verdict = run.stderr.strip().splitlines()[-1] if run.stderr.strip() else run.stdout.strip().splitlines()[-1]
    return ("found" if wanted else "silent") + (", incomplete" if "incomplete" in verdict else "")


def main():
    program, kind, path, *names = sys.argv[1:]
    names = names or sorted(file.stem for file in (HERE / "idioms").glob("*.txt"))
    wrong = 0
    for name in names:
        row = [f"{name:<24}"]
        for form in ("bad", "clean"):
            with tempfile.TemporaryDirectory() as folder:
                copy = pathlib.Path(folder) / kind
                plant(kind, path, copy, name, form)
                outcome = check(program, kind, copy)
                row.append(f"{form}: {outcome:<20}")
                wrong += outcome.startswith("WRONG")
        print(" ".join(row), flush=True)
    print(f"{kind}: {len(names)} idioms, {wrong} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
