"""Fixtures: the real contract, and a clerk's desk with a book on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import Desk, load_contract, new_desk

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.model.contract import Contract


@pytest.fixture(scope="session")
def contract() -> Contract:
    """The contract the ledger was written for."""
    return load_contract()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The real contract in a folder of its own, without any records."""
    return new_desk(tmp_path / "book")
