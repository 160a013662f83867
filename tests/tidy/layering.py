#!/usr/bin/env python3
"""The house's rules that a script can check: rooms, closures, forbidden words, dead files.

usage: layering.py [ROOT]        exit 0 and a summary, or 1 and every violation.

The plan of the house is docs/internals/architecture.md; a change of ROOMS changes that page too.
"""
import pathlib
import re
import statistics
import sys

# room: the rooms its row of the plan names. What those may include, it may include too.
ROOMS = {
    "base": [],
    "money": ["base"],
    "time": ["base"],
    "event": ["base", "time"],
    "catalog": ["base", "money", "time"],
    "account": ["base", "money", "time"],
    "discount": ["catalog"],
    "tax": ["account", "catalog"],
    "subscription": ["account", "catalog", "discount", "event"],
    "usage": ["catalog"],
    "rating": ["subscription", "usage", "tax"],
    "order": ["rating"],
    "ledger": ["rating", "account", "event"],
    "document": ["ledger", "rating"],
    "explain": ["rating", "ledger", "document"],
    "storage": ["base"],
    "repository": ["order", "explain", "storage"],
    "exchange": ["repository"],
    "verify": ["repository"],
    "billing": ["repository"],
    "analytics": ["repository"],
    "engine": ["exchange", "verify", "billing", "analytics"],
    "scenario": ["engine"],
}

# Third-party headers: where they may be included, and nowhere else. Never in include/.
THIRD_PARTY = {
    "boost/": ["src/money/"],
    "date/": ["src/time/"],
    "cctz/": ["src/time/zone.cpp"],
    "nettle/": ["src/repository/digest."],
    "sqlite3.h": ["src/storage/sqlite/"],
    "nlohmann/": ["src/exchange/"],
    "libpq-fe.h": ["src/storage/postgres/"],
}

FORBIDDEN = [
    (r"\b(float|double)\b(?!\) = delete)", "binary floating point near money", ("analytics",)),
    (r"\bstd::(cout|cerr|clog)\b|\b(printf|puts|fputs|putchar)\s*\(", "the library never prints", ()),
    (r"\b(abort|exit|_Exit|quick_exit|terminate)\s*\(", "the library never ends its host", ()),
    (r"\bgetenv\s*\(", "the library does not read the environment", ()),
    (r"_clock::now\b|\bclock_gettime\b|\bgettimeofday\b|\bstd::time\s*\(", "no clock inside: as_of is an argument", ()),
    (r"\brandom_device\b|\bs?rand\s*\(|\bmt19937", "no randomness inside", ()),
    (r"\bthread_local\b|^(static|inline)\s+(?!const|constexpr)[\w:<>, ]+[&*]?\s+\w+\s*(=|;|\{)", "no global mutable state", ()),
    (r"\busing namespace\b", "names are written out", ()),
]

