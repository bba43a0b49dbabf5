"""amendments.toml: what is written is read again; every problem of it, with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from zkrc_ledger.book.amendments_file import as_table, read_amendments, with_amendments
from zkrc_ledger.book.key_paths import read_assignment
from zkrc_ledger.model.amendments import Change, Extension, Termination, Withdrawal
from zkrc_ledger.model.record import Place

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.model.amendments import Amendment

HEAD = '[[amendment]]\nid = "S-1"\n'
EXTENSION = HEAD + 'kind = "extension"\ndays = 3\nstart = 2026-03-01\nbasis = "x"\n'

AMENDMENTS: dict[str, Amendment] = {
    "an extension": Extension(
        id="S-1", days=10, start=date(2026, 1, 20), basis="函", note="雪　大\t冷",
        recorded_at="2026-02-05T11:26:45+08:00", recorded_by="项目部",
    ),
    "a termination": Termination(id="S-1", on=date(2026, 3, 31), basis="通知"),
    "a settled termination": Termination(
        id="S-1", on=date(2026, 3, 31), settle=Decimal("300000.50"), basis="协议", revises="S-0",
        reason="协议",
    ),
    "a termination settled at nothing": Termination(
        id="S-1", on=date(2026, 3, 31), settle=Decimal(0), basis="协议"
    ),
    "a change from a period": Change(
        id="S-1", start="P3", basis="字" * 600,
        settings=(
            read_assignment("price.total=1266400"),
            read_assignment('evaluation.scale[5]={rating="极好",reward=40000}'),
            read_assignment('clauses."九.1"={zh="附则"}'),
        ),
    ),
    "a change from a day": Change(
        id="S-1", start=date(2026, 5, 8), basis="协议",
        settings=(read_assignment("price.tax_inclusive=false"),),
    ),
    "one taken back": Withdrawal(id="S-1", revises="S-0", reason="误录"),
}  # fmt: skip


@pytest.mark.parametrize("name", AMENDMENTS)
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    """An amendment comes back from its file as it was, with the line that it stands on."""
    path = tmp_path / "amendments.toml"
    amendment = AMENDMENTS[name]
    path.write_bytes(with_amendments([as_table(amendment)]))
    assert read_amendments(path) == ([replace(amendment, place=Place(path.name, 1))], [])


def test_each_amendment_knows_its_line(tmp_path: Path) -> None:
    """A second amendment stands where its [[amendment]] does, comments and blanks before it."""
    path = tmp_path / "amendments.toml"
    path.write_text("# by hand\n" + EXTENSION + "\n  [[ amendment ]]\n" + EXTENSION[14:])
    amendments, problems = read_amendments(path)
    assert [str(one.place) for one in amendments] == ["amendments.toml:2", "amendments.toml:9"]
    assert problems == []


def extension(old: str, new: str) -> str:
    assert old in EXTENSION
    return EXTENSION.replace(old, new)


NOT_TOML = "This is not valid TOML: Expected ']]' at the end of an array declaration."
DECIDE = "A merge left its mark here: two versions await a decision."
CHANGE = HEAD + 'kind = "change"\nstart = "P2"\nbasis = "x"\n'
PROBLEMS: dict[str, tuple[str, list[tuple[str, int | None, str | None, str]]]] = {
    "no kind": (HEAD, [("key-missing", 1, "kind", "The key is missing.")]),
    "an unknown kind": (
        HEAD + 'kind = "extenson"\n',
        [("choice", 1, "kind", 'This is not one of the choices: "extenson".')]),
    "a kind that is no text": (
        HEAD + "kind = 5\n", [("choice", 1, "kind", "This is not one of the choices: 5.")]),
    "no id": (extension('id = "S-1"\n', ""), [("key-missing", 1, "id", "The key is missing.")]),
    "no basis": (
        extension('basis = "x"\n', ""), [("key-missing", 1, "basis", "The key is missing.")]),
    "an empty basis": (
        extension('"x"', '" "'), [("text", 1, "basis", "This is empty.")]),
    "a basis that is no text": (
        extension('"x"', "5"), [("text", 1, "basis", "Text in quotes is needed here, not 5.")]),
    "no day lost": (
        extension("days = 3", "days = 0"),
        [("number", 1, "days", "A whole number from 1 to 3660 is needed here, not 0.")]),
    "a day in quotes": (
        extension("2026-03-01", '"2026-03-01"'),
        [("date", 1, "start", 'A date is needed here, not "2026-03-01".')]),
    "a key too many": (
        EXTENSION + "day = 5\n", [("key-unknown", 1, "day", "The ledger does not know this key.")]),
    "two at once": (
        extension("days = 3", "days = true").replace('"x"', "5"),
        [("number", 1, "days", "A whole number from 1 to 3660 is needed here, not true."),
         ("text", 1, "basis", "Text in quotes is needed here, not 5.")]),
    "a float as the amount": (
        HEAD + 'kind = "termination"\non = 2026-03-31\nsettle = 5.5\nbasis = "x"\n',
        [("money-type", 1, "settle", "Money is not written like this: 5.5.")]),
    "a change from nowhere": (
        CHANGE.replace('"P2"', '"P0"') + "set = {}\n",
        [("period-form", 1, "start", '"P0" is not a payment period.')]),
    "a change of half a section": (
        CHANGE + "set = { price.total = 5 }\n",
        [("key-missing", 1, None, "price: The key is missing.")]),
    "a change of a misspelt key": (
        CHANGE + 'set = { "price.totl" = 5 }\n',
        [("key-unknown", 1, None, "price.totl is not a key of the contract file.")]),
    "a change to a wrong value": (
        CHANGE + 'set = { "price.total" = 5.5 }\n',
        [("money-type", 1, None, "price.total: Money is not written like this: 5.5.")]),
    "a change of one key twice": (
        CHANGE + 'set = { "evaluation.scale[1].reward" = 5, "evaluation.scale.1.reward" = 6 }\n',
        [("setting-twice", 1, None,
          "evaluation.scale[1].reward is changed twice in one amendment.")]),
    "one that takes nothing back": (
        HEAD + 'kind = "void"\nreason = "x"\n',
        [("key-missing", 1, "revises", "The key is missing.")]),
    "the second of two": (
        EXTENSION + "\n" + HEAD, [("key-missing", 8, "kind", "The key is missing.")]),
    "no list": (
        'amendment = "none"\n',
        [("shape", None, "amendment", 'A list in brackets is needed here, not "none".')]),
    "an entry that is no table": (
        "amendment = [5]\n", [("key-missing", None, "kind", "The key is missing.")]),
    "another table": (
        EXTENSION + "[other]\n",
        [("key-unknown", None, "other", "The ledger does not know this key.")]),
    "a merge": (
        f"<<<<<<< a\n{EXTENSION}=======\n>>>>>>> b\n",
        [("merge-conflict", line, None, DECIDE) for line in (1, 8, 9)]),
    "no TOML": ("[[amendment]\n", [("toml", 1, None, NOT_TOML)]),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_problem(tmp_path: Path, name: str) -> None:
    """Every problem of the file is told: its line, its key, what is wrong."""
    text, expected = PROBLEMS[name]
    path = tmp_path / "amendments.toml"
    path.write_text(text, encoding="utf-8")
    _, problems = read_amendments(path)
    assert {(one.file, one.severity) for one in problems} == {("amendments.toml", "error")}
    found = [(one.code, one.line, one.key, english(one.message)) for one in problems]
    assert found == expected
