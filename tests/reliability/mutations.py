"""Files and command lines with slips, halves and noise in them, without end."""

from __future__ import annotations

import random
import resource
import time
from typing import TYPE_CHECKING

from tests.reliability.machine import quick
from tests.reliability.test_tampering import FILES, small_book

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 2.0
MEMORY_MB = 256
READING = (("check", "--json"), ("due", "--json"), ("due", "--explain"), ("status",), ("schedule",))
PIECES = (
    b"", b"\0", b"\xff", b"\r", b"\n", b'"', b"'", b",", b";", b"\t", b"[", b"]", b"{", b"}", b"=",
    b"-", b"0", b"1e9", b"9" * 30, b"nan", b"true", b"null", b"P4", b"2025-13", b"9999-12-31",
    b"0001-01-01", b"\xef\xbb\xbf", b"\xff\xfe", "差".encode(), "\u202e".encode(), b"\x1b[2J",
)  # fmt: skip
WORDS = (
    "rate", "due", "check", "status", "deduct", "pay", "amend", "extend", "void", "compare",
    "schedule", "forecast", "readings", "history", "accept", "2025-08", "2025-13", "P1", "P9",
    "优秀", "差", "1e9", "-1", "=1", "", "--json", "--breach", "--fees", "--note", "--reason",
    "--date", "2026-01-02", "9999-12-31", "--basis", "--from", "--days", "--as-of", "--lang", "en",
    "xx", "--explain", "--revise", "\x1b[2J", "\udcff", "[red]", "price.total=1", "9" * 40,
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four slips in them."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 0, 1, 2, 8, 40)))
        match chance.randrange(3):
            case 0:
                piece = chance.choice(PIECES)
            case 1:
                piece = bytes([chance.randrange(256)])
            case _:
                other = chance.randrange(len(data) + 1)
                piece = data[other : other + chance.choice((1, 4, 16, 60))]
        data = data[:start] + piece + data[end:]
    return data


def fuzzed(folder: Path, mutations: int, seed: int) -> str:
    """Mutate and run; no traceback, no defect, nothing slow, no more memory than allowed."""
    chance = random.Random(seed)  # noqa: S311  (not a secret)
    desk = small_book(folder)
    sound = {name: (desk.folder / name).read_bytes() for name in FILES}
    slowest = 0.0
    for number in range(mutations):
        if number % 4:
            name = chance.choice(FILES)
            (desk.folder / name).write_bytes(mutated(sound[name], chance))
            command = chance.choice(READING)
        else:
            command = tuple(chance.choice(WORDS) for _ in range(chance.randint(1, 7)))
        started = time.monotonic()
        answer = quick(desk, *command)
        slowest = max(slowest, time.monotonic() - started)
        assert answer.code in (0, 1, 2, 130), (seed, number, command)
        assert slowest < LONGEST, (seed, number, command)
        for name, data in sound.items():
            (desk.folder / name).write_bytes(data)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{mutations} mutations, the slowest {slowest:.2f} s, at most {megabytes} MB"
