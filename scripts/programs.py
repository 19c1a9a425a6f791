"""What scripts/csmith and scripts/torture share: programs compiled and run natively, executed in the engine, counted."""

import collections
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent

# The exit statuses of `ndislint run` beside the program's own.
OVER_BUDGET, NOT_EXECUTED, ABORTED = 124, 125, 134

Outcome = collections.namedtuple("Outcome", "status output errors")


def add_options(parser):
    parser.add_argument("--build", default="build/release", help="the build folder of the ndislint under test")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count(), help="programs at once")
    parser.add_argument("--steps", type=int, default=20_000_000, help="the engine's budget for a program")
    parser.add_argument("--seconds", type=int, default=300, help="after which an execution in the engine is a failure")


def compiler(name):
    """The path of gcc or clang-19; the test ends, by name, where there is none."""
    return need(name, f"apt install {name}")


def need(name, how):
    path = shutil.which(name)
    if not path:
        print(f"skipped: {name} is missing ({how})")
        sys.exit(0)
    return path


def run(command, seconds, folder=None):
    """The outcome of COMMAND in FOLDER; its status is None if it takes longer than that."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, cwd=folder)
    except subprocess.TimeoutExpired:
        return Outcome(None, b"", "it takes too long")
    return Outcome(done.returncode, done.stdout, done.stderr.decode(errors="replace").strip())


def compile_and_run(cc, flags, source, program, seconds):
    """The outcome of SOURCE, compiled by CC to PROGRAM; None if it does not compile."""
    if run([cc, "-w", *flags, str(source), "-o", str(program), "-lm"], 60).status != 0:
        return None
    outcome = run([str(program)], seconds)
    pathlib.Path(program).unlink()
    return outcome


def execute(options, flags, source, *more):
    """The outcome of SOURCE, compiled with FLAGS and executed in the engine with MORE options."""
    ndislint = ROOT / options.build / "ndislint"
    command = [str(ndislint), "run", "--steps", str(options.steps), *more, str(source), "--", *flags]
    return run(command, options.seconds)


class Tally:
    """Counts verdicts, prints what is no pass, and how far it has come where somebody looks."""

    def __init__(self, total):
        self.counts, self.total, self.begun = collections.Counter(), total, time.monotonic()

    def add(self, name, verdict, why=""):
        self.counts[verdict] += 1
        if sys.stderr.isatty():
            done, spent = sum(self.counts.values()), time.monotonic() - self.begun
            print(f"\r{done} of {self.total}, {spent:.0f} s ", end="", file=sys.stderr, flush=True)
        if verdict != "passed":
            print(f"{verdict}: {name}{': ' if why else ''}{why}", flush=True)

    def line(self, verdicts):
        return ", ".join(f"{self.counts[verdict]} {verdict}" for verdict in verdicts)


def in_parallel(jobs, function, items):
    """The results of FUNCTION for ITEMS, in their order; no more are begun than are asked for."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        waiting = collections.deque()
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) >= 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
