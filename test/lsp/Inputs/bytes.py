"""Whatever goes through arrives as it was: messages, garbage, cut ends, in both directions, with and without ours."""

import json
import random
import sys

from lsp import expect, frame, run, through

program = sys.argv[1]


def message(random_source):
    """A message that is about nothing of ours."""
    kind = random_source.randrange(8)
    if kind == 0:
        return frame({"jsonrpc": "2.0", "id": random_source.getrandbits(70), "method": "textDocument/definition"})
    if kind == 1:
        return frame('{ "method" : "x/\\"y\\u0000", "id":"a \\u00e9 \\\\", "params" : [1e999, 01, {"a":[[[]]]}]}')
    if kind == 2:
        return frame(b'{"jsonrpc":"2.0","method":"a","params":"\xff\xfe broken utf-8"}')
    if kind == 3:
        return b"content-length:  2\r\nContent-Type: x; charset=utf-8\r\n\r\n{}"
    if kind == 4:
        return b"Content-Length: 7\n\n[1,2,3]"
    if kind == 5:
        return frame('{"jsonrpc": "2.0", "id": 12345678901234567890123, "result": ' + "[" * 3000 + "]" * 3000 + "}")
    if kind == 6:
        return frame("x" * random_source.randrange(200000))
    return frame({"method": "$/progress", "params": {"value": "ä𝄞" * random_source.randrange(300)}})


GARBAGE = [
    b"\r\n\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    b"Content-Length: -5\r\n\r\n",
    b"Content-Length: 99999999999999999999999\r\n\r\n",
    b"Content-Length: 0\r\n\r\n",
    b"Content-Length: abc\r\n\r\n",
    frame("{"),
    frame('{"id":'),
    frame('{"id":1,"method"'),
    frame('{"method":"textDocument/didOpen","params":{"textDocument":7}}'),
    frame('{"method":"textDocument/didChange","params":null}'),
    frame('{"method":"textDocument/didChange","params":{"contentChanges":[{"range":{"start":{"line":-1}}}]}}'),
    frame('{"method":"textDocument/publishDiagnostics","params":{"uri":5}}'),
    frame('{"method":"textDocument/publishDiagnostics","params":{"uri":"file:///x","diagnostics":{}}}'),
    frame('{"id":{},"method":"textDocument/hover","params":[]}'),
    frame('{"id":null,"result":1}'),
    frame('{"method":"$/cancelRequest","params":{"id":9}}'),
    frame("null"),
    b"\0" * 100 + b"\n\n",
    b"x" * 200000,
    b"\n\n",
]


def test():
    for seed in range(12):
        source = random.Random(seed)
        parts = [message(source) for _ in range(30)]
        parts += source.sample(GARBAGE, 8)
        source.shuffle(parts)
        ends = [b"", b"Content-Length: 100\r\n\r\n{\"method\":\"cut", b"Content-Len", frame("{}")[:-1], b"\r"]
        to_clangd = b"".join(parts) + ends[seed % len(ends)]
        source.shuffle(parts)
        to_editor = b"".join(parts) + ends[(seed + 1) % len(ends)]
        for mode in [["--passthrough"], []]:
            heard, said, status = through(program, mode, to_clangd, to_editor, status=seed)
            expect(heard == to_clangd, mode, seed, "to clangd:", len(heard), "of", len(to_clangd))
            expect(said == to_editor, mode, seed, "to the editor:", len(said), "of", len(to_editor))
            expect(status == seed, mode, "status", status)
    large = frame({"jsonrpc": "2.0", "method": "m", "params": "x" * (40 << 20)})
    heard, said, _ = through(program, [], large, large)
    expect(heard == large and said == large, "40 MB at once")


run(test)
