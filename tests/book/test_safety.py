"""A crash, a full disk or a second writer never costs a record."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import Desk, clean_environment
from zkrc_ledger.book import lock, store

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer

BEFORE = b"month,rating\n2025-08,\xe4\xbc\x98\xe7\xa7\x80\n"
NEVER_STILL = (
    "Error: The files of {folder} change all the time. [never-still]\n    Try again in a moment.\n"
)
WRITERS = 8
MONTHS = ("2025-08", "2025-09", "2025-10", "2025-11", "2025-12")

WRITER = """
import os, sys
from zkrc_ledger.cli.main import run

number, *months = sys.argv[1:]
for month in months:
    code = run(
        ["rate", month, "一般", "--note", f"writer {number}", "--revise", "his own note"],
        os.environ,
    )
    if code:
        sys.exit(code)
"""


@pytest.fixture
def book(desk: Desk) -> Desk:
    """A desk with one rating on record."""
    (desk.folder / "ratings.csv").write_bytes(BEFORE)
    return desk


def names(folder: Path) -> set[str]:
    """The files of a folder, without the lock."""
    return {path.name for path in folder.iterdir()} - {".ledger.lock"}


def disk_full(*_arguments: object) -> None:
    """What the system says when there is no room."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_flushed_before_it_counts(
    book: Desk, quick: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file is on the disk, whole, before it takes the old one's place."""
    steps = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(descriptor: int) -> None:
        size = os.fstat(descriptor).st_size
        steps.append("fsync" if size > len(BEFORE) and book.read() == BEFORE else "other")
        fsync(descriptor)

    def noted_replace(self: Path, target: Path) -> Path:
        steps.append(f"replace {Path(target).name}")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    assert quick("rate", "2025-09", "好").code == 0
    assert steps[0] == "fsync"
    replaced = [step.removeprefix("replace ") for step in steps if step.startswith("replace")]
    assert replaced == [".ledger.pending", "ratings.csv", "journal.jsonl", "journal.head"]


@pytest.mark.parametrize(
    ("owner", "name"),
    [(os, "fsync"), (Path, "replace"), (Path, "chmod")],
    ids=["fsync", "replace", "chmod"],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_recorded_when_writing_fails(
    book: Desk,
    quick: Callable[..., Answer],
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    name: str,
    language: str,
) -> None:
    """Where a step of writing fails, the old file stands, nothing is left over, and it says so."""
    before = names(book.folder)
    monkeypatch.setattr(owner, name, disk_full)
    answer = quick("rate", "2025-09", "好", LEDGER_LANG=language)
    assert answer.code == 1
    assert answer.out == ""
    assert "[not-written]" in answer.err
    assert {"en": "Nothing was recorded.", "zh": "没有记录任何内容"}[language] in answer.err
    assert book.read() == BEFORE
    assert names(book.folder) == before


def test_nothing_left_over(book: Desk, quick: Callable[..., Answer]) -> None:
    """Only the journal is added by a record, and nothing by a refusal or a repetition."""
    before = names(book.folder)
    assert quick("rate", "2025-09", "好").code == 0
    assert quick("rate", "2025-09", "差").code == 1
    assert quick("rate", "2025-09", "好").code == 0
    assert names(book.folder) == before | {"journal.jsonl", "journal.head"}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_stay(book: Desk, quick: Callable[..., Answer], mode: int) -> None:
    """Who may read and write ratings.csv does not change when a row is added."""
    path = book.folder / "ratings.csv"
    path.chmod(mode)
    assert quick("rate", "2025-09", "好").code == 0
    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_permissions_of_a_new_file(
    desk: Desk, quick: Callable[..., Answer], mask: int, mode: int
) -> None:
    """A new ratings.csv is as open as any file this person makes, no less."""
    old = os.umask(mask)
    try:
        assert quick("rate", "2025-09", "好").code == 0
        assert os.umask(mask) == mask
    finally:
        os.umask(old)
    assert (desk.folder / "ratings.csv").stat().st_mode & 0o777 == mode


def test_a_link_stays_a_link(book: Desk, quick: Callable[..., Answer], tmp_path: Path) -> None:
    """A ratings.csv that is a symbolic link stays one, and the file it points to gets the row."""
    path, real = book.folder / "ratings.csv", tmp_path / "shared.csv"
    path.rename(real)
    path.symlink_to(Path("..") / "shared.csv")
    assert quick("rate", "2025-09", "好").code == 0
    assert path.readlink() == Path("..") / "shared.csv"
    assert real.read_bytes().decode("utf-8").splitlines()[2].startswith("2025-09,好,")


def test_a_writer_waits_for_the_other(
    book: Desk, quick: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another writer holds the book nothing is written, and it says so after a while."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.05)
    with lock.locked(book.folder):
        answer = quick("rate", "2025-09", "好")
    assert answer.code == 1
    assert "; nothing was recorded. [locked]" in answer.err
    assert book.read() == BEFORE
    assert quick("rate", "2025-09", "好").code == 0


def test_reading_waits_for_nobody(book: Desk, quick: Callable[..., Answer]) -> None:
    """While another writer holds the book it can still be read."""
    with lock.locked(book.folder):
        assert quick("due", "P1").code == 0


@pytest.mark.parametrize(("changes", "code"), [(1, 0), (1000, 1)])
def test_a_file_that_changes_while_it_is_read(
    book: Desk,
    quick: Callable[..., Answer],
    monkeypatch: pytest.MonkeyPatch,
    changes: int,
    code: int,
) -> None:
    """What changes in the middle of a reading is read again; one that never rests is told of."""
    read, left = store.read_journal, [*range(changes)]

    def disturbed(folder: Path) -> object:
        if left:
            (folder / "payments.csv").write_text("period,date,amount\n" + "\n" * left.pop())
        return read(folder)

    monkeypatch.setattr(store, "read_journal", disturbed)
    answer = quick("due")
    assert answer.code == code
    assert answer.err == ("" if code == 0 else NEVER_STILL.format(folder=book.folder))


def test_everybody_lands(desk: Desk) -> None:
    """Eight writers at once, five records each: all forty are there, each with its own id."""
    settings = {"LEDGER_CONTRACT": str(desk.folder), "LEDGER_TODAY": "2026-01-02"}
    for month in MONTHS:
        assert desk.ledger("rate", month, "一般").code == 0
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(number), *MONTHS],
            env=clean_environment() | settings,
            stdout=subprocess.DEVNULL,
        )
        for number in range(WRITERS)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * WRITERS
    rows = desk.read().decode("utf-8-sig").splitlines()[1:]
    assert len(rows) == len(MONTHS) * (1 + WRITERS)
    assert len({row.split(",")[0] for row in rows}) == len(rows)
    for month in MONTHS:
        notes = {row.split(",")[6] for row in rows if row.split(",")[1] == month}
        assert notes == {"", *(f"writer {number}" for number in range(WRITERS))}
    assert desk.ledger("check").code == 0
