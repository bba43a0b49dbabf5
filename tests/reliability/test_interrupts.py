"""Ctrl-C at any point: words, and they are true."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.reliability.machine import DEFECT, Fault, ledger
from tests.reliability.state import (
    ALL_THE_SAME,
    NOTHING,
    copied,
    journal,
    references,
    strays,
    whole,
)
from tests.support import clean_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support import Desk

PAY = ("pay", "P1", "100.00", "--date", "2026-01-02", "--ref", "x")
RATE = ("rate", "2025-09", "好")
INTERRUPTED = 130
# tells the test when the ledger's own code has begun; what is before it is the interpreter's
BEGINNING = """
import sys
from zkrc_ledger.__main__ import answer, main

def tell(frame, event, _argument):
    if event == "call" and frame.f_back and frame.f_back.f_code is answer.__code__:
        sys.setprofile(None)
        sys.stdout.write("begun\\n")
        sys.stdout.flush()

sys.argv = ["ledger", *sys.argv[1:]]
sys.setprofile(tell)
main()
"""

# Ctrl-C falls into what Python does when it forgets an object, and the run goes on for a while
IGNORING = """
import os, signal, sys, time
from unittest import mock
from zkrc_ledger.__main__ import main
from zkrc_ledger.book import store

class Forgotten:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)

def reading(*arguments):
    Forgotten()
    for _ in range(100):
        time.sleep(0.1)
    raise SystemExit("nobody was interrupted")

with mock.patch.object(store, "load_book", reading):
    main()
"""
# Ctrl-C falls into a library that makes an error of its own of it, as pydantic does
WRAPPING = """
import os, signal
from unittest import mock
from zkrc_ledger.__main__ import main
from zkrc_ledger.book import store

def reading(*arguments):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        pass
    raise RuntimeError("Error building a schema")

with mock.patch.object(store, "load_book", reading):
    main()
"""


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """Ctrl-C is heard, also where the tests run in the background, which lets it be ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_in_the_background(begun: Desk) -> None:
    """Who was started with Ctrl-C ignored, as in the background, goes on ignoring it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ended = ledger(begun, *PAY, fault=Fault(at=3, signal=signal.SIGINT))
    assert ended.reached
    assert (ended.code, references(begun)) == (0, ["x"])
    assert "Interrupted" not in ended.err


@pytest.mark.parametrize("command", [PAY, RATE], ids=["pay", "rate"])
def test_what_is_said_is_true(command: tuple[str, ...], begun: Desk, shelf: Path) -> None:
    """Ctrl-C at any call that writes is followed by word of what was recorded."""
    seen = []
    for at in itertools.count(1):
        desk = copied(begun, shelf / f"{at}")
        ended = ledger(desk, *command, fault=Fault(at=at, signal=signal.SIGINT))
        new = len(whole(desk)) == 2
        seen.append(new)
        assert strays(desk) == set(), at
        if not ended.reached:
            break
        if ended.code == 0:  # the answer was out
            assert new, ended
            continue
        assert ended.code == INTERRUPTED, (at, ended)
        assert ended.err.startswith("Error: Interrupted."), (at, ended)
        assert (ALL_THE_SAME in ended.err) is new, (at, ended)
        assert (NOTHING in ended.err) is not new, (at, ended)
    assert seen == sorted(seen)
    assert set(seen) == {False, True}


def test_files_are_replaced_to_the_end(begun: Desk, shelf: Path) -> None:
    """However often Ctrl-C is pressed while files are replaced, all of them are replaced."""
    for at in itertools.count(1):
        desk = copied(begun, shelf / f"{at}")
        fault = Fault(at=at, signal=signal.SIGINT, lasting=True)
        ended = ledger(desk, *PAY, fault=fault)
        assert ended.code in (0, INTERRUPTED, -signal.SIGINT), (at, ended)
        new = len(whole(desk)) == 2
        assert references(desk) == ["x"] * new
        assert (ended.code == 0) <= new, (at, ended)
        assert (ALL_THE_SAME in ended.err) <= new, (at, ended)
        assert (NOTHING in ended.err) <= (not new), (at, ended)
        if not ended.reached:
            break


@pytest.mark.parametrize("command", [PAY, ("due",), ("--help",)], ids=["pay", "due", "help"])
def test_at_any_moment(command: tuple[str, ...], begun: Desk, shelf: Path) -> None:
    """From its first line to its end a real run can be interrupted, without a traceback."""
    codes = set()
    for number in range(14):
        desk = copied(begun, shelf / f"{number}")
        code, out, err = interrupted(desk, command, number * 0.04)
        codes.add(code)
        assert "Traceback" not in err, err
        assert "KeyboardInterrupt" not in err, err
        assert not any(mark in err for mark in DEFECT), err
        assert code in (0, INTERRUPTED, -signal.SIGINT), (code, err)
        new = len(journal(desk)) > 1 or "Recorded:" in out
        assert (len(whole(desk)) == 2) is new, (code, out, err)
        if code == -signal.SIGINT:
            assert (new, out, err) == (False, "", "")
        if code == INTERRUPTED:
            said = ALL_THE_SAME in err or "Recorded:" in out
            assert said is new, (out, err)
            assert (NOTHING in err) <= (not new), (out, err)
        if code == 0:
            assert new is (command == PAY), (out, err)
    assert codes & {INTERRUPTED, -signal.SIGINT}


@pytest.mark.parametrize("program", [IGNORING, WRAPPING], ids=["ignored", "made another error"])
def test_where_it_does_not_come_through(begun: Desk, program: str) -> None:
    """Ctrl-C that Python ignores, or a library makes another error of, is told as Ctrl-C."""
    done = subprocess.run(
        [sys.executable, "-c", program, "due"],
        env=clean_environment() | {"LEDGER_CONTRACT": str(begun.folder), "LEDGER_LANG": "en"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (INTERRUPTED, b"")
    assert done.stderr.startswith(b"Error: Interrupted.")
    assert b"Nothing was recorded." in done.stderr


def interrupted(desk: Desk, command: tuple[str, ...], after: float) -> tuple[int, str, str]:
    """Run a command in a new interpreter; press Ctrl-C so many seconds after it has begun."""
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
    }
    process = subprocess.Popen(
        [sys.executable, "-c", BEGINNING, *command],
        env=clean_environment() | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"begun\n"
    time.sleep(after)
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return process.returncode, out.decode(), err.decode()
