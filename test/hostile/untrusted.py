"""Checks repositories that try to have something executed, loaded, written, or shown.

untrusted.py NDISLINT FOLDER COMPILER [TRIAL...]     TRIAL: a function of this file, without its try_
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import drivers

SECRET = "TOPSECRETWORD"
EVIL = """
#include <stdio.h>
__attribute__((constructor)) static void loaded(void) { fclose(fopen(MARK, "w")); }
"""


class Repository:
    """A repository with a small driver in order, beside a file that is none of its business."""

    def __init__(self, ndislint, folder):
        shutil.rmtree(folder, ignore_errors=True)
        self.ndislint, self.root, self.secret = ndislint, folder / "repository", folder / "secret"
        (self.root / ".git").mkdir(parents=True)
        self.secret.write_text(f"{SECRET}=1\n{SECRET} ALSO_{SECRET}\n")
        shutil.copy(drivers.INCLUDE / "miniport.h", self.root)
        self.source = self.write("driver.c", drivers.DRIVER.replace("@outside@", "").replace("@inside@", ""))

    def write(self, name, text):
        path = self.root / name
        path.write_text(text)
        return path

    def files(self):
        return sorted(path for path in self.root.parent.rglob("*"))

    def commands(self, arguments):
        entry = {"directory": str(self.root), "file": "driver.c", "arguments": ["clang", *arguments, "-c", "driver.c"]}
        self.write("compile_commands.json", json.dumps([entry]))

    def check(self, *arguments):
        """What the check prints, and its exit status; it leaves everything as it was and shows no secret."""
        before = self.files()
        done = subprocess.run([self.ndislint, "check", *arguments], cwd=self.root, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=280)
        said = done.stdout + done.stderr
        assert self.files() == before, f"written: {sorted(set(self.files()) - set(before))}"
        assert SECRET not in said, f"shown: {said}"
        assert done.returncode in (0, 1, 2, 3), f"status {done.returncode}: {said}"
        return done.returncode, said


def expect(outcome, status, *patterns):
    found, said = outcome
    assert found == status, f"status {found} in place of {status}: {said}"
    for pattern in patterns:
        assert re.search(pattern, said), f"'{pattern}' is not in: {said}"


def try_to_load(repository, compiler):
    """Flags that have clang load code or configuration, and a compiler's name that is a program."""
    mark, evil = repository.root.parent / "loaded", repository.root / "evil.so"
    source = repository.write("evil.cc", EVIL)
    subprocess.run([*compiler, "-x", "c", f'-DMARK="{mark}"', "-shared", "-fPIC", source, "-o", evil], check=True)
    source.unlink()
    subprocess.run([sys.executable, "-c", f"import ctypes; ctypes.CDLL({str(evil)!r})"], check=True)
    assert mark.exists(), "the code would not have been noticed"
    mark.unlink()
    program = repository.write("clang", f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    repository.write("evil.cfg", f"-fplugin={evil}\n")
    repository.write("evil.rsp", f"-fplugin={evil} @evil2.rsp\n")
    repository.write("evil2.rsp", f"-Xclang -load -Xclang {evil} @evil.rsp\n")
    tries = [[f"-fplugin={evil}"], ["-fplugin", str(evil)], ["-Xclang", "-load", "-Xclang", str(evil)],
             ["-load", str(evil)], [f"-fpass-plugin={evil}"], ["--config=evil.cfg"], ["--config", "evil.cfg"],
             ["@evil.rsp"],
             ["-cc1", "-load", str(evil)], ["-Xclang", f"-fplugin={evil}"], ["-mllvm", f"-load={evil}"], ["-B."],
             ["-wrapper", "./clang,--"], ["-specs=evil.cfg"], ["-iplugindir=."], ["-resource-dir", "."],
             ["-ivfsoverlay", "evil.cfg"], ["-add-plugin", "evil"], ["-Wp,-load,evil.so"], ["-fplugin-arg-evil-x"],
             ["-fmodule-file=evil.so"], ["-fprofile-use=evil.so"]]
    for flags in tries:
        repository.commands(flags)
        expect(repository.check("-p", "."), 0, "is left out: it could load code or configuration", r": clean")
        assert not mark.exists(), f"{flags}: loaded"
    for flags in (["--driver-mode=cl", f"/clang:-fplugin={evil}"], ["--driver-mode=cl", "-Xclang", f"-fplugin={evil}"]):
        repository.commands(flags)
        expect(repository.check("-p", "."), 0, "is left out")
        assert not mark.exists(), f"{flags}: loaded"
    expect(repository.check("driver.c", "--", f"-fplugin={evil}"), 0, "is left out")
    assert not mark.exists(), "a user's plugin is loaded too"


def try_to_write(repository, _):
    """Flags that have clang write files: none is written, which check() sees."""
    repository.commands(["-o", "out.o", "-MF", "dep", "-MMD", "-MD", "-MJ", "cdb", "-fmodules", "-save-temps=obj",
                         "-dA",
                         "-fmodules-cache-path=cache", "--serialize-diagnostics", "out.dia", "-save-temps",
                         "-emit-llvm",
                         "-ftime-trace=trace.json", "-fcrash-diagnostics-dir=crash", "-S", "-E", "-P", "-H", "-stats",
                         "-fsave-optimization-record", "-foptimization-record-file=record", "-gsplit-dwarf",
                         "-Wp,-MD,dep2", "-fprofile-generate=profile", "-fdiagnostics-format=sarif", "-o", "/dev/full"])
    expect(repository.check("-p", "."), 0, r": clean")


def try_to_show(repository, _):
    """Files from elsewhere, in place of headers, sources, response files and configuration."""
    outside = repository.secret
    for flags in (["-include", str(outside)], ["-include", "../secret"], ["-imacros", str(outside)]):
        repository.commands(flags)
        expect(repository.check("-p", "."), 0, "is left out: the file lies outside of the repository")
    repository.commands([f"@{outside}"])
    expect(repository.check("-p", "."), 0, "response files outside of the repository are not read")
    repository.commands([])
    (repository.root / "linked.h").symlink_to(outside)
    (repository.root / "linked.rsp").symlink_to(outside)
    (repository.root / "elsewhere").symlink_to("/etc")
    text = repository.source.read_text()
    for name in (str(outside), "../secret", "linked.h"):
        repository.write("driver.c", f'{text}\n#include "{name}"\n')
        expect(repository.check("."), 3, "what stands here is not shown, since the file is not named as C is")
    repository.commands(["@linked.rsp"])
    expect(repository.check("-p", "."), 3, "response files outside of the repository are not read")
    (repository.root / "linked.c").symlink_to(outside)
    expect(repository.check("."), 3, "what stands here is not shown")
    (repository.root / ".ndislint.yaml").symlink_to(outside)
    repository.check(".")


def try_bombs(repository, _):
    """Configuration and databases that are small and mean much."""
    laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 60)) + "aliases: *a59\n"
    anchors = "".join(f"- &a{i} 1\n" for i in range(9_000))
    for text in (laughs, "aliases: &a [*a, *a]\n", "aliases: " + "[" * 100_000, anchors, "aliases: {" * 12_000,
                 "? " * 60_000,
                 "- " * 60_000, "&a " * 20_000, "%YAML 9.9\n---\n", "\0\0", "\t\t- :", ""):
        repository.write(".ndislint.yaml", text)
        repository.check(".")
    repository.write(".ndislint.yaml", "#" * 300_000)
    expect(repository.check("."), 2, "larger than 128 kB")
    (repository.root / ".ndislint.yaml").unlink()
    slashes = "\\\\" * 500_000
    for text in ("[" * 1_000_000, '{"a":' * 1_000_000, f'[{{"file": "driver.c", "command": "{slashes}"}}]',
                 "[null, 1, []]",
                 json.dumps([{"directory": "/", "file": "/dev/zero", "command": "cc -c /dev/zero"}]),
                 json.dumps([{"directory": "../../../..", "file": "etc/passwd", "command": "cc etc/passwd"}]),
                 json.dumps([{"file": "driver.c", "arguments": ["cc", *(f"-fplugin={i}" for i in range(100_000))]}])):
        repository.write("compile_commands.json", text)
        repository.check("-p", ".")
    expect(repository.check("-p", "."), 0, "-fplugin=99999' is left out", ": clean")


