"""The installed command under strace, which makes any system call of it end in any way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability.machine import DEFECT
from tests.reliability.state import copied
from tests.support import Desk, clean_environment, new_desk

if TYPE_CHECKING:
    from collections.abc import Sequence

CALLS = (
    "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,"
    "unlink,unlinkat,chmod,fchmod,fchmodat,ftruncate"
)
COMMANDS = (
    ("rate", "2025-09", "好"),
    ("rate", "2025-08", "差", "--revise", "x"),
    ("deduct", "P2", "--breach", "--fees", "1200.50", "--basis", "x"),
    ("deduct", "P2", "3000.50", "--clause", "四.4", "--claimed"),
    ("confirm", "{claimed}", "--basis", "x"),
    ("extra", "P2", "20000", "--basis", "x"),
    ("invoice", "P1", "100", "--number", "12345678", "--date", "2026-01-02"),
    ("invoice", "P1", "50", "--number", "12345679", "--date", "2026-01-02", "--red", "11111111"),
    ("pay", "P1", "100", "--date", "2026-01-02", "--ref", "b"),
    ("mark", "P1", "request-started", "--date", "2026-01-02"),
    ("void", "{paid}", "--reason", "x"),
    ("amend", "extend", "--days", "30", "--from", "2026-03-01", "--basis", "x"),
    ("amend", "terminate", "--on", "2026-05-01", "--basis", "x"),
    ("amend", "change", "breach.percent=20", "--from", "P3", "--basis", "x"),
    ("accept", "--reason", "x"),
)
PREPARED = (
    ("rate", "2025-08", "优秀"),
    ("pay", "P1", "1", "--date", "2025-12-19", "--ref", "a"),
    ("invoice", "P1", "100", "--number", "11111111", "--date", "2025-12-19"),
    ("deduct", "P2", "100", "--clause", "四.4", "--claimed"),
)


@dataclass(frozen=True)
class Case:
    """A command on a copy of a book, and the n-th call of a kind at which something happens."""

    begun: Desk
    command: tuple[str, ...]
    call: str
    at: int

    def run(self, desk: Desk, how: str, ledger: str) -> subprocess.CompletedProcess[bytes]:
        """Run it on the desk; `how` says what happens there, in strace's words."""
        inject = f"inject={self.call}:{how}:when={self.at}"
        return real(desk, self.command, ledger, "-e", f"trace={self.call}", "-e", inject)


def installed() -> str:
    """The `ledger` beside this Python."""
    return str(Path(sys.executable).parent / "ledger")


def real(
    desk: Desk, command: Sequence[str], ledger: str, *strace: str
) -> subprocess.CompletedProcess[bytes]:
    """The installed command in a process of its own, under strace where options are given."""
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
        "LEDGER_USER": "clerk",
        "LC_ALL": "C.UTF-8",
    }
    program = [ledger, *command]
    if strace:
        program = ["strace", "-f", "-qq", "-o", os.devnull, *strace, *program]
    done = subprocess.run(
        program,
        env=clean_environment() | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    for word in ("Traceback", *DEFECT):
        assert word not in done.stderr.decode(), done.stderr.decode()
    return done


def is_killed(ended: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether SIGKILL ended it."""
    return ended.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)


def prepared(folder: Path) -> Desk:
    """A book with something to revise, to confirm, to take back and to void."""
    desk = new_desk(folder / "begun")
    for command in PREPARED:
        answer = desk.ledger(*command)
        assert answer.code == 0, answer.err
    return desk


def edited(desk: Desk) -> Desk:
    """The book with a cell changed by another program."""
    path = desk.folder / "ratings.csv"
    path.write_bytes(path.read_bytes().replace("优秀".encode(), "良好".encode()))
    return desk


def each_call(folder: Path, ledger: str, only: tuple[str, ...] = ()) -> list[Case]:
    """Every command, or only those of these names, and every call of it that writes."""
    begun = prepared(folder)
    paid = re.search(r"P-\w{6}", (begun.folder / "payments.csv").read_text("utf-8-sig"))
    claimed = re.search(r"A-\w{6}", (begun.folder / "adjustments.csv").read_text("utf-8-sig"))
    assert paid
    assert claimed
    changed = edited(copied(begun, folder / "changed"))
    cases = []
    for number, command in enumerate(COMMANDS):
        if only and command[0] not in only:
            continue
        named = tuple(word.format(paid=paid[0], claimed=claimed[0]) for word in command)
        book = changed if command[0] == "accept" else begun
        real(copied(book, folder / f"warm-{number}"), named, ledger)  # all is compiled now
        calls = _traced(copied(book, folder / f"traced-{number}"), named, ledger)
        print(f"{' '.join(command[:2])}: {len(calls)} calls that write", flush=True)
        cases += [Case(book, named, call, at) for call, at in calls]
    return cases


def _traced(desk: Desk, command: tuple[str, ...], ledger: str) -> list[tuple[str, int]]:
    """Every call on the book's folder that writes: its name, and its number among its kind."""
    log = desk.folder.parent / "calls"
    ended = real(desk, command, ledger, "-y", "-o", str(log), "-e", f"trace={CALLS}")
    assert ended.returncode == 0, ended.stderr.decode()
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
