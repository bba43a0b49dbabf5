"""amendments.toml: what is written is read again; every problem of it, with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from zkrc_ledger.book.amendments_file import read_amendments, with_amendments
from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.record import Place

if TYPE_CHECKING:
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
        id="S-1", on=date(2026, 3, 31), settle=Decimal("300000.50"), basis="协议",
        was="2026-03-31", reason="协议",
    ),
    "a termination settled at nothing": Termination(
        id="S-1", on=date(2026, 3, 31), settle=Decimal("0.00"), basis="协议"
    ),
    "a change from a period": Change(
        id="S-1", start="P3", basis="字" * 600,
        set={
            "price.total": 1266400,
            "evaluation.scale[5]": {"rating": "极好", "reward": 40000},
            'clauses."九.1"': {"zh": "附则"},
        },
    ),
    "a change from a day": Change(
        id="S-1", start=date(2026, 5, 8), basis="协议", set={"price.tax_inclusive": False}
    ),
    "one taken back": Extension(
        id="S-1", days=10, start=date(2026, 1, 20), basis="函", was="10 2026-01-20",
        reason="误录", void=True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("amendment", AMENDMENTS.values(), ids=AMENDMENTS)
def test_what_is_written_is_read_again(amendment: Amendment) -> None:
    """An amendment comes back from its file as it was, with the line that it stands on."""
    data = with_amendments(b"", [amendment], {})
    assert read_amendments(data) == ([replace(amendment, place=Place("amendments.toml", 1))], [])


def test_each_amendment_knows_its_line() -> None:
    """A second amendment stands where its [[amendment]] does, comments and blanks before it."""
    text = "# by hand\n" + EXTENSION + "\n  [[ amendment ]]\n" + EXTENSION[14:]
    amendments, problems = read_amendments(text.encode())
    assert [str(one.place) for one in amendments] == ["amendments.toml:2", "amendments.toml:9"]
    assert problems == []


def test_a_time_may_be_written_as_toml_has_it() -> None:
    """A time of recording is text or a TOML time; both are the same moment."""
    as_text, as_time = (
        read_amendments((EXTENSION + f"recorded_at = {written}\n").encode())[0][0].recorded_at
        for written in ('"2026-02-05T11:26:45+08:00"', "2026-02-05T11:26:45+08:00")
    )
    assert as_text == as_time == "2026-02-05T11:26:45+08:00"


def extension(old: str, new: str) -> str:
    assert old in EXTENSION
    return EXTENSION.replace(old, new)


NOT_TOML = "This is not valid TOML: Expected ']]' at the end of an array declaration."
DECIDE = "A merge left its mark here: two versions await a decision."
KINDS = "`kind` says what an amendment is."
OTHER = "The file holds something else than [[amendment]] tables."
CHANGE = HEAD + 'kind = "change"\nstart = "P2"\nbasis = "x"\n'
PROBLEMS: dict[str, tuple[str, list[tuple[str, int | None, str | None, str]]]] = {
    "no kind": (HEAD, [("choice", 1, None, KINDS)]),
    "an unknown kind": (HEAD + 'kind = "extenson"\n', [("choice", 1, None, KINDS)]),
    "a kind that is no text": (HEAD + "kind = 5\n", [("choice", 1, None, KINDS)]),
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
    "a time that is none": (
        EXTENSION + 'recorded_at = "yesterday"\n',
        [("recorded-at", 1, "recorded_at", '"yesterday" is not a time of recording.')]),
    "two at once": (
        extension("days = 3", "days = true").replace('"x"', "5"),
        [("text", 1, "basis", "Text in quotes is needed here, not 5."),
         ("number", 1, "days", "A whole number from 1 to 3660 is needed here, not true.")]),
    "a float as the amount": (
        HEAD + 'kind = "termination"\non = 2026-03-31\nsettle = 5.5\nbasis = "x"\n',
        [("money-type", 1, "settle", "Money is not written like this: 5.5.")]),
    "a change from nowhere": (
        CHANGE.replace('"P2"', '"P0"') + "set = {}\n",
        [("period-form", 1, "start", '"P0" is not a payment period.')]),
    "a change of nothing that is a key": (
        CHANGE + 'set = { "price..total" = 5 }\n',
        [("key-unknown", 1, "set", "price..total is not a key of the contract file.")]),
    "a change of one key twice": (
        CHANGE + 'set = { "evaluation.scale[1].reward" = 5, "evaluation.scale.1.reward" = 6 }\n',
        [("setting-twice", 1, "set", "evaluation.scale.1.reward is changed twice.")]),
    "a change that is no table": (
        CHANGE + "set = [1]\n", [("shape", 1, "set", "A table is needed here, not [1].")]),
    "a change without end": (
        CHANGE + f"set.price.{'a.' * 2000}b = 1\n",
        [("shape", 1, "set", "This is nested too deep.")]),
    "the second of two": (
        EXTENSION + "\n" + HEAD, [("choice", 8, None, KINDS)]),
    "no list": ('amendment = "none"\n', [("shape", None, None, OTHER)]),
    "another table": (EXTENSION + "[other]\n", [("shape", None, None, OTHER)]),
    "a merge": (
        f"<<<<<<< a\n{EXTENSION}=======\n>>>>>>> b\n",
        [("merge-conflict", line, None, DECIDE) for line in (1, 8, 9)]),
    "no TOML": ("[[amendment]\n", [("toml", 1, None, NOT_TOML)]),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_problem(name: str) -> None:
    """Every problem of the file is named: its line, its key, what is wrong."""
    text, expected = PROBLEMS[name]
    _, problems = read_amendments(text.encode())
    assert {(one.file, one.severity) for one in problems} == {("amendments.toml", "error")}
    found = [(one.code, one.line, one.key, english(one.message)) for one in problems]
    assert found == expected
