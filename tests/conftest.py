"""Fixtures: the real contract, and a clerk's desk with a book on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support import load_contract, new_desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support import Answer, Desk
    from zkrc_ledger.model.contract import Contract


# how long an example takes is for whoever measures to say: the first one imports, and others wait
settings.register_profile("ledger", deadline=None)
settings.load_profile("ledger")


@pytest.fixture(scope="session")
def contract() -> Contract:
    """The contract the ledger was written for."""
    return load_contract()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The real contract in a folder of its own, without any records."""
    return new_desk(tmp_path / "book")


@pytest.fixture
def quick(desk: Desk) -> Callable[..., Answer]:
    """The ledger run on the desk."""
    return desk.ledger


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-goldens` writes down anew what people read; look at the difference."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")
