"""What clangd does goes on as without us, in a repository that has no compile_commands.json; and without clangd."""

import json
import pathlib
import shutil
import sys
import tempfile

from lsp import Client, expect, position, run, uri

program, clangd = sys.argv[1:3]
here = pathlib.Path(__file__).parent
LEAK = "ndis-port-leak-halt"


def place(client, path, words, more=0):
    text = client.texts[str(path)][0]
    return {"textDocument": {"uri": uri(path)}, "position": position(text, text.index(words) + more)}


def wait_clean(client, path):
    """Until clangd has our flags, and with them no error in the file."""
    clean = lambda m: (m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri(path)
                       and not m["params"]["diagnostics"])
    client.wait(clean, f"{path} without errors")


def flags(folder):
    """clangd finds ndis.h by the flags that it gets from us."""
    client = Client([program, "lsp", f"--clangd={clangd}"])
    client.initialize(folder)
    client.open(folder / "init.c")
    wait_clean(client, folder / "init.c")
    hover = client.ask("textDocument/hover", **place(client, folder / "init.c", "NdisMAllocatePort"))
    expect("PortCharacteristics" in json.dumps(hover["result"]), hover)
    where = client.ask("textDocument/definition", **place(client, folder / "init.c", "NdisMAllocatePort"))["result"]
    expect(where and where[0]["uri"].endswith(".h"), where)
    expect(client.end() == 0)


def renamed(client, path):
    """The edit of clangd's rename, once its index knows both places in PATH."""
    for _ in range(60):
        answer = client.ask("textDocument/rename", newName="ReleasePort", **place(client, path, "DrvFreePort"))
        edit = answer.get("result") or {}
        if "changes" in edit:
            edit = {"documentChanges": [{"textDocument": {"uri": target}, "edits": edits} for target, edits in edit["changes"].items()]}
        if any(change["textDocument"]["uri"] == uri(path) and len(change["edits"]) == 2 for change in edit.get("documentChanges", [])):
            return edit
        client.drain(0.5)
    raise AssertionError(f"no rename: {answer}")


def rename(folder):
    """A rename through clangd, over two files; ours see what comes of it."""
    client = Client([program, "lsp", f"--clangd={clangd}"])
    client.initialize(folder, {"textDocument": {"publishDiagnostics": {}}, "workspace": {"workspaceEdit": {"documentChanges": True}}})
    for name in ["init.c", "halt.c", "drv.h"]:
        client.open(folder / name)
    for name in ["init.c", "halt.c"]:
        wait_clean(client, folder / name)
    edit = renamed(client, folder / "halt.c")
    client.apply(edit)
    client.change(folder / "halt.c", "    ReleasePort(Adapter);\n", "")
    client.wait_rules(folder / "halt.c", [LEAK])
    expect(client.end() == 0)


def alone(folder):
    """A second server beside clangd: pushes, or is pulled from."""
    client = Client([program, "lsp", "--standalone"])
    result = client.initialize(folder)
    expect(result["capabilities"]["textDocumentSync"]["change"] == 2 and "diagnosticProvider" not in result["capabilities"], result)
    client.open(folder / "halt.c")
    client.change(folder / "halt.c", "DrvFreePort(Adapter);\n    Ndis", "Ndis")
    shown = client.wait_rules(folder / "halt.c", [LEAK])
    expect(shown["version"] == 2, shown)
    spot = {"textDocument": {"uri": uri(folder / "halt.c")}, "position": shown["diagnostics"][0]["range"]["start"]}
    hover = client.ask("textDocument/hover", **spot)["result"]
    expect("MiniportHaltEx returns while a port" in json.dumps(hover), hover)
    expect(client.ask("textDocument/definition", **spot)["error"]["code"] == -32601)
    expect(client.ask("textDocument/hover", **{**spot, "position": {"line": 0, "character": 0}})["result"] is None)
    expect(client.end() == 0)

    client = Client([program, "lsp", "--standalone"])
    expect(client.ask("textDocument/hover", **spot)["error"]["code"] == -32002, "before initialize")
    result = client.initialize(folder, {"textDocument": {"diagnostic": {}}, "general": {"positionEncodings": ["utf-8", "utf-16"]}})
    expect(result["capabilities"]["diagnosticProvider"]["interFileDependencies"], result)
    expect(result["capabilities"]["positionEncoding"] == "utf-8", result)
    client.open(folder / "halt.c")
    client.change(folder / "halt.c", "DrvFreePort(Adapter);\n    Ndis", "Ndis")
    client.wait(lambda m: m.get("method") == "workspace/diagnostic/refresh", "a refresh")
    report = client.ask("textDocument/diagnostic", textDocument={"uri": uri(folder / "halt.c")})["result"]
    expect(report["kind"] == "full" and report["items"][0]["code"] == LEAK, report)
    expect(not client.published(folder / "halt.c"), "no push to who pulls")
    expect(client.end() == 0)


def test():
    for part in [flags, rename, alone]:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            shutil.copytree(here / "driver", folder / "driver")
            part(folder / "driver")
            print("ok", part.__name__, flush=True)


run(test)
