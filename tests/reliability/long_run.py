"""The long runs, whose figures stand in docs/reliability.md.

    python -m tests.reliability.long_run kill|faults|writers|tamper|fuzz|all

`kill` and `faults` run the installed command under strace, which kills it or makes a call fail
at each system call on the book's files that writes, renames or deletes.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.reliability.conftest import MEMORY
from tests.reliability.machine import quick
from tests.reliability.state import copied, journal, records, references, strays, whole
from tests.support import Desk, clean_environment, new_desk

CALLS = (
    "openat,write,pwrite64,fsync,rename,renameat,renameat2,unlink,unlinkat,chmod,fchmod,ftruncate"
)
ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EINTR")
COMMANDS = (
    ("rate", "2025-09", "好"),
    ("rate", "2025-08", "差", "--revise", "x"),
    ("deduct", "P2", "--breach", "--fees", "1200.50"),
    ("invoice", "P1", "100", "--number", "12345678", "--date", "2025-12-20"),
    ("pay", "P1", "100", "--date", "2025-12-20", "--ref", "b"),
    ("void", "PAYMENT", "--reason", "x"),
    ("amend", "extend", "--days", "30", "--from", "2026-03-01", "--basis", "x"),
)


def prepared(folder: Path) -> Desk:
    """A book with a rating and a payment."""
    desk = new_desk(folder / "begun")
    for command in (
        ("rate", "2025-08", "优秀"),
        ("pay", "P1", "1", "--date", "2025-12-19", "--ref", "a"),
    ):
        assert quick(desk, *command).code == 0
    return desk


def real(desk: Desk, command: tuple[str, ...], *strace: str) -> subprocess.CompletedProcess[bytes]:
    """The installed command in a process of its own, under strace where options are given."""
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
        "LEDGER_USER": "clerk",
        "LC_ALL": "C",
    }
    program = [sys.executable, "-m", "zkrc_ledger", *command]
    if strace:
        program = ["strace", "-f", *strace, *program]
    return subprocess.run(
        program,
        env=clean_environment() | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )


def traced(desk: Desk, command: tuple[str, ...]) -> list[tuple[str, int]]:
    """Every call on the book's folder that writes: its name, and its number among its kind."""
    log = desk.folder.parent / "calls"
    assert real(desk, command, "-y", "-o", str(log), "-e", f"trace={CALLS}").returncode == 0
    numbers: Counter[str] = Counter()
    found = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if not call:
            continue
        numbers[call[1]] += 1
        reads = call[1] == "openat" and "O_RDONLY" in line
        if str(desk.folder) in line and not reads:
            found.append((call[1], numbers[call[1]]))
    return found


def each_call(folder: Path) -> list[tuple[Desk, tuple[str, ...], str, int]]:
    """Every command, and every call of it that writes."""
    begun = prepared(folder)
    payment = re.search(r"P-\w{6}", (begun.folder / "payments.csv").read_text("utf-8-sig"))
    assert payment
    cases = []
    for number, command in enumerate(COMMANDS):
        named = tuple(payment[0] if word == "PAYMENT" else word for word in command)
        real(copied(begun, folder / f"warm-{number}"), named)  # everything is compiled now
        calls = traced(copied(begun, folder / f"traced-{number}"), named)
        print(f"{' '.join(named[:1])}: {len(calls)} calls that write", flush=True)
        cases += [(begun, named, call, at) for call, at in calls]
    return cases


def outcome(desk: Desk, command: tuple[str, ...], begun: Desk) -> str:
    """Whether the book is the old or the new one; it is one of them, and it goes on working."""
    told = whole(desk)
    new = len(told[1]) > len(journal(begun))
    if not new:
        assert records(desk) == records(begun), command
    again = quick(desk, *command)
    stands = new and ("[holds-no-more]" in again.err or "[number-twice]" in again.err)
    assert again.code == 0 or stands, (command, again.err)
    if new:
        assert quick(desk, "rate", "2025-10", "好").code == 0
        whole(desk)
    assert strays(desk) == set(), command
    return "new" if new else "old"


