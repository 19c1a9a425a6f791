"""Diagnostics of the whole driver, from unsaved texts, beside clangd's, in both encodings."""

import json
import pathlib
import shutil
import sys
import tempfile

from lsp import Client, expect, position, run, uri

program, clangd = sys.argv[1:3]
here = pathlib.Path(__file__).parent
GUARD = "Adapter->HasPort = TRUE;"
LEAK = "ndis-port-leak-halt"


def start(folder, *more, **capabilities):
    client = Client([program, "lsp", f"--clangd={clangd}", *more])
    standard = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}, **capabilities}
    client.initialize(folder, standard)
    return client


def ours(client, path):
    return [d for d in client.published(path)["diagnostics"] if d.get("source") == "ndislint"]


def whole_driver(folder):
    """An edit in one file shows in another that is not open, and clears again."""
    client = start(folder)
    client.open(folder / "init.c")
    client.wait(lambda m: "0 findings" in m.get("params", {}).get("message", ""), "a verdict")
    expect(not client.published(folder / "halt.c"), "nothing was to be said of halt.c")
    client.change(folder / "init.c", GUARD, "")
    client.wait_rules(folder / "halt.c", [LEAK])
    found = ours(client, folder / "halt.c")[0]
    expect(found["severity"] == 1 and found["data"]["ndislint"]["rule"] == LEAK, found)
    expect(found["codeDescription"]["href"].startswith("https://"), found)
    line = (folder / "halt.c").read_text().splitlines()[found["range"]["start"]["line"]]
    expect(line == "}", "it is at", line)
    places = [(r["location"]["uri"], r["message"]) for r in found["relatedInformation"]]
    expect(any(place == uri(folder / "init.c") and "allocated here" in text for place, text in places), places)
    expect("version" not in client.published(folder / "halt.c"), "no version of a file that is not open")

    client.open(folder / "halt.c")  # as on the disk: it stays
    client.wait(lambda m: m.get("method", "").endswith("publishDiagnostics") and m["params"].get("version") == 1
                and m["params"]["uri"] == uri(folder / "halt.c") and m["params"]["diagnostics"], "halt.c with a version")
    client.change(folder / "init.c", "Adapter->Port = Port.PortNumber;", "Adapter->Port = Port.PortNumber; " + GUARD)
    client.wait_rules(folder / "halt.c", [])
    client.change(folder / "halt.c", "DrvFreePort(Adapter);\n    Ndis", "Ndis")
    client.wait_rules(folder / "halt.c", [LEAK])
    client.notify("textDocument/didClose", textDocument={"uri": uri(folder / "halt.c")})  # what was unsaved is lost
    client.wait_rules(folder / "halt.c", [])
    expect(client.end() == 0)


def headers(folder):
    """A header that is not saved counts for all that include it, and a save of another file for nothing."""
    client = start(folder)
    client.open(folder / "drv.h")
    client.open(folder / "init.c")
    client.wait(lambda m: "0 findings" in m.get("params", {}).get("message", ""), "a verdict")
    client.change(folder / "drv.h", "VOID DrvFreePort", "#define TRUE FALSE\nVOID DrvFreePort")
    client.wait_rules(folder / "halt.c", [LEAK])
    client.notify("textDocument/didSave", textDocument={"uri": uri(folder / "init.c")})
    client.change(folder / "drv.h", "#define TRUE FALSE\n", "")
    client.wait_rules(folder / "halt.c", [])
    expect(client.end() == 0)


def disk(folder):
    """A file that changes on the disk is read again."""
    client = start(folder)
    client.open(folder / "halt.c")
    client.wait(lambda m: "0 findings" in m.get("params", {}).get("message", ""), "a verdict")
    text = (folder / "init.c").read_text()
    (folder / "init.c").write_text(text.replace(GUARD, ""))
    client.notify("workspace/didChangeWatchedFiles", changes=[{"uri": uri(folder / "init.c"), "type": 2}])
    client.wait_rules(folder / "halt.c", [LEAK])
    expect(client.end() == 0)


def header_on_disk(folder):
    """A header that changes on the disk while a source that begins with it is edited: nothing of the old one is left over."""
    client = start(folder)
    client.open(folder / "halt.c")
    client.wait(lambda m: "0 findings" in m.get("params", {}).get("message", ""), "a verdict")
    header = folder / "drv.h"
    good = header.read_text()
    for round in range(3):
        client.change(folder / "halt.c", "DrvFreePort(Adapter);\n    Ndis", f"/* {round} */ Ndis")
        client.wait_rules(folder / "halt.c", [LEAK])
        client.change(folder / "halt.c", f"/* {round} */ Ndis", "DrvFreePort(Adapter);\n    Ndis")
        client.wait_rules(folder / "halt.c", [])
        header.write_text(good.replace("VOID DrvFreePort", "#define NdisMFreePort(handle, port) ((void)(handle))\nVOID DrvFreePort"))
        client.notify("workspace/didChangeWatchedFiles", changes=[{"uri": uri(header), "type": 2}])
        client.wait_rules(folder / "halt.c", [LEAK])
        header.write_text(good)
        client.notify("workspace/didChangeWatchedFiles", changes=[{"uri": uri(header), "type": 2}])
        client.wait_rules(folder / "halt.c", [])
    expect(client.end() == 0)


