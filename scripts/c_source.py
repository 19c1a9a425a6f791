"""C sources as scripts/metamorphic rewrites them: tokens, with blanks and comments, so that expectations move along.

What is not understood raises ValueError or IndexError, or is None: such a source is left alone."""

import collections
import re

TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|^[ \t]*\#(?:\\\n|[^\n])*"
    r"|[A-Za-z_]\w*|\d[\w.]*|\n|[ \t\r]+|.", re.S | re.M)
KEYWORDS = {"if", "else", "for", "while", "do", "switch", "case", "default", "return", "goto", "break", "continue",
            "__try", "__except", "__finally", "__leave"}

# Of a definition: the first token of its head, its braces, and whether the preprocessor may leave it out.
Function = collections.namedtuple("Function", "start name begin end conditional")


def is_blank(token):
    return token.isspace() or token.startswith(("//", "/*"))


def is_name(token):
    return re.fullmatch(r"[A-Za-z_]\w*", token) is not None


class Source:
    """One file as tokens, and where its functions are."""

    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        self.functions = self.find_functions()

    def text(self):
        return "".join(self.tokens)

    def next(self, i):
        """The index of the first token from I on that is not blank."""
        while i < len(self.tokens) and is_blank(self.tokens[i]):
            i += 1
        return i

    def previous(self, i):
        i -= 1
        while i >= 0 and is_blank(self.tokens[i]):
            i -= 1
        return i

    def close(self, i):
        """The index of the bracket that closes the one at I."""
        depth = 0
        for k in range(i, len(self.tokens)):
            depth += self.tokens[k] in ("(", "{", "[")
            depth -= self.tokens[k] in (")", "}", "]")
            if depth == 0:
                return k
        raise ValueError("brackets do not match")

    def find_functions(self):
        found, i, start, conditions = [], 0, None, 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.lstrip().startswith("#"):
                word = token.lstrip()[1:].split(None, 1)[0] if token.lstrip()[1:].strip() else ""
                conditions += word.startswith("if")
                conditions -= word == "endif"
                start = None
            elif not is_blank(token):
                start = i if start is None else start
                if token == "{":
                    end = self.close(i)
                    if self.tokens[self.previous(i)] == ")":
                        head = self.tokens[start:i]
                        name = head[self.position_of_parameters(head) - 1]
                        found.append(Function(start, name, i, end, conditions > 0))
                        start = None
                    i = end
                elif token == "(":
                    i = self.close(i)
                elif token == ";":
                    start = None
            i += 1
        return found

    @staticmethod
    def position_of_parameters(head):
        """The index in HEAD behind its name: of blanks or of the parenthesis."""
        depth = 0
        for i in range(len(head) - 1, -1, -1):
            depth += head[i] == ")"
            depth -= head[i] == "("
            if depth == 0 and head[i] == "(":
                while is_blank(head[i - 1]):
                    i -= 1
                return i
        raise ValueError("no parameters")

    def bodies(self):
        for function in self.functions:
            yield function.begin, function.end

    def statement_end(self, i):
        """The last token of the statement that begins at I; None if it is not followed: an if, a loop, a label."""
        if self.tokens[i] == "{":
            return self.close(i)
        if self.tokens[i] in KEYWORDS - {"return", "goto", "break", "continue"}:
            return None
        while self.tokens[i] != ";":
            if self.tokens[i] in (":", "{", "}") or self.tokens[i].lstrip().startswith("#"):
                return None
            i = self.close(i) + 1 if self.tokens[i] in ("(", "[") else i + 1
        return i


def without_comments(tokens):
    """TOKENS without their comments, which may hold expectations: those stand where the code stands."""
    return "".join("" if t.startswith(("//", "/*")) else t for t in tokens)


def names_in(text):
    return set(re.findall(r"[A-Za-z_]\w*", text))


class Item:
    """What stands at the top level of a file: a directive, a declaration, a function. Comments and blanks go before."""

    def __init__(self, kind, tokens, function=None):
        self.kind, self.tokens, self.function = kind, tokens, function

    def head(self):
        """Of a function, without its body."""
        return "".join(self.tokens[:self.function.begin - self.function.start]).strip()


