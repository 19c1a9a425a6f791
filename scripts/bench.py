"""What a check costs, beside what others cost on the same files: scripts/bench [options] [PATH...] [-- CLANG FLAGS...]

`ndislint flags` says how each file is parsed, and clang gets the same command lines. All of them use two processes at
a time (--jobs), and their runs alternate, so that they see the same machine. Peak memory is the largest sum over all
processes of a run. A generated driver (scripts/generate.py) must be found clean, and a copy of it with a fault must
not: what is fast and wrong is shown as wrong, and makes the exit status 1.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

import bench_measure
import bench_report

HERE = os.path.dirname(os.path.abspath(__file__))
CLANG = os.environ.get("CLANG", "clang-19")
FAULT = "leak-halt"
MANY = 500  # files, from which on the other tools run once


class Subject:
    """One driver that is measured, in a copy of its own."""

    def __init__(self, options, name, path, cache):
        self.options, self.name, self.path, self.cache = options, name, path, cache
        self.lines = [shlex.split(line)[1:] for line in self.ask(["flags", "--overlay", cache]).splitlines()]
        if not self.lines:
            sys.exit(f"bench: no files in {path}")
        self.files = [line[-1] for line in self.lines]
        self.edits = 0

    def ask(self, words):
        command = [self.options.ndislint, *words, self.path, "--", *self.options.flags]
        return subprocess.run(command, capture_output=True, text=True).stdout

    def line_count(self):
        names = [os.path.join(folder, name) for folder, _, files in os.walk(self.path) for name in files] \
            if os.path.isdir(self.path) else [self.path]
        return sum(open(name, "rb").read().count(b"\n") for name in names if name.endswith((".c", ".h", ".cpp")))

    def check(self, *more):
        return [[self.options.ndislint, "check", "-j", str(self.options.jobs), *self.steps(), *more, self.path, "--",
                 *self.options.flags]]

    def steps(self):
        return ["--steps", str(self.options.steps)] if self.options.steps else []

    def edit(self):
        """Changes what one file in the middle computes."""
        self.edits += 1
        with open(self.files[len(self.files) // 2], "a") as out:
            out.write(f"\nint NdislintBenchEdit{self.edits}(int n) {{ return n + {self.edits}; }}\n")


def has_cache(options):
    told = subprocess.run([options.ndislint, "check", "--help"], capture_output=True, text=True)
    return "--cache" in told.stdout


def cppcheck(subject):
    """With the driver's own include folders and macros; system headers it does not want."""
    own = [flag for flag in subject.lines[0] if flag.startswith(("-I", "-D"))]
    return [["cppcheck", "-q", "--force", "-j", str(subject.options.jobs), *own, *subject.files]]


def contenders(subject):
    """By name: commands, and what is done before they run and is not measured."""
    folder = os.path.join(subject.cache, "units")
    nothing = lambda: None
    clear = lambda: shutil.rmtree(folder, ignore_errors=True)
    cached = ["--cache", folder] if subject.options.cache else []
    found = {bench_report.OURS: (subject.check(*cached), clear)}
    if cached:
        found["ndislint warm"] = (subject.check(*cached), nothing)
        found["ndislint after an edit"] = (subject.check(*cached), subject.edit)
    found[bench_report.BASELINE] = ([[CLANG, "-fsyntax-only", *line] for line in subject.lines], nothing)
    if "analyze" in subject.options.tools:
        found["clang --analyze"] = ([[CLANG, "--analyze", "-o", "/dev/null", *line] for line in subject.lines], nothing)
    if "cppcheck" in subject.options.tools and shutil.which("cppcheck"):
        found["cppcheck"] = (cppcheck(subject), nothing)
    return found


def bench(subject):
    """The medians by name; prints the table."""
    options, results = subject.options, {}
    for run in range(options.runs):
        for name, (commands, before) in contenders(subject).items():
            # What takes long runs once: it would take the day.
            once = not name.startswith("ndislint") and (len(subject.files) > MANY or results.get(name) and
                                                        results[name][0].seconds > options.cap / 10)
            if run and once:
                continue
            before()
            results.setdefault(name, []).append(
                bench_measure.measure(commands, "/", options.jobs, options.cap))
    title = f"{subject.name}: {len(subject.files)} files, {subject.line_count()} lines, {options.jobs} processes at once"
    return bench_report.print_table(title, results, options.runs)