def both(folder):
    """clangd's and ours of one version together; ours move with edits until the next check."""
    client = start(folder)
    path = folder / "halt.c"
    client.open(path)
    client.open(folder / "init.c")
    client.change(path, "DrvFreePort(Adapter);\n    Ndis", "Ndis")
    client.wait_rules(path, [LEAK])
    version = client.change(path, "    NdisFreeMemory(Adapter", "    int unused_one = nowhere;\n    NdisFreeMemory(Adapter")
    line = client.texts[str(path)][0].splitlines().index("}", 10)

    def shows_both(message):
        if message.get("method") != "textDocument/publishDiagnostics" or message["params"]["uri"] != uri(path):
            return False
        shown = message["params"]["diagnostics"]
        theirs = [d for d in shown if d.get("source") == "clang" and "nowhere" in d["message"]]
        mine = [d for d in shown if d.get("code") == LEAK and d["range"]["start"]["line"] == line]
        return message["params"].get("version") == version and theirs and mine

    client.wait(shows_both, "both")
    client.drain(0.5)
    versions = [m["params"]["version"] for m in client.log if m.get("method") == "textDocument/publishDiagnostics"
                and m["params"]["uri"] == uri(path) and "version" in m["params"]]
    expect(versions == sorted(versions), "older after newer:", versions)
    expect(client.end() == 0)


def encodings(folder):
    """Text that is not ASCII, lines that end in CRLF; utf-16, and utf-8 as clangd offers it."""
    text = (folder / "halt.c").read_text()
    text = text.replace("DrvFreePort(Adapter);\n    ", "/* ä𝄞 */ if (Adapter->HasPort) return; /* ü𝄞𝄞 */ ").replace("\n", "\r\n")
    for name, more in [("utf-16", {}), ("utf-8", {"offsetEncoding": ["utf-8", "utf-16"]})]:
        client = start(folder, **more)
        client.open(folder / "halt.c", text)
        client.wait_rules(folder / "halt.c", [LEAK])
        found = ours(client, folder / "halt.c")[0]["range"]
        at = text.index("return; /*")
        start_of_line = text.rfind("\n", 0, at) + 1
        expected = position(text, at)
        if name == "utf-8":
            expected["character"] = len(text[start_of_line:at].encode())
        expect(found["start"] == expected, name, found, expected)
        expect(found["end"]["character"] == expected["character"] + len("return"), name, found)
        # An edit behind the characters that take more than one unit, in the units of this session.
        place = dict(expected)
        gone = {"start": place, "end": {"line": place["line"], "character": place["character"] + len("return;")}}
        client.notify("textDocument/didChange", textDocument={"uri": uri(folder / "halt.c"), "version": 2},
                      contentChanges=[{"range": gone, "text": "DrvFreePort(Adapter);"}])
        client.wait_rules(folder / "halt.c", [])
        expect(client.end() == 0)


def burst(folder):
    """A megabyte of edits in one go: the last one counts."""
    client = start(folder)
    path = folder / "init.c"
    client.open(path)
    end = position(client.texts[str(path)][0], len(client.texts[str(path)][0]))
    data = []
    from lsp import frame
    sent, version = 0, 1
    while sent < 1 << 20:
        version += 1
        text = "/* %s */ " % ("x" * (version % 200))
        change = {"range": {"start": end, "end": end}, "text": text}
        if version % 2:
            change = {"range": {"start": end, "end": {"line": end["line"], "character": end["character"] + length}}, "text": ""}
        length = len(text)
        data.append(frame({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
            "textDocument": {"uri": uri(path), "version": version}, "contentChanges": [change]}}))
        sent += len(data[-1])
    client.send_bytes(b"".join(data))
    client.texts[str(path)][1] = version
    at = client.texts[str(path)][0].index(GUARD)
    begin = position(client.texts[str(path)][0], at)
    over = {"start": begin, "end": {"line": begin["line"], "character": begin["character"] + len(GUARD)}}
    client.notify("textDocument/didChange", textDocument={"uri": uri(path), "version": version + 1},
                  contentChanges=[{"range": over, "text": ""}])
    client.wait_rules(folder / "halt.c", [LEAK])
    expect(client.end() == 0)


def test():
    for part in [whole_driver, headers, disk, header_on_disk, both, encodings, burst]:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            shutil.copytree(here / "driver", folder / "driver")
            part(folder / "driver")
            print("ok", part.__name__, flush=True)


run(test)
