#!/usr/bin/env python3
"""docs/reference/c.md is written from the C headers: every function with its contract.

usage: c_page.py ROOT            compares, and sees that no exported function is missing
       c_page.py ROOT --accept   writes the page anew
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
page, capi = root / "docs/reference/c.md", root / "capi"
TITLES = {"base": "Values", "engine": "Engines", "answer": "Answers", "rows": "Rows", "error": "Errors", "arrow": "Arrow"}
HEAD = """# The C functions

This page is written from the headers in `capi/include`, which say the same; a test compares them. [Start here](../start-c.md). Link
`prorata_c`, include `<prorata.h>`.

## Conventions

"""
COMMANDS = """## Commands

Each command of [the list](commands.md) is a function with a struct of its fields:

```text
#define PRORATA_<COMMAND>_REQUEST_INIT
void prorata_<command>_request_init(prorata_<command>_request *request);
prorata_status prorata_engine_<command>(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_<command>_request *request, prorata_error **error_out);
```

"""


def prose(comment: str) -> str:
    """The text of a comment, as paragraphs and lists of Markdown."""
    lines = [re.sub(r"^ \* ?", "", line) for line in comment.removeprefix("/*").removesuffix("*/").strip().split("\n")]
    text = "\n".join(lines).strip()
    text = re.sub(r"([^\n`\w*])(\*?(?:prorata|PRORATA)_\w+|\*\w+)", r"\1`\2`", " " + text).strip()
    return re.sub(r"\n(Errors|Threads): ", r"\n\n\1: ", text)


def parts(header: pathlib.Path) -> list[tuple[str, str]]:
    """(comment, declarations) in order; a declaration without a comment belongs to the one before."""
    text = header.read_text(encoding="utf-8")
    text = re.sub(r"#if defined\(_WIN32\).*?#endif\n|#ifdef __cplusplus\n.*?#endif\n", "", text, flags=re.S)
    text = re.sub(r"#(?:ifndef|define) PRORATA_C_\w+\n|#include [^\n]*\n|#endif\n?|/\* clang-format off \*/\n", "", text)
    found: list[tuple[str, str]] = []
    for block in re.split(r"\n\s*\n(?![^{}]*\n})", text.strip()):
        match = re.match(r"(/\*.*?\*/)\n?(.*)", block.strip(), re.S)
        if match:
            found.append((match[1], match[2].strip()))
        elif block.strip() and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n\n{block.strip()}")
        elif block.strip():
            found.append(("", block.strip()))
    return found


def declared(code: str) -> str:
    return f"```text\n{code.replace('PRORATA_API ', '')}\n```\n\n" if code else ""


def command(comment: str, code: str) -> str:
    """What a command does, and the members of its struct."""
    name, _, meaning = prose(comment).partition(": ")
    body = re.search(r"struct \w+ \{\n(.*?)\n\}", code, re.S)
    rows = re.findall(r"/\*(.*?)\*/\n\s*([\w ]+?[ *]+)(\w+);", body[1] if body else "", re.S)
    members = "".join(f"| `{member}` | `{kind.strip()}` | {' '.join(' '.join(what.replace(' *', ' ').split()).split())} |\n"
                      for what, kind, member in rows)
    table = f"| member | type | |\n| --- | --- | --- |\n{members}" if members else "It has no members of its own.\n"
    return f"### prorata_engine_{name}\n\n{meaning[:1].upper()}{meaning[1:]}\n\n{table}\n"


def written() -> str:
    conventions = re.match(r"/\*(.*?)\*/", (capi / "include/prorata.h").read_text(encoding="utf-8"), re.S)
    assert conventions
    text = HEAD + prose(conventions[0]) + "\n\n"
    for name, title in TITLES.items():
        text += f"## {title}\n\n"
        for comment, code in parts(capi / f"include/prorata_c/{name}.h"):
            text += (prose(comment) + "\n\n" if comment else "") + declared(code)
    text += COMMANDS
    for number, (comment, code) in enumerate(parts(capi / "include/prorata_c/commands.h")):
        if number > 0:
            text += command(comment, code) if code else prose(comment) + "\n\n"
    return text.rstrip("\n") + "\n"


wanted = written()
functions = (capi / "abi/symbols.txt").read_text(encoding="utf-8").split()
shown = wanted + "".join(f"prorata_{name}_request_init" for name in re.findall(r"^### prorata_engine_(\w+)", wanted, re.M))
missing = [name for name in functions if name not in shown]
if missing:
    sys.exit(f"the page does not show {', '.join(missing)}")
if "--accept" in sys.argv:
    page.write_text(wanted, encoding="utf-8")
elif page.read_text(encoding="utf-8") != wanted:
    sys.exit(f"{page} differs from the headers; run with --accept")
