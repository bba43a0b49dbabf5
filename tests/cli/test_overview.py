"""`ledger status`, `forecast`, `readings`, `history`: shapes and figures that programs rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.life import FIRST, SECOND, halfway
from tests.cli.shapes import FORECAST, HISTORY, READINGS, STATUS, differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("shape", "arguments"),
    [
        (STATUS, ("status",)),
        (FORECAST, ("forecast",)),
        (FORECAST, ("forecast", "--assume", "2026-01=差", "--assume", "breach=P2")),
        (READINGS, ("readings",)),
        (HISTORY, ("history",)),
    ],
)
def test_shapes(
    desk: Desk,
    quick: Ledger,
    shape: dict[str, object],
    arguments: tuple[str, ...],
    language: str,
) -> None:
    """Each view has its shape in JSON, in both languages, whatever the book holds."""
    assert differences(shape, quick(*arguments, "--json", LEDGER_LANG=language).json) == []
    halfway(desk)
    quick("void", "A-bbbbbb", "--reason", "x")
    quick("amend", "terminate", "--on", "2026-03-01", "--basis", "x")
    answer = quick(*arguments, "--json", LEDGER_LANG=language)
    assert (answer.code, answer.err) == (0, "")
    assert differences(shape, answer.json) == []


def test_status_tells_the_three_sums_and_their_differences(desk: Desk, quick: Ledger) -> None:
    """三.2 P1: 428,800 due, invoiced, 300,000 received, 128,800 to pay; party A acts."""
    halfway(desk)
    first = quick("status", "--json").json["periods"][0]
    sums = ("due", "invoiced", "received", "to_invoice", "outstanding", "owed_by_contractor")
    assert [first[name] for name in sums] == [
        "428800.00", "428800.00", "300000.00", "0.00", "128800.00", "0.00",
    ]  # fmt: skip
    assert first["stage"] == "partly_paid"
    assert first["next"] == [
        {"text": "Pay the remaining 128,800.00.", "who": "a", "by": None, "days_left": None}
    ]
    assert [one["number"] for one in first["invoices"]] == [FIRST]
    assert [one["ref"] for one in first["payments"]] == ["T-1"]


def test_a_late_invoice_lets_party_a_delay(desk: Desk, quick: Ledger) -> None:
    """三.2 An invoice after the deadline of 2026-01-05, or none by then, is said to allow delay."""
    halfway(desk)
    for name in ("invoices.csv", "payments.csv"):
        (desk.folder / name).unlink()
    today = {"LEDGER_TODAY": "2026-01-08"}
    none = quick("status", "--json", **today).json["periods"][0]
    [remark] = none["remarks"]
    assert remark == (
        "The request deadline 2026-01-05 passed without an invoice for the amount: party A may "
        "delay the payment, party B goes on working."
    )
    assert none["next"][0]["days_left"] == -3
    quick("invoice", "P1", "--number", FIRST, "--date", "2026-01-07", **today)
    late = quick("status", "--json", **today).json["periods"][0]
    assert late["remarks"] == [
        "The invoice of 2026-01-07 came after 2026-01-05: party A may delay the payment."
    ]


@pytest.mark.parametrize(
    ("revised", "due", "step"),
    [
        # 差 for 一般: 428,800 - 10,000; 良好 for 一般: 428,800 + 20,000
        (
            "差", "418800.00",
            (f"Invoiced 10,000.00 too much: issue a red-letter invoice for 428,800.00 against "
            f"{FIRST} and a new invoice for 418,800.00; or one for 10,000.00 alone."),
        ),
        (
            "良好", "448800.00",
            "Issue a further invoice for 20,000.00: 448,800.00 is due, 428,800.00 is invoiced.",
        ),
    ],
)  # fmt: skip
def test_a_rating_revised_after_invoicing(
    desk: Desk, quick: Ledger, revised: str, due: str, step: str
) -> None:
    """三.2, 附件1.六 What to red-letter and reissue, or to invoice further, with exact amounts."""
    halfway(desk)
    (desk.folder / "payments.csv").unlink()
    answer = quick("rate", "2025-10", revised, "--revise", "minutes")
    assert "[amounts-differ]" in answer.err
    first = quick("status", "--json").json["periods"][0]
    assert (first["due"], first["next"][0]["text"]) == (due, step)
    red = ("--number", SECOND, "--date", "2026-01-02", "--red", FIRST)
    if revised == "差":
        assert quick("invoice", "P1", *red).code == 0
    third = ("--number", f"{SECOND[:-1]}3", "--date", "2026-01-02")
    assert quick("invoice", "P1", *third).code == 0
    now = quick("status", "--json").json["periods"][0]
    assert (now["stage"], now["invoiced"], now["to_invoice"]) == ("invoiced", due, "0.00")
    assert quick("check", "--json").json["problems"] == []


def test_a_rating_revised_after_payment_is_settled_with_the_next(desk: Desk, quick: Ledger) -> None:
    """三.2 What was paid too much is red-lettered, and settled with P2 or sent back."""
    halfway(desk)
    quick("pay", "P1", "128800", "--date", "2025-12-31")
    quick("rate", "2025-10", "差", "--revise", "minutes")
    first = quick("status", "--json").json["periods"][0]
    assert (first["stage"], first["outstanding"]) == ("overpaid", "-10000.00")
    assert [one["text"] for one in first["next"]] == [
        f"Issue a red-letter invoice for 10,000.00 against {FIRST}.",
        "Received 10,000.00 too much: settle it with P2, or send it back.",
    ]
    quick("invoice", "P1", "10000", "--number", SECOND, "--date", "2026-01-02", "--red", FIRST)
    quick("pay", "P1", "10000", "--date", "2026-01-02", "--ref", "set off", "--returned")
    now = quick("status", "--json").json["periods"][0]
    assert (now["stage"], now["next"]) == ("settled", [])


def test_breach_and_four_bad_months(desk: Desk, quick: Ledger) -> None:
    """四.7 388,800 - 4 x 10,000 - 349,920 = -1,120: nothing is due, party B owes 1,120."""
    months = ("2025-08", "2025-09", "2025-10", "2025-11")
    desk.write("ratings.csv", "month,rating\n" + "".join(f"{month},差\n" for month in months))
    desk.write("adjustments.csv", "period,kind,amount\nP1,breach,\n")
    tree = quick("due", "P1", "--json").json
    assert (tree["breach"], tree["net"]) == ("-349920.00", "-1120.00")
    assert (tree["due"], tree["owed_by_contractor"]) == ("0.00", "1120.00")
    first = quick("status", "--json").json["periods"][0]
    assert (first["stage"], first["due"]) == ("owed_by_contractor", "0.00")
    assert [one["text"] for one in first["next"]] == [
        "Party B owes 1,120.00: settle it with P2, or pay it."
    ]
    assert "-1,120.00" not in quick("due", "P1").out
    # paid by party B: money sent back
    assert quick("pay", "P1", "1120", "--date", "2026-01-02", "--returned").code == 0
    assert quick("status", "--json").json["periods"][0]["stage"] == "settled"


def test_forecast_of_an_empty_book(quick: Ledger) -> None:
    """附件1.六 Nothing rated: 1,166,400 - 12 x 10,000 to 1,166,400 + 12 x 30,000."""
    tree = quick("forecast", "--json").json
    assert (tree["low"], tree["high"]) == ("1046400.00", "1526400.00")
    # 388,800 - 40,000 and 388,800 + 120,000
    assert {(one["low"], one["high"]) for one in tree["periods"]} == {("348800.00", "508800.00")}
    assert tree["what_if"] is None


def test_what_if(desk: Desk, quick: Ledger) -> None:
    """附件1.六, 四.7 Assumed ratings and an assumed breach move only what they touch."""
    halfway(desk)
    assume = ("--assume", "2026-01=差", "--assume", "2025-09=优秀", "--assume", "breach")
    tree = quick("forecast", *assume, "--json").json
    assert tree["assumed"] == ["2026-01=差", "2025-09=优秀", "breach=P2"]
    assert [one["what_if"] for one in tree["periods"]] == [
        # 差 becomes 优秀: 428,800 + 40,000
        {"low": "468800.00", "high": "468800.00"},
        # P2 runs: 388,800 - 50 - 349,920 - 10,000 (差) = 28,830; three months are open, so
        # 30,000 and the claimed 3,000.50 less at the lowest, 90,000 more at the highest
        {"low": "-4170.50", "high": "118830.00"},
        {"low": "348800.00", "high": "508800.00"},
    ]
    placed = quick("forecast", "--assume", "breach=P3", "--json").json["periods"]
    # 348,800 - 349,920 and 508,800 - 349,920
    assert placed[2]["what_if"] == {"low": "-1120.00", "high": "158880.00"}


@pytest.mark.parametrize(
    ("assumption", "code"),
    [
        ("2026-08=差", "month-outside"),
        ("2026-01=优", "rating-unknown"),
        ("2026-01", "rating-unknown"),
        ("soon=差", "month-form"),
        ("breach=P4", "period-unknown"),
    ],
)
def test_what_cannot_be_assumed(quick: Ledger, assumption: str, code: str) -> None:
    """An assumption about no month, no rating or no period is refused, not left out."""
    answer = quick("forecast", "--assume", assumption, "--json")
    assert (answer.code, [one["code"] for one in answer.json["problems"]]) == (1, [code])


def test_every_reading_with_its_others(desk: Desk, quick: Ledger) -> None:
    """Each open question has the reading taken and another, with its effect on today's records."""
    halfway(desk)
    quick("deduct", "P2", "--breach", "--basis", "x")
    readings = {one["name"]: one for one in quick("readings", "--json").json["readings"]}
    assert list(readings) == [
        "anchor", "month_id", "rewards_paid", "rewards", "set_off", "breach_base",
        "request_bounds", "extension_falls",
    ]  # fmt: skip
    [apart] = readings["set_off"]["others"]
    # P2 carries 50 + 349,920 agreed and 3,000.50 claimed
    assert apart["periods"] == [
        {
            "period": "P2", "end_days": 0, "request_by_days": 0,
            "low": "352970.50", "high": "349970.00",
        }
    ]  # fmt: skip
    [at_the_end] = readings["extension_falls"]["others"]
    # P2 would end on 2026-04-07 instead of 04-17: request by 05-08 instead of 05-19
    assert [(one["period"], one["end_days"], one["request_by_days"]) for one in
            at_the_end["periods"]] == [("P2", -10, -11)]  # fmt: skip


def test_history_of_an_empty_book(quick: Ledger) -> None:
    """A book without records has an empty history, and says so."""
    assert quick("history", "--json").json["records"] == []
    assert quick("history").out.endswith("history\nNothing is recorded yet.\n")
