"""What the machine does: full disks, quotas, permissions, users without a name or a home."""

from __future__ import annotations

import os
import resource
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.book.books import small_disk
from tests.reliability.machine import Before, ledger
from tests.reliability.state import (
    BEHIND,
    NOTHING,
    copied,
    journal,
    records,
    strays,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support import Desk

RATE = ("rate", "2025-09", "好")
NOBODY = 65534
NO_SUCH_USER = 54321
PAGE = 4096


def plain_user(number: int = NOBODY) -> Before:
    """The child as a user who is not root; whoever runs the tests as such is one already."""

    def become() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(number)
            os.setuid(number)

    return Before(act=become)


def opened(begun: Desk) -> Desk:
    """The book where every user can come to it, and change it."""
    begun.folder.parent.chmod(0o755)
    for path in (begun.folder, *begun.folder.iterdir()):
        path.chmod(0o777 if path.is_dir() else 0o666)
    return begun


def told_the_truth(desk: Desk, before: int, ended: Any) -> bool:
    """Whether it was recorded; what was said of it is so, and the next command works."""
    nothing = NOTHING in ended.err
    assert ended.code == (1 if nothing else 0), ended
    assert BEHIND not in ended.err, ended
    assert len(whole(desk)) == before + (not nothing), ended
    assert strays(desk) == set(), ended
    return not nothing


def test_a_full_disk(begun: Desk, shelf: Path) -> None:
    """However little room is left on a disk, it is recorded or not, as the message says."""
    seen = set()
    with small_disk(shelf / "disk", 60 * PAGE) as mounted:
        for pages in range(14):
            desk = copied(begun, shelf / "disk" / f"{pages}")
            filler = shelf / "disk" / "filler"
            limit = Before(act=lambda: None)
            if mounted:
                free = os.statvfs(desk.folder).f_bfree
                filler.write_bytes(b"x" * PAGE * max(free - pages, 0))
            else:
                limit = Before(act=file_size_limit(500 + pages * 700))
            ended = ledger(desk, *RATE, fault=limit)
            filler.unlink(missing_ok=True)
            seen.add(told_the_truth(desk, 1, ended))
            for path in desk.folder.iterdir():
                path.unlink()
    assert seen == {False, True}


def file_size_limit(most: int) -> Callable[[], None]:
    """Let no file grow past so many bytes, as a quota does."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize("most", [0, 1, 64, 150, 300, 600, 1200, 5000, 100_000])
def test_a_quota(begun: Desk, most: int) -> None:
    """Where a quota cuts a write short, nothing is recorded, and the message says so."""
    out = Before(act=file_size_limit(most))
    ended = ledger(begun, *RATE, "--json", fault=out)
    if most < 300:  # what is said goes into a file too
        assert ended.code == 1
        assert journal(begun) == ["rate 2025-08 优秀"]
        assert strays(begun) == set()
    else:
        assert (ended.code == 0) is (len(whole(begun)) == 2)
        assert (ended.code == 0) is (most >= 5000)
        assert strays(begun) == set()


def test_a_folder_that_is_read_only(begun: Desk) -> None:
    """In a folder one may only read, one reads; recording says why not."""
    desk = opened(begun)
    desk.folder.chmod(0o555)
    before = records(desk)
    ended = ledger(desk, *RATE, fault=plain_user())
    assert (ended.code, ended.out) == (1, "")
    assert "cannot be written: Permission denied. Nothing was recorded." in ended.err
    for command in ("due", "check", "status", "history"):
        assert ledger(desk, command, fault=plain_user()).code == 0
    desk.folder.chmod(0o755)
    assert records(desk) == before
    assert strays(desk) == set()


@pytest.mark.parametrize("name", ["ratings.csv", "journal.jsonl"])
@pytest.mark.parametrize("user", [plain_user(), Before()], ids=["nobody", "whoever-tests"])
def test_a_file_that_is_read_only(begun: Desk, name: str, user: Before) -> None:
    """A file marked as read-only is respected, by root too, and everything stays as it was."""
    desk = opened(begun)
    (desk.folder / name).chmod(0o444)
    ended = ledger(desk, *RATE, fault=user)
    assert (ended.code, ended.out) == (1, "")
    assert f"{name} cannot be written: Permission denied. Nothing was recorded." in ended.err
    assert len(whole(desk)) == 1
    assert strays(desk) == set()


def test_a_folder_that_may_not_be_entered(begun: Desk) -> None:
    """A folder that one may not enter holds no book, and that is said."""
    desk = opened(begun)
    for mode in (0o600, 0o000):
        desk.folder.chmod(mode)
        for command in (("due",), RATE):
            ended = ledger(desk, *command, fault=plain_user())
            assert ended.code == 2
            assert "There is no contract file" in ended.err
    desk.folder.chmod(0o755)
    assert len(whole(desk)) == 1


def test_a_folder_that_may_not_be_listed(begun: Desk) -> None:
    """In a folder whose names one may not list one reads, and what recording says is true."""
    desk = opened(begun)
    desk.folder.chmod(0o733)
    assert ledger(desk, "due", fault=plain_user()).code == 0
    ended = ledger(desk, *RATE, fault=plain_user())
    desk.folder.chmod(0o777)
    told_the_truth(desk, 1, ended)


def test_a_file_that_may_not_be_read(begun: Desk) -> None:
    """A record file that one may not read is a problem, never an empty file."""
    desk = opened(begun)
    (desk.folder / "ratings.csv").chmod(0o200)
    for command in (("due",), ("check",), RATE):
        ended = ledger(desk, *command, fault=plain_user())
        assert ended.code == 1
        assert "ratings.csv cannot be read: Permission denied." in ended.err
    (desk.folder / "ratings.csv").chmod(0o600)
    assert len(whole(desk)) == 1


def test_a_user_without_a_name_or_a_home(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user the system has no name for can record; who it was stays empty."""
    desk = opened(begun)
    for name in ("HOME", "USER", "LOGNAME", "LNAME", "USERNAME", "LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    ended = ledger(replace(desk, language=""), *RATE, fault=plain_user(NO_SUCH_USER), nobody=True)
    assert ended.code == 0
    assert "2025-09" in ended.out  # in which language: whether this user may read the catalogue
    assert len(whole(desk)) == 2
    assert desk.read().decode("utf-8-sig").splitlines()[2].endswith(",")
