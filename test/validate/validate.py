"""Validates the checker against native runs: see scripts/validate.

validate.py --build DIR [--sample N] [--jobs N] [--out DIR] [--tap FILE] [--only ID]...
makes the mutants of test/reference, judges each natively and statically, and prints where the two disagree.
"""

import argparse
import collections
import json
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import known
import matrix as matrices
import page
import trial as trials_module
from trial import REFERENCE, ROOT

EVENTS = "5"  # entry points of a native run
BOUNDS = ["--events", EVENTS, "--failures", "2"]

# Which mutants are judged: those that break a rule natively within fewer events, and others.
CHOSEN = pathlib.Path(__file__).with_name("chosen.txt")
CHOSEN_HEAD = """# The mutants that are judged, by key; what follows is for people. Made by `scripts/validate --choose`: all that break a
# rule natively, and others of each operator.
"""
CHOOSING = ["--events", "4", "--failures", "2"]
ABOUT_PORTS, TRIED = ("port.c", "event.c", "default.c", "table.c", "work.c"), 10
OTHERS = 3  # of so many that break a rule there is one other
# How many there must be: in all, of each operator, that break any rule, that break each rule.
MUTANTS, LEAST, BREAKING, PER_CORE_RULE, PER_RULE = 500, 20, 200, 25, 5

# The driver's other variant: what changes something that only it does is judged there.
VARIANT = "-DMODEL_CONTROLS_DEFAULT_PORT=1"
OF_VARIANT = re.compile(r"DefaultPort|CONTROLS_DEFAULT_PORT")

CORE_RECALL, RECALL, REPLAYED = 98.0, 95.0, 90.0  # percent, at least
INCOMPLETE = 40.0  # percent, at most


def rules_of_pack():
    lines = (ROOT / "rules" / "catalogue.yaml").read_text().splitlines()
    return [line.split("id:")[1].strip() for line in lines if line.strip().startswith("- id:")]


def make_mutants(build, folder):
    flags = subprocess.run(["sh", ROOT / "test" / "native" / "build", "--flags"], capture_output=True, text=True,
                           check=True).stdout.split()
    resources = json.loads((build / "lit.site.json").read_text())["llvm"] + "/lib/clang"
    version = next(pathlib.Path(resources).iterdir())
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([build / "mutate", folder, *sorted(REFERENCE.glob("*.c")), "--", *flags, "-resource-dir", version],
                   check=True, stdout=subprocess.DEVNULL)
    return json.loads((folder / "list.json").read_text())


def with_keys(mutants, folder):
    """The mutants by their keys; of those with the same text the first."""
    keyed = {}
    for mutant in mutants:
        diff = trials_module.difference(mutant, folder / "mutants")
        if mutant["file"] == "default.c" or OF_VARIANT.search("".join(trials_module.changes_of(diff))):
            mutant["variant"] = VARIANT
        keyed.setdefault(trials_module.key_of(mutant["file"], diff), mutant)
    return keyed


