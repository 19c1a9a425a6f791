"""Code actions: suppress, explain, and fixes, which are offered only where a check says that they are right."""

import json
import pathlib
import re
import shutil
import sys
import tempfile

from lsp import Client, expect, run, uri

program, clangd = sys.argv[1:3]
here = pathlib.Path(__file__).parent

EVENTS = """
static NDIS_STATUS DrvTell(PADAPTER Adapter, NET_PNP_EVENT_CODE Code, PVOID Buffer, ULONG Length)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    NdisZeroMemory(&Event, sizeof Event);
    Event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.Header.Size = sizeof Event;
    Event.NetPnPEvent.NetEvent = Code;
    Event.NetPnPEvent.Buffer = Buffer;
    Event.NetPnPEvent.BufferLength = Length;
    return NdisMNetPnPEvent(Adapter->Handle, &Event);
}

NDIS_STATUS DrvActivatePort(PADAPTER Adapter)
{
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof Port);
    Port.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Port.Header.Revision = NDIS_PORT_REVISION_1;
    Port.Header.Size = sizeof Port;
    Port.PortCharacteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Port.PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Port.PortCharacteristics.Header.Size = sizeof Port.PortCharacteristics;
    Port.PortCharacteristics.PortNumber = Adapter->Port;
    return DrvTell(Adapter, NetEventPortActivation, &Port, sizeof Port);
}

"""
DEACTIVATE = """NDIS_STATUS DrvDeactivatePort(PADAPTER Adapter)
{
    NDIS_PORT_NUMBER Number = Adapter->Port;

    return DrvTell(Adapter, NetEventPortDeactivation, &Number, sizeof Number);
}

"""


def start(folder):
    client = Client([program, "lsp", "--fix-wait=200", f"--clangd={clangd}"])
    client.initialize(folder)
    return client


def actions(client, path, rule):
    """The actions at the finding of RULE, once all fixes were tried."""
    found = next(d for d in client.published(path)["diagnostics"] if d.get("code") == rule)
    answer = client.ask("textDocument/codeAction", textDocument={"uri": uri(path)}, range=found["range"], context={"diagnostics": [found]})
    return [action for action in answer["result"] if rule in json.dumps(action)]


def wait_none(client, path, since):
    """Until a check has said that nothing is left: clangd's diagnostics of a changed text come without ours before that."""
    client.wait(lambda m: m.get("method") == "window/logMessage" and not re.search("[1-9][0-9]* finding", m["params"]["message"]), "no findings", since=since)
    client.wait_rules(path, [])


def fixes(client, path, rule):
    return [action for action in actions(client, path, rule) if action.get("isPreferred")]


def with_changes(folder, *changes):
    for name, old, new in changes:
        path = folder / name
        text = path.read_text()
        expect(old in text, name, old)
        path.write_text(text.replace(old, new, 1))


def hovers(client, folder):
    """The rule and the port's state, at the finding and at a step of its path in another file."""
    found = next(d for d in client.published(folder / "halt.c")["diagnostics"] if d.get("code") == "ndis-port-leak-halt")
    words = client.ask("textDocument/hover", textDocument={"uri": uri(folder / "halt.c")}, position=found["range"]["start"])
    text = words["result"]["contents"]["value"]
    for word in ["MiniportHaltEx returns while a port of the adapter is not freed", "state here: allocated", "a port is allocated here"]:
        expect(word in text, word, text)
    client.open(folder / "init.c")
    step = next(r for r in found["relatedInformation"] if "allocated here" in r["message"])["location"]["range"]["start"]
    words = client.ask("textDocument/hover", textDocument={"uri": uri(folder / "init.c")}, position=step)
    expect("from here on: allocated" in words["result"]["contents"]["value"], words)


