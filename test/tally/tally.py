"""Adds up what the tests in a folder of results said: lit's JSON and the TAP of the unit tests.

tally.py FOLDER MORE_FAILURES prints "N passed, N failed, N skipped" and exits with 1 if anything failed; before it a line for
each failure that is in no test of lit, which names its own.
"""

import json
import pathlib
import re
import sys

LIT = {
    "PASS": "passed", "XFAIL": "passed", "FLAKYPASS": "passed",
    "UNSUPPORTED": "skipped", "SKIPPED": "skipped", "EXCLUDED": None,
}


def main():
    folder, more = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    counts = {"passed": 0, "failed": more, "skipped": 0}

    for tap in sorted(folder.glob("*.tap")):
        failures = 0
        for line in tap.read_text(errors="replace").splitlines():
            if re.match(r"(not )?ok\b.*# *skip", line, re.I):  # cmocka 1.1 says "not ok" of what is skipped
                counts["skipped"] += 1
            elif re.match(r"not ok\b", line):
                failures += 1
                print(f"failed: {tap.stem}: {line}")
            elif re.match(r"ok\b", line):
                counts["passed"] += 1
        # A program that died says nothing about the test that it died in.
        if tap.with_suffix(".status").exists() and not failures:
            failures = 1
            print(f"failed: {tap.stem} ended with a failure")
        counts["failed"] += failures

    runs = sorted(folder.glob("lit*.json"))
    for lit in runs:
        for test in json.loads(lit.read_text())["tests"]:
            kind = LIT.get(test["code"], "failed")
            if kind:
                counts[kind] += 1
    if not runs:
        counts["failed"] += 1

    print("{passed} passed, {failed} failed, {skipped} skipped".format(**counts))
    return 1 if counts["failed"] or not counts["passed"] else 0


sys.exit(main())
