"""Compiles a list of allowed system calls into the instructions that the kernel takes.

    python3 compile-filter.py x86_64|aarch64 < LIST.json > FILTER

LIST is the section `seccomp` of an OCI configuration. The compiler is libseccomp, which the OCI
runtimes use, too; the program is the same for the same version of it.
"""

import ctypes
import json
import sys

WANTED = (2, 5, 4)
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
COMPARISONS = {"SCMP_CMP_EQ": 4, "SCMP_CMP_MASKED_EQ": 7}
UNKNOWN = -1


class Version(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint) for name in ("major", "minor", "micro")]


class Comparison(ctypes.Structure):
    _fields_ = [
        ("index", ctypes.c_uint),
        ("op", ctypes.c_int),
        ("value", ctypes.c_uint64),
        ("valueTwo", ctypes.c_uint64),
    ]


seccomp = ctypes.CDLL("libseccomp.so.2")
seccomp.seccomp_version.restype = ctypes.POINTER(Version)
seccomp.seccomp_arch_native.restype = ctypes.c_uint32
seccomp.seccomp_init.restype = ctypes.c_void_p
seccomp.seccomp_rule_add_array.argtypes = (
    [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(Comparison)]
)


def check(result):
    if result != 0:
        sys.exit(f"compile-filter: libseccomp refuses: {result}")


def action(name, error):
    return ALLOW if name == "SCMP_ACT_ALLOW" else ERRNO | error


def add_rule(context, rule):
    comparisons = [
        Comparison(each["index"], COMPARISONS[each["op"]], each["value"], each.get("valueTwo", 0))
        for each in rule.get("args", [])
    ]
    for name in rule["names"]:
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        # As the runtimes do: a call that the library does not know yet is one that no rule allows.
        if number == UNKNOWN:
            continue
        array = (Comparison * len(comparisons))(*comparisons)
        effect = action(rule["action"], rule.get("errnoRet", 0))
        check(seccomp.seccomp_rule_add_array(context, effect, number, len(comparisons), array))


def main():
    version = seccomp.seccomp_version().contents
    found = (version.major, version.minor, version.micro)
    if found != WANTED:
        sys.exit(f"compile-filter: libseccomp {WANTED} makes these filters, this is {found}")
    machine = MACHINES[sys.argv[1]]
    profile = json.load(sys.stdin)
    otherwise = action(profile["defaultAction"], profile["defaultErrnoRet"])
    context = ctypes.c_void_p(seccomp.seccomp_init(otherwise))
    own = seccomp.seccomp_arch_native()
    if machine != own:
        check(seccomp.seccomp_arch_add(context, ctypes.c_uint32(machine)))
        check(seccomp.seccomp_arch_remove(context, ctypes.c_uint32(own)))
    for rule in profile["syscalls"]:
        add_rule(context, rule)
    check(seccomp.seccomp_export_bpf(context, sys.stdout.fileno()))


main()
