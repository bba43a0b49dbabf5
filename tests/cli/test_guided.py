"""Guided entry: what `rate`, `invoice` and `pay` ask for, and what they record on a yes."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.cli.keyboard import typing

if TYPE_CHECKING:
    from tests.support import Answer, Desk

NUMBER = "99000000000000000001"
RATED = "month,rating\n2025-08,良好\n2025-09,好\n2025-10,差\n2025-11,优秀\n"  # 438,800 for P1


def rows(desk: Desk, name: str) -> list[dict[str, str]]:
    """The rows of a file of the book."""
    return list(csv.DictReader(desk.read(name).decode("utf-8-sig").splitlines()))


def at(desk: Desk, answers: str, *arguments: str, **environment: str) -> Answer:
    """What a run says to these answers, a vertical bar between them."""
    book = {"LEDGER_CONTRACT": str(desk.folder)}
    return typing(desk, answers.split("|"), *arguments, **(book | environment))


def test_one_month(desk: Desk) -> None:
    """附件1.六 The first month that waits is the default; 388,800 + 20,000 is shown before."""
    answer = at(desk, "|2||2025-10-15|minutes 3|y", "rate")
    assert answer.code == 0
    assert "5  差" in answer.out
    assert "-10,000" in answer.out
    assert "408,800.00 so far" in " ".join(answer.out.partition("Record this?")[0].split())
    (row,) = rows(desk, "ratings.csv")
    assert (row["month"], row["rating"], row["stage"]) == ("2025-08", "良好", "final")
    assert (row["approved_on"], row["basis"]) == ("2025-10-15", "minutes 3")


def test_several_months_after_one_meeting(desk: Desk) -> None:
    """All months that are over, rated and passed together: 438,800 is due for P1."""
    answer = at(desk, "all|良好|3|5|1||2025-12-19||y", "rate")
    assert "The amount due of P1 is now 438,800.00." in answer.out
    found = rows(desk, "ratings.csv")
    assert [row["rating"] for row in found] == ["良好", "好", "差", "优秀"]
    assert {row["approved_on"] for row in found} == {"2025-12-19"}


def test_a_proposed_month_waits_for_its_meeting(desk: Desk) -> None:
    """附件1.七 Its rating is the default, and becomes final."""
    desk.write("ratings.csv", "month,rating,stage\n2025-08,好,proposed\n")
    assert at(desk, "2025-08|||||y", "rate").code == 0
    assert rows(desk, "ratings.csv")[-1]["stage"] == "final"


def test_what_was_typed_is_not_asked(desk: Desk) -> None:
    """Options given beside the bare command stand: only month, rating and the yes are asked."""
    options = ("--proposed", "--basis", "list")
    assert at(desk, "2025-09|好|y", "rate", *options).code == 0
    (row,) = rows(desk, "ratings.csv")
    assert (row["month"], row["stage"], row["basis"]) == ("2025-09", "proposed", "list")


@pytest.mark.parametrize(
    "answers",
    [
        "2026-05|8月|best|良好||2099-01-01|2025-10-15||y",  # refused one by one, asked again
        "8月|好|back|良好||back||2025-10-15||y",  # back to the question before
        "8月|良好||2025-08-01||back||2025-10-15||y",  # the outcome refused: back to the day
    ],
)  # fmt: skip
def test_slips_are_asked_again(desk: Desk, answers: str) -> None:
    """A mistyped answer ends nothing."""
    answer = at(desk, answers, "rate")
    assert answer.code == 0, answer
    (row,) = rows(desk, "ratings.csv")
    assert (row["rating"], row["approved_on"]) == ("良好", "2025-10-15")


@pytest.mark.parametrize("answers", ["", "8月|好||||n", "8月|好||||", "8月|cancel"])
def test_without_a_yes_nothing_is_recorded(desk: Desk, answers: str) -> None:
    """A no, a cancel and the end of the input leave the book as it was."""
    assert at(desk, answers, "rate").code == 1
    assert not (desk.folder / "ratings.csv").exists()


def test_nothing_waits(desk: Desk) -> None:
    """Where every month that is over is rated, it says so."""
    desk.write("ratings.csv", RATED)
    answer = at(desk, "", "rate")
    assert (answer.code, "Every month that is over" in answer.err) == (1, True)


def test_an_invoice(desk: Desk) -> None:
    """三.2 The amount by default is what may be invoiced, the day is today."""
    desk.write("ratings.csv", RATED)
    answer = at(desk, f"123|{NUMBER}|||y", "invoice", "P1")
    assert answer.code == 0
    assert "has neither 20 digits" in answer.out
    (row,) = rows(desk, "invoices.csv")
    assert (row["period"], row["amount"], row["date"]) == ("P1", "438800.00", "2026-01-02")


def test_a_payment_in_part(desk: Desk) -> None:
    """三.2 The period that something is outstanding of is the default, and so is the amount."""
    desk.write("ratings.csv", RATED)
    answer = at(desk, "P9||200000|2025-12-30|T-1|y", "pay")
    assert answer.code == 0
    assert "P9 is not a payment period" in answer.out
    assert "238,800.00 is outstanding" in answer.out
    assert at(desk, "||T-2|y", "pay", "P1").code == 0
    assert [row["amount"] for row in rows(desk, "payments.csv")] == ["200000.00", "238800.00"]


def test_money_sent_back(desk: Desk) -> None:
    """三.2 What was received too much is the default of --returned, and is below zero."""
    desk.write("ratings.csv", RATED)
    desk.write("payments.csv", "id,period,date,amount\nx,P1,2025-12-30,440000\n")
    assert at(desk, "|||y", "pay", "P1", "--returned").code == 0
    assert rows(desk, "payments.csv")[-1]["amount"] == "-1200.00"


def test_a_red_letter_asks_for_no_amount(desk: Desk) -> None:
    """三.2 A red letter without an amount is for all that is left of its original."""
    desk.write("ratings.csv", RATED)
    desk.write("invoices.csv", f"period,number,date,amount\nP1,{NUMBER},2025-12-20,438800\n")
    assert at(desk, f"{NUMBER[:-1]}2||y", "invoice", "P1", "--red", NUMBER).code == 0
    assert rows(desk, "invoices.csv")[-1]["red_of"] == NUMBER


@pytest.mark.parametrize(
    ("command", "lacks"),
    [
        ("rate", ["MONTH RATING"]),
        ("invoice", ["PERIOD", "--number", "--date"]),
        ("invoice P1 --number 1", ["--date"]),
        ("pay P1", ["AMOUNT", "--date"]),
    ],
)
def test_never_without_a_terminal(desk: Desk, command: str, lacks: list[str]) -> None:
    """In a pipe, or for JSON, what is missing is named, all of it, and nothing is asked."""
    answer = desk.ledger(*command.split())
    assert (answer.code, answer.out) == (2, "")
    said = answer.err.splitlines()[0]
    assert said.endswith(f": {', '.join(lacks)}." if len(lacks) > 1 else f" {lacks[0]} is missing.")
    with_json = desk.ledger(*command.split(), "--json").json["problems"]
    assert [one["code"] for one in with_json] == ["usage"]
