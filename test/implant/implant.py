#!/usr/bin/env python3
"""Puts port code into the handlers of copies of real drivers, and checks what is found there.

    implant.py [--jobs N] NDISLINT KIND=PATH... [NAME...]

KIND is one of drivers.DRIVERS, PATH the driver's folder as fetched: nothing of it stays. Each idiom (idioms/NAME.txt) comes in a
bad form, which must be found at its line with its rule (a comment in it says where; "at the driver's …" is the statement
with which that handler leaves), and in a clean one, which must be silent. A table says what came
out; the exit status is 0 if all is as it should be.
"""

import argparse
import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from drivers import DRIVERS

HERE = pathlib.Path(__file__).resolve().parent
FORMS = ("bad", "clean")


def idiom(name, form):
    """The header's and the source's text of an idiom: lines that begin with '-' are bad, with '+' clean."""
    other = "+" if form == "bad" else "-"
    lines = (HERE / "idioms" / f"{name}.txt").read_text().splitlines()
    text = "\n".join(" " + line[1:] if line[:1] in "+-" else line for line in lines if line[:1] != other)
    return text.split("\n====\n")


def edit(target, pattern, text):
    old = target.read_bytes().decode("latin-1").replace("\r\n", "\n")
    new, count = re.subn(pattern, text, old, count=1, flags=re.M)
    if count != 1:
        sys.exit(f"{target}: the place for the implant was not found: {pattern}")
    target.write_bytes(new.encode("latin-1"))


def plant(driver, path, copy, name, form):
    shutil.copytree(path, copy, ignore=shutil.ignore_patterns(".git"))
    for file, pattern, text in driver.edits:
        edit(copy / file, pattern, text)
    for file, make in driver.lacks.items():
        (copy / file).write_text(make(copy))
    members, functions = idiom(name, form)
    common = (HERE / "common.h").read_text().split("\n====\n")
    (copy / driver.folder / "implant.h").write_text(common[0].replace("MEMBERS", members))
    (copy / driver.folder / "implant.c").write_text('#include "implant.h"\n\n' + common[1] + functions + "\n")


FINDING = re.compile(r"^(.*?):(\d+):\d+: (?:error|warning|note): .* \[(ndis-[a-z-]+)\]$", re.M)
EXPECTED = re.compile(r"// expected(?:@\+(\d+))? \[([a-z-]+)\]( at the driver's leaving)?")
LEAVING = re.compile(r"\s*(return \w+;|})\s*$")


def expected(source):
    """What the implant says must be found: (line of implant.c, rule); line 0: where a handler of the driver leaves."""
    wanted = set()
    for number, line in enumerate(source.read_text().splitlines(), 1):
        for match in EXPECTED.finditer(line):
            wanted.add((0 if match[3] else number + int(match[1] or 0), match[2]))
    return wanted


def found(folder, text):
    """What was found, in the same form. FOLDER: from where the paths of TEXT lead."""
    places = set()
    for path, line, rule in FINDING.findall(text):
        file, line = folder / path, int(line)
        if file.name != "implant.c" and LEAVING.match(file.read_text(encoding="latin-1").splitlines()[line - 1]):
            line = 0
        places.add((line, rule))
    return places


def check(program, driver, copy):
    """The outcome in words: 'found' and 'silent' are right."""
    command = [program, "check", "--no-cache", driver.project or ".", "--", *driver.flags]
    run = subprocess.run(command, capture_output=True, text=True, cwd=copy)
    wanted, places = expected(copy / driver.folder / "implant.c"), found(copy, run.stdout)
    if wanted != places:
        return f"WRONG (expected {sorted(wanted)}, found {sorted(places)})"
    verdict = (run.stderr.strip() or run.stdout.strip() or "nothing was said").splitlines()[-1]
    if "not applicable" in verdict or "findings" not in verdict and "finding " not in verdict and run.returncode not in (0, 3):
        return f"WRONG ({verdict})"
    return ("found" if wanted else "silent") + (", incomplete" if "incomplete" in verdict else "")


def try_one(program, kind, path, name, form):
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / kind
        plant(DRIVERS[kind], path, copy, name, form)
        return check(program, DRIVERS[kind], copy)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("program")
    parser.add_argument("what", nargs="+", help="KIND=PATH, or the name of an idiom")
    arguments = parser.parse_args()
    arguments.drivers = dict(what.split("=", 1) for what in arguments.what if "=" in what)
    arguments.names = [what for what in arguments.what if "=" not in what]
    arguments.names = arguments.names or sorted(file.stem for file in (HERE / "idioms").glob("*.txt"))
    if not arguments.drivers or not set(arguments.drivers) <= set(DRIVERS):
        parser.error("name a driver: " + ", ".join(f"{kind}=PATH" for kind in DRIVERS))
    return arguments


def main():
    arguments = parse_arguments()
    program, wrong = str(pathlib.Path(arguments.program).resolve()), 0
    print(f"{'idiom':<20}" + "".join(f"{kind:<40}" for kind in arguments.drivers), flush=True)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        rows = [(name, [pool.submit(try_one, program, kind, path, name, form)
                        for kind, path in arguments.drivers.items() for form in FORMS]) for name in arguments.names]
        for name, cells in rows:
            outcomes = [cell.result() for cell in cells]
            wrong += sum(outcome.startswith("WRONG") for outcome in outcomes)
            pairs = [" / ".join(outcomes[i:i + len(FORMS)]) for i in range(0, len(outcomes), len(FORMS))]
            print(f"{name:<20}" + "".join(f"{pair:<40}" for pair in pairs), flush=True)
    print(f"{len(arguments.drivers)} drivers, {len(arguments.names)} idioms, {wrong} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
