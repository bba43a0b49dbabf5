"""What the commands of a contract's life record: the row, the answer, and what is flagged."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.life import FIRST, JOURNAL, SECOND, changed, contents, halfway

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]


@pytest.fixture
def book(desk: Desk) -> Desk:
    """A desk with a record of every kind on it."""
    return halfway(desk)


def last_row(book: Desk, name: str) -> dict[str, str]:
    """The last row of a CSV file of the book, the cells that say something."""
    rows = list(csv.DictReader(book.read(name).decode("utf-8-sig").splitlines()))
    return {key: cell for key, cell in rows[-1].items() if cell}


def row(**own: str) -> dict[str, str]:
    """A row's own cells, and who recorded it; its id and time differ from run to run."""
    return {**own, "recorded_by": "clerk"}


# what is typed: the file, the row that is then its last
RECORDED: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    "a breach without its amount": (
        ("deduct", "P2", "--breach"), "adjustments.csv",
        {"period": "P2", "kind": "breach", "stage": "claimed", "clause": "四.7"}),
    "a claimed breach": (
        ("deduct", "p2", "--breach", "--claimed", "--basis", "notice", "--note", "seen"),
        "adjustments.csv",
        {"period": "P2", "kind": "breach", "stage": "claimed", "clause": "四.7",
         "basis": "notice", "note": "seen"}),
    "fees in a row of their own": (
        ("deduct", "P2", "--breach", "--fees", "8,600", "--basis", "x"), "adjustments.csv",
        {"period": "P2", "kind": "fees", "amount": "8600.00", "stage": "agreed",
         "clause": "四.7", "basis": "x"}),
    "damages": (
        ("deduct", "P2", "3,000.5", "--basis", "x"), "adjustments.csv",
        {"period": "P2", "kind": "damages", "amount": "3000.50", "stage": "agreed",
         "clause": "四.4", "basis": "x"}),
    "damages by another clause, full-width": (
        ("deduct", "Ｐ２", "３０００．５０元", "--clause", "四.5", "--basis", "x"),
        "adjustments.csv",
        {"period": "P2", "kind": "damages", "amount": "3000.50", "stage": "agreed",
         "clause": "四.5", "basis": "x"}),
    "additional work": (
        ("extra", "P3", "20000", "--basis", "agreement\n2", "--note", "n"), "adjustments.csv",
        {"period": "P3", "kind": "additional_work", "amount": "20000.00", "stage": "agreed",
         "clause": "三.1", "basis": "agreement 2", "note": "n"}),
    "an invoice of an amount": (
        ("invoice", "P1", "100", "--number", SECOND, "--date", "2025年12月22日"), "invoices.csv",
        {"period": "P1", "number": SECOND, "date": "2025-12-22", "amount": "100.00"}),
    "a number pasted with blanks and full-width digits": (
        ("invoice", "P1", "100", "--number", "９９00 0000 0000 0000 0002", "--date", "2025-12-22"),
        "invoices.csv",
        {"period": "P1", "number": SECOND, "date": "2025-12-22", "amount": "100.00"}),
    "an older invoice of eight digits": (
        ("invoice", "P1", "100", "--number", "01234567", "--date", "2025-12-22"), "invoices.csv",
        {"period": "P1", "number": "01234567", "date": "2025-12-22", "amount": "100.00"}),
    "a red-letter invoice for all that is left": (
        ("invoice", "P1", "--number", SECOND, "--date", "2025-12-22", "--red", FIRST),
        "invoices.csv",
        {"period": "P1", "number": SECOND, "date": "2025-12-22", "amount": "428800.00",
         "red_of": FIRST}),
    "a red-letter invoice for a part, by the record's id": (
        ("invoice", "P1", "28800", "--number", SECOND, "--date", "2025-12-22", "--red",
         "I-aaaaaa"), "invoices.csv",
        {"period": "P1", "number": SECOND, "date": "2025-12-22", "amount": "28800.00",
         "red_of": FIRST}),
    "money received": (
        ("pay", "P1", "128,800.00", "--date", "2025/12/31", "--ref", "T-2"), "payments.csv",
        {"period": "P1", "date": "2025-12-31", "amount": "128800.00", "ref": "T-2"}),
    "money sent back": (
        ("pay", "P1", "300000", "--date", "2025-12-31", "--returned", "--note", "all"),
        "payments.csv",
        {"period": "P1", "date": "2025-12-31", "amount": "-300000.00", "note": "all"}),
    "a claim confirmed": (
        ("confirm", "A-aaaaaa", "--basis", "minutes"), "adjustments.csv",
        {"period": "P2", "kind": "damages", "amount": "3000.50", "stage": "agreed",
         "clause": "四.4", "basis": "minutes", "revises": "A-aaaaaa", "reason": "minutes"}),
    "a claim confirmed by its line": (
        ("confirm", "adjustments.csv:2"), "adjustments.csv",
        {"period": "P2", "kind": "damages", "amount": "3000.50", "stage": "agreed",
         "clause": "四.4", "basis": "list", "revises": "A-aaaaaa", "reason": "confirmed"}),
    "a rating taken back by its month": (
        ("void", "2025-09", "--reason", "x"), "ratings.csv",
        {"month": "2025-09", "revises": "R-bbbbbb", "reason": "x"}),
    "a deduction taken back": (
        ("void", "A-bbbbbb", "--reason", "x"), "adjustments.csv",
        {"period": "P2", "revises": "A-bbbbbb", "reason": "x"}),
    "an invoice taken back": (
        ("void", "I-aaaaaa", "--reason", "x"), "invoices.csv",
        {"period": "P1", "revises": "I-aaaaaa", "reason": "x"}),
    "a payment taken back by its line": (
        ("void", "payments.csv:2", "--reason", "x"), "payments.csv",
        {"period": "P1", "revises": "P-aaaaaa", "reason": "x"}),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "file", "expected"), RECORDED.values(), ids=RECORDED)
