"""Rewritings that move code: to another file, to a function of its own, to the place of its call."""

import re

from c_source import (TOKEN, Source, declarations, is_blank, is_changed, is_declaration, is_name, items_of, local_types,
                      names_in, parameters_of, statements_of, without_comments)

INLINE = {"inline", "__inline", "__forceinline", "FORCEINLINE", "INLINE"}


# ---- a function's body becomes a helper ----

def outline(sources, rng):
    """A function that is only called becomes one that calls a helper with its body."""
    text = [token for source in sources.values() for token in source.tokens if not is_blank(token)]
    taken = {text[i] for i in range(len(text) - 1) if is_name(text[i]) and text[i + 1] != "("}
    in_macros = set(re.findall(r"\w+", " ".join(t for t in text if t.lstrip().startswith("#"))))
    fixed = taken | in_macros | {"DriverEntry"}
    changed = False
    for source in sources.values():
        for function in reversed(source.functions):
            changed |= function.name not in fixed and not function.conditional and outline_body(source, function)
    return changed


def outline_body(source, function):
    head = source.tokens[function.start:function.begin]
    position = Source.position_of_parameters(head)
    parameters = "".join(t for t in head[position:] if not t.startswith(("//", "/*"))).strip()[1:-1]
    words = [re.findall(r"\w+", p) for p in parameters.split(",")]
    arguments = [] if words in ([["void"]], [["VOID"]], [[]]) else [w[-1] if w else "" for w in words]
    if "static" not in head or re.search(r"[(\[]|\.\.\.", parameters) or "" in arguments:
        return False
    value = "" if {"void", "VOID"} & set(head[:position]) and "*" not in head[:position] else "return "
    wrapper = "".join(t for t in head if not t.startswith("//")).replace("\n", " ")
    source.tokens[function.end] += f" {wrapper}{{ {value}{function.name}_body({', '.join(arguments)}); }}"
    source.tokens[function.start + position - 1] += "_body"
    return True


# ---- a file in two ----

def without_static(text):
    return re.sub(r"\bstatic\b", "", text, count=1)


def is_movable(item):
    if item.kind != "function" or item.function.conditional:
        return False
    return not names_in(item.head()) & (INLINE | {"DriverEntry"})


def declared_again(item):
    """What another file needs in place of ITEM."""
    text = without_comments(item.tokens)
    if item.kind == "function":
        return without_static(item.head()) + ";" if is_movable(item) or "DriverEntry" in item.head() else text
    words = names_in(text)
    is_type = words & {"typedef", "extern"} or re.match(r"\s*(struct|union|enum)\b[^=]*\}\s*;", text)
    if item.kind != "declaration" or is_type or "(" in text.split("=")[0]:
        return without_static(text)
    if "const" in words:
        return text # nobody can tell a copy from the other
    return "extern " + without_static(text.split("=")[0].rstrip(" ;")) + ";"


def shared(item):
    """ITEM as it stands in its file when another one uses it."""
    text = "".join(item.tokens)
    if item.kind == "function" and is_movable(item):
        return without_static(item.head()) + text[len(item.head()):]
    if item.kind == "declaration" and "const" not in names_in(text):
        return re.sub(r"^(\s*)static\b", r"\1", text)
    return text


def is_shareable(items, others):
    """Whether what ITEMS define may be seen by the files with the names OTHERS."""
    functions = {item.function.name for item in items if item.kind == "function"}
    return not functions & others and not any(item.function and item.function.conditional for item in items)


def split_file(sources, rng):
    """Every second function moves to a file of its own; what was static is shared."""
    changed = False
    for name in [name for name in sources if name.endswith((".c", ".cpp"))]:
        items = items_of(sources[name])
        moved = [item for item in items if is_movable(item)][1::2]
        others = names_in(" ".join(s.text() for other, s in sources.items() if other != name))
        if not moved or not is_shareable(items, others):
            continue
        second = [declared_again(item) for item in items if item.kind != "blank"]
        second += ["\n" + shared(item) for item in moved]
        first = [declared_again(item) if item in moved else shared(item) for item in items]
        base, dot, suffix = name.rpartition(".")
        sources[name] = Source("".join(first))
        sources[f"{base}_second{dot}{suffix}"] = Source("\n".join(second) + "\n")
        changed = True
    return changed


# ---- a statement becomes a helper ----

def is_outlined(source, function, place):
    """Whether a helper can do what the statement at PLACE does, with an expectation that is still on its line."""
    first, last = place
    text, around = "".join(source.tokens[first:last + 1]), "".join(source.tokens[max(0, first - 6):last + 12])
    plain = without_comments(source.tokens[first:last + 1])
    is_statement = re.match(r"[A-Za-z_]\w*\s*(\(|->|\.|\[|=)|\*", plain) and not is_declaration(plain)
    is_macro = "#" in text or re.match(r"[A-Z_0-9]{3,}\s*\(", plain)
    is_fixed = re.search(r"\bexpected-|__|\bva_", text) or re.search(r"expected-\w+@", around)
    return is_statement and not is_macro and not is_fixed


