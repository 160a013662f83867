#!/usr/bin/env python3
"""Runs the code blocks of the documentation, so that no page can show what does not work.

usage: blocks.py extract ROOT OUT   writes each ```cpp and ```c block to OUT/NAME.cpp or .c and the ```text
                                    block that follows it to OUT/NAME.expected; prints the file names
       blocks.py run PROGRAM EXPECTED   runs PROGRAM and compares what it prints
       blocks.py commands ROOT      every `./dev …` in a ```sh block is a command that ./dev knows

A ```cpp or ```c block is a complete program. Languages that are not run here: text, sql, json, cmake, python, console and
mermaid; any other language is refused, so that a block is not skipped by a misspelt name.
"""
import difflib
import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
RUN = {"cpp", "c"}
NOT_RUN = {"text", "sql", "json", "cmake", "mermaid", "sh", "python", "console"}  # the last two: tests/python/test_docs.py


def pages(root: pathlib.Path) -> list[pathlib.Path]:
    return [root / "README.md", *sorted((root / "docs").rglob("*.md"))]


def blocks(root: pathlib.Path, page: pathlib.Path) -> list[tuple[str, str, str]]:
    """(name, language, text) of each block of a page."""
    text = page.read_text(encoding="utf-8")
    stem = re.sub(r"\W+", "_", page.relative_to(root).with_suffix("").as_posix())
    return [(f"{stem}_{number}", m[1], m[2]) for number, m in enumerate(BLOCK.finditer(text), 1)]


def extract(root: pathlib.Path, out: pathlib.Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for page in pages(root):
        found = blocks(root, page)
        for (name, language, text), following in zip(found, [*found[1:], None]):
            if language not in NOT_RUN | RUN:
                sys.exit(f"{page}: a block in language '{language}' is not run by any test")
            if language not in RUN:
                continue
            if following is None or following[1] != "text":
                sys.exit(f"{page}: block {name} is not followed by a text block with its output")
            for suffix, content in ((f".{language}", text), (".expected", following[2])):
                file = out / (name + suffix)
                if not file.exists() or file.read_text(encoding="utf-8") != content:
                    file.write_text(content, encoding="utf-8")
            print(f"{name}.{language}")


def run(program: str, expected: pathlib.Path) -> None:
    printed = subprocess.run([program], capture_output=True, text=True, check=False, timeout=120)
    wanted = expected.read_text(encoding="utf-8")
    if printed.returncode != 0 or printed.stdout != wanted:
        sys.stdout.writelines(difflib.unified_diff(
            wanted.splitlines(True), printed.stdout.splitlines(True), "the page shows", "the program prints"))
        sys.exit(f"exit {printed.returncode} {printed.stderr}")


def commands(root: pathlib.Path) -> None:
    help_text = subprocess.run([root / "dev", "help"], capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"^  (\w+)", help_text, re.M))
    wrong = [f"{page}: ./dev {command}" for page in pages(root) for _, language, text in blocks(root, page)
             if language == "sh" for command in re.findall(r"\./dev (\w+)", text) if command not in known | {"help"}]
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["extract", root, out]: extract(pathlib.Path(root).resolve(), pathlib.Path(out))
        case ["run", program, expected]: run(program, pathlib.Path(expected))
        case ["commands", root]: commands(pathlib.Path(root).resolve())
        case _: sys.exit(__doc__)
