"""Wall time and peak memory of `ndislint check`, `clang -fsyntax-only` and `clang --analyze`, as ratios.

bench.py NDISLINT PATH... [-- CLANG FLAGS...] asks `ndislint flags` how each file is parsed and gives clang the same command lines.
All three use as many processes at once as there are processors, and their runs alternate, so that they see the
same machine. Peak memory is the largest sum over all processes of a run, in which a page that several share
counts once (the kernel's PSS).
"""

import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

CLANG = os.environ.get("CLANG", "clang-19")
RUNS = int(os.environ.get("RUNS", "5"))
JOBS = os.cpu_count()


def descendants(root):
    """The processes below ROOT that this machine runs now."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as stat:
                    parent = int(stat.read().rsplit(")", 1)[1].split()[1])
                children.setdefault(parent, []).append(int(name))
            except (OSError, IndexError):
                pass  # it has ended
    found, todo = [], [root]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def pss(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup") as rollup:
            for line in rollup:
                if line.startswith("Pss:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


class Sampler(threading.Thread):
    """Watches the memory of all child processes until it is stopped."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak = 0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.03):
            self.peak = max(self.peak, sum(pss(pid) for pid in descendants(os.getpid())))


def run_one(command, folder):
    return subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def measure(commands, folder):
    """Wall seconds and peak KiB of COMMANDS, JOBS at a time, and how many of them failed."""
    sampler = Sampler()
    sampler.start()
    begun = time.monotonic()
    with ThreadPoolExecutor(JOBS) as pool:
        failed = sum(status != 0 for status in pool.map(lambda command: run_one(command, folder), commands))
    seconds = time.monotonic() - begun
    sampler.over.set()
    sampler.join()
    return seconds, sampler.peak, failed


def bench(ndislint, path, own_flags):
    with tempfile.TemporaryDirectory() as folder:
        asked = [ndislint, "flags", "--overlay", folder, path, "--", *own_flags]
        flags = subprocess.run(asked, capture_output=True, text=True)
        lines = [shlex.split(line)[1:] for line in flags.stdout.splitlines()]
        if not lines:
            sys.exit(f"bench: no files in {path}\n{flags.stderr}")
        contenders = {
            "ndislint check": [[ndislint, "check", os.path.abspath(path), "--", *own_flags]],
            f"{CLANG} -fsyntax-only": [[CLANG, "-fsyntax-only", *line] for line in lines],
            f"{CLANG} --analyze": [[CLANG, "--analyze", "-o", "/dev/null", *line] for line in lines],
        }
        results = {name: [] for name in contenders}
        for _ in range(RUNS):
            for name, commands in contenders.items():
                results[name].append(measure(commands, folder))
    print_table(path, len(lines), results)


def print_table(path, files, results):
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}
    ours = next(iter(medians.values()))
    print(f"{path}: {files} files, {JOBS} processes at once, medians of {RUNS} runs")
    print(f"  {'':26} {'wall s':>8} {'peak MB':>8} {'ndislint / it, time':>20} {'memory':>8}")
    for name, (seconds, peak, failed) in medians.items():
        # Clang leaves a file early that it has errors in: then it had less to do than we.
        remark = f"  ({failed:.0f} files with errors)" if name.startswith(CLANG) and failed else ""
        print(f"  {name:26} {seconds:8.2f} {peak / 1024:8.0f} {ours[0] / seconds:19.2f}x "
              f"{ours[1] / max(peak, 1):7.2f}x{remark}")


def main():
    arguments = sys.argv[1:]
    split = arguments.index("--") if "--" in arguments else len(arguments)
    for path in arguments[1:split]:
        bench(os.path.abspath(arguments[0]), path, arguments[split + 1:])


main()