def helper_of(source, function, place, name):
    """(definition without its end, call) of a helper for the statement at PLACE, which gets variables by value, or by
    address if it changes them; None if there is a variable that is not understood."""
    tokens = source.tokens[place[0]:place[1] + 1]
    text, plain, whole = "".join(tokens), without_comments(tokens), "".join(source.tokens[function.begin:function.end])
    types, parameters, arguments = local_types(source, function), [], []
    for variable in sorted(names_in(text) & (declarations(source, function) | types.keys())):
        kind, alone = types.get(variable), rf"(?<![\w.>]){variable}"
        if kind is None or re.search(rf"\b{variable}\s*\[", plain) and "*" not in kind:
            return None
        by_address = is_changed(variable, plain) or re.search(rf"{alone}\s*\.", whole)
        parameters.append(f"{kind} *{variable}_at" if by_address else f"{kind} {variable}")
        arguments.append(f"&{variable}" if by_address else variable)
        if by_address:
            text = re.sub(rf"{alone}\b", f"(*{variable}_at)", text)
    return f"static void {name}({', '.join(parameters) or 'void'})\n{{\n    {text}", f"{name}({', '.join(arguments)});"


def take_comment(source, at):
    """Takes away the comment behind the token AT, up to the end of the line: its text."""
    end = at + 1
    while end < len(source.tokens) and source.tokens[end] != "\n":
        end += 1
    behind = "".join(source.tokens[at + 1:end]).strip()
    if not behind.startswith("//"):
        return ""
    source.tokens[at + 1:end] = [""] * (end - at - 1)
    return f" {behind}"


def outline_statement(sources, rng):
    """Every second statement becomes a call of a helper."""
    number = 0
    for source in sources.values():
        for function in reversed(source.functions):
            head = names_in(without_comments(source.tokens[function.start:function.begin]))
            if function.conditional or head & INLINE or parameters_of(source, function) is None:
                continue
            places, made = [p for p in statements_of(source, function) if is_outlined(source, function, p)], []
            for first, last in reversed(places):
                helper = helper_of(source, function, (first, last), f"{function.name}_step{number + 1}")
                if helper and rng.random() < 0.5:
                    number += 1
                    made.append(f"{helper[0]}{take_comment(source, last)}\n}}\n\n")
                    source.tokens[first:last + 1] = [helper[1]] + [""] * (last - first)
            source.tokens[function.start] = "".join(made) + source.tokens[function.start]
    return number > 0


# ---- a function stands where it was called ----

def returns_at_end(body):
    """BODY, the text inside a function's braces, in three parts: what stands before its return, the expression that it
    returns ('' for none), the comments behind; None if it returns elsewhere."""
    match = re.search(r"\breturn\b([^;]*);\s*((?://[^\n]*\s*|/\*.*?\*/\s*)*)$", body, re.S)
    before = body[:match.start()] if match else body
    if re.search(r"\breturn\b|\bgoto\b|__leave|^\s*#|\bstatic\b", before, re.M):
        return None
    return (before, match[1].strip(), match[2]) if match else (before, "", "")


def split_arguments(text):
    parts, depth, part = [], 0, ""
    for c in text:
        depth += c in "([{"
        depth -= c in ")]}"
        if c == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += c
    return [*parts, part.strip()] if text.strip() else []


def behind_line(source, at):
    end = at
    while end < len(source.tokens) and source.tokens[end] != "\n":
        end += 1
    return "".join(source.tokens[at + 1:end])


def call_of(source, function, body):
    """(caller, first token, last token, what the result is assigned to, arguments) of a statement that calls FUNCTION and
    uses the result as BODY gives it; None if there is none."""
    pattern = rf"(?:([\w>.-]+)\s*=\s*)?{function.name}\s*\((.*)\)\s*;"
    for caller in source.functions:
        if caller.name == function.name or caller.conditional:
            continue
        for first, last in statements_of(source, caller):
            call = re.fullmatch(pattern, without_comments(source.tokens[first:last + 1]), re.S)
            if call and bool(call[1]) == bool(body[1]):
                return caller, first, last, call[1] or "", split_arguments(call[2])
    return None


def inline_one(source, function, sources):
    parameters = parameters_of(source, function)
    body = returns_at_end("".join(source.tokens[function.begin + 1:function.end]))
    static = "static" in names_in(without_comments(source.tokens[function.start:function.begin]))
    code = "".join(without_comments(s.tokens) for s in sources.values())
    uses = re.findall(rf"\b{function.name}\b", code)
    if function.conditional or not static or parameters is None or body is None or len(uses) != 2:
        return False
    call = call_of(source, function, body)
    if not call or "expected-" in behind_line(source, function.end):
        return False
    caller, first, last, result, arguments = call
    inner = declarations(source, function) | {p for _, p in parameters}
    hidden = (names_in(body[0] + body[1]) - inner) & declarations(source, caller)
    if len(arguments) != len(parameters) or hidden or names_in(result) & inner:
        return False
    given = " ".join(f"{kind} {p}_given = {a};" for (kind, p), a in zip(parameters, arguments))
    taken = " ".join(f"{kind} {p} = {p}_given;" for kind, p in parameters)
    assigned = f" {result} = {body[1]};" if result else ""
    source.tokens[first:last + 1] = [f"{{ {given} {{ {taken}{body[0]}{assigned} {body[2]} }} }}"] + [""] * (last - first)
    source.tokens[function.start:function.end + 1] = [""] * (function.end + 1 - function.start)
    source.tokens[:] = TOKEN.findall(source.text())
    return True


def inline(sources, rng):
    """A static function that is called once, by a statement of its own, is written there."""
    changed = False
    for source in sources.values():
        for name in [function.name for function in source.functions]:
            source.functions = source.find_functions()
            current = [function for function in source.functions if function.name == name]
            changed |= bool(current) and inline_one(source, current[0], sources)
    return changed
