"""What is around a book may be anything too: its folder, the environment, what is typed."""

from __future__ import annotations

import json
import os
import socket
import time
from typing import TYPE_CHECKING

import pytest

from tests.reliability.machine import ledger
from tests.reliability.state import copied
from tests.reliability.test_tampering import FILES, small_book
from tests.support import new_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

ESCAPES = "\x1b[2J\x1b]0;t\x07\x9b31m\u202e[red]\udcff"
ACTING = ("\x1b", "\x9b", "\x07", "\u202e")
LONGEST = 10


@pytest.mark.parametrize("name", [*FILES, ".ledger.lock"])
def test_a_socket_in_a_files_place(sample: Desk, shelf: Path, name: str) -> None:
    """A socket in a file's place is said, or does no harm; nobody waits for it."""
    desk = copied(sample, shelf / "book")
    (desk.folder / name).unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(desk.folder / name))
        for command in (("check", "--json"), ("due",), ("rate", "2025-10", "好")):
            ended = ledger(desk, *command)
            assert ended.code == (1 if name in FILES else ended.code), (command, ended)
            assert ended.code in (0, 1), (command, ended)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("LEDGER_TODAY", "rubbish", 2),
        ("LEDGER_TODAY", ESCAPES, 2),
        ("LEDGER_TODAY", "9" * 100_000, 2),
        ("LEDGER_TODAY", "0000-01-01", 2),
        ("LEDGER_TODAY", "10000-01-01", 2),
        ("LEDGER_TODAY", "9999-12-31", 0),
        ("LEDGER_TODAY", "", 0),
        ("LEDGER_LANG", "rubbish", 2),
        ("LEDGER_LANG", ESCAPES, 2),
        ("LEDGER_LANG", "../../etc/passwd", 2),
        ("LEDGER_LANG", "x" * 100_000, 2),
        ("LEDGER_USER", ESCAPES, 0),
        ("LEDGER_USER", "=1+1\r\n,", 0),
        ("LEDGER_USER", "x" * 100_000, 0),
        ("LEDGER_CONTRACT", ESCAPES, 2),
        ("LEDGER_CONTRACT", "x" * 100_000, 2),
        ("LEDGER_CONTRACT", "/dev/zero", 1),
        ("LEDGER_CONTRACT", "/proc/self/mem", 2),
        ("LEDGER_CONTRACT", "pipe", 1),
        ("LEDGER_CONTRACT", "circle", 2),
        ("LEDGER_CONTRACT", "circle/contract.toml", 2),
        ("LEDGER_CONTRACT", "pipes", 1),
        ("TERM", ESCAPES, 0),
        ("COLUMNS", "-1", 0),
        ("COLUMNS", "x", 0),
        ("LANGUAGE", ESCAPES, 0),
        ("LC_ALL", ESCAPES, 0),
        ("HOME", "/nowhere", 0),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_rubbish_in_the_environment(shelf: Path, name: str, value: str, code: int) -> None:
    """An environment variable with anything in it is said in words, or does no harm."""
    desk = new_desk(shelf / "book")
    os.mkfifo(desk.folder / "pipe")
    (desk.folder / "circle").symlink_to("circle")
    (desk.folder / "pipes").mkdir()
    os.mkfifo(desk.folder / "pipes" / "contract.toml")
    started = time.monotonic()
    for command in (("due",), ("status",), ("rate", "2025-08", "好"), ("history",)):
        answer = desk.ledger(*command, **{name: value})
        assert answer.code == code, (command, answer)
        assert not [one for one in ACTING if one in answer.out + answer.err], answer
        if code:
            break
    assert time.monotonic() - started < LONGEST


