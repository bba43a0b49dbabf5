"""Which book is meant: the one named, or the nearest above; and only plain files are read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.book.books import ended, forked, new_book
from zkrc_ledger.book.decode import LARGEST_FILE, read_bytes
from zkrc_ledger.book.find import find_contract
from zkrc_ledger.book.store import load_book
from zkrc_ledger.model.problem import Problem, errors

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("named", ["", "contract.toml"])
def test_a_folder_or_its_file(tmp_path: Path, named: str) -> None:
    """A book is named by its contract file or by the folder, also by the one above `data`."""
    there = new_book(tmp_path / "there")
    assert find_contract(str(there.parent / named), tmp_path) == there
    data = new_book(tmp_path / "above" / "data")
    assert find_contract(str(data.parent.parent), tmp_path) == data


def test_a_file_of_another_name(tmp_path: Path) -> None:
    """A contract file that is named may be called anything."""
    other = new_book(tmp_path).rename(tmp_path / "清洁 合同.toml")
    assert find_contract(str(other), tmp_path) == other
    assert load_book(other).problems == ()


def test_the_nearest_above(tmp_path: Path) -> None:
    """Without a name the nearest contract.toml or data/contract.toml above is the book."""
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    for folder in ("a", "a/b/data", "a/b", "a/b/c"):
        nearest = new_book(tmp_path / folder)
        assert find_contract(None, deep) == nearest


@pytest.mark.parametrize("name", ["nowhere", "empty", "empty/contract.toml", "x" * 300, "a\nb"])
def test_a_name_that_leads_nowhere(tmp_path: Path, name: str) -> None:
    """A named book that is not there is never replaced by another."""
    new_book(tmp_path)
    (tmp_path / "empty").mkdir()
    missing = find_contract(str(tmp_path / name), tmp_path)
    assert isinstance(missing, Problem)
    assert missing.code == "no-book"


def test_no_book(tmp_path: Path) -> None:
    """Where no book is in the folder or above it, the answer says how to make one."""
    missing = find_contract(None, tmp_path)
    assert isinstance(missing, Problem)
    assert (missing.code, missing.hint is None) == ("no-book", False)


ENDLESS = ["/proc/kmsg", "/dev/zero", "/proc/self/mem", "pipe", "circle", "folder"]


@pytest.mark.parametrize("name", ENDLESS)
def test_only_plain_files_are_read(tmp_path: Path, name: str) -> None:
    """Devices, pipes, folders and links in a circle in a contract's place are no contract."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "folder").mkdir()

    def read() -> None:
        os.closerange(3, 100)
        import signal

        signal.alarm(20)  # whoever waits longer waits for ever
        assert errors(load_book(tmp_path / name).problems)

    assert ended(forked(read)) == 0


def test_a_large_file(tmp_path: Path) -> None:
    """A file of more bytes than a book has is not read at all."""
    with (tmp_path / "large").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    found = read_bytes(tmp_path / "large")
    assert isinstance(found, Problem)
    assert found.code == "too-large"
