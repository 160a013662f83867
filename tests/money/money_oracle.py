#!/usr/bin/env python3
"""Computes every case of money_cases again from its inputs, with Python's integers and fractions.

usage: money_oracle.py MONEY_CASES COUNT SEED
"""
import struct
import subprocess
import sys
from fractions import Fraction

HALF_UP, HALF_EVEN, FLOOR, CEILING, TRUNCATE = range(1, 6)
GREATEST = 2**63 - 1
RECORD = struct.Struct("<16q")


def rounded(n: int, d: int, mode: int) -> int:
    """n / d to a whole number; d > 0."""
    if mode == FLOOR:
        return n // d
    if mode == CEILING:
        return -(-n // d)
    if mode == TRUNCATE:
        return n // d if n >= 0 else -(-n // d)
    if mode == HALF_UP:
        return (2 * n + d) // (2 * d) if n >= 0 else -((-2 * n + d) // (2 * d))
    low, rest = divmod(n, d)
    return low + (2 * rest > d or (2 * rest == d and low % 2 == 1))


def product(r: tuple[int, ...]) -> list[int]:
    n = r[1] * r[3] * r[5] * (100 - r[7]) * 10 ** r[11]
    d = 10 ** (r[2] + r[4]) * r[6] * 100
    return [rounded(n, d, r[10])]


def total(r: tuple[int, ...]) -> list[int]:
    n = (r[1] * r[4] * r[6] + r[3] * r[2] * r[6] - r[5] * r[2] * r[4]) * 10 ** r[11]
    return [rounded(n, r[2] * r[4] * r[6], r[10])]


def cumulative(r: tuple[int, ...]) -> list[int]:
    ends = [0] + [rounded(r[1] * n * 10 ** r[11], 10**4 * r[5], r[10]) for n in r[2:5]]
    if max(map(abs, ends)) > GREATEST:
        return ends  # an overflow on the way is an overflow
    return [b - a for a, b in zip(ends, ends[1:])]


def distributed(whole: int, exact: list[Fraction]) -> list[int]:
    """Rule R30, one unit at a time, every part compared."""
    parts = [rounded(x.numerator, x.denominator, HALF_UP) for x in exact]
    while sum(parts) != whole:
        step = 1 if sum(parts) < whole else -1
        ranked = []
        for i, (part, x) in enumerate(zip(parts, exact)):
            enlarges = (x > 0) == (step > 0) if x != 0 else True
            ranked.append((abs(part + step - x) - abs(part - x), not enlarges, i if enlarges else -i, i))
        parts[min(ranked)[3]] += step
    return parts


def split(r: tuple[int, ...]) -> list[int]:
    weights = sum(r[2:5])
    exact = [r[1] * w for w in r[2:5]]
    floors = [abs(x) // weights for x in exact]  # the ordinary largest remainder, by size
    spare = abs(r[1]) - sum(floors)
    for i in sorted(range(3), key=lambda i: (-(abs(exact[i]) % weights), i))[:spare]:
        floors[i] += 1
    return floors if r[1] >= 0 else [-x for x in floors]


def mixed(r: tuple[int, ...]) -> list[int]:
    return distributed(r[1], [Fraction(r[2 + 2 * i], r[3 + 2 * i]) for i in range(3)])


KINDS = [product, total, cumulative, split, mixed]


def main() -> int:
    program, count, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    checked = overflows = 0
    with subprocess.Popen([program, str(count), seed], stdout=subprocess.PIPE) as cases:
        while chunk := cases.stdout.read(RECORD.size * 4096):
            for record in RECORD.iter_unpack(chunk):
                wanted = KINDS[record[0]](record)
                overflow = any(x > GREATEST or x < -GREATEST for x in wanted)
                overflows += overflow
                right = record[15] == 1 if overflow else record[15] == 0 and list(record[12:12 + len(wanted)]) == wanted
                if not right:
                    print(f"seed {seed}, case {checked}: {KINDS[record[0]].__name__} {record}, wanted {wanted}")
                    return 1
                checked += 1
    print(f"checked: {checked} operations on money against Python, {overflows} of them overflows, seed {seed}")
    return 0 if checked == count and cases.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