def test_the_row_recorded(
    book: Desk, quick: Ledger, arguments: tuple[str, ...], file: str, expected: dict[str, str]
) -> None:
    """The command adds this row at the end of its file, changes no other file, and says where."""
    before = contents(book.folder)
    answer = quick(*arguments)
    assert answer.code == 0, answer.err
    after = contents(book.folder)
    assert changed(before, after) == {file, *JOURNAL}
    written = last_row(book, file)
    id_, time = written.pop("id"), written.pop("recorded_at")
    assert written == row(**expected)
    assert len(time) == len("2026-01-02T09:00:00+08:00")
    last = answer.out.splitlines()[-1]
    assert last.startswith("Recorded: ")
    assert last.endswith(f"; {file}:{len(after[file].splitlines())} {id_}")


def test_without_an_amount_the_invoice_is_for_what_is_left(desk: Desk, quick: Ledger) -> None:
    """三.2 An invoice without an amount is for what is due and not invoiced yet."""
    halfway(desk)
    (desk.folder / "invoices.csv").unlink()
    date = ("--date", "2025-12-20", "--json")
    first = quick("invoice", "P1", "400000", "--number", FIRST, *date).json
    assert [one["code"] for one in first["problems"]] == ["amounts-differ"]
    rest = quick("invoice", "P1", "--number", SECOND, *date).json
    # 428,800 - 400,000
    assert (rest["records"][0]["amount"], rest["problems"]) == ("28800.00", [])


@pytest.mark.usefixtures("book")
def test_a_breach_and_its_fees_are_two_records(quick: Ledger) -> None:
    """四.7 `--fees` is recorded beside the breach; both are in the answer, with id and place."""
    tree = quick("deduct", "P2", "--breach", "--fees", "8600", "--json").json
    assert tree["recorded"] is True
    assert [(one["kind"], one["amount"], one["at"]) for one in tree["records"]] == [
        ("breach", None, "adjustments.csv:4"),
        ("fees", "8600.00", "adjustments.csv:5"),
    ]
    assert {one["id"][:2] for one in tree["records"]} == {"A-"}


