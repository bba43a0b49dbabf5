"""What is around a book: odd folders, few files and little memory, other programs, clocks."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.reliability.machine import DEFECT, Before, ledger
from tests.reliability.state import strays, whole
from tests.support import Answer, Desk, clean_environment, new_desk

if TYPE_CHECKING:
    from pathlib import Path

RATE = ("rate", "2025-09", "好")
PAY = ("pay", "P1", "100.00", "--date", "2026-01-02", "--ref", "x")


def real(desk: Desk, *arguments: str, **options: Any) -> Answer:
    """A new interpreter on the book, in a machine that `preexec_fn` or `env` has changed."""
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
    }
    done = subprocess.run(
        [sys.executable, "-m", "zkrc_ledger", *arguments],
        **{"env": clean_environment() | settings} | options,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    answer = Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert not any(mark in answer.err for mark in DEFECT), answer.err
    return answer


def test_an_empty_environment(begun: Desk) -> None:
    """With no environment at all the book above this folder is read and written, in Chinese."""
    inside = begun.folder / "inside"
    inside.mkdir()
    answer = real(begun, "--as-of", "2026-01-02", *RATE, env={}, cwd=inside)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("已记入")
    inside.rmdir()
    assert len(whole(begun)) == 2


def test_a_folder_that_was_deleted(begun: Desk, shelf: Path) -> None:
    """Who stands in a folder that was deleted reads and writes a book that is named in full."""

    def stand_nowhere() -> None:
        (shelf / "gone").mkdir()
        os.chdir(shelf / "gone")
        (shelf / "gone").rmdir()

    assert real(begun, *RATE, preexec_fn=stand_nowhere).code == 0
    assert len(whole(begun)) == 2
    nowhere = clean_environment() | {"LEDGER_LANG": "en"}
    answer = real(begun, "due", preexec_fn=stand_nowhere, env=nowhere)
    assert answer.code == 2
    assert "There is no contract.toml" in answer.err


@pytest.mark.parametrize(
    "name", ["two words", 'it\'s "so"', "合同（二）", "📒 账本", "-x", "$HOME;#"]
)
def test_a_book_in_an_odd_place(shelf: Path, name: str) -> None:
    """Blanks, quotes, Chinese, emoji and signs of the shell in a path change nothing."""
    desk = new_desk(shelf / name)
    answer = real(desk, "--contract", name, *RATE, cwd=shelf)
    assert answer.code == 0, answer.err
    assert len(whole(desk)) == 1
    assert strays(desk) == set()
    again = real(desk, "--contract", f"{name}/contract.toml", "due", "P9", cwd=shelf)
    assert again.code == 1


@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o000, 0o666), (0o022, 0o644)])
def test_new_files_are_as_open_as_any(begun: Desk, mask: int, mode: int) -> None:
    """Every new file of a book gets the permissions that this person gives new files."""
    desk = new_desk(begun.folder.parent / "new")
    ended = ledger(desk, *PAY, fault=Before(act=lambda: os.umask(mask)))
    assert ended.code == 0
    for name in ("payments.csv", "journal.jsonl"):
        assert (desk.folder / name).stat().st_mode & 0o777 == mode, name


@pytest.mark.parametrize("most", range(3, 9))
def test_few_open_files(begun: Desk, most: int) -> None:
    """Where the system lets few files be open there are words, or it works; never half a write."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    answer = real(begun, *RATE, preexec_fn=limited)
    new = len(whole(begun)) == 2
    assert (answer.code == 0) is new
    assert new or most < 8
    assert answer.out.startswith("Recorded in ") is new
    assert strays(begun) == set()


@pytest.mark.parametrize("megabytes", [16, 20, 24, 28, 32, 40, 48, 64, 256])
def test_little_memory(begun: Desk, megabytes: int) -> None:
    """Where memory runs out there is no success that is none, and never half a write."""

    def limited() -> None:
        most = megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    answer = real(begun, *RATE, preexec_fn=limited)
    assert (answer.code == 0) is (len(whole(begun)) == 2)
    assert answer.code == 0 or megabytes < 256
    bare = [sys.executable, "-c", "import enum, pathlib"]
    if subprocess.run(bare, capture_output=True, check=False, preexec_fn=limited).returncode == 0:
        assert "Traceback" not in answer.err
        assert answer.out or answer.err
    assert strays(begun) == set()
