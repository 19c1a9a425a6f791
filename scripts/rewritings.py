"""Rewritings of C sources that change nothing about what they do: scripts/metamorphic applies them to drivers.

Each takes the sources of a driver by file name, changes them, and says whether there was anything to change.
"""

import re

from c_source import KEYWORDS, Source, is_blank, is_name
from moved_code import inline, outline, outline_statement, split_file


def rename(sources, rng):
    names, members, words = set(), set(), {}
    for source in sources.values():
        names |= {name for _, name, _, _, _ in source.functions}
        for begin, end in source.bodies():
            for i in range(begin, end):
                after = source.next(i + 1)
                declares = source.tokens[after] in ("=", ";", ",") and is_name(source.tokens[source.previous(i)])
                if is_name(source.tokens[i]) and declares and source.tokens[source.previous(i)] not in KEYWORDS:
                    names.add(source.tokens[i])
        for i, token in enumerate(source.tokens):
            before = source.previous(i)
            if is_name(token) and before >= 0 and (source.tokens[before] == "." or source.tokens[before - 1:before + 1] == ["-", ">"]):
                members.add(token)
    fixed = members | {"DriverEntry"} | KEYWORDS
    for name in sorted(names - fixed):
        words[name] = f"{name}{rng.choice(['_r', 'Renamed', '2'])}"

    def replace(text):
        return re.sub(r"[A-Za-z_]\w*", lambda m: words.get(m.group(0), m.group(0)), text)

    for source in sources.values():
        for i, token in enumerate(source.tokens):
            include = token.lstrip().startswith("#") and "include" in token
            if token.startswith("//"): # the words of an expectation may name what is renamed
                source.tokens[i] = re.sub(r"\{\{.*?\}\}", lambda m: replace(m.group(0)), token)
            elif is_name(token) or (token.lstrip().startswith("#") and not include):
                source.tokens[i] = replace(token)
    return bool(words)


def reorder_functions(sources, rng):
    changed = False
    for name, source in sources.items():
        moved = []
        if name.endswith(".h"):
            continue
        for start, _, begin, end, conditional in reversed(source.functions):
            if conditional:
                continue
            while end + 1 < len(source.tokens) and source.tokens[end + 1] != "\n":
                end += 1 # a comment behind the closing brace belongs to it
            moved.append("".join(source.tokens[start:end + 1]))
            head = "".join(t for t in source.tokens[start:begin] if not t.startswith("//")).rstrip()
            source.tokens[start:end + 1] = [head + ";"]
        rng.shuffle(moved)
        source.tokens.append("\n" + "\n\n".join(moved) + "\n")
        changed |= len(moved) > 1
    return changed


def reorder_files(sources, rng):
    files = [name for name in sources if name.endswith(".c")]
    if len(files) < 2:
        return False
    for k, name in enumerate(files): # files are taken in the order of their names
        sources[f"{chr(ord('z') - k)}_{name}"] = sources.pop(name)
    return True


def dead_code(sources, rng):
    """A dead call that the rules are about stands in DriverEntry alone: where no path leads, the verdict must be open."""
    changed = False
    for name, source in sources.items():
        for _, function, begin, _, _ in source.functions:
            if not name.endswith(".c"):
                continue
            call = "NdisMFreePort((NDIS_HANDLE)0, 0)" if function == "DriverEntry" else "NdisMSleep(1)"
            source.tokens[begin] += rng.choice([
                f" if (0) {{ {call}; }}", f" while (0) {call};", f" {{ static const int none = 0; if (none) {call}; }}"])
            changed = True
    return changed


def do_while(sources, rng):
    changed = False
    for source in sources.values():
        for begin, end in source.bodies():
            source.tokens[begin] += " do {"
            source.tokens[end] = "} while (0); }"
            changed = True
    return changed


def invert(sources, rng):
    """if (c) A else B: if (!(c)) B else A; without B: if (!(c)) ; else A"""
    changed = False
    for source in sources.values():
        for i in range(len(source.tokens) - 1, -1, -1):
            if source.tokens[i] != "if" or not any(b < i < e for b, e in source.bodies()):
                continue
            opening = source.next(i + 1)
            closing = source.close(opening)
            first = source.next(closing + 1)
            first_end = source.statement_end(first)
            if first_end is None:
                continue
            middle = source.next(first_end + 1)
            has_else = source.tokens[middle] == "else"
            second = source.next(middle + 1)
            second_end = source.statement_end(second) if has_else else None
            if has_else and second_end is None:
                continue
            source.tokens[opening] = "(!("
            source.tokens[closing] = "))"
            if has_else:
                yes, no = source.tokens[first:first_end + 1], source.tokens[second:second_end + 1]
                between = source.tokens[first_end + 1:second]
                if any(t.startswith("//") for t in between): # it belongs to the line before
                    yes, between = yes + between[:between.index("\n") + 1], between[between.index("\n") + 1:]
                tail = second_end + 1
                while tail < len(source.tokens) and source.tokens[tail] != "\n":
                    tail += 1
                if any(t.startswith("//") for t in source.tokens[second_end + 1:tail]):
                    no, second_end = no + source.tokens[second_end + 1:tail] + ["\n"], tail - 1
                source.tokens[first:second_end + 1] = no + between + yes
            else:
                source.tokens[closing] = ")) ; else"
            changed = True
    return changed


def jumps(sources, rng):
    changed, number = False, 0
    for source in sources.values():
        for i in range(len(source.tokens) - 1, -1, -1):
            if source.tokens[i] == "return" and any(b < i < e for b, e in source.bodies()):
                end = source.statement_end(i)
                if end is not None:
                    number += 1
                    source.tokens[end] += " }"
                    source.tokens[i] = f"{{ goto leave{number}; leave{number}: return"
                    changed = True
    return changed


REWRITINGS = [rename, reorder_functions, reorder_files, outline, dead_code, do_while, invert, jumps, split_file,
              outline_statement, inline]
