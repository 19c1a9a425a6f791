"""The modules of a generated driver (generate.py): what is not its ports, a fifth of them policies about ports."""

import generate_filler as filler

LINES = 980     # of each file, more or less
IN_COMPONENT = 10
KINDS = ("Rx", "Tx", "Phy", "Mac", "Qos", "Acl", "Mib", "Dma", "Irq", "Nvm", "Ptp", "Lag")


class Module:
    def __init__(self, number, component, kind, policy):
        self.number, self.component, self.policy = number, component, policy
        self.name = f"{component}{kind}{number:03}"
        self.handlers = []
        self.first = self.last = False

    def __lt__(self, other):
        return self.number < other.number


def plan(count, rng):
    """COUNT modules in components of ten, with one handler for each of the entries of the OID tables."""
    made = []
    for number in range(count):
        component = f"C{number // IN_COMPONENT:02}"
        # A fifth of all files; the core's seven are among those that are not.
        policy = number % 5 == 2 or (number < 40 and number % 5 == 0)
        made.append(Module(number, component, rng.choice(KINDS), policy))
    for module, following in zip(made, made[1:] + [None]):
        module.last = following is None or following.component != module.component
    for module, before in zip(made, [None] + made[:-1]):
        module.first = before is None or before.component != module.component
    tables = max(1, -(-count // 100))
    for entry in range(tables * 100):
        module = made[entry % count]
        module.handlers.append(f"{module.name}Oid{len(module.handlers)}")
    return made


def scalars(module):
    return [f"{noun}{module.number}" for noun in filler.ORDINARY]


def owner(module):
    return filler.Owner(module.name, f"P{module.name.upper()}", scalars(module), f"Tally{module.number}", 32,
                        f"Station{module.number}", "Guard", "Object->Adapter")


def context(module):
    rows = "".join(f"    ULONG {name};\n" for name in scalars(module))
    upper = module.name.upper()
    return f"""\
typedef struct _{upper} {{
    PSW_ADAPTER Adapter;
    NDIS_SPIN_LOCK Guard;
{rows}    ULONG64 Tally{module.number}[32];
    UCHAR Station{module.number}[8];
}} {upper}, *P{upper};

NDIS_STATUS {module.name}Initialize(PSW_ADAPTER Adapter, P{upper} Object);
VOID {module.name}Reset(PSW_ADAPTER Adapter, P{upper} Object);
VOID {module.name}Service(P{upper} Object);
"""


def component_header(module, modules):
    name = module.component
    contexts = "\n".join(context(one) for one in modules)
    members = "".join(f"    {one.name.upper()} {one.name};\n" for one in modules)
    handlers = "".join(f"SW_OID_HANDLER {handler};\n" for one in modules for handler in one.handlers)
    return f"""\
#pragma once

{contexts}
typedef struct _{name.upper()}_COMPONENT {{
    ULONG Index;
{members}}} {name.upper()}_COMPONENT, *P{name.upper()}_COMPONENT;

NDIS_STATUS {name}Initialize(PSW_ADAPTER Adapter, ULONG Index);
VOID {name}Reset(PSW_ADAPTER Adapter, ULONG Index);
VOID {name}Shutdown(PSW_ADAPTER Adapter, ULONG Index);

{handlers}"""


def component_functions(name, modules):
    """What stands for all modules of component NAME."""
    upper = name.upper()
    starts = "".join(f"""\
    Status = {one.name}Initialize(Adapter, &Component->{one.name});
    if (Status != NDIS_STATUS_SUCCESS) {{
        goto Fail;
    }}
""" for one in modules)
    resets = "".join(f"    {one.name}Reset(Adapter, &Component->{one.name});\n" for one in modules)
    return f"""\
NDIS_STATUS
{name}Initialize(PSW_ADAPTER Adapter, ULONG Index)
{{
    P{upper}_COMPONENT Component;
    NDIS_STATUS Status;

    Component = (P{upper}_COMPONENT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(*Component), SW_TAG,
                                                                  NormalPoolPriority);
    if (Component == NULL) {{
        return NDIS_STATUS_RESOURCES;
    }}
    NdisZeroMemory(Component, sizeof(*Component));
    Component->Index = Index;
{starts}    Adapter->Components[Index] = Component;
    return NDIS_STATUS_SUCCESS;

Fail:
    NdisFreeMemory(Component, 0, 0);
    return Status;
}}

VOID
{name}Reset(PSW_ADAPTER Adapter, ULONG Index)
{{
    P{upper}_COMPONENT Component = (P{upper}_COMPONENT)Adapter->Components[Index];

{resets}}}

VOID
{name}Shutdown(PSW_ADAPTER Adapter, ULONG Index)
{{
    NdisFreeMemory(Adapter->Components[Index], 0, 0);
    Adapter->Components[Index] = NULL;
}}
"""


def own_functions(module, rng):
    """How the module begins, and what it does at a reset."""
    upper, names = module.name.upper(), scalars(module)
    checks = f"""\
    if (Object->{names[0]} == 0xFFFFFFFF) {{
        return NDIS_STATUS_ADAPTER_NOT_FOUND;
    }}
""" if rng.random() < 0.3 else ""
    policy = f"""\
    if ((Object->{names[3]} & 0x{1 << rng.randrange(8):02X}) != 0) {{
        Adapter->PortPolicy |= {rng.choice(("SW_POLICY_ACTIVATE", "SW_POLICY_FIXED"))};
    }}
""" if module.policy else ""
    thaw = "    Adapter->PortsFrozen = FALSE;\n    /* end of the policy */\n" if module.policy else ""
    return f"""\
NDIS_STATUS
{module.name}Initialize(PSW_ADAPTER Adapter, P{upper} Object)
{{
    Object->Adapter = Adapter;
    NdisAllocateSpinLock(&Object->Guard);
    Object->{names[0]} = {rng.randrange(1 << 16)};
    Object->{names[3]} = 0x{rng.randrange(1 << 16):X};
{checks}{policy}    return NDIS_STATUS_SUCCESS;
}}

VOID
{module.name}Reset(PSW_ADAPTER Adapter, P{upper} Object)
{{
    UNREFERENCED_PARAMETER(Adapter);
    Object->{names[1]} = Object->{names[0]};
    Object->{names[2]} = 0;
{thaw}}}
"""


def policy_statement(rng):
    return rng.choice((
        "    if (Value > 0 && Value < SW_MAX_PORTS) {\n        Adapter->PortLimit = Value;\n    }\n",
        "    Adapter->PortsFrozen = Value != 0;\n",
        "    if (Value != 0) {\n        Adapter->PortPolicy |= SW_POLICY_ACTIVATE;\n    } else {\n"
        "        Adapter->PortPolicy &= ~SW_POLICY_ACTIVATE;\n    }\n",
    ))


def handler(module, name, number, rng):
    upper = module.name.upper()
    take = policy_statement(rng) if module.policy and number == 0 else \
        f"    Object->{rng.choice(scalars(module))} = Value & 0x{rng.randrange(1 << 16):X};\n"
    return f"""\
NDIS_STATUS
{name}(PSW_ADAPTER Adapter, PVOID Buffer, ULONG Length, PULONG Done)
{{
    P{module.component.upper()}_COMPONENT Component =
        (P{module.component.upper()}_COMPONENT)Adapter->Components[{int(module.component[1:])}];
    P{upper} Object = &Component->{module.name};
    ULONG Value;

    if (Length < sizeof(ULONG)) {{
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }}
    Value = *(PULONG)Buffer;
{take}    Object->{rng.choice(scalars(module))}++;
    *Done = sizeof(ULONG);
    return NDIS_STATUS_SUCCESS;
}}
"""


def file_name(module):
    return f"{module.component.lower()}/{module.name.lower()}{'policy' if module.policy else ''}.c"


def source(module, modules, rng):
    parts = [component_functions(module.component, modules)] if module.first else []
    parts.append(own_functions(module, rng))
    parts += [handler(module, name, number, rng) for number, name in enumerate(module.handlers)]
    text = "\n".join(parts)
    filling, _ = filler.functions(rng, owner(module), LINES - text.count("\n") - 8)
    return filler.title(file_name(module)) + '#include "../precomp.h"\n\n' + filling + "\n" + text


def sources(made, rng):
    """The files of all modules."""
    files = {}
    for module in made:
        modules = [one for one in made if one.component == module.component]
        if module.first:
            files[f"{module.component.lower()}/{module.component.lower()}.h"] = component_header(module, modules)
        files[file_name(module)] = source(module, modules, rng)
    return files
