"""A session with clangd, recorded and said again: byte-identical with --passthrough, identical but for ours without."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from lsp import Client, expect, frame, run, through, uri

program, clangd = sys.argv[1:3]
here = pathlib.Path(__file__).parent


def session(command, folder):
    """One question at a time, so that the same is said each time. Returns the client, after the end."""
    client = Client(command, cwd=folder, stderr=subprocess.DEVNULL)
    client.initialize(folder)
    paths = [folder / "init.c", folder / "halt.c"]
    for path in paths:
        client.open(path)
        client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri(path), path)
    here = {"textDocument": {"uri": uri(paths[1])}, "position": {"line": 2, "character": 8}}
    client.ask("textDocument/hover", **here)
    client.ask("textDocument/definition", **here)
    client.ask("textDocument/documentSymbol", textDocument={"uri": uri(paths[0])})
    client.ask("textDocument/codeAction", textDocument={"uri": uri(paths[1])}, context={"diagnostics": []},
               range={"start": {"line": 4, "character": 4}, "end": {"line": 4, "character": 4}})
    client.request("textDocument/hover", id="two words", **here)
    client.answer("two words")
    client.request("textDocument/hover", id=2**53 + 1, **here)
    client.answer(2**53 + 1)
    client.ask("no/such/method")
    client.end()
    return client


def kind(body):
    message = json.loads(body)
    return message.get("method", "answer"), message.get("id")


def compare_answers(direct, through, answers):
    """All answers but those that ours is added to are the same bytes."""
    pick = lambda bodies: {json.dumps(kind(body)[1]): body for body in bodies if kind(body)[0] == "answer"}
    one, other = pick(direct), pick(through)
    expect(one.keys() == other.keys(), one.keys(), other.keys())
    expect(len(one) >= answers, "there are only", one.keys())
    for id in one:
        if id != "1":
            expect(one[id] == other[id], "answer", id)
    before, after = json.loads(one["1"]), json.loads(other["1"])
    for key in ["executeCommandProvider", "codeActionProvider", "hoverProvider"]:
        before["result"]["capabilities"].pop(key), after["result"]["capabilities"].pop(key)
    expect(before == after, "the answer to initialize")


def is_ours(body):
    """Whether it is a notification or question of ours: nothing of these is clangd's in this session."""
    method, id = kind(body)
    return method == "window/logMessage" or str(id).startswith("ndislint:") or "ndislint:check:" in body.decode()


def bodies(data):
    found = []
    while data:
        header, data = data.split(b"\r\n\r\n", 1)
        length = int(header.split(b":")[1])
        found.append(data[:length])
        data = data[length:]
    return found


def compare_replay(recorded):
    """What was recorded is said again, by a clangd that needs no time: whatever ours does not go into is the same bytes, in
    the same order, in both directions."""
    to_editor = b"".join(frame(body) for body in recorded.raw)
    heard, said, _ = through(program, ["--passthrough"], recorded.sent, to_editor)
    expect((heard, said) == (recorded.sent, to_editor), "passed through is not the same")
    heard, said, _ = through(program, [], recorded.sent, to_editor)
    expect(heard.startswith(recorded.sent), "clangd was told something else")
    theirs = [body for body in bodies(said) if not is_ours(body)]
    added = [body for body in theirs if kind(body)[0] == "textDocument/publishDiagnostics" and body not in recorded.raw]
    theirs = [body for body in theirs if body not in added]
    changed = [id for one, other in zip(recorded.raw, theirs) if one != other for id in [kind(one)[1]]]
    expect(len(theirs) == len(recorded.raw) and set(changed) <= {1}, "changed:", changed, len(theirs), len(recorded.raw))


def test():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve() / "driver"
        shutil.copytree(here / "driver", folder)
        commands = [{"directory": str(folder), "file": name, "arguments": ["clang", "-c", name]} for name in ["init.c", "halt.c"]]
        (folder / "compile_commands.json").write_text(json.dumps(commands))  # so that clangd needs no flags of ours
        direct = session([clangd], folder)
        passed = session([program, "lsp", "--passthrough", f"--clangd={clangd}"], folder)
        expect(direct.raw == passed.raw, "not the same bytes", len(direct.raw), len(passed.raw))
        expect(len(direct.raw) >= 11, "too little was said")
        compare_answers(direct.raw, session([program, "lsp", f"--clangd={clangd}"], folder).raw, 9)
        compare_replay(direct)
    print(len(direct.raw), "messages")


run(test)