AMENDED: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "an extension": (
        ("extend", "--days", "3", "--from", "2026/3/1", "--note", "snow"),
        {"days": 3, "from": "2026-03-01", "note": "snow"}),
    "a termination": (
        ("terminate", "--on", "2026-03-31"), {"on": "2026-03-31", "settle": None}),
    "a settled termination": (
        ("terminate", "--on", "2026-03-31", "--settle", "300,000.50"),
        {"on": "2026-03-31", "settle": "300000.50"}),
    "a change": (
        ("change", "breach.percent=20", "--from", "p2"),
        {"from": "P2", "settings": [{"key": "breach.percent", "value": 20}]}),
    "a change from a day": (
        ("change", "evaluation.scale.1.reward=25000", "--from", "2026-05-08"),
        {"from": "2026-05-08",
         "settings": [{"key": "evaluation.scale[1].reward", "value": 25000}]}),
    "a change of a whole entry": (
        ("change", 'evaluation.scale[5]={rating="极好",reward=40000}', "--from", "P3"),
        {"settings": [
            {"key": "evaluation.scale[5]", "value": {"rating": "极好", "reward": 40000}}]}),
    # what a shell leaves of payee.account="632526280" and breach.percent="7.5"
    "values whose quotes the shell took": (
        ("change", "payee.account=632526280", "breach.percent=7.5", "--from", "P3"),
        {"settings": [
            {"key": "payee.account", "value": "632526280"},
            {"key": "breach.percent", "value": "7.5"}]}),
    "a basis with a wide blank and a tab": (
        ("extend", "--days", "3", "--from", "2026-03-01", "--note", "甲　乙\t丙"),
        {"note": "甲　乙\t丙"}),
    "a basis of a page": (
        ("extend", "--days", "3", "--from", "2026-03-01", "--note", "字" * 600),
        {"note": "字" * 600}),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "expected"), AMENDED.values(), ids=AMENDED)
def test_the_amendment_recorded(
    book: Desk, quick: Ledger, arguments: tuple[str, ...], expected: dict[str, Any]
) -> None:
    """七.1, 四.7, 八.1 An amendment stands in amendments.toml as typed, and is read again."""
    before = contents(book.folder)
    answer = quick("amend", *arguments, "--basis", "agreement", "--json")
    assert answer.code == 0, answer.out
    [record] = answer.json["records"]
    assert {key: record[key] for key in expected} == expected
    assert record["basis"] == "agreement"
    assert record["recorded_by"] == "clerk"
    after = contents(book.folder)
    assert changed(before, after) == {"amendments.toml", *JOURNAL}
    assert after["amendments.toml"].startswith(before["amendments.toml"].rstrip())
    read_again = {one["id"]: one for one in quick("history", "--json").json["records"]}
    again = read_again[record["id"]]
    assert {key: again[key] for key in record} == record


@pytest.mark.usefixtures("book")
def test_an_agreed_amount_later_replaces_the_termination(quick: Ledger) -> None:
    """四.7 The amount agreed later settles the period that was cut, and pro rata never does."""
    end = ("amend", "terminate", "--on", "2026-03-31", "--basis")
    first = quick(*end, "notice", "--json").json["records"][0]
    cut = quick("due", "P2", "--json", LEDGER_TODAY="2026-04-30").json
    assert (cut["state"], cut["due"], cut["net"]) == ("undetermined", None, None)
    # P2 is 2025-12-08 to 2026-04-17 with the extension: 24 + 31 + 28 + 31 + 17 = 131 days;
    # until 2026-03-31 it is 114. 388,800 x 114 / 131 = 338,345.0381…
    assert cut["estimate"] == "338345.04"
    second = quick(*end, "agreement", "--settle", "300000", "--json").json["records"][0]
    assert (second["revises"], second["reason"]) == (first["id"], "agreement")
    settled = quick("due", "P2", "--json", LEDGER_TODAY="2026-04-30").json
    # the damages of 50.00 that were agreed are set off still
    assert (settled["state"], settled["net"]) == ("final", "299950.00")
    ids = [one["period"] for one in quick("due", "--json").json["periods"]]
    assert ids == ["P1", "P2"]


def test_the_reason_of_a_confirmation_is_in_the_readers_language(book: Desk, quick: Ledger) -> None:
    """A confirmation without a basis gives its reason in the language that is spoken."""
    quick("confirm", "A-aaaaaa", LEDGER_LANG="zh")
    assert last_row(book, "adjustments.csv")["reason"] == "已确认"
