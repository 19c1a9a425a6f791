"""One mutant of the reference driver, judged twice: by what its native runs break, and by what the checker finds."""

import difflib
import hashlib
import json
import pathlib
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "test" / "reference"
NATIVE_SECONDS = 600  # a run counts its steps; this is for what goes wrong in spite of that
STATIC_SECONDS = 900
SANITIZER = re.compile(r"(ERROR: AddressSanitizer: \S+|WARNING: MemorySanitizer: \S+|runtime error: .*)")
SANITIZERS = ("--asan", "--msan")
FILLS = ("0xaa", "0", "1")

FINDING = re.compile(r"^.*?:\d+:\d+: (?:error|warning|note): .* \[([a-z-]+)\]$")
REPLAY = re.compile(r"^replay \[([a-z-]+)\]: (.*)$")


class Trial:
    """What came of one mutant."""

    def __init__(self, mutant):
        self.id = mutant["id"]
        self.operator = mutant["operator"]
        self.file = mutant["file"]
        self.line = mutant["line"]
        self.variant = mutant.get("variant", "")  # how the driver is compiled: flags
        self.breaks = mutant.get("breaks", [])  # what it is known to break natively
        self.diff = ""
        self.native = {}     # rule -> the first run that breaks it
        self.runs = 0        # native runs
        self.complete = True # all within the bounds
        self.ends = {}       # "crash", "hang", … -> the first such run
        self.static = {}     # rule -> runs that take the paths of its findings
        self.verdict = ""
        self.replayed = {}   # rule -> how many of these runs break it natively
        self.undefined = {}  # rule -> what the sanitizers say of runs about which the two disagree
        self.trouble = ""    # why there is no result

    def key(self):
        return key_of(self.file, self.diff)


def key_of(file, diff):
    """Names a mutant by what is changed and what stands around it, so that it stays the same when the driver changes
    elsewhere."""
    around = [line for line in diff.splitlines()[2:] if not line.startswith("@@")]
    return hashlib.sha256("\n".join([file, *around]).encode()).hexdigest()[:10]


def changes_of(diff):
    """The lines of DIFF that are gone, and those that are new."""
    return [line for line in diff.splitlines()[2:] if line[:1] in ("-", "+")]


def run(command, seconds, **more):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=seconds,
                          errors="replace", **more)


def difference(mutant, mutants):
    before = (REFERENCE / mutant["file"]).read_text()
    after = (mutants / f"{mutant['id']}.c").read_text()
    return "".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True), mutant["file"],
                                        mutant["file"], n=2))


def make_copy(mutant, mutants, folder):
    """A copy of the driver with the mutant's file in place of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(REFERENCE, folder)
    shutil.copy(mutants / f"{mutant['id']}.c", folder / mutant["file"])


def build(trial, folder, program, *kind):
    build_native(*kind, *([trial.variant] if trial.variant else []), folder, program)


def build_native(*arguments):
    built = run(["sh", ROOT / "test" / "native" / "build", *arguments], NATIVE_SECONDS)
    if built.returncode:
        raise RuntimeError(built.stderr[-500:])


def run_native(trial, folder, bounds):
    program, report = folder / "native", folder / "native.json"
    build(trial, folder, program)
    run([program, *bounds, "--json", report], NATIVE_SECONDS)
    result = json.loads(report.read_text())
    trial.native = {rule["name"]: rule["replay"] for rule in result["rules"]}
    trial.ends = {end["name"]: end["replay"] for end in result["ends"]}
    trial.runs, trial.complete = result["runs"], result["complete"]


def run_static(trial, folder, ndislint):
    checked = run([ndislint, "check", "--fail-on", "note", "--replay", "--color", "never", folder,
                   *(["--", trial.variant] if trial.variant else [])], STATIC_SECONDS)
    lines = checked.stdout.splitlines()
    if checked.returncode not in (0, 1, 3) or not lines:
        raise RuntimeError(f"exit status {checked.returncode}: {checked.stderr[-500:]}")
    for line in lines:
        if match := REPLAY.match(line):
            trial.static.setdefault(match[1], []).append(match[2])
    findings = sum(FINDING.match(line) is not None for line in lines)
    if findings != sum(map(len, trial.static.values())):
        raise RuntimeError(f"{findings} findings, but other paths: {checked.stdout[-500:]}")
    trial.verdict = lines[-1].removeprefix(f"{folder}: ")


def happens(folder, rule, choices, fill):
    """Whether the run by CHOICES breaks RULE, when memory that was never written holds FILL."""
    report = folder / "replay.json"
    run([folder / "native", "--fill", fill, "--replay", choices, "--json", report], NATIVE_SECONDS)
    return rule in (broken["name"] for broken in json.loads(report.read_text())["rules"])


def replay(trial, folder):
    """Runs natively what the checker found."""
    for rule, runs in trial.static.items():
        trial.replayed[rule] = sum(any(happens(folder, rule, choices, fill) for fill in FILLS) for choices in runs)


def stopped_by_sanitizer(program, rule, runs):
    """The error that comes before RULE is broken in each of RUNS, or None."""
    error = None
    for choices in runs:
        watched = run([program, "--replay", choices], NATIVE_SECONDS)
        error = SANITIZER.search(watched.stderr)
        if not error or rule in watched.stdout:
            return None
    return error and error[0]


def watch(trial, folder):
    """Where the two disagree, lets the sanitizers see the runs: nobody can say what comes behind an error of theirs."""
    runs = {rule: [choices] for rule, choices in trial.native.items() if rule not in trial.static}
    runs |= {rule: found for rule, found in trial.static.items()
             if rule not in trial.native and not trial.replayed[rule]}
    for kind in SANITIZERS if runs else ():
        program = folder / f"native{kind}"
        build(trial, folder, program, kind)
        for rule, choices in runs.items():
            if error := stopped_by_sanitizer(program, rule, choices):
                trial.undefined.setdefault(rule, error)


def judge(mutant, mutants, folder, bounds, ndislint=None):
    """A trial of MUTANT; without NDISLINT the native half of it."""
    trial = Trial(mutant)
    trial.diff = difference(mutant, mutants)
    make_copy(mutant, mutants, folder)
    try:
        run_native(trial, folder, bounds)
        if ndislint:
            run_static(trial, folder, ndislint)
            replay(trial, folder)
            watch(trial, folder)
    except (RuntimeError, OSError, ValueError, subprocess.TimeoutExpired) as error:
        trial.trouble = str(error)
    shutil.rmtree(folder, ignore_errors=True)
    return trial
