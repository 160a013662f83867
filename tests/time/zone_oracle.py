#!/usr/bin/env python3
"""Compares the library's zones with Python's zoneinfo: offsets, legal days, starts of days.

usage: zone_oracle.py ZONE_CASES INSTANTS_PER_ZONE [--slim]

Instants are random from 1970 to 2100, and around the turns of the years' offsets. With --slim both
read files that zic compiled without the redundant transitions; cctz 2.3 cannot read those of
REFUSED_SLIM, or would misread them, so that they are refused. Any other refusal is a failure, and so
is any wrong answer.
"""
import datetime
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import zoneinfo

UTC = datetime.timezone.utc
DATABASE = pathlib.Path("/usr/share/zoneinfo")
LAST = 4102444800  # 2100-01-01
# Debian's files are fat; the limits of slim ones are told in docs/concepts/time.md.
REFUSED_SLIM = {"America/Godthab", "America/Grand_Turk", "America/Indiana/Petersburg", "America/Indiana/Vincennes",
                "America/Metlakatla", "America/North_Dakota/Beulah", "America/Nuuk", "America/Ojinaga",
                "America/Resolute", "America/Scoresbysund", "Antarctica/Troll", "Asia/Famagusta", "Europe/Lisbon",
                "Pacific/Norfolk", "Portugal"}


def zones() -> list[str]:
    """Zones of the system's database, not of a Python package."""
    zoneinfo.reset_tzpath(to=[str(DATABASE)])
    return sorted(z for z in zoneinfo.available_timezones() if (DATABASE / z).is_file() and z not in ("localtime", "posixrules", "Factory"))


def start_of_day(zone: zoneinfo.ZoneInfo, day: datetime.date) -> int:
    """The first instant of the day: midnight; after a gap the first instant behind it."""
    midnight = datetime.datetime(day.year, day.month, day.day, tzinfo=zone)
    instant = int(midnight.timestamp())  # fold = 0: the first of two, or before the gap's shift
    back = datetime.datetime.fromtimestamp(instant, zone)
    if back.replace(tzinfo=None) == midnight.replace(tzinfo=None):
        return instant
    low, high = instant - 172800, instant + 172800  # a gap: search the first instant of the day
    while low + 1 < high:
        middle = (low + high) // 2
        if datetime.datetime.fromtimestamp(middle, zone).date() < day:
            low = middle
        else:
            high = middle
    return high


def instants(zone: zoneinfo.ZoneInfo, count: int, rng: random.Random) -> list[int]:
    chosen = [rng.randrange(LAST) for _ in range(count)]
    for _ in range(count // 8):  # find a change of offset within a year, and stand around it
        low = rng.randrange(LAST - 31_622_400)
        high = low + 15_811_200
        offset = datetime.datetime.fromtimestamp(low, zone).utcoffset()
        if datetime.datetime.fromtimestamp(high, zone).utcoffset() == offset:
            continue
        while low + 1 < high:
            middle = (low + high) // 2
            if datetime.datetime.fromtimestamp(middle, zone).utcoffset() == offset:
                low = middle
            else:
                high = middle
        chosen += [low - 1, low, high, high + 3599, high + 7200]
    return chosen


def slim_database(folder: str) -> str:
    source = DATABASE / "tzdata.zi"
    if not source.is_file():
        sys.exit("tzdata.zi is missing; install tzdata")
    zic = next((p for p in ("/usr/sbin/zic", "/usr/bin/zic") if os.path.exists(p)), None)
    if zic is None:
        sys.exit("zic is missing; install libc-bin")
    subprocess.run([zic, "-b", "slim", "-d", folder, source], check=True, stderr=subprocess.DEVNULL)
    return folder


def main() -> int:
    program, count, slim = sys.argv[1], int(sys.argv[2]), "--slim" in sys.argv
    rng = random.Random(2026)
    names = zones()
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, **({"TZDIR": slim_database(folder)} if slim else {}))
        if slim:
            names = [n for n in names if (pathlib.Path(folder) / n).is_file()]
            zoneinfo.reset_tzpath(to=[folder])
            zoneinfo.ZoneInfo.clear_cache()
        peers = {name: zoneinfo.ZoneInfo(name) for name in names}
        questions = [(name, at) for name in names for at in instants(peers[name], count, rng)]
        answer = subprocess.run([program], input="".join(f"{n} {t}\n" for n, t in questions), env=environment,
                                capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(answer) == len(questions), "the program stopped early"
    differences = 0
    refused: set[str] = set()
    for (name, at), line in zip(questions, answer):
        if slim and line == "refused" and name in REFUSED_SLIM:
            refused.add(name)
            continue
        local = datetime.datetime.fromtimestamp(at, UTC).astimezone(peers[name])
        wanted = f"{int(local.utcoffset().total_seconds())} {local.date()} {start_of_day(peers[name], local.date())}"
        if line != wanted:
            differences += 1
            if differences <= 10:
                print(f"{name} at {at}: {line}, Python says {wanted}")
    kind = "slim" if slim else "system"
    print(f"checked: {len(questions)} instants in {len(names)} zones ({kind} files) against zoneinfo, {differences} differences"
          + (f"; {len(refused)} zones refused, as listed" if slim else ""))
    return 1 if differences or len(names) < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
