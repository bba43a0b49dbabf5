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
from tests.reliability.machine import quick
from tests.reliability.state import (
    ALL_THE_SAME,
    LATER,
    NOTHING,
    after_a_kill,
    after_killed_accept,
    copied,
    journal,
    references,
    strays,
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
SPARE = ".spare"


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
        shutil.rmtree(f"{desk.folder}{SPARE}", ignore_errors=True)


def kill(folder: Path, options: Options) -> str:
    """Kill each command at each call that writes, over and over until there are enough."""
    cases = strace.each_call(folder, options.ledger)
    enough = itertools.islice(itertools.cycle(cases), max(options.least, len(cases)))
    seen = counted(enough, functools.partial(_killed, options.ledger), folder, options.jobs)
    return (
        f"{seen.total()} kills at {len(cases)} calls of {len(strace.COMMANDS)} commands: "
        f"{seen['old']} left the old book, {seen['new']} the new one"
    )


def _killed(ledger: str, case: Case, desk: Desk) -> str:
    ended = case.run(desk, "signal=KILL", ledger)
    assert strace.is_killed(ended), ended
    if case.command[0] == "accept":
        return after_killed_accept(desk, case.begun, case.command)
    return after_a_kill(desk, case.begun, case.command, Path(f"{desk.folder}{SPARE}"))


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
    new = len(journal(desk)) > len(journal(case.begun))
    if ended.returncode == 0:  # the answer was out
        assert new
        assert ended.stdout
        return _sound(desk, case, new=new)
    assert ended.returncode == INTERRUPTED, ended
    assert (ALL_THE_SAME in said) is new, said
    assert (NOTHING in said) is not new, said
    return _sound(desk, case, new=new)


def faults(folder: Path, options: Options) -> str:
    """Let each call that writes fail, in each of the ways."""
    cases = strace.each_call(folder, options.ledger, FAULTY)
    seen: Counter[str] = Counter()
    for error in ERRORS:
        failing = functools.partial(_failing, options.ledger, error)
        seen += counted(cases, failing, folder, options.jobs)
    return (
        f"{seen.total()} faults: {seen['nothing']} times nothing was recorded, "
        f"{seen['recorded']} times it was, {seen['later']} times the next command finished it"
    )


def _failing(ledger: str, error: str, case: Case, desk: Desk) -> str:
    ended = case.run(desk, f"error={error}", ledger)
    said = ended.stderr.decode()
    nothing, later = NOTHING in said, LATER in said
    assert ended.returncode == (1 if nothing else 0), (error, said)
    assert not (nothing and later), (error, said)
    assert (desk.folder / ".ledger.pending").exists() is later, (error, said)
    _sound(desk, case, new=not nothing)
    return "nothing" if nothing else "later" if later else "recorded"


def _sound(desk: Desk, case: Case, *, new: bool) -> str:
    """The next command works, and the book is as was said."""
    assert quick(desk, "due", "P1").code == 0
    assert len(journal(desk)) == len(journal(case.begun)) + new, journal(desk)
    if case.command[0] != "accept" or new:
        whole(desk)
    assert strays(desk) == set()
    return "new" if new else "old"


def writers(folder: Path, options: Options) -> str:
    """Eight writers, fifty records each, all real processes; then again with kills among them."""
    calls = strace.each_call(folder, options.ledger, ("pay",))

    def begin(desk: Desk, writer: int, number: int, *, killed: bool) -> int:
        command = payment(writer, number)
        if not killed:
            return strace.real(desk, command, options.ledger).returncode
        case = calls[(writer * 7 + number * 3) % len(calls)]
        how = f"inject={case.call}:signal=KILL:when={case.at}"
        ended = strace.real(desk, command, options.ledger, "-e", f"trace={case.call}", "-e", how)
        return -signal.SIGKILL if strace.is_killed(ended) else ended.returncode

    desk = new_desk(folder / "calm")
    told, killed = write(desk, 8, 50, run=begin)
    whole(desk)
    assert killed == 0
    assert sorted(references(desk)) == sorted(told)
    assert len(journal(desk)) == len(told)
    calm = len(references(desk))
    desk = new_desk(folder / "kills")
    told, killed = write(desk, 8, 50, kill_every=4, run=begin)
    assert quick(desk, "due").code == 0
    whole(desk)
    found = references(desk)
    assert len(found) == len(set(found))
    assert set(found) <= told
    assert len(found) >= len(told) - killed
    assert len(journal(desk)) == len(found)
    assert strays(desk) == set()
    return (
        f"{calm} of 400; with {killed} of 400 commands killed, {len(found)} records, none twice, "
        "the journal unbroken; readers all the while saw no half"
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
