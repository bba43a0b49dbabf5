"""Files and command lines with slips, halves and noise in them, without end.

Bytes are changed blindly, and the parts of a file knowingly: rows, cells, keys and values.
Hypothesis and the long run draw from the same `mutated` and `typed`.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import resource
import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w

from tests.reliability.test_tampering import FILES, small_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

LONGEST = 2.0
MEMORY_MB = 256
READING = (
    ("check", "--json"), ("due", "--json"), ("due", "--explain"), ("status",), ("schedule",),
    ("status", "--json"), ("forecast",), ("readings", "--json"), ("history",),
    ("history", "--json"), ("schedule", "--json"), ("check",),
)  # fmt: skip
PIECES = (
    b"", b"\0", b"\xff", b"\r", b"\n", b'"', b"'", b",", b";", b"\t", b"[", b"]", b"{", b"}", b"=",
    b"-", b"0", b"1e9", b"9" * 30, b"nan", b"true", b"null", b"P4", b"2025-13", b"9999-12-31",
    b"0001-01-01", b"\xef\xbb\xbf", b"\xff\xfe", "差".encode(), "\u202e".encode(), b"\x1b[2J",
)  # fmt: skip
CELLS = (
    "", " ", "=1+1", "@x", "+1", "-1", "\t=1", "'", "''=1", '"', "\n", "\r", "0", "-0", "0.00",
    "1e9", "NaN", "Infinity", "9" * 40, "1" + "0" * 12, "0.001", "１２３", "٣", "1,000.00", "元",
    "2025-08", "2025-13", "0001-01-01", "9999-12-31", "9999-12", "0000-00", "2025-02-29",
    "1000000000-08", "P1", "P0", "p１", "P999", "C1", "好", "优", "final", "proposed", "已通过",
    "breach", "damages", "S-1", "R-1", "\x1b[2J", "\x9b31m", "\u202e1", "\u2028", "\x0b", "[red]",
    "{0}", "{x!r:>{y}}", "%s", "\ufeff", "<script>", "x" * 600, "\ud7ff", "\U0010ffff", "true",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    0, -1, 1, 2, 3, 12, 366, 600, 3660, 10**9, 10**12, 2**64, -(2**63), 0.1, float("nan"),
    float("inf"), True, False, "", " ", "x", "P1", "P3", "P999", "term_start", "2025-08-08",
    "388800.00", "1e9", [], [[]], [1], ["x"], [{}], {}, {"x": 1}, {"zh": "", "en": "\x1b[2J"},
    "{0}{x}", "\u202e", "x" * 501,
)  # fmt: skip
DATES = ("0001-01-01", "9999-12-31", "1990-01-01", "2150-12-31", "2025-08-08", "2026-02-28")
WORDS = (
    "rate", "due", "check", "status", "deduct", "pay", "amend", "extend", "void", "compare",
    "schedule", "forecast", "readings", "history", "accept", "invoice", "extra", "terminate",
    "change", "2025-08", "2025-13", "P1", "P9", "优秀", "差", "1e9", "-1", "=1", "", "--json",
    "--breach", "--fees", "--note", "--reason", "--date", "2026-01-02", "9999-12-31",
    "0001-01-01", "--basis", "--from", "--on", "--settle", "--days", "--as-of", "--lang",
    "--contract", "en", "xx", "--explain", "--revise", "--number", "12345678", "--assume",
    "2026-01=差", "breach=P1", "\x1b[2J", "\udcff", "[red]", "price.total=1",
    "readings.anchor=2025-09-01", "9" * 40, "1000000000000", ".", "/dev/null", "--", "-h",
    "--help", "--red", "--returned", "--claimed",
)  # fmt: skip
COMMANDS = (
    ("rate", "2025-10", "好"), ("rate", "2025-08", "差", "--revise", "x"), ("due", "P1", "--json"),
    ("deduct", "P2", "--breach", "--fees", "1"), ("extra", "P2", "20000", "--basis", "x"),
    ("pay", "P1", "1", "--date", "2026-01-02"), ("void", "R-1", "--reason", "x"),
    ("invoice", "P1", "1", "--number", "87654321", "--date", "2026-01-02"),
    ("amend", "extend", "--days", "30", "--from", "2026-03-01", "--basis", "x"),
    ("amend", "terminate", "--on", "2026-03-01", "--basis", "x"),
    ("amend", "change", "price.total=1", "--from", "P3", "--basis", "x"),
    ("forecast", "--assume", "2026-01=差"), ("accept", "--reason", "x"), ("compare", "."),
)  # fmt: skip
# what a command may bring to a book that it only shows: nothing
SHOWING = {"due", "check", "status", "schedule", "forecast", "readings", "history", "compare"}


def mutated(name: str, data: bytes, chance: random.Random) -> bytes:
    """A file with a few slips in it: in its parts where it has any, or in its bytes."""
    change: Callable[[bytes, random.Random], bytes] = {
        ".csv": _in_rows,
        ".toml": _in_keys,
        ".jsonl": _in_entries,
    }.get(name[name.rindex(".") :], slipped)
    if chance.random() < 0.5:
        data = change(data, chance)
        if chance.random() < 0.8:
            return data
    return slipped(data, chance)


def slipped(data: bytes, chance: random.Random) -> bytes:
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


def _in_rows(data: bytes, chance: random.Random) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for _ in range(chance.randint(1, 4)):
        row = chance.choice(rows)
        at = chance.randrange(len(row))
        match chance.randrange(7):
            case 0 | 1:
                row[at] = chance.choice(CELLS)
            case 2:
                rows.append(list(row))
            case 3:
                chance.shuffle(rows)
            case 4:
                row[at] = chance.choice(chance.choice(rows) or [""])
            case 5:
                row.insert(at, chance.choice(CELLS))
            case _:
                named = [one for one in rows if len(one) == len(rows[0])]
                chance.choice(named)[-4] = chance.choice(chance.choice(named))
    out = io.StringIO(newline="")
    separator = chance.choice(",,,,;\t")
    csv.writer(out, delimiter=separator, lineterminator=chance.choice(("\r\n", "\n"))).writerows(
        rows
    )
    encoding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    return out.getvalue().encode(encoding, "replace")


def _in_keys(data: bytes, chance: random.Random) -> bytes:
    tree = tomllib.loads(data.decode())
    for _ in range(chance.randint(1, 3)):
        holders = list(_holders(tree))
        holder, key = chance.choice(holders)
        match chance.randrange(5):
            case 0:
                holder.pop(key)
            case 1 | 2:
                holder[key] = _value(chance)
            case 3:
                other, its_key = chance.choice(holders)
                holder[key] = json_copy(other[its_key])
            case _ if isinstance(holder, list):
                holder.append(json_copy(holder[key]))
            case _:
                holder[chance.choice(("x", "", "zh", "amount", "\x1b", str(key) + "s"))] = _value(
                    chance
                )
        if not tree:
            return b""
    return tomli_w.dumps(tree).encode("utf-8", "replace")


def _value(chance: random.Random) -> Any:
    if chance.random() < 0.2:
        return tomllib.loads(f"x = {chance.choice(DATES)}")["x"]
    return json_copy(chance.choice(VALUES))


def json_copy(value: Any) -> Any:
    """The value anew, so that a change of the one is none of the other."""
    if isinstance(value, dict):
        return {key: json_copy(one) for key, one in value.items()}
    return [json_copy(one) for one in value] if isinstance(value, list) else value


def _holders(node: Any) -> Any:
    """Every table and list, with each key in it."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        yield node, key
        if isinstance(value, (dict, list)):
            yield from _holders(value)


