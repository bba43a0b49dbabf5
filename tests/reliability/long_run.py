"""The long runs, whose figures stand in docs/reliability.md.

    python -m tests.reliability.long_run kill|interrupt|faults|writers|tamper|fuzz|all
        [--jobs N] [--least N] [--ledger PATH]

`kill`, `interrupt` and `faults` run the installed command under strace, and `writers` does where
it kills. A `ledger` that is not installed as editable starts faster: `--ledger` names it.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability import strace
from tests.reliability.conftest import MEMORY
from tests.reliability.state import (
    ALL_THE_SAME,
    BEHIND,
    NOTHING,
    copied,
    outcome,
    references,
    whole,
)
from tests.reliability.test_writers import payment, write
from tests.support import new_desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.reliability.strace import Case
    from tests.support import Desk

    Options = argparse.Namespace
    Happening = Callable[[Case, Desk], str]

ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EINTR")
FAULTY = ("pay", "void", "confirm", "accept")  # the others write in the same way
INTERRUPTED = 130


def counted(cases: Iterable[Case], happening: Happening, folder: Path, jobs: int) -> Counter[str]:
    """Let it happen to each case on a copy of its book; how often what came of it."""
    seen: Counter[str] = Counter()
    one = functools.partial(_one, happening, folder)
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        for found in pool.imap_unordered(one, enumerate(cases)):
            seen[found] += 1
            if seen.total() % 100 == 0:
                print(f"{seen.total()} so far: {dict(seen)}", flush=True)
    return seen


def _one(happening: Happening, folder: Path, numbered: tuple[int, Case]) -> str:
    number, case = numbered
    desk = copied(case.begun, folder / f"case-{number}")
    try:
        return happening(case, desk)
    except AssertionError as error:
        error.add_note(str(case))
        raise
    finally:
        shutil.rmtree(desk.folder)


def kill(folder: Path, options: Options) -> str:
    """Kill each command at each call that writes, over and over until there are enough."""
    cases = strace.each_call(folder, options.ledger)
    enough = itertools.islice(itertools.cycle(cases), max(options.least, len(cases)))
    seen = counted(enough, functools.partial(_killed, options.ledger), folder, options.jobs)
    return (
        f"{seen.total()} kills at {len(cases)} calls of {len(strace.COMMANDS)} commands: "
        f"{seen['old']} left the old book, {seen['new']} the new one, {seen['half']} the rows "
        "without their line in the journal, which `check` told"
    )


def _killed(ledger: str, case: Case, desk: Desk) -> str:
    ended = case.run(desk, "signal=KILL", ledger)
    assert strace.is_killed(ended), ended
    return outcome(desk, case.begun)


def interrupt(folder: Path, options: Options) -> str:
    """Press Ctrl-C at each call that writes."""
    cases = strace.each_call(folder, options.ledger)
    seen = counted(cases, functools.partial(_interrupted, options.ledger), folder, options.jobs)
    return (
        f"{seen.total()} interrupts: {seen['old']} times nothing was recorded, {seen['new']} "
        "times it was, and each time it was said"
    )


def _interrupted(ledger: str, case: Case, desk: Desk) -> str:
    ended = case.run(desk, "signal=INT", ledger)
    said = ended.stderr.decode()
    left = outcome(desk, case.begun)
    assert left != "half"
    if ended.returncode == 0:  # the answer was out
        assert (left, bool(ended.stdout)) == ("new", True)
        return left
    assert ended.returncode == INTERRUPTED, ended
    assert (ALL_THE_SAME in said) is (left == "new"), said
    assert (NOTHING in said) is (left == "old"), said
    return left


def faults(folder: Path, options: Options) -> str:
    """Let each call that writes fail, in each of the ways."""
    cases = strace.each_call(folder, options.ledger, FAULTY)
    seen: Counter[str] = Counter()
    for error in ERRORS:
        failing = functools.partial(_failing, options.ledger, error)
        seen += counted(cases, failing, folder, options.jobs)
    return (
        f"{seen.total()} faults: {seen['old']} times nothing was recorded, {seen['new']} times it "
        f"was, {seen['half']} times without its line in the journal, and each time it was said"
    )


def _failing(ledger: str, error: str, case: Case, desk: Desk) -> str:
    ended = case.run(desk, f"error={error}", ledger)
    said = ended.stderr.decode()
    nothing, behind = NOTHING in said, BEHIND in said
    assert ended.returncode == (1 if nothing else 0), (error, said)
    left = outcome(desk, case.begun)
    assert left == ("old" if nothing else "half" if behind else "new"), (error, said)
    return left


def writers(folder: Path, options: Options) -> str:
    """Eight writers, fifty records each, all real processes; then again with kills among them."""
    calls = strace.each_call(folder, options.ledger, ("pay",))

    def begin(desk: Desk, writer: int, number: int, killed: bool) -> int:  # noqa: FBT001
        command = payment(writer, number)
        if not killed:
            return strace.real(desk, command, options.ledger).returncode
        case = calls[(writer * 7 + number * 3) % len(calls)]
        how = f"inject={case.call}:signal=KILL:when={case.at}"
        ended = strace.real(desk, command, options.ledger, "-e", f"trace={case.call}", "-e", how)
        return -signal.SIGKILL if strace.is_killed(ended) else ended.returncode

    desk = new_desk(folder / "calm")
    _, every = write(desk, 8, 50, run=begin)
    assert sorted(references(desk)) == sorted(every)
    assert len(whole(desk)) == len(every)
    desk = new_desk(folder / "kills")
    certain, every = write(desk, 8, 50, kill_every=4, run=begin)
    assert desk.ledger("accept", "--reason", "x").code == 0
    whole(desk)
    found = references(desk)
    assert len(found) == len(set(found))
    assert certain <= set(found) <= every
    return (
        f"400 of 400; with {len(every - certain)} of 400 commands killed, {len(found)} records, "
        "none lost, none twice; readers all the while saw nothing wrong"
    )


def tamper(folder: Path, options: Options) -> str:
    """Change every byte of a small book in each of several ways."""
    from tests.reliability.test_tampering import small_book, tampered

    del options
    flipped, told = tampered(small_book(folder), every=1, patterns=(0x01, 0x20, 0x80))
    return f"{flipped} bytes changed: {told} changed a figure, and every one was noticed"


def fuzz(folder: Path, options: Options) -> str:
    """Mutate files and command lines without end."""
    from tests.reliability.mutations import fuzzed

    return fuzzed(folder, max(options.least, 100_000), seed=int(os.environ.get("SEED", "1")))


RUNS = {
    "kill": kill,
    "interrupt": interrupt,
    "faults": faults,
    "writers": writers,
    "tamper": tamper,
    "fuzz": fuzz,
}


def main() -> None:
    """Run what is asked for, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", choices=[*RUNS, "all"])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--least", type=int, default=1000)
    parser.add_argument("--ledger", default=strace.installed())
    options = parser.parse_args()
    # a shell that starts it in the background lets it, and the ledger after it, ignore Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in RUNS if "all" in options.names else options.names:
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            started = time.monotonic()
            found = RUNS[name](Path(folder), options)
            print(f"{name}: {found} ({time.monotonic() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
