"""A client of the Language Server Protocol, small enough to say exactly what goes over the line."""

import json
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PATIENCE = float(os.environ.get("LSP_PATIENCE", "120"))


def uri(path):
    return "file://" + urllib.parse.quote(str(path))


def frame(body):
    if not isinstance(body, (bytes, str)):
        body = json.dumps(body)
    if isinstance(body, str):
        body = body.encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def expect(condition, *what):
    """A check that says what it saw when it fails."""
    if not condition:
        raise AssertionError(" ".join(str(part) for part in what))


class Client:
    """A server that runs, and what it has said. `log` holds all messages in order; answers are also under `answers`."""

    def __init__(self, command, **more):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **more)
        self.log, self.answers, self.raw, self.texts = [], {}, [], {}
        self.sent = b""
        self.events = queue.Queue()
        self.next_id = 0
        self.looked = 0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        out = self.process.stdout
        while True:
            header, length = b"", 0
            while not header.endswith(b"\r\n\r\n"):
                line = out.readline()
                if not line:
                    self.events.put(None)
                    return
                header += line
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            body = out.read(length)
            self.events.put((time.monotonic(), body))

    def _take(self, timeout):
        event = self.events.get(timeout=timeout)
        if event is None:
            raise EOFError("the server ended")
        when, body = event
        message = json.loads(body)
        message["_when"] = when
        self.raw.append(body)
        self.log.append(message)
        if "method" not in message:
            self.answers[json.dumps(message.get("id"))] = message
        elif "id" in message and message["method"] != "workspace/applyEdit":
            self.send({"jsonrpc": "2.0", "id": message["id"], "result": None})

    def wait(self, test, what="", patience=None, since=0):
        """The first message from index SINCE on for which TEST is true."""
        end = time.monotonic() + (patience or PATIENCE)
        at = since
        while True:
            while at < len(self.log):
                if test(self.log[at]):
                    return self.log[at]
                at += 1
            try:
                self._take(max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"waited in vain for {what}; last: {self.log[-3:]}") from None

    def drain(self, seconds):
        """Takes what comes until it has been quiet for SECONDS."""
        try:
            while True:
                self._take(seconds)
        except queue.Empty:
            pass

    def send(self, message):
        self.send_bytes(frame(message))

    def send_bytes(self, data):
        self.sent += data
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def notify(self, method, **params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method, id=None, **params):
        if id is None:
            self.next_id += 1
            id = self.next_id
        self.send({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
        return id

    def ask(self, method, **params):
        id = self.request(method, **params)
        return self.answer(id)

    def answer(self, id):
        key = json.dumps(id)
        self.wait(lambda message: key in self.answers, f"the answer {id}", since=max(0, len(self.log) - 1))
        return self.answers[key]

    # ---- the usual ----

    def initialize(self, root=None, capabilities=None, **more):
        standard = {
            "textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}},
            "workspace": {"workspaceEdit": {"documentChanges": True}},
        }
        answer = self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=uri(root) if root else None,
            capabilities=capabilities or standard,
            **more,
        )
        self.notify("initialized")
        return answer["result"]

    def open(self, path, text=None, version=1):
        if text is None:
            text = pathlib.Path(path).read_bytes().decode()
        self.texts[str(path)] = [text, version]
        document = {"uri": uri(path), "languageId": "c", "version": version, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)

    def change(self, path, old, new, count=1):
        """Replaces the first OLD in the document by NEW, as an incremental change in UTF-16 units."""
        text, version = self.texts[str(path)]
        at = text.index(old)
        start, end = position(text, at), position(text, at + len(old))
        self.texts[str(path)] = [text[:at] + new + text[at + len(old) :], version + 1]
        self.notify(
            "textDocument/didChange",
            textDocument={"uri": uri(path), "version": version + 1},
            contentChanges=[{"range": {"start": start, "end": end}, "text": new}],
        )
        return version + 1

    def apply(self, edit):
        """Applies a WorkspaceEdit with documentChanges, as an editor would."""
        for change in edit["documentChanges"]:
            target = change["textDocument"]["uri"]
            path = next(path for path in self.texts if uri(path) == target)
            text, version = self.texts[path]
            for item in sorted(change["edits"], key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]), reverse=True):
                start, end = offset(text, item["range"]["start"]), offset(text, item["range"]["end"])
                text = text[:start] + item["newText"] + text[end:]
            self.texts[path] = [text, version + 1]
            self.notify(
                "textDocument/didChange",
                textDocument={"uri": target, "version": version + 1},
                contentChanges=[{"text": text}],
            )

    def published(self, path, since=0):
        """The last diagnostics of PATH that were sent; None: none."""
        found = None
        for message in self.log[since:]:
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri(path):
                found = message["params"]
        return found

    def rules(self, path):
        """The rules of ours that are shown for PATH, sorted."""
        shown = self.published(path)
        return sorted(d["code"] for d in (shown or {"diagnostics": []})["diagnostics"] if d.get("source") == "ndislint")

    def wait_rules(self, path, rules, patience=None):
        """Waits until exactly these rules are shown for PATH."""
        rules = sorted(rules)
        if self.rules(path) == rules and self.published(path):
            return self.published(path)
        try:
            self.wait(lambda message: self.published(path) and self.rules(path) == rules, f"{rules}", patience, len(self.log))
        except AssertionError:
            raise AssertionError(f"{path}: expected {rules}, shown is {self.published(path)}") from None
        return self.published(path)

    def end(self):
        self.ask("shutdown")
        self.notify("exit")
        self.process.stdin.close()
        return self.process.wait(timeout=70)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def position(text, at):
    """A place in UTF-16 units."""
    line = text.count("\n", 0, at)
    start = text.rfind("\n", 0, at) + 1
    return {"line": line, "character": len(text[start:at].encode("utf-16-le")) // 2}


def offset(text, place):
    start = 0
    for _ in range(place["line"]):
        start = text.index("\n", start) + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    units = line.encode("utf-16-le")[: place["character"] * 2]
    return start + len(units.decode("utf-16-le"))


def through(program, mode, to_clangd, to_editor, status=0):
    """Sends both through, with a stand-in for clangd. Returns what arrived, and the exit status."""
    fake = str(pathlib.Path(__file__).with_name("fake_clangd.py"))
    with tempfile.TemporaryDirectory() as folder:
        say, heard = pathlib.Path(folder, "say"), pathlib.Path(folder, "heard")
        say.write_bytes(to_editor)
        command = [program, "lsp", *mode, f"--clangd={fake}", "--", str(say), str(heard), str(status)]
        done = subprocess.run(command, input=to_clangd, stdout=subprocess.PIPE, timeout=100)
        return heard.read_bytes(), done.stdout, done.returncode


def run(function):
    """Runs a test: what it prints last says that it got to its end."""
    try:
        function()
    except Exception as error:  # the place matters to whoever reads the log
        import traceback

        traceback.print_exc()
        print(f"FAILED: {error}", file=sys.stderr)
        sys.exit(1)
    print("passed")