def _in_entries(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            chance.shuffle(lines)
        case 1:
            lines[at] = b""
        case 2:
            lines.append(lines[at])
        case _:
            tree = json.loads(lines[at])
            holder, key = chance.choice(list(_holders(tree)))
            holder[key] = chance.choice((None, 1, "", "x", [], {}, [{}], True, 10**40))
            lines[at] = json.dumps(tree).encode() + b"\n"
    return b"".join(lines)


def typed(chance: random.Random) -> tuple[str, ...]:
    """A command line: a sound one with slips in it, or words in any order."""
    if chance.random() < 0.3:
        return tuple(chance.choice(WORDS) for _ in range(chance.randint(1, 7)))
    words = list(chance.choice(COMMANDS))
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(words) + 1)
        match chance.randrange(3):
            case 0:
                words.insert(at, chance.choice(WORDS))
            case 1:
                words[at : at + 1] = [chance.choice(WORDS + CELLS)]
            case _:
                words[at : at + 1] = []
    return tuple(words)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the book."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def asked(desk: Desk, command: tuple[str, ...]) -> Answer:
    """The answer to a command, which must be in words, in time, and change nothing it shows."""
    before = contents(desk.folder)
    started, worked = time.monotonic(), time.process_time()
    answer = desk.ledger(*command)
    took, worked = time.monotonic() - started, time.process_time() - worked
    assert answer.code in (0, 1, 2, 130), command
    # a machine with other work makes everybody wait; what is bounded is the ledger's own
    assert worked < LONGEST, (command, worked)
    assert took < LONGEST * 10, (command, took)
    if answer.out.startswith("{") or ("--json" in command and command in READING):
        json.loads(answer.out)
    if command[:1] and command[0] in SHOWING:
        assert contents(desk.folder) == before, command
    return answer


def restore(folder: Path, sound: dict[str, bytes]) -> None:
    """The book as it was."""
    for path in folder.iterdir():
        if path.name not in sound:
            path.unlink()
    for name, data in sound.items():
        path = folder / name
        if path.read_bytes() != data:
            path.write_bytes(data)


def most_memory() -> int:
    """The most memory this program has had, in megabytes; not what its parent had before it."""
    status = Path("/proc/self/status")
    if status.exists():
        told = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))
        if told:
            return int(told[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def fuzzed(folder: Path, mutations: int, seed: int) -> str:
    """Mutate and run; no traceback, no defect, nothing slow, no more memory than allowed."""
    desk = small_book(folder)
    sound = contents(desk.folder)
    slowest = 0.0
    for number in range(mutations):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311  (not a secret)
        command = typed(chance)
        changed = ""
        if number % 4:
            command = chance.choice(READING) if chance.random() < 0.9 else command
            changed = chance.choice(FILES)
            (desk.folder / changed).write_bytes(mutated(changed, sound[changed], chance))
        started = time.process_time()
        try:
            asked(desk, command)
        except Exception as error:
            kept = Path(tempfile.mkdtemp(prefix=f"fuzz-{seed}-{number}-"))
            for name, data in contents(desk.folder).items():
                (kept / name).write_bytes(data)
            error.add_note(f"seed {seed}, number {number}, {changed}, {command}; kept in {kept}")
            raise
        slowest = max(slowest, time.process_time() - started)
        restore(desk.folder, sound)
        megabytes = most_memory()
        assert megabytes < MEMORY_MB, (seed, number, command)
    return f"{mutations} mutations, the slowest {slowest:.2f} s, at most {megabytes} MB"