def kill(folder: Path, least: int = 1000) -> str:
    """Kill the command at each call that writes, over and over until there are enough."""
    cases = each_call(folder)
    seen: Counter[str] = Counter()
    while seen.total() < least:
        for begun, command, call, at in cases:
            desk = copied(begun, folder / "kill")
            inject = f"inject={call}:signal=KILL:when={at}"
            ended = real(desk, command, "-o", os.devnull, "-e", f"trace={call}", "-e", inject)
            assert ended.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), (call, at, ended)
            seen[outcome(desk, command, begun)] += 1
            shutil.rmtree(desk.folder)
            if seen.total() % 20 == 0:
                print(f"{seen.total()} kills so far: {dict(seen)}", flush=True)
    return f"{seen.total()} kills: {seen['old']} left the old book, {seen['new']} the new one"


def faults(folder: Path) -> str:
    """Let each call that writes fail, in each of the ways."""
    cases = each_call(folder)
    seen: Counter[str] = Counter()
    for position, (begun, command, call, at) in enumerate(cases):
        for error in ERRORS:
            desk = copied(begun, folder / f"fault-{position}-{error}")
            inject = f"inject={call}:error={error}:when={at}"
            ended = real(desk, command, "-o", os.devnull, "-e", f"trace={call}", "-e", inject)
            said = ended.stderr.decode()
            assert "Traceback" not in said, said
            assert "[defect]" not in said, said
            nothing = "Nothing was recorded." in said
            later = "the next command finishes it." in said
            assert ended.returncode == (1 if nothing or later else 0), (call, at, error, said)
            found = outcome(desk, command, begun)
            assert found == ("old" if nothing else "new"), (call, at, error, said)
            seen["nothing" if nothing else "later" if later else "recorded"] += 1
            shutil.rmtree(desk.folder)
    return (
        f"{seen.total()} faults: {seen['nothing']} times nothing was recorded, {seen['later']} "
        f"times it was finished by the next command, {seen['recorded']} times it was recorded"
    )


def writers(folder: Path) -> str:
    """Eight writers, fifty records each; then again with kills among them."""
    from tests.reliability.test_writers import write

    desk = new_desk(folder / "calm")
    told, killed = write(desk, 8, 50)
    whole(desk)
    assert killed == 0
    assert sorted(references(desk)) == sorted(told)
    assert len(journal(desk)) == 400
    calm = len(references(desk))
    desk = new_desk(folder / "kills")
    told, killed = write(desk, 8, 50, kill_every=4)
    assert quick(desk, "rate", "2025-10", "好").code == 0
    whole(desk)
    found = references(desk)
    assert len(found) == len(set(found))
    assert set(found) <= told
    assert len(found) >= 400 - killed
    assert len(journal(desk)) == len(found) + 1
    assert strays(desk) == set()
    return f"{calm} of 400; with {killed} of 400 commands killed, {len(found)} records, none twice"


def tamper(folder: Path) -> str:
    """Change every byte of a small book in each of several ways."""
    from tests.reliability.test_tampering import small_book, tampered

    flipped, told = tampered(small_book(folder), every=1, patterns=(0x01, 0x20, 0x80))
    return f"{flipped} bytes changed: {told} changed a figure, and every one was noticed"


def fuzz(folder: Path, mutations: int = 100_000) -> str:
    """Mutate files and command lines without end."""
    from tests.reliability.mutations import fuzzed

    return fuzzed(folder, mutations, seed=int(os.environ.get("SEED", "1")))


RUNS = {"kill": kill, "faults": faults, "writers": writers, "tamper": tamper, "fuzz": fuzz}


def main() -> None:
    """Run what is asked for, and say what was found."""
    for name in list(RUNS) if sys.argv[1:] == ["all"] else sys.argv[1:]:
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            started = time.monotonic()
            found = RUNS[name](Path(folder))
            print(f"{name}: {found} ({time.monotonic() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