TOP_LEVEL = {"include", "src", "capi", "python", "examples", "tests", "docs", ".ci", "build", "demo", ".git"}
HEADER_LINES, SOURCE_LINES, CLOSURE = 300, 500, 40
# The shell joins the rooms, so its files reach more headers than those of a room of the core.
SHELL = {"repository", "billing", "verify", "engine", "scenario"}
SHELL_CLOSURE = 64
# file: why it is longer, or reaches further, than the alarm. Data tables are not read line by line.
JUSTIFIED: dict[str, str] = {
    "src/repository/records.hpp": "one plain struct for each table, read like the schema page",
    "src/engine/engine.cpp": "the front door, behind which every room is",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
TEST_NAME = re.compile(r'^TEST_CASE\(\s*"((?:\\.|[^"\\])*)"', re.M)


def allowed_rooms(room: str) -> set[str]:
    rooms = {room}
    for below in ROOMS[room]:
        rooms |= allowed_rooms(below)
    return rooms


def without_comments(text: str) -> str:
    """The code with comments and string contents blanked, line numbers kept."""
    def blank(match: re.Match[str]) -> str:
        return '""' if match[0][0] in "\"'" else re.sub(r"[^\n]", " ", match[0])
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', blank, text, flags=re.S)


class House:
    """The files of a tree, and what is wrong with them."""

    def __init__(self, root: pathlib.Path) -> None:
        self.root = root
        self.faults: list[str] = []
        self.files = sorted(p for d in ("include/prorata", "src") for p in (root / d).rglob("*") if p.suffix in (".hpp", ".cpp"))
        self.closures: dict[pathlib.Path, set[str]] = {}

    def fault(self, path: pathlib.Path, message: str) -> None:
        self.faults.append(f"{path.relative_to(self.root)}: {message}")

    def room_of(self, path: pathlib.Path) -> str | None:
        parts = path.relative_to(self.root).parts
        room = parts[2] if parts[0] == "include" else parts[1]
        return room if room in ROOMS else None

    def resolve(self, name: str) -> pathlib.Path | None:
        for base in (self.root / "include", self.root / "src"):
            if (base / name).is_file():
                return base / name
        return None

    def closure(self, path: pathlib.Path) -> set[str]:
        """The project's headers that a file pulls in, directly or through others."""
        if path not in self.closures:
            self.closures[path] = set()
            for _, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                target = self.resolve(name)
                if target:
                    self.closures[path] |= {name} | self.closure(target)
        return self.closures[path]

    def check_includes(self, path: pathlib.Path, text: str, room: str) -> None:
        place = path.relative_to(self.root).as_posix()
        for bracket, name in INCLUDE.findall(text):
            if bracket == '"':
                target = self.resolve(name)
                if target is None:
                    self.fault(path, f"includes {name}, which is no path from include/ or src/")
                elif self.room_of(target) not in allowed_rooms(room):
                    self.fault(path, f"room {room} may not include {name}")
                elif place.startswith("include/") and (self.root / "src") in target.parents:
                    self.fault(path, f"a public header includes the private {name}")
                continue
            for prefix, places in THIRD_PARTY.items():
                if name.startswith(prefix) and not any(place.startswith(p) for p in places):
                    self.fault(path, f"<{name}> belongs only in {', '.join(places)}")
            known = any(name.startswith(prefix) for prefix in THIRD_PARTY)
            if not known and "." in name and name not in ("sys/types.h", "unistd.h"):
                self.fault(path, f"<{name}> is no dependency of this house")
            if not known and "." not in name and "/" in name:
                self.fault(path, f"<{name}> is no dependency of this house")

    def check_words(self, path: pathlib.Path, text: str, room: str) -> None:
        for number, line in enumerate(without_comments(text).splitlines(), 1):
            for pattern, why, rooms in FORBIDDEN:
                if room not in rooms and re.search(pattern, line):
                    self.fault(path, f"line {number}: {why}: {line.strip()}")

    def check_size(self, path: pathlib.Path, text: str) -> None:
        place = path.relative_to(self.root).as_posix()
        lines, limit = text.count("\n"), HEADER_LINES if path.suffix == ".hpp" else SOURCE_LINES
        if place in JUSTIFIED:
            return
        if lines > limit:
            self.fault(path, f"{lines} lines, the alarm is at {limit}")
        reach = SHELL_CLOSURE if self.room_of(path) in SHELL else CLOSURE
        if place != "include/prorata/prorata.hpp" and len(self.closure(path)) > reach:
            self.fault(path, f"reaches {len(self.closure(path))} headers, the alarm is at {reach}")

    def check_listed(self) -> None:
        """A file that no CMakeLists.txt names is dead; a room without a README has no door plate."""
        for room in sorted({self.room_of(p) for p in self.files} - {None}):
            folder = self.root / "src" / str(room)
            listing = (folder / "CMakeLists.txt").read_text(encoding="utf-8") if (folder / "CMakeLists.txt").is_file() else ""
            if not (folder / "README.md").is_file():
                self.faults.append(f"src/{room}: has no README.md")
            for path in self.files:
                private_header = path.suffix == ".hpp" and (self.root / "src") in path.parents
                if self.room_of(path) == room and not private_header and not re.search(rf"(?<![\w/]){re.escape(self.name_in_room(path))}(?![\w.])", listing):
                    self.fault(path, f"is not listed in src/{room}/CMakeLists.txt")

    def check_test_names(self) -> None:
        """ctest cuts a name at ; and Catch reads [ as a tag: such a test would never run, and pass."""
        for path in sorted((self.root / "tests").rglob("*_test.cpp")):
            for name in TEST_NAME.findall(path.read_text(encoding="utf-8")):
                if re.search(r"[;\[]", name):
                    self.fault(path, f'the test name "{name}" holds ; or [, so it would not be run')

    def name_in_room(self, path: pathlib.Path) -> str:
        parts = path.relative_to(self.root).parts
        return "/".join(parts[3:] if parts[0] == "include" else parts[2:])

    def check(self) -> None:
        for path in self.files:
            if path == self.root / "include/prorata/prorata.hpp":
                continue
            room = self.room_of(path)
            if room is None:
                self.fault(path, "lies in no room of the plan")
                continue
            text = path.read_text(encoding="utf-8")
            self.check_includes(path, text, room)
            self.check_words(path, text, room)
            self.check_size(path, text)
        self.check_listed()
        self.check_test_names()
        for entry in self.root.iterdir():
            if entry.is_dir() and entry.name not in TOP_LEVEL and not entry.name.startswith("."):
                self.faults.append(f"{entry.name}/: no top-level folder of the plan")

    def summary(self) -> str:
        def median(paths: list[pathlib.Path]) -> str:
            lines = [p.read_text(encoding="utf-8").count("\n") for p in paths]
            return f"{len(lines)}, {statistics.median(lines):.0f}, {max(lines)}" if lines else "none"
        public = [p for p in self.files if p.suffix == ".hpp" and "include" in p.relative_to(self.root).parts[0]]
        sources = [p for p in self.files if p.suffix == ".cpp"]
        closures = [len(self.closure(p)) for p in sources]
        return (f"public headers (n, median lines, max): {median(public)}\n"
                f"sources (n, median lines, max): {median(sources)}\n"
                f"include closure of a source (median, max): {statistics.median(closures) if closures else 0:.0f}, {max(closures, default=0)}")


def main() -> int:
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    house = House(root)
    house.check()
    print(*house.faults, sep="\n", end="\n" if house.faults else "")
    print(house.summary())
    return 1 if house.faults else 0


if __name__ == "__main__":
    sys.exit(main())