def candidates(mutants):
    """Those of MUTANTS that are tried: all where most statements are about ports, a few of each operator elsewhere; more
    of an operator that has few places."""
    groups, files = collections.defaultdict(list), collections.Counter()
    for mutant in mutants:
        groups[mutant["file"], mutant["operator"]].append(mutant)
    files.update(operator for _, operator in groups)
    for (file, operator), group in groups.items():
        tried = max(TRIED, 2 * LEAST // files[operator])
        yield from group if file in ABOUT_PORTS else sample_of(group, min(len(group), tried))


def choose(mutants, arguments):
    """Writes chosen.txt: of the mutants tried those that break a rule natively, and others of each operator."""
    trials = judge_all(list(candidates(mutants.values())), arguments.out, arguments.jobs, CHOOSING)
    write_chosen(trials)


def write_chosen(trials):
    chosen = []
    for operator in dict.fromkeys(trial.operator for trial in trials):
        own = [trial for trial in trials if trial.operator == operator and not trial.trouble]
        breaking = [trial for trial in own if trial.native]
        others = [trial for trial in own if not trial.native]
        wanted = max(len(breaking) // OTHERS, LEAST - len(breaking))
        chosen += breaking + sample_of(others, min(wanted, len(others)))
    lines = [f"{trial.key()} {trial.id} {' '.join(sorted(trial.native))}".rstrip() for trial in chosen]
    CHOSEN.write_text(CHOSEN_HEAD + "\n".join(sorted(lines, key=lambda line: line.split()[1])) + "\n")
    print(f"{len(lines)} of {len(trials)} mutants")


def sample_of(mutants, number):
    return [mutants[i * len(mutants) // number] for i in range(number)]


class Progress:
    """A line that says how far the work is, on a terminal; every twentieth mutant elsewhere."""

    def __init__(self, count):
        self.count, self.done, self.begun = count, 0, time.monotonic()

    def step(self, trial):
        self.done += 1
        left = (time.monotonic() - self.begun) / self.done * (self.count - self.done)
        if sys.stderr.isatty() or self.done % 20 == 0 or self.done == self.count:
            end = "" if sys.stderr.isatty() else "\n"
            start = "\r\033[K" if sys.stderr.isatty() else ""
            print(f"{start}{self.done}/{self.count} {trial.id}, {left / 60:.1f} min left", end=end, file=sys.stderr,
                  flush=True)


def judge_all(mutants, folder, jobs, bounds, ndislint=None):
    progress, lock = Progress(len(mutants)), threading.Lock()
    (folder / "trials.jsonl").unlink(missing_ok=True)
    trials_module.build_native(REFERENCE, folder / "native")  # what all share is there when they begin

    def judge(mutant):
        trial = trials_module.judge(mutant, folder / "mutants", folder / mutant["id"], bounds, ndislint)
        progress.step(trial)
        with lock, open(folder / "trials.jsonl", "a") as log:  # for who cannot wait
            log.write(json.dumps(vars(trial) | {"key": trial.key()}) + "\n")
        return trial

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(judge, mutants))


def print_disagreements(matrix):
    for kind, rule, trial in matrix.disagreements:
        reason = known.reason(trial, rule)
        print(f"\n{kind}: {rule} in {trial.id} ({trial.key()}){': ' + reason if reason else ''}")
        print(trial.diff.rstrip())
        for run in [trial.native[rule]] if rule in trial.native else trial.static[rule]:
            print(f"run: {run}")


def print_ends(trials):
    counts = collections.Counter(end for trial in trials for end in trial.ends)
    for end, number in sorted(counts.items()):
        print(f"{number} mutants have a run that ends with a {end}")


def time_line(begun):
    """What it took: the processor time says what it would take on a machine that does nothing else."""
    spent = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{(time.monotonic() - begun) / 60:.1f} minutes, {spent / 60:.1f} minutes of processor time"


def operators_line(trials):
    counts = collections.Counter(trial.operator for trial in trials)
    return ", ".join(f"{operator} {number}" for operator, number in counts.items())


def summary_line(trials, matrix):
    core, whole = matrix.total(matrices.CORE), matrix.total()
    return (f"mutants {len(trials)}, core recall {core.recall():.1f} %, recall {whole.recall():.1f} %, "
            f"false positives {whole.false_positives}, replayed {matrix.replayed_share():.1f} %")


def coverage(trials, matrix):
    """Whether the mutants show enough, as in checks."""
    breaking = sum(bool(trial.native) for trial in trials)
    operators = collections.Counter(trial.operator for trial in trials)
    yield len(trials) >= MUTANTS, f"there are {MUTANTS} mutants"
    yield min(operators.values()) >= LEAST, f"{LEAST} of each operator"
    yield breaking >= BREAKING, f"{BREAKING} of them break a rule natively"
    for rule in matrix.rows:
        wanted = PER_CORE_RULE if rule in matrices.CORE else PER_RULE
        count = sum(rule in trial.native for trial in trials)
        yield count >= wanted, f"{wanted} of them break {rule} natively; {count} do"


def checks(trials, matrix, whole_set):
    """What must hold, as (whether it does, what it is)."""
    core, whole = matrix.total(matrices.CORE), matrix.total()
    misses = [(rule, trial) for kind, rule, trial in matrix.disagreements if kind == matrices.FALSE_NEGATIVE]
    new, gone = known.compare(trials, misses)
    lost = [f"{trial.id} {rule}" for trial in trials for rule in trial.breaks if rule not in trial.native]
    yield not any(trial.trouble for trial in trials), "every mutant could be judged"
    yield not lost, f"each mutant breaks natively what {CHOSEN.name} says; not {lost}"
    if whole_set:
        yield from coverage(trials, matrix)
    yield core.false_positives == 0, "no false positive of a core rule"
    explained = 0 if whole_set else sum(rule in matrices.CORE and known.reason(trial, rule) is not None
                                        for rule, trial in misses)  # of a sample, one is many percent
    yield core.recall(explained) >= CORE_RECALL, f"core recall is at least {CORE_RECALL} %"
    yield whole.recall() >= RECALL, f"recall is at least {RECALL} %"
    silent = [trial for trial in trials if not trial.static and not trial.trouble]
    open_ended = sum("incomplete" in trial.verdict for trial in silent)
    yield open_ended <= len(silent) * INCOMPLETE / 100, (
        f"at most {INCOMPLETE} % of mutants without a finding are not explored to the end; {open_ended} are not")
    yield matrix.replayed_share() >= REPLAYED, f"at least {REPLAYED} % of findings happen natively"
    yield not new, f"each miss stands in known.txt; not {[f'{trial.key()} {rule}' for trial, rule in new]}"
    yield not gone, f"each miss in known.txt is one; not {[' '.join(miss) for miss in gone]}"


def write_results(folder, trials, matrix, summary):
    results = {"summary": summary, "rules": [vars(row) for row in matrix.rows.values()],
               "mutants": [vars(trial) | {"key": trial.key()} for trial in trials]}
    (folder / "validate.json").write_text(json.dumps(results, indent=1) + "\n")
    (folder / "validate.html").write_text(page.make_page(matrix, summary))


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, required=True, help="the build folder, with ndislint and mutate")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="N mutants, spread over all")
    parser.add_argument("--only", action="append", metavar="ID", help="not the chosen mutants but this one")
    parser.add_argument("--operator", action="append", metavar="NAME", help="… but all of this operator")
    parser.add_argument("--choose", action="store_true", help="choose the mutants anew")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--out", type=pathlib.Path, help="where the results go (default: BUILD/validate)")
    parser.add_argument("--tap", type=pathlib.Path, metavar="FILE", help="write what must hold to FILE, as TAP")
    arguments = parser.parse_args()
    arguments.build = arguments.build.resolve()
    arguments.out = (arguments.out or arguments.build / "validate").resolve()
    return arguments


def read_chosen(mutants):
    """The chosen mutants; each then knows what it breaks."""
    rows = [line.split() for line in CHOSEN.read_text().splitlines() if not line.startswith("#")]
    missing = [row[0] for row in rows if row[0] not in mutants]
    if missing:
        sys.exit(f"{CHOSEN.name} names mutants that are none any more: scripts/validate --choose makes it anew")
    for row in rows:
        mutants[row[0]]["breaks"] = row[2:]
    return [mutants[row[0]] for row in rows]


def mutants_to_judge(mutants, arguments):
    chosen = read_chosen(mutants)
    if arguments.only or arguments.operator:
        return [mutant for mutant in mutants.values()
                if mutant["id"] in (arguments.only or []) or mutant["operator"] in (arguments.operator or [])]
    return sample_of(chosen, arguments.sample) if arguments.sample else chosen


def main():
    arguments, begun = read_arguments(), time.monotonic()
    arguments.out.mkdir(parents=True, exist_ok=True)
    mutants = with_keys(make_mutants(arguments.build, arguments.out / "mutants"), arguments.out)
    if arguments.choose:
        choose(mutants, arguments)
        return print(time_line(begun))
    trials = judge_all(mutants_to_judge(mutants, arguments), arguments.out, arguments.jobs, BOUNDS, arguments.build / "ndislint")
    matrix = matrices.make_matrix(trials, rules_of_pack())
    summary = summary_line(trials, matrix)
    write_results(arguments.out, trials, matrix, summary)

    for trial in trials:
        if trial.trouble:
            print(f"{trial.id}: {trial.trouble}")
    print_disagreements(matrix)
    print(f"\n{operators_line(trials)}")
    print(f"{sum(bool(trial.native) for trial in trials)} mutants break a rule natively, in "
          f"{sum(trial.runs for trial in trials)} runs")
    print(f"{sum('incomplete' in trial.verdict for trial in trials)} mutants are not explored to the end")
    print_ends(trials)
    print(time_line(begun))
    print(f"\n{matrices.table(matrix)}\n")
    whole_set = not (arguments.sample or arguments.only or arguments.operator)
    results = list(checks(trials, matrix, whole_set))
    for holds, what in results:
        if not holds:
            print(f"failed: {what}")
    if arguments.tap:
        arguments.tap.write_text("".join(f"{'ok' if holds else 'not ok'} - {what}\n" for holds, what in results))
    print(f"{arguments.out / 'validate.html'}, validate.json\n{summary}")
    return 0 if all(holds for holds, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
