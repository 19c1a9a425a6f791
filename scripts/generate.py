"""Writes a miniport driver of many files, by which speed and memory are measured: generate.py FOLDER --files N.

The driver is that of a switch with virtual functions: each function that is assigned has an NDIS port. What it does
with ports is in a few files, and decided by fields that a fifth of all files write; the rest is what fills real
miniports: registers, rings, parsers, statistics, PHY state machines. The same arguments give the same bytes.
The driver is clean; --fault plants one fault (see FAULTS), whose rule is printed.
"""

import argparse
import os
import random

import generate_core as core
import generate_modules as modules

FAULTS = {
    "leak-halt": ("ndis-port-leak-halt", "halt.c", "    SwPortsRevokeAll(Adapter);\n", ""),
    "free-active": ("ndis-port-free-active", "portlife.c", "        SwPortDeactivate(Adapter, Port);\n", ""),
    "double-free": ("ndis-port-double-free", "portfree.c", "    NdisFreeMemory(Port, 0, 0);\n",
                    "    NdisMFreePort(Adapter->MiniportHandle, Port->Number);\n    NdisFreeMemory(Port, 0, 0);\n"),
    "leak-init": ("ndis-port-leak-init", "adapter.c", "    SwFixedPortDelete(Adapter);\nFailPort:", "FailPort:"),
    "far-zero": ("ndis-port-lost", None, None, None),
}


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii", newline="\n") as out:
        out.write(text)


def plant(files, fault):
    """Changes FILES; returns the rule that FAULT breaks."""
    rule, name, old, new = FAULTS[fault]
    if fault == "far-zero":  # a file that has nothing else to do with ports forgets one
        name = max(name for name in files if name.endswith("policy.c"))
        old, new = "    /* end of the policy */\n", "    NdisZeroMemory(&Adapter->Fixed, sizeof(SW_FIXED_PORT));\n"
    assert files[name].count(old) == 1, (name, old)
    files[name] = files[name].replace(old, new)
    return rule


def generate(count, seed, fault):
    rng = random.Random(seed * 1000003 + count)
    plan = modules.plan(count - len(core.SOURCES), rng)
    files = core.sources(plan, rng)
    files.update(modules.sources(plan, rng))
    return files, plant(files, fault) if fault else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--files", type=int, default=10, help="how many .c files, each of about 1,000 lines (10 or more)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", choices=sorted(FAULTS))
    arguments = parser.parse_args()
    if arguments.files < len(core.SOURCES):
        parser.error(f"--files is at least {len(core.SOURCES)}")
    files, rule = generate(arguments.files, arguments.seed, arguments.fault)
    for name, text in files.items():
        write(arguments.folder, name, text)
    lines = sum(text.count("\n") for name, text in files.items())
    print(f"{arguments.folder}: {arguments.files} files, {lines} lines{': ' + rule if rule else ''}")


if __name__ == "__main__":
    main()
