"""Which book is meant: named by an option, by the environment, or the nearest above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import Desk, new_desk
from zkrc_ledger.book.find import find_contract
from zkrc_ledger.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support import Answer

NUMBER = "ZKRCHY20250001"


def book(folder: Path, number: str) -> Path:
    """A book whose contract has this number."""
    folder.mkdir(parents=True, exist_ok=True)
    new_desk(folder).edit_contract((NUMBER, number))
    return folder


def found(answer: Answer) -> str:
    """The number of the contract that answered."""
    assert answer.code == 0, answer.err
    return str(answer.json["contract"])


def test_option_before_environment_before_nearest(
    quick: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--contract goes before LEDGER_CONTRACT, and that before the nearest file."""
    option, variable, nearest = (book(tmp_path / name, name) for name in ("one", "two", "three"))
    monkeypatch.chdir(nearest)
    environment = {"LEDGER_CONTRACT": str(variable)}
    ask = ("schedule", "--json")
    assert found(quick("--contract", str(option), *ask, **environment)) == "one"
    assert found(quick(*ask, **environment)) == "two"
    assert found(quick(*ask, LEDGER_CONTRACT="")) == "three"


@pytest.mark.parametrize("named", ["", "contract.toml"])
@pytest.mark.parametrize("how", ["option", "variable"])
def test_a_folder_or_its_file(
    quick: Callable[..., Answer], tmp_path: Path, how: str, named: str
) -> None:
    """Option and variable take the contract file as well as its folder."""
    path = str(book(tmp_path / "there", "there") / named)
    if how == "option":
        assert found(quick("--contract", path, "schedule", "--json")) == "there"
    else:
        assert found(quick("schedule", "--json", LEDGER_CONTRACT=path)) == "there"


def test_a_file_of_another_name(quick: Callable[..., Answer], tmp_path: Path) -> None:
    """A contract file that is named may be called anything; its records stand beside it."""
    folder = book(tmp_path / "there", "there")
    other = (folder / "contract.toml").rename(folder / "清洁 合同.toml")
    assert quick("--contract", str(other), "rate", "2025-08", "好").code == 0
    assert (folder / "ratings.csv").exists()


def test_the_nearest_above(tmp_path: Path) -> None:
    """Without a name the nearest contract.toml or data/contract.toml above is the book."""
    above = book(tmp_path / "a", "a") / "contract.toml"
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    assert find_contract(None, deep) == above
    data = book(tmp_path / "a" / "b" / "data", "data") / "contract.toml"
    assert find_contract(None, deep) == data
    beside = book(tmp_path / "a" / "b", "b") / "contract.toml"
    assert find_contract(None, deep) == beside
    here = book(deep, "c") / "contract.toml"
    assert find_contract(None, deep) == here


@pytest.mark.parametrize("name", ["nowhere", "empty", "empty/contract.toml", "x" * 300, "a\nb"])
def test_a_name_that_leads_nowhere(tmp_path: Path, name: str) -> None:
    """A named book that is not there is never replaced by another."""
    book(tmp_path, "above")
    (tmp_path / "empty").mkdir()
    missing = find_contract(str(tmp_path / name), tmp_path)
    assert isinstance(missing, Problem)
    assert missing.code == "no-book"


def test_no_book(desk: Desk) -> None:
    """Without a book every command ends with 2 and says how to make one."""
    (desk.folder / "contract.toml").unlink()
    commands = (("due", "P1"), ("rate", "2025-08", "好"), ("check",), ("schedule",))
    for command in commands:
        answer = desk.ledger(*command, LEDGER_CONTRACT="")
        assert (answer.code, answer.out) == (2, "")
        first, hint = answer.err.splitlines()
        assert first == (
            "Error: There is no contract.toml in this folder or any above it. [no-book]"
        )
        assert "To make a new one" in hint
    assert list(desk.folder.iterdir()) == []


def test_no_book_in_json(desk: Desk) -> None:
    """Without a book --json says so on standard output."""
    answer = desk.ledger("due", "--json", LEDGER_CONTRACT=str(desk.folder / "gone"))
    assert (answer.code, answer.err) == (2, "")
    [problem] = answer.json["problems"]
    assert problem["code"] == "no-book"
    assert problem["hint"]


def test_a_deleted_working_folder(
    quick: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that was deleted a named book is found, and without a name there is none."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert quick("due", "P1").code == 0
    answer = quick("due", "P1", LEDGER_CONTRACT="")
    assert answer.code == 2
    assert "[no-book]" in answer.err
