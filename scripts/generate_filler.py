"""What fills the files of a generated driver (generate.py): functions that know nothing of ports."""

NOUNS = ("Ring", "Queue", "Descriptor", "Filter", "Link", "Phy", "Buffer", "Frame", "Header", "Counter", "Timer", "Lane",
         "Channel", "Credit", "Window", "Slot", "Bank", "Cache", "Entry", "Page", "Mailbox", "Doorbell", "Vector", "Rate")
VERBS = ("Update", "Refresh", "Program", "Collect", "Check", "Compute", "Advance", "Select", "Encode", "Decode", "Align",
         "Arm", "Balance", "Classify", "Drain", "Fold", "Hash", "Merge", "Probe", "Scan", "Tune", "Verify", "Walk", "Trim")
ORDINARY = ("Head", "Tail", "Depth", "Mask", "Shift", "Budget", "Pending", "Generation", "Threshold", "Errors")


class Owner:
    """The object that functions of a file work on: its type, and names of members of some kinds."""

    def __init__(self, prefix, type_name, scalars, array, size, octets, lock, chip):
        self.prefix, self.type, self.scalars = prefix, type_name, scalars
        self.array, self.size, self.octets, self.lock, self.chip = array, size, octets, lock, chip


def adapter_owner(prefix):
    return Owner(prefix, "PSW_ADAPTER", ("InterruptMask", "LinkState", "PacketFilter", "Lookahead", "ErrorCount"),
                 "Counters", 64, "CurrentAddress", "Lock", "Object")


def registers(rng, owner, name):
    rows = "".join(f"    SW_WRITE({owner.chip}, 0x{rng.randrange(0, 0x4000, 4):04X}, "
                   f"Object->{rng.choice(owner.scalars)} {rng.choice('&|^')} 0x{rng.randrange(1 << 16):04X});\n"
                   for _ in range(rng.randint(3, 9)))
    return f"""\
static VOID
{name}({owner.type} Object)
{{
    ULONG Value = SW_READ({owner.chip}, 0x{rng.randrange(0, 0x4000, 4):04X});

    if ((Value & 0x{1 << rng.randrange(16):04X}) == 0) {{
        return;
    }}
{rows}    Object->{rng.choice(owner.scalars)} = Value >> {rng.randrange(1, 24)};
}}
"""


def statistics(rng, owner, name):
    rows = "".join(f"    Total += Object->{owner.array}[{rng.randrange(owner.size)}];\n"
                   for _ in range(rng.randint(4, 12)))
    return f"""\
static ULONG64
{name}({owner.type} Object)
{{
    ULONG64 Total = 0;
    ULONG Index;

    NdisAcquireSpinLock(&Object->{owner.lock});
    for (Index = 0; Index < {owner.size}; Index++) {{
        if (Object->{owner.array}[Index] > 0x{rng.randrange(1 << 20):X}) {{
            Object->{owner.array}[Index] -= Index;
            Total++;
        }}
    }}
{rows}    NdisReleaseSpinLock(&Object->{owner.lock});
    return Total;
}}
"""


def parser(rng, owner, name):
    cases = "".join(f"""\
    case 0x{kind:04X}:
        if (Length < {rng.randrange(20, 60)}) {{
            return FALSE;
        }}
        Object->{rng.choice(owner.scalars)} += SwNetworkShort(Frame + {rng.randrange(2, 18)});
        break;
""" for kind in rng.sample((0x0800, 0x0806, 0x8100, 0x86DD, 0x8847, 0x8863, 0x88A8, 0x88CC, 0x88F7), rng.randint(2, 5)))
    return f"""\
static BOOLEAN
{name}({owner.type} Object, const UCHAR *Frame, ULONG Length)
{{
    USHORT Type;

    if (Length < 14) {{
        return FALSE;
    }}
    Type = SwNetworkShort(Frame + 12);
    switch (Type) {{
{cases}    default:
        Object->{rng.choice(owner.scalars)}++;
        return FALSE;
    }}
    return NdisEqualMemory(Frame, Object->{owner.octets}, 6);
}}
"""


def hashing(rng, owner, name):
    return f"""\
static ULONG
{name}({owner.type} Object, const UCHAR *Bytes, ULONG Count)
{{
    ULONG Hash = 0x{rng.randrange(1 << 32):08X};
    ULONG Index, Bit;

    for (Index = 0; Index < Count; Index++) {{
        Hash ^= Bytes[Index];
        for (Bit = 0; Bit < 8; Bit++) {{
            Hash = (Hash & 1) != 0 ? (Hash >> 1) ^ 0x{rng.randrange(1 << 32) | 1:08X} : Hash >> 1;
        }}
    }}
    SwTrace("hash %08x of %u bytes", Hash, Count);
    return SwSwap(Hash) & (Object->{rng.choice(owner.scalars)} | 0x{rng.randrange(1 << 8):02X});
}}
"""


def machine(rng, owner, name):
    scalar = rng.choice(owner.scalars)
    states = "".join(f"""\
    case {state}:
        if ((Event & 0x{1 << rng.randrange(8):02X}) != 0) {{
            Object->{scalar} = {rng.randrange(8)};
            Object->{owner.array}[{rng.randrange(owner.size)}]++;
        }}
        break;
""" for state in range(rng.randint(3, 8)))
    return f"""\
static VOID
{name}({owner.type} Object, ULONG Event)
{{
    switch (Object->{scalar}) {{
{states}    default:
        Object->{scalar} = 0;
        break;
    }}
}}
"""


