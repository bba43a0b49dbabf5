"""Another contract is another file: the invented ones, settled by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import OTHER_CONTRACTS, REAL_CONTRACT, load_contract, new_desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "path", [REAL_CONTRACT, *sorted(OTHER_CONTRACTS.glob("*.toml"))], ids=lambda path: path.stem
)
def test_the_contracts_we_ship_are_sound(tmp_path: Path, path: Path) -> None:
    """`ledger check` finds no error in the real contract and in the invented ones."""
    answer = new_desk(tmp_path / "book", path).ledger("check", "--json")
    assert answer.code == 0
    severities = {problem["severity"] for problem in answer.json["problems"]}
    assert severities <= {"notice"}


def test_there_are_other_contracts() -> None:
    """Nothing about the real contract is hard-coded: three others are read as well."""
    numbers = {load_contract(path).number for path in OTHER_CONTRACTS.glob("*.toml")}
    assert len(numbers) >= 3
    assert load_contract().number not in numbers
