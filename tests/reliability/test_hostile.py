"""Whatever stands in a book's files, and in their places, is only text, and takes no time."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from tests.reliability.machine import ledger
from tests.reliability.state import copied
from tests.reliability.test_tampering import FILES
from tests.support import new_desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support import Answer, Desk

WORDS = {
    "rich markup": "[bold red]x[/] [link=file:///x]y[/link] :smile:",
    "terminal escapes": "\x1b[2J\x1b]0;title\x07\x9b31mred\x1b[0m",
    "bidirectional overrides": "\u202e3000\u202c\u2066x\u2069",
    "HTML": "<script>alert(1)</script><img src=x onerror=y>&lt;",
    "format fields": "{0} {x} %s %(y)s $HOME `id` $(id)",
    "an equals sign": "=1+1",
    "a plus": "+1",
    "a minus": "-1",
    "an at sign": "@SUM(A1)",
    "an apostrophe": "'x",
    "an apostrophe and a formula": "'=1",
    "two apostrophes and a formula": "''=1",
    "a tab inside": "a\tb",
    "quotes and separators": 'a "b", c; d\\',
}
RUNS_IN_A_TERMINAL = ("\x1b", "\x9b", "\x07", "\u202e", "\u2066")
COMMANDS = (
    ("check",),
    ("due", "P1"),
    ("due", "--explain"),
    ("status",),
    ("history",),
    ("schedule",),
)


def recorded_note(desk: Desk) -> str:
    """The note of the payment as `history` tells it."""
    rows = list(csv.DictReader(io.StringIO(desk.read("payments.csv").decode("utf-8-sig"))))
    return str(rows[-1]["note"])


def shown(desk: Desk) -> list[Answer]:
    """What the commands that show something say."""
    return [desk.ledger(*command) for command in COMMANDS]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_by_command(shelf: Path, words: str) -> None:
    """Words typed are kept as words: nothing runs in a terminal or in Excel, nothing changes."""
    desk = new_desk(shelf / "book")
    for command in (
        ("rate", "2025-08", "好", "--note", words, "--basis", words),
        ("deduct", "P1", "10", "--clause", "四.4", "--note", words),
        ("extra", "P2", "20000", f"--basis={words}"),
        ("pay", "P1", "1", "--date", "2026-01-02", f"--ref={words}", f"--note={words}"),
        ("amend", "extend", "--days", "1", "--from", "2026-03-01", f"--basis={words}"),
    ):
        if command[0] in ("rate", "deduct"):
            command = tuple(joined(command))  # noqa: PLW2901  (a value may begin with a dash)
        answer = desk.ledger(*command)
        assert answer.code == 0, answer.err
    for name in ("ratings.csv", "adjustments.csv", "payments.csv"):
        for row in csv.reader(io.StringIO(desk.read(name).decode("utf-8-sig"))):
            assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r")], row
    for answer in shown(desk):
        assert answer.code == 0, answer.err
        assert not [one for one in RUNS_IN_A_TERMINAL if one in answer.out + answer.err]
    found = [one["code"] for one in json.loads(desk.ledger("check", "--json").out)["problems"]]
    assert "changed-outside" not in found


def joined(command: tuple[str, ...]) -> list[str]:
    """`--note words` as `--note=words`."""
    plain = [one for one in command[:4] if not one.startswith("--")]
    rest = list(command[len(plain) :])
    if "--clause" in rest:
        plain += [rest.pop(0), rest.pop(0)]
    return plain + [f"{rest[i]}={rest[i + 1]}" for i in range(0, len(rest), 2)]


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@x", "'x", "'=1", "''=1", "'", "x"])
def test_a_note_comes_back_as_it_was(shelf: Path, note: str) -> None:
    """A note that begins like a formula is marked as words in the file, and read as it was."""
    desk = new_desk(shelf / "book")
    assert desk.ledger("pay", "P1", "1", "--date", "2026-01-02", f"--note={note}").code == 0
    line = desk.read("journal.jsonl").decode().splitlines()[-1]
    assert json.loads(line)["rows"][0]["note"] == note
    found = [one["code"] for one in json.loads(desk.ledger("check", "--json").out)["problems"]]
    assert "changed-outside" not in found


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("column", ["id", "rating", "note", "basis", "recorded_by"])
def test_words_by_hand(shelf: Path, words: str, column: str) -> None:
    """Words typed into a file are shown as words, whichever column they stand in."""
    desk = new_desk(shelf / "book")
    row = {
        "id": "R-1",
        "month": "2025-08",
        "rating": "好",
        "note": "",
        "basis": "",
        "recorded_by": "",
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, list(row))
    writer.writeheader()
    writer.writerow(row | {column: words})
    desk.write("ratings.csv", out.getvalue())
    for answer in shown(desk):
        assert not [one for one in RUNS_IN_A_TERMINAL if one in answer.out + answer.err]


def folder(path: Path) -> None:
    """A folder in a file's place."""
    path.mkdir()


