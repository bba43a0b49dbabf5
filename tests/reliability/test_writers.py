"""Eight writers at once on one book: every record is there, each once, and readers see no half."""

from __future__ import annotations

import json
import os
import signal
import traceback
from typing import TYPE_CHECKING

from tests.reliability.machine import Fault, begin, ledger, quick
from tests.reliability.state import journal, references, strays, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Desk

WRITERS = 8
EACH = 5
CALLS = 30  # that one payment makes and that write
FAILED = 255


def payment(writer: int, number: int) -> tuple[str, ...]:
    """A payment that only this writer records, and only once."""
    return ("pay", "P1", "1.00", "--date", "2026-01-02", "--ref", f"w{writer}-{number}")


def run(desk: Desk, writer: int, number: int, *, killed: bool) -> int:
    """Record one payment, or be killed on the way; the exit code."""
    fault = Fault(at=(writer * 7 + number * 3) % CALLS + 1) if killed else Fault()
    child = begin(desk, *payment(writer, number), fault=fault)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def write(
    desk: Desk, writers: int, each: int, kill_every: int = 0, run: Callable[..., int] = run
) -> tuple[set[str], int]:
    """Let the writers write; the references told to be recorded, and how many were killed.

    With `kill_every` each so-many-th command of a writer is killed, each at another call, and
    is not given again. Two readers read all the while.
    """
    readers = [_forked(_read_on, desk, number) for number in range(2)]
    children = [
        _forked(_write_all, desk, writer, each, kill_every, run) for writer in range(writers)
    ]
    killed = sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    for reader in readers:
        os.kill(reader, signal.SIGTERM)
    ended = [os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1]) for reader in readers]
    assert ended == [-signal.SIGTERM] * len(readers)
    told = {f"w{writer}-{number}" for writer in range(writers) for number in range(each)}
    return told, killed


def _forked(act: Callable[..., int], *arguments: object) -> int:
    child = os.fork()
    if child == 0:
        code = FAILED
        try:
            code = act(*arguments)
        except BaseException:  # noqa: BLE001  (the parent must hear of it, whatever it is)
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def _write_all(desk: Desk, writer: int, each: int, kill_every: int, run: Callable[..., int]) -> int:
    killed = 0
    for number in range(each):
        code = run(desk, writer, number, killed=number % kill_every == 0 if kill_every else False)
        if code == -signal.SIGKILL:
            killed += 1
        elif code:
            return FAILED
    return killed


def _read_on(desk: Desk, number: int) -> int:
    """Read until the test ends it; what is received only grows, and nothing is ever wrong."""
    received = 0
    while True:
        for command in (("check",), ("status",), ("due",))[number:]:
            answer = ledger(desk, *command, "--json")
            assert answer.code == 0, (command, answer)
            assert "Error" not in answer.err, (command, answer)
            told = json.loads(answer.out)
            if command == ("check",):
                codes = {one["code"] for one in told["problems"]}
                assert not codes & {"changed-outside", "journal-gone", "journal-headless"}, codes
            if command == ("status",):
                now = int(told["periods"][0]["received"].removesuffix(".00"))
                assert now >= received, (now, received)
                received = now


def test_everybody_lands(begun: Desk) -> None:
    """Eight writers, five payments each: forty are there, each once, the journal unbroken."""
    told, killed = write(begun, WRITERS, EACH)
    assert killed == 0
    whole(begun)
    found = references(begun)
    assert len(found) == 40
    assert set(found) == told
    assert len(journal(begun)) == 1 + 40
    assert strays(begun) == set()


def test_everybody_lands_among_kills(begun: Desk) -> None:
    """Where some of the writers are killed, the others lose nothing, and nothing is twice."""
    told, killed = write(begun, WRITERS, EACH, kill_every=5)
    assert 0 < killed <= 8
    assert quick(begun, *payment(9, 9)).code == 0
    whole(begun)
    found = references(begun)
    assert len(found) == len(set(found))
    assert set(found) <= told | {"w9-9"}
    assert len(found) >= 40 - killed + 1
    assert len(journal(begun)) == 1 + len(found)
    assert strays(begun) == set()
