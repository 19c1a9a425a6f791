#!/usr/bin/env python3
"""Stands in for clangd: says the bytes of one file, and writes down all that it hears.

fake_clangd.py SAY HEARD [STATUS]: exits with STATUS when its input ends.
"""

import sys
import threading

say, heard = sys.argv[1], sys.argv[2]


def speak():
    with open(say, "rb") as source:
        while chunk := source.read(997):  # no chunk ends where a message does
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()


speaker = threading.Thread(target=speak)
speaker.start()
with open(heard, "wb", buffering=0) as sink:
    while data := sys.stdin.buffer.read1(65536):
        sink.write(data)
speaker.join()
sys.exit(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
