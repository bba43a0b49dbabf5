"""A ledger in a process of its own on a machine that fails where the test says.

The child is forked from the test, so that no interpreter has to start, and every call that
writes, renames or deletes is counted. At the chosen one the process gets a signal, or the call
fails as it does on a full or broken disk. `long_run.py` does the same to the installed command
with strace.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import tempfile
import traceback
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.support import Desk, clean_environment, new_desk
from zkrc_ledger.__main__ import answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

CRASHED = 70
DEFECT = ("[defect]", '"code": "defect"', "The ledger itself failed")
_WARM_UP = (
    ("rate", "2025-08", "优秀"),
    ("deduct", "P2", "--breach", "--fees", "1"),
    ("invoice", "P1", "1", "--number", "12345678", "--date", "2026-01-02"),
    ("pay", "P1", "1", "--date", "2026-01-02"),
    ("amend", "extend", "--days", "1", "--from", "2026-03-01", "--basis", "x"),
    ("check", "--json"),
    ("due", "--json"),
    ("schedule", "--json"),
)
COUNTED = ("fsync", "replace", "rename", "unlink", "remove", "chmod", "fchmod", "link")


@dataclass(frozen=True)
class Ended:
    """How a process ended: its exit code, below zero for a signal, and what it said.

    `reached` tells whether it came to the call at which something was to happen.
    """

    code: int
    out: str
    err: str
    reached: bool

    @property
    def killed(self) -> bool:
        """Whether it was killed."""
        return self.code == -signal.SIGKILL


@dataclass
class Fault:
    """What goes wrong at the n-th call: a signal, or an error of the system.

    With `lasting` every later call fails too: a disk that is full stays full.
    """

    at: int = 0
    error: int = 0
    lasting: bool = False
    signal: int = signal.SIGKILL
    count: int = 0

    def step(self, half: Callable[[], object] = lambda: None) -> None:
        """Count a call; fail if it is the one, having done `half` of it."""
        self.count += 1
        if self.count == self.at or (self.lasting and 0 < self.at < self.count):
            if self.error or self.signal == signal.SIGKILL:
                half()
            if self.error:
                raise OSError(self.error, os.strerror(self.error))
            os.kill(os.getpid(), self.signal)

    def install(self) -> None:
        """Stand between the ledger and the system, for the rest of this process."""
        for name in COUNTED:
            setattr(os, name, self._counted(getattr(os, name)))
        opened, io_opened = os.open, io.open

        def open_descriptor(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
            if flags & (os.O_WRONLY | os.O_RDWR):
                self.step()
            return opened(path, flags, *arguments, **named)

        def open_file(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if not set(mode) & set("wax+"):
                return io_opened(file, mode, *arguments, **named)
            if not isinstance(file, int):
                self.step()
            return _Written(io_opened(file, mode, *arguments, **named), self)

        os.open, io.open = open_descriptor, open_file  # type: ignore[assignment]

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.step()
            return call(*arguments, **named)

        return counted


@dataclass
class Before(Fault):
    """What is done in the child before the ledger runs; nothing goes wrong by itself."""

    act: Callable[[], object] = lambda: None

    def install(self) -> None:
        """Do it."""
        self.act()


class _Written:
    """A file open for writing, whose writes are counted and can stop half-way."""

    def __init__(self, file: Any, fault: Fault) -> None:
        self.file, self.fault = file, fault

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: Any) -> int:
        def half() -> None:
            self.file.write(data[: len(data) // 2])
            self.file.flush()

        self.fault.step(half)
        return int(self.file.write(data))


def ledger(desk: Desk, *arguments: str, fault: Fault | None = None, nobody: bool = False) -> Ended:
    """Run one command on the desk's book in a child, and wait for its end.

    `nobody` tells the child nothing of who runs it.
    """
    _warm()
    settings = _settings(desk) | ({"LEDGER_USER": ""} if nobody else {})
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        reading, writing = os.pipe()
        child = fork()
        if child == 0:
            _child(arguments, settings, fault or Fault(), (out, err), writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as counted:
            calls = counted.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for stream in (out, err):
            stream.seek(0)
        reached = code < 0 or (fault is not None and int(calls or b"0") >= fault.at)
        ended = Ended(code, out.read().decode(), err.read().decode(), reached)
    assert ended.code != CRASHED, ended.err
    assert "Traceback" not in ended.err, ended.err
    assert not any(mark in ended.out + ended.err for mark in DEFECT), ended
    return ended


def begin(desk: Desk, *arguments: str, fault: Fault | None = None) -> int:
    """Begin one command in a child whose answer nobody reads; its process id."""
    _warm()
    child = fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_RDWR)
        with os.fdopen(silent, "r+b", 0) as nothing:
            _child(arguments, _settings(desk), fault or Fault(), (nothing, nothing), silent)
    return child


def fork() -> int:
    """Fork, although the test's process has other threads: they hold no lock of the ledger's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _settings(desk: Desk) -> dict[str, str]:
    return {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
        "LEDGER_USER": "clerk",
    }


@cache
def _warm() -> None:
    """Import once, here, what every child would import again."""
    with tempfile.TemporaryDirectory() as folder:
        desk = new_desk(Path(folder) / "book")
        for arguments in _WARM_UP:
            desk.ledger(*arguments)


def _child(
    arguments: tuple[str, ...],
    settings: dict[str, str],
    fault: Fault,
    streams: tuple[Any, Any],
    writing: int,
) -> NoReturn:
    code = CRASHED
    try:
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(os.fdopen(os.dup(stream.fileno()), "wb"), encoding="utf-8")
            for stream in streams
        )
        signal.alarm(20)  # whoever waits longer waits for ever
        fault.install()
        environment = clean_environment() | settings
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = ["ledger", *arguments]
        sys.exit(answer())
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001  (the parent must hear of it, whatever it is)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(writing, str(fault.count).encode())
        os._exit(code)
