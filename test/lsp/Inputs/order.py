"""In which order server, clangd and worker hear of things, however slow one of them is. Nothing here waits for time."""

import ctypes
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from lsp import PATIENCE, Client, expect, frame, run, uri

program, serve = sys.argv[1:3]
here = pathlib.Path(__file__).parent


def until(test, what):
    end = time.monotonic() + PATIENCE
    while not test():
        expect(time.monotonic() < end, "waited in vain for", what)
        time.sleep(0.01)


class Session:
    """An editor whose clangd and worker write down what they hear."""

    def __init__(self, folder):
        self.folder, self.driver = folder, folder / "driver"
        self.path = self.driver / "init.c"
        (folder / "say").write_bytes(b"")
        more = {"FAKE_WORKER": str(folder), "FAKE_SOURCES": str(self.path)}
        self.client = Client([serve, here / "fake_worker.py", here / "fake_clangd.py", folder / "say", folder / "heard"],
                             env={**os.environ, **more})
        self.client.request("initialize", rootUri=uri(self.driver), capabilities={})
        self.client.open(self.path)

    def log(self):
        path = self.folder / "log"
        return path.read_text().splitlines() if path.exists() else []

    def wait_log(self, line, count=1):
        until(lambda: self.log().count(line) >= count, f"{line!r} in {self.log()}")

    def heard(self):
        path = self.folder / "heard"
        return path.read_bytes() if path.exists() else b""

    def wait_heard(self, words):
        until(lambda: words in self.heard(), words)

    def edit(self):
        """What comes behind a message is heard once that was dealt with."""
        version = self.client.change(self.path, "\n", "\n\n")
        self.client.notify("test/after", version=version)
        self.wait_heard(b'"version": %d}}' % version)

    def allow(self, name):
        (self.folder / name).write_text("")

    def end(self):
        self.client.process.stdin.close()
        expect(self.client.process.wait(timeout=30) == 0)


def flags_after_open(heard):
    """clangd was told the flags of the document after it got that."""
    opened, flags = heard.find(b"textDocument/didOpen"), heard.find(b"compilationDatabaseChanges")
    expect(0 <= opened < flags and b"-DFLAGS" in heard[flags:], heard)


def slow_start(folder):
    """A worker that does not listen yet is told to stop when it does: the signal would end it before."""
    session = Session(folder)
    session.allow("flags")
    session.wait_log("check 1")
    session.edit()
    session.edit()
    expect("stop" not in session.log(), session.log())
    session.allow("ready")
    session.wait_log("check 3")
    session.allow("checked")
    session.wait_log("fixes 3")
    log = session.log()
    expect(log.index("ready") < log.index("stop") < log.index("check 3") and log.count("stop") == 1, log)
    expect(sum(line.startswith("started") for line in log) == 1, log)
    flags_after_open(session.heard())
    session.end()


def death_before_flags(folder):
    """The next worker is asked what the first one did not answer."""
    session = Session(folder)
    session.wait_log("flags ")
    session.edit()
    os.kill(int(session.log()[0].split()[1]), signal.SIGKILL)
    session.wait_log("flags ", 2)
    for name in ["flags", "ready", "checked"]:
        session.allow(name)
    session.wait_heard(b"compilationDatabaseChanges")
    flags_after_open(session.heard())
    session.wait_log("fixes 2")
    session.end()
    expect(session.heard().count(b"compilationDatabaseChanges") == 1, session.heard())


def stopped_early(folder):
    """The true worker: a stop ends the check that it is for, also one that was not begun, and nothing in front of it."""
    worker = subprocess.Popen([program, "lsp", "--worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def say(**message):
        worker.stdin.write(frame(message))
        worker.stdin.flush()

    def hear():
        while True:
            length = int(worker.stdout.readline().split(b":")[1])
            worker.stdout.readline()
            message = json.loads(worker.stdout.read(length))
            if message["op"] != "progress":
                return message

    expect(hear() == {"op": "ready"})
    libc = ctypes.CDLL(None, use_errno=True)
    (folder / "overlay").mkdir()
    for first, stop in [(1, 1), (3, 3), (5, 4)]:
        expect(libc.sigqueue(worker.pid, signal.SIGUSR1, ctypes.c_void_p(stop + 1)) == 0, "sigqueue")
        say(op="root", path=str(folder / "driver"), encoding="utf-16")
        say(op="flags", folder=str(folder / "overlay"))
        say(op="check", serial=first)
        say(op="check", serial=first + 1)
        names = sorted(pathlib.Path(source["path"]).name for source in hear()["sources"])
        expect(names == ["halt.c", "init.c"], names)
        one, two = hear(), hear()
        expect((one["serial"], one["stopped"]) == (first, first == stop), one)
        expect((two["serial"], two["stopped"]) == (first + 1, False) and "0 findings" in two["verdict"], two)
    worker.stdin.close()
    expect(worker.wait(timeout=30) == 0)


def test():
    for part in [slow_start, death_before_flags, stopped_early]:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            shutil.copytree(here / "driver", folder / "driver")
            part(folder)
            print("ok", part.__name__, flush=True)


run(test)
