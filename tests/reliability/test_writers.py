"""Eight writers at once on one book: every record is there, each once, and readers see no half."""

from __future__ import annotations

import json
import os
import signal
from functools import partial
from typing import TYPE_CHECKING

from tests.book.books import ended, forked
from tests.reliability.machine import Fault, begin, ledger
from tests.reliability.state import journal, references, strays, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Desk

    Run = Callable[[Desk, int, int, bool], int]

WRITERS = 8
EACH = 5
CALLS = 20  # about as many as a payment makes that write


def payment(writer: int, number: int) -> tuple[str, ...]:
    """A payment that only this writer records, and only once."""
    return ("pay", "P1", "1.00", "--date", "2026-01-02", "--ref", f"w{writer}-{number}")


def run(desk: Desk, writer: int, number: int, killed: bool) -> int:  # noqa: FBT001  (a partial)
    """Record one payment, or be killed on the way; the exit code."""
    fault = Fault(at=(writer * 7 + number * 3) % CALLS + 1) if killed else Fault()
    return ended(begin(desk, *payment(writer, number), fault=fault))


def write(
    desk: Desk, writers: int, each: int, kill_every: int = 0, run: Run = run
) -> tuple[set[str], set[str]]:
    """Let the writers write; the references that must be there, and those that may be.

    With `kill_every` each so-many-th command of a writer is killed, each at another call, and
    is not given again. Two readers read all the while.
    """
    readers = [forked(partial(_read_on, desk, number)) for number in range(2)]
    children = [
        forked(partial(_write_all, desk, writer, each, kill_every, run))
        for writer in range(writers)
    ]
    assert [ended(child) for child in children] == [0] * writers
    for reader in readers:
        os.kill(reader, signal.SIGTERM)
    assert [ended(reader) for reader in readers] == [-signal.SIGTERM] * len(readers)
    every = {(writer, number) for writer in range(writers) for number in range(each)}
    certain = {(w, n) for w, n in every if not kill_every or n % kill_every}
    return {f"w{w}-{n}" for w, n in certain}, {f"w{w}-{n}" for w, n in every}


def _write_all(desk: Desk, writer: int, each: int, kill_every: int, run: Run) -> None:
    for number in range(each):
        killed = bool(kill_every) and number % kill_every == 0
        assert run(desk, writer, number, killed) in ((0, -signal.SIGKILL) if killed else (0,))


def _read_on(desk: Desk, number: int) -> None:
    """Read until the test ends it; what is received only grows, and nothing is ever wrong."""
    received = 0
    while True:
        for command in (("check",), ("status",), ("due",))[number:]:
            answer = ledger(desk, *command, "--json")
            assert answer.code == 0, (command, answer)
            tree = json.loads(answer.out)
            if command == ("check",):
                codes = {one["code"] for one in tree["problems"]}
                assert not any(code.startswith("journal") for code in codes), codes
            if command == ("status",):
                now = int(tree["periods"][0]["received"].removesuffix(".00"))
                assert now >= received, (now, received)
                received = now


def test_everybody_lands(begun: Desk) -> None:
    """Eight writers, five payments each: forty are there, each once, the journal unbroken."""
    _, every = write(begun, WRITERS, EACH)
    assert sorted(references(begun)) == sorted(every)
    assert len(whole(begun)) == 1 + len(every)
    assert strays(begun) == set()


def test_everybody_lands_among_kills(begun: Desk) -> None:
    """Where some of the writers are killed, the others lose nothing, and nothing is twice."""
    certain, every = write(begun, WRITERS, EACH, kill_every=5)
    assert begun.ledger(*payment(9, 9)).code == 0
    assert begun.ledger("accept", "--reason", "x").code == 0
    found = references(begun)
    assert len(found) == len(set(found))
    assert certain <= set(found) <= every | {"w9-9"}
    whole(begun)
    assert len(journal(begun)) <= len(found) + 2
    assert strays(begun) == set()