def suppress(folder):
    client = start(folder)
    path = folder / "halt.c"
    client.open(path)
    client.change(path, "    DrvFreePort(Adapter);\n", "")
    client.wait_rules(path, ["ndis-port-leak-halt"])
    offered = actions(client, path, "ndis-port-leak-halt")
    expect([action["title"] for action in offered] == ["Suppress ndis-port-leak-halt here, with a reason", "Explain ndis-port-leak-halt"], offered)
    since = len(client.log)
    client.apply(offered[0]["edit"])
    expect("// NOLINTNEXTLINE(ndis-port-leak-halt): say why this is right\n}" in client.texts[str(path)][0])
    page = client.ask("workspace/executeCommand", command="ndislint.explain", arguments=["ndis-port-leak-halt"])["result"]
    expect("MiniportHaltEx" in page and len(page) > 300, page)
    wait_none(client, path, since)  # it is excused now
    client.change(path, "// NOLINTNEXTLINE(ndis-port-leak-halt): say why this is right\n", "// NOLINTNEXTLINE(ndis-port-leek): misspelt\n")
    client.wait_rules(path, ["ndis-port-leak-halt", "suppression"])
    hovers(client, folder)
    asked = len(client.log)
    key = next(d for d in client.published(path)["diagnostics"] if d.get("code") == "ndis-port-leak-halt")["data"]["ndislint"]["key"]
    client.ask("workspace/executeCommand", command="ndislint.suppress", arguments=[uri(path), key, "freed by firmware"])
    edit = client.wait(lambda m: m.get("method") == "workspace/applyEdit", "an edit", since=asked)
    expect("freed by firmware" in json.dumps(edit), edit)
    client.send({"jsonrpc": "2.0", "id": edit["id"], "result": {"applied": False}})
    expect(client.end() == 0)


def one_fix(folder, path, rule, words, others=()):
    """There is exactly one fix; its text is WORDS; applied, the finding is gone; undone, it is back."""
    client = start(folder)
    client.open(path)
    client.wait_rules(path, [rule])
    offered = fixes(client, path, rule)
    expect(len(offered) == 1, "fixes:", offered)
    new = offered[0]["edit"]["documentChanges"][0]["edits"][0]["newText"]
    expect(" ".join(new.split()) == words, "the fix is", new)
    before = client.texts[str(path)][0]
    since = len(client.log)
    client.apply(offered[0]["edit"])
    after = client.texts[str(path)][0]
    wait_none(client, path, since)
    version = client.texts[str(path)][1]
    client.notify("textDocument/didChange", textDocument={"uri": uri(path), "version": version + 1}, contentChanges=[{"text": before}])
    client.wait_rules(path, [rule])
    expect(client.end() == 0)
    return after


def default_port(folder):
    with_changes(folder, ("halt.c", "    DrvFreePort(Adapter);\n", "    DrvFreePort(Adapter);\n    (void)NdisMFreePort(Adapter->Handle, 0);\n"))
    after = one_fix(folder, folder / "halt.c", "ndis-port-free-default", "")
    expect("DrvFreePort(Adapter);\n    NdisFreeMemory" in after, after)


def default_port_result(folder):
    with_changes(folder, ("halt.c", "    DrvFreePort(Adapter);\n", "    DrvFreePort(Adapter);\n    if (NdisMFreePort(Adapter->Handle, 0) != NDIS_STATUS_SUCCESS)\n        DbgPrint(\"odd\");\n"))
    one_fix(folder, folder / "halt.c", "ndis-port-free-default", "NDIS_STATUS_SUCCESS")


ACTIVATE = [("drv.h", "VOID DrvFreePort", "NDIS_STATUS DrvActivatePort(PADAPTER Adapter);\nVOID DrvFreePort"),
            ("init.c", "        Status = DrvAllocatePort(Adapter);\n", "        Status = DrvAllocatePort(Adapter);\n    if (Status == NDIS_STATUS_SUCCESS)\n        (void)DrvActivatePort(Adapter);\n")]


