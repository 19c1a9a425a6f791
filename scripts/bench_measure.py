"""What a command costs: wall seconds, processor seconds, peak memory of all its processes (for bench.py)."""

import collections
import os
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

# `failed`: how many commands ended with another status than 0; `capped`: the time was up before all had ended.
Cost = collections.namedtuple("Cost", "seconds cpu peak failed capped")


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
    """KiB of memory of PID, in which a page that several processes share counts once over all of them."""
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


def run_one(command, folder, until):
    """The status and the processor seconds of COMMAND; a status of None if it did not end in time."""
    if time.monotonic() >= until:
        return None, 0.0
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    late = threading.Timer(max(0.0, until - time.monotonic()), lambda: os.killpg(process.pid, signal.SIGKILL))
    late.start()
    _, status, used = os.wait4(process.pid, 0)
    late.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    over = process.returncode == -signal.SIGKILL and time.monotonic() >= until
    return None if over else process.returncode, used.ru_utime + used.ru_stime


def measure(commands, folder, jobs, cap):
    """The cost of COMMANDS, JOBS at a time; after CAP seconds what is left of them is ended."""
    sampler = Sampler()
    sampler.start()
    begun = time.monotonic()
    with ThreadPoolExecutor(jobs) as pool:
        ended = list(pool.map(lambda command: run_one(command, folder, begun + cap), commands))
    seconds = time.monotonic() - begun
    sampler.over.set()
    sampler.join()
    statuses = [status for status, _ in ended]
    return Cost(seconds, sum(cpu for _, cpu in ended), sampler.peak,
                sum(status not in (0, None) for status in statuses), None in statuses)
