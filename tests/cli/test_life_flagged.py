"""What is taken back leaves no trace in the figures; what can be true is recorded and flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.life import FIRST, SECOND, THIRD, halfway

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]


@pytest.fixture
def book(desk: Desk) -> Desk:
    """A desk with a record of every kind on it."""
    return halfway(desk)


@pytest.mark.usefixtures("book")
def test_taking_back_the_last_record_gives_back_what_was_before(quick: Ledger) -> None:
    """A record of each kind, taken back, leaves the settlement and the status as they were."""
    commands = ("due", "status", "forecast", "schedule")
    before = [quick(name, "--json").json for name in commands]
    for arguments in (
        ("rate", "2025-12", "好"),
        ("deduct", "P2", "--breach"),
        ("extra", "P3", "20000", "--basis", "x"),
        ("invoice", "P1", "28800", "--number", SECOND, "--date", "2025-12-22", "--red", FIRST),
        ("pay", "P1", "5", "--date", "2025-12-31"),
        ("amend", "extend", "--days", "5", "--from", "2026-03-01", "--basis", "x"),
        ("amend", "terminate", "--on", "2026-03-01", "--basis", "x"),
        ("amend", "change", "breach.percent=20", "--from", "P2", "--basis", "x"),
    ):
        tree = quick(*arguments, "--json").json
        id_ = (tree.get("records") or [tree.get("record")])[0]["id"]
        assert quick("void", id_, "--reason", "x").code == 0
        after = [quick(name, "--json").json for name in commands]
        assert after == before, arguments


FLAGGED: dict[str, tuple[list[tuple[str, ...]], str, str]] = {
    "a second breach": (
        [("deduct", "P2", "--breach"), ("deduct", "P3", "--breach")], "breach-twice",
        "A breach deduction is recorded already, A-"),
    "the same damages": (
        [("deduct", "P2", "50", "--basis", "list")], "entered-twice", "A-bbbbbb and A-"),
    "the same additional work": (
        [("extra", "P2", "5", "--basis", "x")] * 2, "entered-twice", " say the same; both count."),
    "the same payment": (
        [("pay", "P1", "300000", "--date", "2025-12-30", "--ref", "T-1")], "entered-twice",
        "P-aaaaaa and P-"),
    "the same extension": (
        [("amend", "extend", "--days", "10", "--from", "2026-01-20", "--basis", "notice")],
        "entered-twice", "S-aaaaaa and S-"),
    "paid before any invoice": (
        [("pay", "P2", "5", "--date", "2025-12-31")], "paid-before-invoice",
        "Paid on 2025-12-31, before any invoice for P2."),
    "invoiced before the end": (
        [("invoice", "P2", "5", "--number", SECOND, "--date", "2025-12-22")], "invoice-early",
        "The invoice of 2025-12-22 was issued before P2 ended on 2026-04-17."),
    "two invoices for one amount": (
        [("invoice", "P1", "428800", "--number", SECOND, "--date", "2025-12-22")],
        "invoiced-twice", f"{FIRST} and {SECOND} are both for 428,800.00."),
    "another amount than is due": (
        [("invoice", "P1", "5", "--number", SECOND, "--date", "2025-12-22")], "amounts-differ",
        "P1: invoiced 428,805.00, due 428,800.00, a difference of 5.00."),
    "an adjustment of a settled period": (
        [("pay", "P1", "128800", "--date", "2025-12-31"), ("deduct", "P1", "50", "--basis", "x")],
        "adjusted-after-settling", "P1 was settled; this adjusts it by -50.00."),
}  # fmt: skip


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(("steps", "code", "says"), FLAGGED.values(), ids=FLAGGED)
def test_what_is_recorded_and_flagged(
    quick: Ledger, steps: list[tuple[str, ...]], code: str, says: str
) -> None:
    """What can be true is recorded all the same, and flagged at once and by `check`."""
    for arguments in steps:
        answer = quick(*arguments, "--json")
        assert (answer.code, answer.json["recorded"]) == (0, True)
    problems = {one["code"]: one for one in answer.json["problems"]}
    assert problems[code]["severity"] == "notice"
    assert says in problems[code]["message"]
    checked = quick("check", "--json")
    assert checked.code == 0
    assert problems[code] in checked.json["problems"]


def test_one_transfer_over_two_periods(book: Desk, quick: Ledger) -> None:
    """One transfer that pays two periods is two payments with one reference, flagged by nobody."""
    (book.folder / "invoices.csv").write_text(
        f"period,number,date,amount\nP1,{FIRST},2025-12-20,428800\nP2,{THIRD},2025-12-21,5\n"
    )
    for period, amount in (("P1", "128800"), ("P2", "5")):
        pay = ("pay", period, amount, "--date", "2025-12-31", "--ref", "T-2", "--json")
        assert quick(*pay).json["problems"] == []
    periods = quick("status", "--json").json["periods"]
    assert [one["received"] for one in periods] == ["428800.00", "5.00", "0.00"]
