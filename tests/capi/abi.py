#!/usr/bin/env python3
"""The C headers promise the ABI of capi/abi/prorata_c.abi: a program that was built before goes on
with this library. Added functions are no break, and so is a request that grows at its end.

usage: abi.py COMPILER CAPI_FOLDER            compares (exit 77 where abidiff is missing)
       abi.py COMPILER CAPI_FOLDER --accept   writes the baseline anew
       abi.py COMPILER CAPI_FOLDER --check    compares, and sees planted breaks found

What is compared is a library of empty functions made from the headers, so that no build option and
no C++ type has a part in it; that the real library exports just these is checked by symbols.py.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

compiler, capi, options = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
baseline = capi / "abi/prorata_c.abi"
GROWING = re.compile(r"prorata_(\w+_request|context|run_options)")  # they start with struct_size

# What a careless change would be: name, header, text, what becomes of it, whether it is a break.
PLANTED = (
    ("a function is gone", "base.h", "PRORATA_API const char* prorata_version(void);", "", True),
    ("a parameter is wider", "base.h", "prorata_date(int32_t year", "prorata_date(int64_t year", True),
    ("a result is another", "rows.h", "size_t prorata_rows_count", "uint32_t prorata_rows_count", True),
    ("a member is put before others", "commands.h", "    const char *tariff;\n", "    int64_t odd;\n    const char *tariff;\n", True),
    ("two members change places", "base.h", "const char* actor;", "int64_t actor;", True),
    ("a request loses its last member", "commands.h", "    uint32_t reserved_4;\n} prorata_subscribe_request;",
     "} prorata_subscribe_request;", True),
    ("a frozen struct grows", "engine.h", "    int64_t charges;  /* written so far */\n", "    int64_t charges;\n    int64_t odd;\n", True),
    ("a request grows at its end", "commands.h", "    uint32_t reserved_4;\n} prorata_subscribe_request;",
     "    uint32_t reserved_4;\n    int64_t odd;\n} prorata_subscribe_request;", False),
    ("a function is added", "base.h", "PRORATA_API const char* prorata_version(void);",
     "PRORATA_API const char* prorata_version(void);\nPRORATA_API int32_t prorata_odd(int64_t odd);", False),
)


def run(*command: object, codes: range | tuple[int, ...] = (0,)) -> tuple[int, str]:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.returncode, done.stdout


def as_callers_know(text: str) -> str:
    """Of structs that may grow only what the baseline has: the library reads no more of an older caller's."""
    for known in xml.etree.ElementTree.parse(baseline).iter("class-decl"):
        name, members = known.get("name", ""), [member.get("name") for member in known.iter("var-decl")]
        if GROWING.fullmatch(name) and members:
            text = re.sub(rf"(struct {name} {{[^}}]*?\b{members[-1]};)[^}}]*}}", r"\1 }", text)
    return text


def library(headers: pathlib.Path, folder: pathlib.Path, whole: bool = False) -> pathlib.Path:
    """Every function of the headers, with an empty body."""
    shutil.copytree(headers, folder / "include", dirs_exist_ok=True)
    headers, texts = folder / "include", ""
    for path in sorted((headers / "prorata_c").glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        path.write_text(text if whole else as_callers_know(text), encoding="utf-8")
        texts += text
    declared = re.findall(r"^PRORATA_API\s+([^;#{}]+\));", texts, re.M)
    source = folder / "all.c"
    source.write_text('#include "prorata.h"\n' + "".join(f"{one} {{ for (;;) {{}} }}\n" for one in declared), encoding="utf-8")
    made = folder / "libprorata_c.so"
    run(compiler, "-std=c99", "-g", "-O0", "-w", "-fPIC", "-shared", "-I", headers, source, "-o", made, "-Wl,-soname,libprorata_c.so",
        f"-Wl,--version-script={capi / 'prorata.map'}", f"-fdebug-prefix-map={folder}=.", f"-fdebug-prefix-map={headers}=.")
    return made


def differs(made: pathlib.Path) -> str:
    """What is not as the baseline says; "" if all is."""
    code, report = run("abidiff", "--no-added-syms", baseline, made, codes=range(16))
    return report if code else ""


if not shutil.which("abidiff"):
    print("abidiff is not installed (abigail-tools): not compared")
    sys.exit(77)
with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    if "--accept" in options:
        made = library(capi / "include", work, whole=True)
        run("abidw", "--no-show-locs", "--no-corpus-path", "--no-comp-dir-path", "--no-elf-needed", "--out-file", baseline, made)
    found = differs(library(capi / "include", work))
    if found:
        sys.exit(f"programs that are built would break; if that is meant, run with --accept:\n{found}")
    for what, header, old, new, wrong in PLANTED if "--check" in options else ():
        planted = work / "planted"
        shutil.copytree(capi / "include", planted, dirs_exist_ok=True)
        path = planted / "prorata_c" / header
        text = path.read_text(encoding="utf-8")
        if old not in text:
            sys.exit(f"cannot plant '{what}': {header} has no such text")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        if bool(differs(library(planted, work))) != wrong:
            sys.exit(f"{what}: it was taken for {'none' if wrong else 'a break'}")