def active_port(folder):
    """The driver has a function that deactivates; a deactivation that fails is tried again."""
    looping = DEACTIVATE.replace("NDIS_STATUS DrvDe", "VOID DrvDe").replace("    return DrvTell(Adapter, NetEventPortDeactivation, &Number, sizeof Number);",
        "    if (!Adapter->Active)\n        return;\n    Adapter->Active = FALSE;\n    while (DrvTell(Adapter, NetEventPortDeactivation, &Number, sizeof Number) != NDIS_STATUS_SUCCESS)\n        NdisMSleep(100);")
    with_changes(folder, *ACTIVATE, ("drv.h", "BOOLEAN HasPort;", "BOOLEAN HasPort, Active;"),
                 ("init.c", "(void)DrvActivatePort(Adapter);", "Adapter->Active = DrvActivatePort(Adapter) == NDIS_STATUS_SUCCESS;"),
                 ("halt.c", '#include "drv.h"\n', '#include "drv.h"\n' + EVENTS + looping))
    one_fix(folder, folder / "halt.c", "ndis-port-free-active", "DrvDeactivatePort(Adapter);")


def no_helper(folder):
    """Without such a function there is no fix, and with one that may leave it active there is none either."""
    for helper in ["", DEACTIVATE.replace("    return DrvTell", "    if (Adapter->Handle)\n        return NDIS_STATUS_SUCCESS;\n    return DrvTell")]:
        shutil.rmtree(folder)
        shutil.copytree(here / "driver", folder)
        with_changes(folder, *ACTIVATE, ("halt.c", '#include "drv.h"\n', '#include "drv.h"\n' + EVENTS + helper))
        client = start(folder)
        client.open(folder / "halt.c")
        client.wait_rules(folder / "halt.c", ["ndis-port-free-active"])
        expect(fixes(client, folder / "halt.c", "ndis-port-free-active") == [], helper)
        expect(client.end() == 0)


def failing_return(folder):
    """By the driver's own function."""
    with_changes(folder, ("init.c", "    return Status;\n}\n\nNDIS_STATUS DrvPause",
        "    if (Status == NDIS_STATUS_SUCCESS && !NdisAllocateMemoryWithTagPriority(Handle, 64, 'trvD', NormalPoolPriority))\n"
        "        return NDIS_STATUS_RESOURCES;\n    return Status;\n}\n\nNDIS_STATUS DrvPause"))
    after = one_fix(folder, folder / "init.c", "ndis-port-leak-init", "{ DrvFreePort(Adapter); return NDIS_STATUS_RESOURCES; }")
    expect("NormalPoolPriority)) {\n        DrvFreePort(Adapter);\n        return NDIS_STATUS_RESOURCES;\n    }\n    return Status;" in after, after)


def common_exit(folder):
    """One exit for success and failure: the port is freed where it went wrong. CRLF stays CRLF."""
    text = (folder / "init.c").read_text()
    body = text[text.index("    NDIS_PORT_CHARACTERISTICS Port;"):text.index("    return Status;\n}\n\nNDIS_STATUS DrvInitializeEx")]
    declarations, work = body.split("\n\n", 1)
    text = text.replace("    PADAPTER Adapter = Ndis", declarations.split("\n")[0] + "\n    PADAPTER Adapter = Ndis", 1)
    text = text.replace("        Status = DrvAllocatePort(Adapter);\n    if (Status != NDIS_STATUS_SUCCESS)\n        NdisFreeMemory(Adapter, 0, 0);\n",
        "        Status = NDIS_STATUS_SUCCESS;\n    if (Status != NDIS_STATUS_SUCCESS)\n        goto Exit;\n" + work +
        "    if (Status != NDIS_STATUS_SUCCESS)\n        goto Exit;\n"
        "    if (!NdisAllocateMemoryWithTagPriority(Handle, 64, 'trvD', NormalPoolPriority)) {\n"
        "        Status = NDIS_STATUS_RESOURCES;\n        goto Exit;\n    }\nExit:\n", 1)
    (folder / "init.c").write_bytes(text.replace("\n", "\r\n").encode())
    after = one_fix(folder, folder / "init.c", "ndis-port-leak-init", "NdisMFreePort(Adapter->Handle, Port.PortNumber);")
    expect("{\r\n        NdisMFreePort(Adapter->Handle, Port.PortNumber);\r\n        Status = NDIS_STATUS_RESOURCES;\r\n" in after, after)


def test():
    for part in [suppress, default_port, default_port_result, active_port, no_helper, failing_return, common_exit]:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            shutil.copytree(here / "driver", folder / "driver")
            part(folder / "driver")
            print("ok", part.__name__, flush=True)


run(test)
