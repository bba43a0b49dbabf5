"""Replacing files: the old contents or the new, whatever fails, and who may read them stays."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import resource
import signal
import stat
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from tests.book.books import ended, files, forked, small_disk
from zkrc_ledger.book import files as replacing
from zkrc_ledger.book.files import NotWrittenError, replace_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OLD = {"ratings.csv": b"old rows", "journal.jsonl": b"old line\n"}
NEW = {"ratings.csv": b"new rows", "journal.jsonl": b"old line\nnew line\n"}
HALF = {"ratings.csv": b"new rows", "journal.jsonl": b"old line\n"}
CALLS = ((os, "fsync"), (os, "replace"), (os, "rename"), (Path, "replace"), (Path, "chmod"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files."""
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


@contextlib.contextmanager
def at_call(number: int, happening: Callable[[], None]) -> Iterator[list[str]]:
    """Let something happen before the n-th call by which files are replaced, and each later one."""
    made: list[str] = []

    def counted(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def one(*arguments: object, **named: object) -> object:
            made.append(name)
            if len(made) >= number:
                happening()
            return call(*arguments, **named)

        return one

    with contextlib.ExitStack() as stack:
        for owner, name in CALLS:
            call = getattr(owner, name)
            stack.enter_context(mock.patch.object(owner, name, counted(name, call)))
        yield made


def full() -> None:
    """The disk is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def outcome(folder: Path) -> dict[str, bytes]:
    """The files, of which none is left over."""
    found = files(folder)
    assert set(found) == set(OLD)
    return found


def test_both_files_are_replaced(folder: Path) -> None:
    """Every file has its new contents, and nothing else is left in the folder."""
    assert replace_files(folder, NEW) is None
    assert outcome(folder) == NEW


def test_whichever_call_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first file is replaced nothing has changed; later only the journal is behind."""
    monkeypatch.setattr(replacing, "_BETWEEN_SECONDS", 0)
    seen: list[int] = []
    for number in itertools.count(1):
        for name, data in OLD.items():
            (folder / name).write_bytes(data)
        with at_call(number, full) as made:
            try:
                told = replace_files(folder, NEW)
            except NotWrittenError as error:
                told = error.problem
        code = told.code if told else "recorded"
        seen.append(["not-written", "journal-behind", "recorded"].index(code))
        assert outcome(folder) == [OLD, HALF, NEW][seen[-1]]
        if len(made) < number:
            break
    assert seen == sorted(seen)
    assert set(seen) == {0, 1, 2}


def killed_at(folder: Path, number: int) -> None:
    """Replace the files, unless killed at the n-th call."""
    with at_call(number, lambda: os.kill(os.getpid(), signal.SIGKILL)):
        replace_files(folder, NEW)


def test_killed_at_whichever_call(folder: Path) -> None:
    """A killed process leaves the old files, the new ones, or new rows and the old journal."""
    seen = []
    for number in itertools.count(1):
        for name, data in OLD.items():
            (folder / name).write_bytes(data)
        code = ended(forked(partial(killed_at, folder, number)))
        found = {name: (folder / name).read_bytes() for name in OLD}
        seen.append([OLD, HALF, NEW].index(found))
        if code == 0:
            break
    assert seen == sorted(seen)  # once new, never old again
    assert set(seen) == {0, 1, 2}
    replace_files(folder, NEW)
    assert outcome(folder) == NEW  # what the killed ones left over is gone


def test_on_disk_before_the_old_is_gone(folder: Path) -> None:
    """All new contents are on disk before the first file is replaced."""
    flushed = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            assert files(folder) | OLD == files(folder)
            flushed.append(os.fstat(descriptor).st_size)

    with mock.patch.object(os, "fsync", noted):
        replace_files(folder, NEW)
    assert flushed == [len(data) for data in NEW.values()]


@pytest.mark.parametrize("name", OLD)
def test_a_read_only_file_is_refused(folder: Path, name: str) -> None:
    """A file that may only be read is not replaced, by root either, and nor is the other."""
    (folder / name).chmod(0o444)
    with pytest.raises(NotWrittenError) as refused:
        replace_files(folder, NEW)
    assert dict(refused.value.problem.message.values)["path"] == str(folder / name)
    assert outcome(folder) == OLD


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_stay(folder: Path, mode: int) -> None:
    """Who may read and write a file does not change when it is replaced."""
    (folder / "ratings.csv").chmod(mode)
    replace_files(folder, NEW)
    assert stat.S_IMODE((folder / "ratings.csv").stat().st_mode) == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_permissions_of_a_new_file(tmp_path: Path, mask: int, mode: int) -> None:
    """A new file is as open as any file that this person makes."""
    before = os.umask(mask)
    try:
        replace_files(tmp_path, NEW)
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in NEW] == [mode, mode]


def test_a_link_stays_a_link(folder: Path) -> None:
    """Where a file is a link, the file that it leads to is replaced."""
    real = folder / "shared" / "ours.csv"
    real.parent.mkdir()
    (folder / "ratings.csv").rename(real)
    (folder / "ratings.csv").symlink_to("shared/ours.csv")
    replace_files(folder, NEW)
    assert (folder / "ratings.csv").readlink() == Path("shared/ours.csv")
    assert files(real.parent) == {"ours.csv": b"new rows"}


def test_a_file_held_for_a_moment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another program holds for a moment is replaced once it is let go."""
    monkeypatch.setattr(replacing, "_BETWEEN_SECONDS", 0)
    replace, held = Path.replace, [True]

    def first_held(self: Path, target: Path) -> Path:
        if held.pop() if held else False:
            raise PermissionError(errno.EACCES, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", first_held)
    assert replace_files(folder, NEW) is None
    assert outcome(folder) == NEW


def test_a_trap_in_the_place_of_a_new_file(folder: Path) -> None:
    """A link that waits where new contents are written beside leads nowhere."""
    precious = folder.parent / "precious.txt"
    precious.write_bytes(b"precious")
    (folder / f".ledger-ratings.csv-{os.getpid()}.tmp").symlink_to(precious)
    replace_files(folder, NEW)
    assert outcome(folder) == NEW
    assert precious.read_bytes() == b"precious"


def test_a_full_disk(tmp_path: Path) -> None:
    """However little room is left on a disk, everything is as before or everything is new."""
    page = 4096
    rows, seen = {"ratings.csv": b"x" * 3 * page, "journal.jsonl": b"y" * 3 * page}, set()
    with small_disk(tmp_path / "disk", 60 * page) as mounted:
        folder = tmp_path / "disk"
        for room in range(10):
            for name, data in OLD.items():
                (folder / name).write_bytes(data)
            if mounted:
                free = os.statvfs(folder).f_bfree
                (folder / "filler").write_bytes(b"x" * page * max(free - room, 0))
            most = resource.RLIM_INFINITY if mounted else room * page // 2
            recorded = ended(forked(partial(replace_within, folder, rows, most))) == 0
            (folder / "filler").unlink(missing_ok=True)
            assert outcome(folder) == (rows if recorded else OLD)
            seen.add(recorded)
    assert seen == {False, True}


def replace_within(folder: Path, rows: dict[str, bytes], most: int) -> None:
    """Replace the files, where none may have more bytes than that; raises if it is refused."""
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  (it is told by the exit code)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert replace_files(folder, rows) is None