@pytest.mark.parametrize(
    "command",
    [
        ("amend", "extend", "--days", "1000000000000", "--from", "2026-03-01", "--basis", "x"),
        ("amend", "extend", "--days", "9" * 9_000, "--from", "2026-03-01", "--basis", "x"),
        ("amend", "extend", "--days", "1", "--from", "0001-01-01", "--basis", "x"),
        ("amend", "extend", "--days", "1", "--from", "9999-12-31", "--basis", "x"),
        ("amend", "terminate", "--on", "0001-01-01", "--basis", "x"),
        ("amend", "terminate", "--on", "9999-12-31", "--basis", "x"),
        ("amend", "change", "term.months=1000000000", "--from", "P1", "--basis", "x"),
        ("amend", "change", "term.end=9999-12-31", "--from", "P1", "--basis", "x"),
        ("amend", "change", "term.start=0001-01-01", "--from", "P1", "--basis", "x"),
        ("amend", "change", "x" + ".x" * 9_000 + "=1", "--from", "P1", "--basis", "x"),
        ("amend", "change", "price.total=" + "9" * 90_000, "--from", "P1", "--basis", "x"),
        ("amend", "change", "price.total=" + "[" * 90_000, "--from", "P1", "--basis", "x"),
        ("amend", "change", "price.total=1", "--from", "P1000000000", "--basis", "x"),
        ("rate", "1000000000-08", "好"),
        ("rate", "2025-1000000000", "好"),
        ("rate", "9" * 90_000, "好"),
        ("rate", "2025-10", "好" * 30_000),
        ("pay", "P1", "9" * 90_000, "--date", "2026-01-02"),
        ("pay", "P1", "0." + "0" * 90_000, "--date", "2026-01-02"),
        ("pay", "P1", "1e1000000", "--date", "2026-01-02"),
        ("pay", "P" + "9" * 90_000, "1", "--date", "2026-01-02"),
        ("void", "x" * 90_000, "--reason", "x"),
        ("due", "P" * 90_000),
        ("forecast", "--assume", "2026-01=" + "差" * 30_000),
        ("forecast", "--assume", "breach=" + "P" * 90_000),
        ("compare", "x" * 90_000),
        ("--as-of", "9" * 90_000, "due"),
        ("--lang", "x" * 90_000, "due"),
        ("x" * 90_000,),
    ],
    ids=lambda command: " ".join(command)[:40],
)
def test_endless_words_typed(sample: Desk, shelf: Path, command: tuple[str, ...]) -> None:
    """Numbers, dates and words beyond all measure are refused in a moment, and nothing is done."""
    desk = copied(sample, shelf / "book")
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    started = time.monotonic()
    answer = desk.ledger(*command)
    assert answer.code in (1, 2), answer
    assert len(answer.err) < 100_000
    assert time.monotonic() - started < LONGEST
    before[".ledger.lock"] = b""  # taken and given back by whoever means to write
    found = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    assert found | {".ledger.lock": b""} == before


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day(sample: Desk, day: str) -> None:
    """Asked as of the first day there is, or of the last, every command answers."""
    for command in ("check", "due", "status", "schedule", "forecast", "readings", "history"):
        answer = sample.ledger("--as-of", day, command)
        assert answer.code == 0, (command, answer.err)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("name", "old"),
    [("payments.csv", "2026-01-02"), ("invoices.csv", "2026-01-02"), ("ratings.csv", ",,,")],
)
def test_the_first_and_the_last_day_in_a_file(
    sample: Desk, shelf: Path, name: str, old: str, day: str
) -> None:
    """A record of the first day there is, or of the last, is read like any other, or refused."""
    desk = copied(sample, shelf / "book")
    text = desk.read(name).decode("utf-8-sig")
    desk.write(name, text.replace(old, f",{day},," if old == ",,," else day))
    for command in ("check", "due", "status", "forecast", "history"):
        assert desk.ledger(command).code in (0, 1)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "text",
    [ESCAPES.encode("utf-8", "replace"), b"\0", b"\xff\xfe\0\xd8", b"[" * 100_000, b"x = 1e9\n"],
    ids=ascii,
)
def test_a_hostile_book_to_compare_with(sample: Desk, shelf: Path, name: str, text: bytes) -> None:
    """Whatever the other party's book holds, comparing with it ends in words."""
    other = copied(sample, shelf / "other")
    (other.folder / name).write_bytes(text)
    answer = sample.ledger("compare", str(other.folder))
    assert answer.code == 1 or name == "journal.jsonl", answer  # a torn line is a notice
    assert not [one for one in ACTING if one in answer.out + answer.err], answer


def test_a_hostile_name_in_the_book_to_compare_with(sample: Desk, shelf: Path) -> None:
    """What differs in the other party's book is shown as it stands, and does not act."""
    other = small_book(shelf)
    (other.folder / "journal.jsonl").unlink()
    text = other.read("ratings.csv").decode("utf-8-sig")
    other.write("ratings.csv", text.replace("2025-09", "2025-11"))
    text = other.read("payments.csv").decode("utf-8-sig")
    other.write("payments.csv", text.replace(",a,", ',"[red]\x1b[2J\u202e",'))
    other.edit_contract(("中科融城", "[bold red]中科融城[/]"))
    answer = sample.ledger("compare", str(other.folder))
    assert answer.code in (0, 1)
    assert not [one for one in ACTING if one in answer.out + answer.err], answer
    tree = json.loads(sample.ledger("compare", str(other.folder), "--json").out)
    assert tree["same"] is False
