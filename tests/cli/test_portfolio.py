"""`ledger portfolio`: every book under a folder, one line each."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.full_year import EXAMPLE
from tests.support import REAL_CONTRACT, Desk

if TYPE_CHECKING:
    from pathlib import Path

ON = {"LEDGER_TODAY": "2025-12-22", "LEDGER_CONTRACT": ""}


def sole(desk: Desk, *arguments: str) -> dict[str, object]:
    """The one contract of an answer."""
    (contract,) = desk.ledger(*arguments, "--json", **ON).json["contracts"]
    found: dict[str, object] = contract
    return found


@pytest.fixture
def shelf(tmp_path: Path) -> Desk:
    """Four books: one to invoice, one not rated, one over and settled, one broken."""
    for name in ("due", "new", "sub/broken", ".hidden"):
        (tmp_path / name).mkdir(parents=True)
        shutil.copy(REAL_CONTRACT, tmp_path / name)
    shutil.copytree(EXAMPLE, tmp_path / "year")
    due = Desk(tmp_path / "due", day="2025-12-22")
    rated = due.ledger("rate", "2025-08", "优秀", "2025-09", "好", "2025-10", "好", "2025-11", "差")
    assert rated.code == 0
    (tmp_path / "sub/broken/contract.toml").write_text("[price]\ntotal = 1.5\n", encoding="utf-8")
    return Desk(tmp_path, day="2025-12-22")


def test_a_line_each(shelf: Desk) -> None:
    """附件1.六: 388,800 + 30,000 + 10,000 + 10,000 - 10,000 = 428,800 may be invoiced in one."""
    answer = shelf.ledger("portfolio", ".", "--json", **ON)
    assert answer.code == 0
    tree = answer.json
    assert [one["folder"] for one in tree["contracts"]] == ["due", "new", "sub/broken", "year"]
    due, new, broken, year = tree["contracts"]
    assert (due["to_invoice"], due["needs"]) == ("428800.00", ["to_invoice", "outstanding"])
    assert (due["outstanding"], due["contract_total"]) == ("428800.00", "1166400.00")
    assert (new["to_invoice"], new["incomplete"], new["needs"]) == ("0.00", 1, ["incomplete"])
    assert (broken["to_invoice"], broken["needs"]) == (None, ["error"])
    assert {one["key"] for one in broken["errors"]} > {"price.total", "contract"}
    assert (year["invoiced"], year["received"]) == ("1312900.50", "956980.50")
    # three sound books of 1,166,400
    assert tree["total"] == {
        "contract_total": "3499200.00",
        "to_invoice": "428800.00",
        "take_back": "0.00",
        "invoiced": "1312900.50",
        "received": "956980.50",
        "outstanding": "428800.00",
    }


def test_one_need_alone(shelf: Desk) -> None:
    """`--only` keeps the books that need it, and the sums are theirs."""
    assert sole(shelf, "portfolio", ".", "--only", "incomplete")["folder"] == "new"
    assert sole(shelf, "portfolio", ".", "--only", "error")["folder"] == "sub/broken"


def test_in_another_order(shelf: Desk) -> None:
    """Sums from the largest, words from the first."""
    by_sum = shelf.ledger("portfolio", ".", "--sort", "received", "--json", **ON).json
    assert by_sum["contracts"][0]["folder"] == "year"
    by_folder = shelf.ledger("portfolio", ".", "--sort", "folder", "--json", **ON).json
    assert by_folder["contracts"][0]["folder"] == "due"


def test_on_paper(shelf: Desk) -> None:
    """The table names each book, what needs attention, and what is wrong with the broken one."""
    lines = shelf.ledger("portfolio", ".", "--lang", "en", **ON).out.splitlines()
    assert [line.split()[0] for line in lines[2:6]] == ["due", "new", "sub/broken", "year"]
    assert [line.rpartition("  ")[2] for line in lines[2:5]] == [
        "to invoice",
        "incomplete: 1",
        "error",
    ]
    assert lines[-1].startswith("sub/broken: ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--only", "late"), "choice"), (("--sort", "colour"), "choice")],
)
def test_a_word_that_is_none(shelf: Desk, arguments: tuple[str, ...], code: str) -> None:
    """Another word is wrong usage, and the choices are named."""
    answer = shelf.ledger("portfolio", ".", *arguments, "--json", **ON)
    assert (answer.code, answer.json["problems"][0]["code"]) == (2, code)


def test_no_books(tmp_path: Path) -> None:
    """A folder without books is named."""
    answer = Desk(tmp_path, day="2025-12-22").ledger("portfolio", ".", "--json", **ON)
    assert (answer.code, answer.json["problems"][0]["code"]) == (2, "no-book")


@pytest.mark.slow
def test_many_processes_say_what_one_says(tmp_path: Path) -> None:
    """Where other processes help, every line is what the book says alone."""
    for number in range(60):
        shutil.copytree(EXAMPLE, tmp_path / f"{number:02}")
    tree = Desk(tmp_path, day="2025-12-22").ledger("portfolio", ".", "--json", **ON).json
    first, *others = ({**one, "folder": ""} for one in tree["contracts"])
    assert len(others) == 59
    assert all(one == first for one in others)
    assert tree["total"]["received"] == "57418830.00"  # 60 times 956,980.50
