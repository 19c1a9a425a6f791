"""Where the port code goes in each real driver, and what must be written first that its repository does not hold."""

import dataclasses
import re


@dataclasses.dataclass
class Driver:
    project: str = ""      # what is checked; "": the folder
    folder: str = "."      # where implant.c and implant.h go
    flags: list = dataclasses.field(default_factory=list)
    edits: list = dataclasses.field(default_factory=list)  # (file, what is looked for, what replaces it)
    lacks: dict = dataclasses.field(default_factory=dict)  # file that a build makes: its text, from the copy's folder


# ---- NetKVM: netkvmmof.h is what wmimofck makes of netkvm.mof ----

MOF_TYPES = {"uint32": "ULONG", "sint32": "LONG", "uint8": "UCHAR", "boolean": "BOOLEAN"}
MOF_CLASS = re.compile(r'guid\("\{([-0-9A-Fa-f]+)\}"\)\]\s*class (\w+)[^{]*\{(.*?)\n\};', re.S)
MOF_MEMBER = re.compile(r"WmiDataId\(\d+\)[^\]]*\]\s*(\w+) (\w+);")


def guid(text):
    parts = text.split("-")
    tail = parts[3] + parts[4]
    octets = ", ".join(f"0x{tail[i:i + 2]}" for i in range(0, 16, 2))
    return f"{{ 0x{parts[0]}, 0x{parts[1]}, 0x{parts[2]}, {{ {octets} }} }}"


def header_of_mof(copy):
    text = "#pragma once\n"
    for key, name, body in MOF_CLASS.findall((copy / "NetKVM/Common/netkvm.mof").read_text()):
        members = MOF_MEMBER.findall(re.sub(r"//.*", "", body))
        text += f"#define {name}Guid {guid(key)}\ntypedef struct _{name} {{\n"
        text += "".join(f"    {MOF_TYPES.get(kind, kind)} {member};\n" for kind, member in members)
        text += f"}} {name};\n#define {name}_SIZE sizeof({name})\n"
    return text


DRIVERS = {
    "netvmini": Driver(
        project="680/netvmini680.vcxproj",
        edits=[
            ("680/netvmini680.vcxproj", r"\.\.\\rssv2lib\.c", r"\g<0>; ..\\implant.c"),
            ("adapter.h", r"typedef struct _MP_ADAPTER\n\{", r'#include "implant.h"\n\g<0>\n    struct implant Implant;'),
            ("adapter.c", r"(?=    DEBUGP\(MP_TRACE, [^;]*<--- MPInitialize)",
             "    if (Status == NDIS_STATUS_SUCCESS)\n        Status = ImplantInitialize(&Adapter->Implant, MiniportAdapterHandle);\n"),
            ("adapter.c", r"DEBUGP\(MP_TRACE, [^;]*---> MPHaltEx[^;]*;", r"\g<0>\n    ImplantHalt(&Adapter->Implant);"),
            ("ctrlpath.c", r"DEBUGP\(MP_LOUD, [^;]*---> MPOidRequest[^;]*;",
             r"\g<0>\n    ImplantOid(&Adapter->Implant, NdisRequest->DATA.SET_INFORMATION.Oid);"),
        ]),
    "tap-windows6": Driver(
        flags=["-DNDIS620_MINIPORT=1", "-DNDIS630_MINIPORT=1", "-DTAP_DRIVER_MAJOR_VERSION=9", "-DTAP_DRIVER_MINOR_VERSION=24",
               '-DPRODUCT_TAP_WIN_COMPONENT_ID="tap0901"'],
        edits=[
            ("adapter.h", r"typedef struct _TAP_ADAPTER_CONTEXT\n\{", r'#include "implant.h"\n\g<0>\n    struct implant Implant;'),
            ("adapter.c", r"    if\(status == NDIS_STATUS_SUCCESS\)\n    \{\n        // Enter the Paused",
             "    if (status == NDIS_STATUS_SUCCESS)\n        status = ImplantInitialize(&adapter->Implant, MiniportAdapterHandle);\n\\g<0>"),
            ("adapter.c", r"^AdapterHalt\((?:.|\n)*?UNREFERENCED_PARAMETER\(HaltAction\);",
             r"\g<0>\n    ImplantHalt(&adapter->Implant);"),
            ("oidrequest.c", r"    // Dispatch based on request type.\n    switch",
             r"    ImplantOid(&adapter->Implant, OidRequest->DATA.SET_INFORMATION.Oid);\n\g<0>"),
        ]),
    "NetKVM": Driver(
        project="NetKVM/NetKVM-VS2015.vcxproj",
        folder="NetKVM/wlh",
        lacks={"NetKVM/wlh/netkvmmof.h": header_of_mof},
        edits=[
            ("NetKVM/NetKVM-VS2015.vcxproj", r'    <ClCompile Include="wlh\\ParaNdis6_Driver\.cpp" />',
             r'\g<0>\n    <ClCompile Include="wlh\\implant.c" />'),
            ("NetKVM/Common/ndis56common.h", r"^struct _PARANDIS_ADAPTER[^{;]*\{",
             r'extern "C" {\n#include "implant.h"\n}\n\g<0>\n    struct implant Implant;'),
            ("NetKVM/wlh/ParaNdis6_Driver.cpp", r"        pContext->m_StateMachine\.NotifyInitialized\(pContext\);",
             "        status = ImplantInitialize(&pContext->Implant, miniportAdapterHandle);\n    }\n\n"
             "    if (status == NDIS_STATUS_SUCCESS)\n    {\n\\g<0>"),
            ("NetKVM/wlh/ParaNdis6_Driver.cpp", r"    pContext->systemThread\.Stop\(\);", r"    ImplantHalt(&pContext->Implant);\n\g<0>"),
            ("NetKVM/wlh/ParaNdis6_Oid.cpp", r"    ParaNdis_GetOidSupportRules\(pNdisRequest->DATA",
             r"    ImplantOid(&pContext->Implant, pNdisRequest->DATA.SET_INFORMATION.Oid);\n\g<0>"),
        ]),
}
