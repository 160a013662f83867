#!/usr/bin/env python3
"""Writes the typed part of the facade from what the library says of itself.

usage: write_facade.py CORE_FOLDER OUT

_codes.py: an exception class for each fault code, the numbered codes. codes.py: the named codes that
columns hold. _commands.py: a method with keyword arguments for each command. _queries.py: the names
of queries. A capability is described once, in C++; nothing here names one.
"""
import keyword
import pathlib
import sys
import textwrap

# What Python people catch already; everything else is an Error only.
ALSO = {
    "invalid_argument": "ValueError", "not_found": "LookupError", "already_exists": "ValueError",
    "currency_mismatch": "TypeError", "overflow": "OverflowError", "inexact": "ArithmeticError",
    "unsupported": "NotImplementedError", "misuse": "RuntimeError",
}
TYPES = {
    "text": "str", "date": "datetime.date | str", "instant": "datetime.datetime | str",
    "term": "Term | datetime.timedelta | str", "decimal": "Decimal | int | str", "money": "Money | str",
    "whole number": "int", "yes or no": "bool", "texts by name": "Mapping[str, str | int | Decimal]",
}
# Commands that tell of their progress, with the class of what they answer.
TOLD = {"run": "RunReport"}


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def class_name(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("_"))


def enumeration(name: str, doc: str, codes: list[tuple[str, int, str]]) -> str:
    rows = "".join(f"    {code} = {number}\n    {sentence(meaning)!r}\n" for code, number, meaning in codes)
    return f'\n\nclass {name}(enum.IntEnum):\n    """{doc}"""\n\n{rows}'


def codes_module(errors: list[tuple[str, int, str]], declines: list[tuple[str, int, str]]) -> str:
    names = [class_name(code) for code, _, _ in errors]
    text = '"""Written from the lists of the library by write_facade.py."""\n\n'
    text += "from __future__ import annotations\n\nimport enum\n\nfrom ._error import Error, StorageError\n\n"
    text += f"__all__ = {sorted([*names, 'CLASSES', 'DeclineCode', 'Error', 'ErrorCode', 'StorageError'])!r}\n"
    text += enumeration("ErrorCode", "The numbered faults.", errors)
    text += enumeration("DeclineCode", 'The numbered business answers "no".', declines)
    for code, _, meaning in errors:
        bases = ["StorageError" if code.startswith("storage_") else "Error", *filter(None, [ALSO.get(code)])]
        text += f'\n\nclass {class_name(code)}({", ".join(bases)}):\n    """{sentence(meaning)}"""\n\n'
        text += f"    code = ErrorCode.{code}\n"
    rows = "".join(f"    ErrorCode.{code}: {class_name(code)},\n" for code, _, _ in errors)
    return text + f"\n\nCLASSES: dict[ErrorCode, type[Error]] = {{\n{rows}}}\n"


def column_class(query: str, column: str) -> str:
    return class_name(query) + class_name(column)


def names_module(queries: list[tuple]) -> str:
    """An enumeration for each column of codes, but for no and yes, which are a bool."""
    coded = [(query[0], column) for query in queries for column in query[4] if column[4] and column[4] != ["no", "yes"]]
    names = [column_class(query, column[0]) for query, column in coded]
    text = '"""The codes that columns hold, each equal to its name as text. Written by write_facade.py."""\n\n'
    text += f"from __future__ import annotations\n\nimport enum\n\n__all__ = {sorted([*names, 'Code'])!r}\n"
    text += '\n\nclass Code(str, enum.Enum):\n    """One of the names that a column may hold."""\n\n'
    text += "    def __str__(self) -> str:\n        return str(self.value)\n"
    for query, (column, _, _, meaning, members) in coded:
        text += f'\n\nclass {column_class(query, column)}(Code):\n    """{sentence(meaning)}"""\n\n'
        text += "".join(f"    {python_name(member)} = {member!r}\n" for member in members)
    rows = "".join(f"    ({query!r}, {column[0]!r}): {column_class(query, column[0])},\n" for query, column in coded)
    return text + f"\n\nOF_COLUMN: dict[tuple[str, str], type[Code]] = {{\n{rows}}}\n"


def queries_module(queries: list[tuple]) -> str:
    names = "".join(f"    {query[0]!r},\n" for query in queries)
    return ('"""Written from the description of the queries by write_facade.py."""\n\nfrom typing import Literal\n\n'
            f'__all__ = ["QueryName"]\n\nQueryName = Literal[\n{names}]\n')


def python_name(field: str) -> str:
    return field + "_" if keyword.iskeyword(field) else field


def method(name: str, meaning: str, fields: list[tuple[str, str, bool, str]]) -> str:
    """One command. A field of a type that has no row in TYPES is refused: give it one."""
    ordered = sorted(fields, key=lambda field: not field[2])
    parameters = "".join(
        f"        {python_name(field)}: {TYPES[kind]}{'' if required else ' | None = None'},\n"
        for field, kind, required, _ in ordered)
    lines = [textwrap.fill(f"{python_name(field)}: {sentence(what)}", 100, initial_indent=" " * 12,
                           subsequent_indent=" " * 16) for field, _, _, what in ordered]
    arguments = "\n".join(lines)
    documented = f"\n\n        Args:\n            context: When, who, and the key of a retry.\n{arguments}\n"
    passed = "".join(f"            {field!r}: {python_name(field)},\n" for field, _, _, _ in ordered)
    call = f"self.perform(context, {name!r}, {{\n{passed}        }}"
    answer, body = "Answer | Decline", f"        return {call})\n"
    if name in TOLD:
        answer = TOLD[name]
        parameters += "        progress: Progress | None = None,\n"
        documented += "            progress: Told after each batch; False stops the run there, as Ctrl-C does.\n"
        body = f"        return {answer}({call}, progress=progress).value)\n"
    named = f"        *,\n{parameters}" if parameters else ""
    return (f"\n    def {python_name(name)}(\n        self,\n        context: Context,\n{named}    )"
            f" -> {answer}:\n        \"\"\"{sentence(meaning)}{documented}        \"\"\"\n{body}")


def commands_module(commands: list[tuple[str, str, list[tuple[str, str, bool, str]]]]) -> str:
    text = '"""Written from the description of the commands by write_facade.py."""\n\n'
    text += "from __future__ import annotations\n\nimport abc\nimport datetime\nfrom collections.abc import Mapping\n"
    text += "from decimal import Decimal\n\nfrom .values import Answer, Argument, Context, Decline, Money, Progress, RunReport, Term\n\n"
    text += '__all__ = ["Commands"]\n\n\nclass Commands(abc.ABC):\n    """A method for each command of the library."""\n\n'
    text += "    @abc.abstractmethod\n    def perform(\n        self, context: Context, command: str, arguments: Mapping[str, Argument] = {}, *,\n"
    text += "        progress: Progress | None = None,\n"
    text += '    ) -> Answer | Decline:\n        """Carries out a command by name."""\n'
    return text + "".join(method(*command) for command in commands)


def main() -> None:
    folder, out = sys.argv[1], pathlib.Path(sys.argv[2])
    sys.path.insert(0, folder)
    import _core
    out.mkdir(parents=True, exist_ok=True)
    (out / "_codes.py").write_text(codes_module(_core.error_codes(), _core.decline_codes()), encoding="utf-8")
    (out / "_commands.py").write_text(commands_module(_core.commands()), encoding="utf-8")
    (out / "codes.py").write_text(names_module(_core.queries()), encoding="utf-8")
    (out / "_queries.py").write_text(queries_module(_core.queries()), encoding="utf-8")


if __name__ == "__main__":
    main()