def items_of(source):
    items, at, functions = [], 0, {function.start: function for function in source.functions}
    while at < len(source.tokens):
        token, start = source.tokens[at], at
        if is_blank(token):
            items.append(Item("blank", [token]))
        elif token.lstrip().startswith("#"):
            items.append(Item("directive", [token]))
        elif at in functions:
            at = functions[at].end
            while at + 1 < len(source.tokens) and source.tokens[at + 1] != "\n":
                at += 1 # a comment behind the closing brace belongs to it
            items.append(Item("function", source.tokens[start:at + 1], functions[start]))
        else:
            while source.tokens[at] != ";":
                at = source.close(at) if source.tokens[at] in ("(", "{", "[") else at + 1
            items.append(Item("declaration", source.tokens[start:at + 1]))
        at += 1
    return items


DECLARATION = re.compile(
    r"^(?:const\s+)?((?:struct\s+|unsigned\s+)?[A-Za-z_]\w*(?:\s*\*)*(?:\s*const)?)\s*\b([A-Za-z_]\w*)$")
ANNOTATION = re.compile(r"\b(?:IN|OUT|_In_|_Out_|_Inout_)\b")


def parameters_of(source, function):
    """(type, name) of each parameter of FUNCTION, or None if one is not understood."""
    head = source.tokens[function.start:function.begin]
    text = without_comments(head[Source.position_of_parameters(head):]).strip()[1:-1].strip()
    if text in ("", "void", "VOID"):
        return []
    found = [DECLARATION.match(ANNOTATION.sub("", part).strip()) for part in text.split(",")]
    return [(match[1], match[2]) for match in found] if all(found) else None


def statements_of(source, function):
    """(first token, semicolon) of each statement of the outermost block of FUNCTION, and of blocks below it."""
    at = source.next(function.begin + 1)
    while at < function.end:
        token = source.tokens[at]
        if token in ("{", "}", "else", "do", ";"):
            at = source.next(at + 1)
        elif token in KEYWORDS:
            at = source.next(at + 1)
            if token == "case":
                while source.tokens[at] != ":":
                    at += 1
                at = source.next(at + 1)
            elif token in ("goto", "break", "continue", "return", "__leave"):
                while source.tokens[at] != ";":
                    at += 1
            elif source.tokens[at] in ("(", ":"):
                at = source.next((source.close(at) if source.tokens[at] == "(" else at) + 1)
        elif source.tokens[source.next(at + 1)] == ":" or token.lstrip().startswith("#"):
            at = source.next(at + 1)
        else:
            last = source.statement_end(at)
            if last is None:
                return
            yield at, last
            at = source.next(last + 1)


def local_types(source, function):
    """The types of what FUNCTION declares in the simplest way; None for what is declared otherwise."""
    types = {name: kind for kind, name in parameters_of(source, function) or []}
    for first, last in statements_of(source, function):
        text = without_comments(source.tokens[first:last]).split("=")[0].strip()
        match = DECLARATION.match(text)
        if match and match[1] not in KEYWORDS:
            types[match[2]] = match[1] if match[2] not in types else None
    return types


def is_changed(name, text):
    """Whether TEXT may write to the variable NAME itself, or takes its address."""
    word = rf"(?<![\w.>]){name}\b"
    assigned = rf"{word}\s*(?:[-+*/|&^%]|<<|>>)?=(?!=)"
    counted = rf"{word}\s*(?:\+\+|--)|(?:\+\+|--|&)\s*\(?\s*{word}"
    return re.search(rf"{assigned}|{counted}", text) is not None


def is_declaration(statement):
    return DECLARATION.match(statement.split("=")[0].strip(" ;\n")) is not None


def declarations(source, function):
    """All names that FUNCTION may declare: words in front of which another word or a star stands."""
    found = set()
    for i in range(function.begin, function.end):
        before = source.tokens[source.previous(i)]
        if is_name(source.tokens[i]) and (is_name(before) or before in ("*", ",")) and before not in KEYWORDS:
            found.add(source.tokens[i])
    return found
