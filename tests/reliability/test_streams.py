"""Where answers go while something is recorded: what is printed, and what is not, stays true."""

from __future__ import annotations

import fcntl
import io
import os
import re
import subprocess
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from tests.cli.test_output import start
from tests.reliability.state import (
    ALL_THE_SAME,
    NOTHING,
    copied,
    journal,
    references,
    whole,
)
from zkrc_ledger.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support import Desk

PAY = ("pay", "P1", "100.00", "--date", "2026-01-02", "--ref", "x")
FULL = Path("/dev/full")
FIGURE = re.compile(r"[-+]?\d[\d,.:-]*")
SHOWN = (
    ("status",),
    ("due",),
    ("due", "P1", "--explain"),
    ("schedule",),
    ("history",),
    ("forecast",),
    ("readings",),
    ("check",),
    ("compare", "{folder}"),
    ("void", "{paid}", "--reason", "x"),
    ("deduct", "P1", "3000.50", "--clause", "四.4"),
    ("accept", "--reason", "x"),
)


@contextmanager
def closed_pipe() -> Iterator[int]:
    """The end to write to of a pipe that nobody reads any more."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


@pytest.mark.parametrize("json", [(), ("--json",)], ids=["words", "json"])
def test_recorded_and_no_room_to_say_so(begun: Desk, json: tuple[str, ...]) -> None:
    """What is recorded is recorded with 0, and told on the other stream where one is full."""
    with FULL.open("wb") as full:
        process = start(begun, *PAY, *json, stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Notice: The answer could not be printed: " in err.decode()
    assert ALL_THE_SAME in err.decode()
    assert NOTHING not in err.decode()
    assert references(begun) == ["x"]


def test_recorded_and_nobody_to_tell(begun: Desk) -> None:
    """With both streams full, or closed, or read by nobody, 0 still says that it is recorded."""
    first, second, third = ((*PAY[:-1], ref) for ref in "abc")
    with FULL.open("wb") as full:
        assert start(begun, *first, stdout=full, stderr=full).wait(60) == 0
    with closed_pipe() as closed:
        assert start(begun, *second, stdout=closed, stderr=closed).wait(60) == 0
    closed_streams = partial(os.closerange, 0, 3)
    assert start(begun, *third, preexec_fn=closed_streams).wait(60) == 0
    assert references(begun) == ["a", "b", "c"]
    assert len(whole(begun)) == 4


@pytest.mark.parametrize("json", [(), ("--json",)], ids=["words", "json"])
def test_refused_and_nobody_to_tell(begun: Desk, json: tuple[str, ...]) -> None:
    """With both streams full, or read by nobody, 1 still says that nothing was recorded."""
    command = ("rate", "2025-09", "无此评价", *json)
    with FULL.open("wb") as full:
        assert start(begun, *command, stdout=full, stderr=full).wait(60) == 1
    with closed_pipe() as closed:
        assert start(begun, *command, stdout=closed, stderr=closed).wait(60) == 1
    assert len(whole(begun)) == 1


def test_a_long_refusal_that_cannot_be_printed(begun: Desk) -> None:
    """A refusal in JSON longer than any buffer, into a full disk, is 1 and no traceback."""
    rows = "".join(f"2025-09,{number:->200}\n" for number in range(120))
    begun.write("ratings.csv", "month,rating\n" + rows)
    with FULL.open("wb") as full:
        process = start(begun, "due", "--json", stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"Traceback" not in err
    assert err.startswith(b"Error: ")


def test_a_slow_reader(begun: Desk) -> None:
    """A reader who takes a little at a time from a narrow pipe gets every byte."""
    rows = "".join(f"2025-09,好,{n:->900}\n" for n in range(60))
    begun.write("ratings.csv", "month,rating,note\n" + rows)
    expected = begun.ledger("history").out.encode()
    assert len(expected) > 50_000
    read, write = os.pipe()
    fcntl.fcntl(read, fcntl.F_SETPIPE_SZ, 4096)
    process = start(begun, "history", stdout=write)
    os.close(write)
    got = b"".join(iter(lambda: os.read(read, 100), b""))
    os.close(read)
    assert process.wait(60) == 0
    assert got == expected


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("encoding", ["cp936", "ascii", "latin-1"])
def test_figures_on_a_narrow_console(
    sample: Desk, shelf: Path, encoding: str, language: str
) -> None:
    """On a console without Chinese every figure and sign is there; cp936 lacks nothing at all."""
    paid = re.search(r"P-\w{6}", (sample.folder / "payments.csv").read_text("utf-8-sig"))
    assert paid
    for number, command in enumerate(SHOWN):
        answers = []
        for shown in ("utf-8", encoding):
            desk = copied(sample, shelf / f"{number}-{shown}")
            if command[0] == "accept":
                path = desk.folder / "ratings.csv"
                path.write_bytes(path.read_bytes().replace(b",final,", b",proposed,"))
            named = [word.format(folder=desk.folder, paid=paid[0]) for word in command]
            answers.append(spoken(desk, named, shown, language))
        wide, narrow = answers
        assert FIGURE.findall(narrow) == FIGURE.findall(wide), command
        assert not set("−¥✓") & set(wide), command
        if encoding == "cp936":
            assert narrow == wide, command


def spoken(desk: Desk, command: list[str], encoding: str, language: str) -> str:
    """What a command says on a console of this encoding, without ids, which are drawn by lot."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(one, encoding=encoding) for one in (out, err)]
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": language,
        "LEDGER_USER": "clerk",
    }
    with mock.patch("sys.stdout", streams[0]), mock.patch("sys.stderr", streams[1]):
        code = run(command, settings)
    for stream in streams:
        stream.flush()
    said = out.getvalue().decode(encoding) + err.getvalue().decode(encoding)
    assert code == 0, said
    assert len(journal(desk)) >= 6
    return re.sub(r"\b[A-Z]-\w{6}\b", "ID", said).replace(str(desk.folder), "BOOK")
