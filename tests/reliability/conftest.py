"""Fixtures: a folder for many small books, in memory where the system has such a place."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reliability.test_tampering import small_book
from tests.support import Desk, new_desk

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = Path("/dev/shm")  # noqa: S108  (a place, not a name that others could guess)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What kills, breaks and floods the ledger takes long: all of it is for `pytest -m slow`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder for many small books; nothing waits for a disk there."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def begun(shelf: Path) -> Desk:
    """A book with one record made by the ledger, and so with a journal."""
    desk = new_desk(shelf / "begun")
    assert desk.ledger("rate", "2025-08", "优秀").code == 0
    return desk


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A small book with every file; copy it."""
    return small_book(tmp_path_factory.mktemp("sample"))
