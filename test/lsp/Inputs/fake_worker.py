#!/usr/bin/env python3
"""Stands in for the worker: writes down what it is told, and goes on where a file says that it may.

In the folder FAKE_WORKER: "log" gets a line for each thing that happens; it listens to stops once "ready" is there,
answers for flags once "flags" is, and for a check once "checked" is or the check is stopped.
"""

import json
import os
import pathlib
import signal
import sys
import time

folder = pathlib.Path(os.environ["FAKE_WORKER"])
stopped = False


def log(*words):
    with open(folder / "log", "a") as out:
        out.write(" ".join(map(str, words)) + "\n")


def say(**message):
    body = json.dumps(message).encode()
    os.write(1, b"Content-Length: %d\r\n\r\n%s" % (len(body), body))


def on_stop(number, frame):
    global stopped
    stopped = True
    log("stop")


def wait(name):
    while not (folder / name).exists() and not (name == "checked" and stopped):
        time.sleep(0.01)


def hear():
    """What is told before it listens is written down too: its input is read all the time."""
    length = 0
    while line := sys.stdin.buffer.readline():
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
        if line == b"\r\n":
            yield json.loads(sys.stdin.buffer.read(length))


def main():
    global stopped
    log("started", os.getpid())
    listens = False
    for message in hear():
        op = message["op"]
        log(op, message.get("serial", ""))
        if op == "check" and not listens:
            wait("ready")
            signal.signal(signal.SIGUSR1, on_stop)
            listens = True
            log("ready")
            say(op="ready")
        if op == "flags":
            wait("flags")
            paths = [path for path in os.environ["FAKE_SOURCES"].split()]
            say(op="flags", sources=[{"path": path, "command": ["clang", "-DFLAGS", path]} for path in paths])
        if op == "check":
            wait("checked")
            say(op="checked", serial=message["serial"], stopped=stopped, findings=[], verdict="fake", errors=[])
            stopped = False
        if op == "fixes":
            say(op="fixed", serial=message["serial"])


main()