def fifo(path: Path) -> None:
    """A FIFO in a file's place, which nobody ever writes to."""
    os.mkfifo(path)


def loop(path: Path) -> None:
    """A link that leads to itself."""
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    """A link to nothing."""
    path.symlink_to("nowhere")


def device(path: Path) -> None:
    """A link to an endless file."""
    path.symlink_to("/dev/zero")


def large(path: Path) -> None:
    """A file of 100 MB, without taking the room."""
    with path.open("wb") as file:
        file.truncate(100_000_000)


NOTES = (".ledger.lock", ".ledger-ratings.csv-1.tmp")


@pytest.mark.parametrize("place", [folder, fifo, loop, nowhere, device, large])
@pytest.mark.parametrize("name", [*FILES, *NOTES])
def test_something_in_a_files_place(
    sample: Desk, shelf: Path, name: str, place: Callable[[Path], None]
) -> None:
    """Something else in a file's place is said, or does no harm; nobody waits for it."""
    desk = copied(sample, shelf / "book")
    (desk.folder / name).unlink(missing_ok=True)
    place(desk.folder / name)
    started = time.monotonic()
    for command in (("check", "--json"), ("due",), ("rate", "2025-10", "好")):
        ended = ledger(desk, *command)
        assert ended.code in (0, 1, 2), (command, ended)
        if name in FILES and not (name == "amendments.toml" and place is nowhere):
            assert ended.code != 0, (command, ended)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("payments.csv", "period,date,amount\nP1,2026-01-02," + "1" * 1_000_000),
        ("payments.csv", "period,date,amount\nP1,2026-01-02,0." + "0" * 1_000_000),
        ("payments.csv", "period,date,amount\nP1,2026-01-02,1e1000000"),
        ("ratings.csv", "month,rating\n1000000000-08,好"),
        ("ratings.csv", "month,rating\n2025-1000000000,好"),
        ("ratings.csv", 'month,rating\n"' + "x" * 1_000_000),
        ("amendments.toml", "x = " + "[" * 10_000 + "]" * 10_000),
        ("amendments.toml", "x." * 10_000 + "x = 1"),
        ("amendments.toml", "x = " + "{x = " * 10_000 + "1" + "}" * 10_000),
        ("amendments.toml", "[" + ".".join("x" * 10_000) + "]"),
        ("amendments.toml", "x = " + "9" * 1_000_000),
        ("journal.jsonl", "[" * 1_000_000 + "\n"),
        ("journal.jsonl", '{"at":' + "9" * 1_000_000 + "}\n"),
    ],
    ids=lambda value: value[:30].split("\n")[0],
)
def test_endless_things(shelf: Path, name: str, text: str) -> None:
    """Endless numbers, rows and brackets are refused in a moment."""
    desk = new_desk(shelf / "book")
    desk.write(name, text)
    started = time.monotonic()
    answer = desk.ledger("check", "--json")
    assert answer.code == 1
    assert len(json.loads(answer.out)["problems"]) <= 101
    assert len(answer.out) < 200_000
    assert time.monotonic() - started < 5