def verdict(subject):
    """The last line of a check."""
    return (subject.ask(["check", *subject.steps()]).splitlines() or ["nothing was said"])[-1].split(": ", 1)[-1]


def generate(options, folder, files, *more):
    done = subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), folder, "--files", str(files), *more],
                          capture_output=True, text=True, check=True)
    return done.stdout.rsplit(": ", 1)[-1].strip()


def judge(options, files, folder, subject):
    """Whether the verdicts on a generated driver, and on a copy with a fault, are right; prints them."""
    faulty = os.path.join(folder, "faulty")
    rule = generate(options, faulty, files, "--fault", FAULT)
    wrong = Subject(options, "faulty", faulty, folder)
    clean, found = verdict(subject), f"[{rule}]" in wrong.ask(["check", *wrong.steps()])
    # Incomplete is no wrong verdict, but nothing to be proud of either: it stands in the line.
    right = clean.startswith(("clean", "incomplete")) and (found or verdict(wrong).startswith("incomplete"))
    print(f"  clean driver: {clean.split(' (')[0]}; with {FAULT}: "
          f"{'found' if found else 'NOT FOUND, ' + verdict(wrong).split(' (')[0]}{'' if right else ' - WRONG'}")
    return right


def bench_generated(options, files):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "driver")
        generate(options, path, files)
        subject = Subject(options, f"generated driver of {files} files", path, folder)
        lines, right = subject.line_count(), judge(options, files, folder, subject)
        return lines, bench(subject), right


def repository_of(path):
    """The folder of the repository that PATH lies in, or PATH."""
    above = path
    while above != os.path.dirname(above):
        if os.path.exists(os.path.join(above, ".git")):
            return above
        above = os.path.dirname(above)
    return path


def bench_path(options, path):
    """PATH stays as it is: what is edited is a copy, of its repository too, where its headers may lie."""
    with tempfile.TemporaryDirectory() as folder:
        copy = path = os.path.abspath(path)
        if os.path.isdir(path):
            root = repository_of(path)
            copied = os.path.join(folder, os.path.basename(root))
            shutil.copytree(root, copied, symlinks=True, ignore=shutil.ignore_patterns(".git"))
            os.makedirs(os.path.join(copied, ".git"), exist_ok=True)  # it ends the search for headers
            copy = os.path.normpath(os.path.join(copied, os.path.relpath(path, root)))
        options.cache = options.cache and os.path.isdir(path)
        subject = Subject(options, path, copy, folder)
        bench(subject)
        print(f"  verdict: {verdict(subject)}")


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="drivers; none: generated ones")
    parser.add_argument("--ndislint", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--files", default="10,100,1000", help="sizes of generated drivers, with commas")
    parser.add_argument("--runs", type=int, default=int(os.environ.get("RUNS", "5")), help="how often each is run")
    parser.add_argument("--jobs", "-j", type=int, default=2, help="processes at once")
    parser.add_argument("--cap", type=float, default=900, help="seconds after which a run is cut off")
    parser.add_argument("--steps", type=int, help="of exploration, for a check that need not come to its end")
    parser.add_argument("--tools", default="analyze,cppcheck", help="what is measured beside clang -fsyntax-only")
    parser.add_argument("--svg", default="bench.svg", help="where the plot goes, if there is more than one size")
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else len(words)
    options = parser.parse_args(words[:split])
    options.flags = words[split + 1:]
    options.ndislint, options.svg = os.path.abspath(options.ndislint), os.path.abspath(options.svg)
    options.cache = has_cache(options)
    return options


def main():
    options = parse()
    for path in options.paths:
        bench_path(options, path)
    if options.paths:
        return 0
    sizes, right = [], True
    for files in map(int, options.files.split(",")):
        lines, medians, good = bench_generated(options, files)
        sizes.append((lines, medians))
        right &= good
    if len(sizes) > 1:
        print(bench_report.plot(options.svg, options.jobs, sizes) or f"plot: {options.svg}")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
