"""Ids of all kinds, the end of clangd and of the worker, what no server may die of."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

from lsp import Client, expect, frame, run, uri

program, clangd = sys.argv[1:3]
here = pathlib.Path(__file__).parent


def children(pid):
    """The processes that PID started, by command line."""
    out = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True).stdout
    return {int(line.split(None, 1)[0]): line.split(None, 1)[1] for line in out.splitlines()}


def child(pid, word):
    return next(number for number, words in children(pid).items() if word in words)


def start(folder, *more):
    client = Client([program, "lsp", f"--clangd={clangd}", *more], stderr=subprocess.DEVNULL)
    client.initialize(folder)
    return client


def ids(folder):
    client = start(folder)
    client.open(folder / "halt.c")
    for id in [0, -7, "seven", 'a "quoted" ä', 2**53 + 1, 2**62 + 3]:
        place = {"textDocument": {"uri": uri(folder / "halt.c")}, "position": {"line": 0, "character": 0}}
        client.request("textDocument/hover", id=id, **place)
        expect("result" in client.answer(id), "hover", id)
        client.request("ndislint/unknown", id=id, none=1)
        client.wait(lambda m: m.get("id") == id and "error" in m, f"the refusal of {id}")
    expect(client.end() == 0, "status", client.process.returncode)


def clangd_dies(folder):
    client = start(folder)
    client.open(folder / "halt.c")
    client.wait_rules(folder / "halt.c", [])
    os.kill(child(client.process.pid, clangd), signal.SIGKILL)
    expect(client.process.wait(timeout=20) == 128 + signal.SIGKILL, "status", client.process.returncode)


def worker_dies(folder):
    client = start(folder)
    client.open(folder / "init.c")
    client.wait(lambda m: m.get("method") == "window/logMessage" and "0 findings" in m["params"]["message"], "a verdict")
    for round in range(3):
        os.kill(child(client.process.pid, "--worker"), signal.SIGKILL)
        client.change(folder / "init.c", "Adapter->HasPort = TRUE;", "")
        client.wait_rules(folder / "halt.c", ["ndis-port-leak-halt"])
        client.change(folder / "init.c", "Adapter->Port = Port.PortNumber;\n        ", "Adapter->Port = Port.PortNumber;\n        Adapter->HasPort = TRUE;")
        client.wait_rules(folder / "halt.c", [])
        client.change(folder / "init.c", "Adapter->Port = Port.PortNumber;\n        ", "Adapter->Port = Port.PortNumber;\n        ")
    expect(client.end() == 0, "status", client.process.returncode)


def both_die(folder):
    """The worker and clangd at once: the status is clangd's, and none of them is left."""
    client = start(folder)
    client.open(folder / "halt.c")
    client.wait_rules(folder / "halt.c", [])
    started = list(children(client.process.pid))
    client.change(folder / "halt.c", "DrvFreePort(Adapter);\n    Ndis", "Ndis")  # a check runs
    for word in ["--worker", clangd]:
        os.kill(child(client.process.pid, word), signal.SIGKILL)
    expect(client.process.wait(timeout=60) == 128 + signal.SIGKILL, "status", client.process.returncode)
    left = [number for number in started if pathlib.Path(f"/proc/{number}").exists()]
    expect(len(started) == 2 and not left, "still running:", left)


def editor_goes(folder):
    client = start(folder)
    pid = client.process.pid
    started = list(children(pid))
    client.process.stdin.close()
    client.process.wait(timeout=60)
    left = [number for number in started if pathlib.Path(f"/proc/{number}").exists()]
    expect(not left, "still running:", left)


def stubborn_clangd(folder):
    """One that does not end by itself is killed."""
    script = folder / "stubborn"
    script.write_text("#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 1; done\n")
    script.chmod(0o755)
    process = subprocess.Popen([program, "lsp", f"--clangd={script}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.close()
    expect(process.wait(timeout=60) == 128 + signal.SIGKILL, "status", process.returncode)


def malformed(folder):
    """What cannot be read is clangd's to complain of; the session goes on."""
    client = start(folder)
    client.send_bytes(frame("{") + frame('{"id":') + b"Content-Length: 0\r\n\r\n" + b"Nothing: at all\r\n\r\n")
    client.send_bytes(frame('{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}}'))
    client.open(folder / "init.c")
    client.change(folder / "init.c", "Adapter->HasPort = TRUE;", "")
    client.wait_rules(folder / "halt.c", ["ndis-port-leak-halt"])
    expect(client.end() == 0, "status", client.process.returncode)


def test():
    for part in [ids, clangd_dies, worker_dies, both_die, editor_goes, stubborn_clangd, malformed]:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            shutil.copytree(here / "driver", folder / "driver")
            part(folder / "driver")
            print("ok", part.__name__)


run(test)