def table(rng, owner, name):
    values = "".join("    " + " ".join(f"0x{rng.randrange(1 << 16):04X}," for _ in range(8)) + "\n"
                     for _ in range(rng.randint(2, 10)))
    return f"""\
static const USHORT {name}Table[] = {{
{values}}};

static ULONG
{name}({owner.type} Object, ULONG Key)
{{
    ULONG Low = 0, High = RTL_NUMBER_OF({name}Table);

    while (Low < High) {{
        ULONG Middle = (Low + High) / 2;

        if ({name}Table[Middle] < Key) {{
            Low = Middle + 1;
        }} else {{
            High = Middle;
        }}
    }}
    Object->{rng.choice(owner.scalars)} = Low;
    return Low < RTL_NUMBER_OF({name}Table) ? {name}Table[Low] : 0;
}}
"""


def lists(rng, owner, name):
    return f"""\
static ULONG
{name}({owner.type} Object, PNET_BUFFER_LIST Lists)
{{
    PNET_BUFFER_LIST List;
    PNET_BUFFER Buffer;
    ULONG Bytes = 0, Count = 0;

    for (List = Lists; List != NULL; List = NET_BUFFER_LIST_NEXT_NBL(List)) {{
        for (Buffer = NET_BUFFER_LIST_FIRST_NB(List); Buffer != NULL; Buffer = NET_BUFFER_NEXT_NB(Buffer)) {{
            Bytes += NET_BUFFER_DATA_LENGTH(Buffer);
            Count++;
        }}
        NET_BUFFER_LIST_STATUS(List) = Bytes > {rng.randrange(1000, 9000)} ? NDIS_STATUS_FAILURE : NDIS_STATUS_SUCCESS;
    }}
    Object->{owner.array}[{rng.randrange(owner.size)}] += Bytes;
    return Count;
}}
"""


def checksum(rng, owner, name):
    return f"""\
static USHORT
{name}({owner.type} Object, const UCHAR *Bytes, ULONG Count)
{{
    ULONG Sum = 0;
    ULONG Index;

    for (Index = 0; Index + 1 < Count; Index += 2) {{
        Sum += SwNetworkShort(Bytes + Index);
    }}
    if ((Count & 1) != 0) {{
        Sum += (ULONG)Bytes[Count - 1] << 8;
    }}
    while ((Sum >> 16) != 0) {{
        Sum = (Sum & 0xFFFF) + (Sum >> 16);
    }}
    Object->{rng.choice(owner.scalars)} ^= Sum;
    return (USHORT)~Sum;
}}
"""


def pacing(rng, owner, name):
    a, b, c = rng.sample(owner.scalars, 3)
    return f"""\
static BOOLEAN
{name}({owner.type} Object, ULONG Elapsed)
{{
    ULONG Step = Object->{a} / {rng.randrange(2, 9)} + {rng.randrange(1, 50)};

    if (Elapsed == 0 || Step == 0) {{
        return FALSE;
    }}
    if (Object->{b} + Step > {rng.randrange(1000, 60000)}) {{
        Object->{b} = {rng.randrange(100)};
        Object->{c}++;
    }} else if (Elapsed > {rng.randrange(100, 900)} && (Object->{c} & 3) != 0) {{
        Object->{b} += Step * Elapsed;
    }} else {{
        Object->{b} += Step;
    }}
    return Object->{b} > Object->{a};
}}
"""


KINDS = (registers, statistics, parser, hashing, machine, table, lists, checksum, pacing)

# How each is called: with OBJECT, and what else it takes.
CALLS = {"registers": "(Object);", "statistics": "(Object);", "parser": "(Object, Object->{octets}, sizeof(Object->{octets}));",
         "hashing": "(Object, Object->{octets}, 6);", "machine": "(Object, {number});", "table": "(Object, {number});",
         "lists": "(Object, NULL);", "checksum": "(Object, Object->{octets}, 6);", "pacing": "(Object, {number});"}


def fresh_name(rng, owner, used):
    while True:
        name = owner.prefix + rng.choice(VERBS) + rng.choice(NOUNS)
        if name in used:
            name += str(sum(other.startswith(name) for other in used))
        if name not in used:
            used.add(name)
            return name


def functions(rng, owner, lines):
    """About LINES lines of functions, and the name of a last one that calls them."""
    used, parts, calls = set(), [], []
    while sum(part.count("\n") + 2 for part in parts) < lines - len(calls):
        kind, name = rng.choice(KINDS), fresh_name(rng, owner, used)
        words = " ".join((rng.choice(VERBS), "the", rng.choice(NOUNS).lower(), "of the", rng.choice(NOUNS).lower()))
        parts.append(f"/* {words}. */\n" + kind(rng, owner, name))
        calls.append(f"    (void){name}" + CALLS[kind.__name__].format(octets=owner.octets, number=rng.randrange(1000)))
    name = owner.prefix + "Service"
    parts.append(f"VOID\n{name}({owner.type} Object)\n{{\n" + "\n".join(calls) + "\n}\n")
    return "\n".join(parts), name


def title(name):
    return f"/*\n * {name}: a part of the driver of a switch that there is not.\n */\n"


def file_text(rng, name, includes, prefix, _type, text, lines):
    """A file that has TEXT, and is filled up to LINES lines."""
    owner = adapter_owner(prefix)
    filling, _ = functions(rng, owner, lines - text.count("\n") - 8)
    return title(name) + includes + "\n" + filling + "\n" + text