def try_files(repository, _):
    """Files that are huge, that are none, and includes without end."""
    with open(repository.root / "huge.c", "w") as huge:
        huge.truncate(1 << 30)
    expect(repository.check("."), 3, "huge.c: not read: it is larger than 64 MB")
    with open(repository.root / "huge.c", "w") as huge: # one line
        huge.write("int a" + " " * (60 << 20) + ";")
    expect(repository.check("."), 0, ": clean")
    (repository.root / "huge.c").unlink()
    text = repository.source.read_text()
    for i in range(10_000):
        repository.write(f"h{i}.h", f'#include "h{i + 1}.h"\n')
    repository.write("driver.c", '#include "h0.h"\n' + text)
    expect(repository.check("."), 3, "this does not parse: #include nested too deeply|died")
    for i in range(10_000):
        repository.write(f"h{i}.h", f"struct s{i};\n")
    repository.write("driver.c", "".join(f'#include "h{i}.h"\n' for i in range(10_000)) + text)
    expect(repository.check("."), 0, ": clean")
    repository.write("driver.c", "".join(f'#include "no{i}.h"\n' for i in range(20_000)) + text)
    expect(repository.check("."), 3, "'no7.h' was not found")
    repository.write("driver.c", text)
    os.mkfifo(repository.root / "pipe.c")
    (repository.root / "circle").symlink_to(".")
    expect(repository.check("."), 0, ": clean")
    expect(repository.check("pipe.c"), 2, "neither a file nor a folder")
    os.mkfifo(repository.root / "pipe.h")
    repository.write("driver.c", f'#include "pipe.h"\n{text}')
    expect(repository.check("."), 3, "it waits for something: does it include a pipe")


def main():
    ndislint, folder = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    compiler = sys.argv[3].split()
    for name in sys.argv[4:]:
        globals()[f"try_{name}"](Repository(ndislint, folder / name), compiler)
        print(f"{name}: nothing happened")


main()
