"""What people type: forms of periods and months, the order of arguments, names nearly right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.life import FIRST, halfway
from tests.support import new_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

PAID = ("--date", "2025-12-30")
OFFSET = "FROM_PERIOD, TO_PERIOD, AMOUNT"
BASIS = ("--basis", "a b")


@pytest.mark.parametrize("typed", ["1", "p1", "第一期", "第1期", "１", "P01", "1期", "一期"])
def test_forms_of_a_period(desk: Desk, typed: str) -> None:
    """A payment period is known by its number, however it is written."""
    assert desk.ledger("due", typed, "--json").json["period"] == "P1"


@pytest.mark.parametrize(
    "typed",
    ["9月", "九月", "202509", "2025年9月份", "2025/9", "2025.09", "２０２５－０９", "9月份"],
)
def test_forms_of_a_month(desk: Desk, typed: str) -> None:
    """A service month is known however it is written; the term has one September."""
    assert desk.ledger("rate", typed, "好", "--json").json["record"]["month"] == "2025-09"


@pytest.mark.parametrize("typed", ["9月", "2025-09", "2025年9月份"])
def test_a_month_where_a_period_is_wanted(desk: Desk, typed: str) -> None:
    """The answer names the period that holds the month."""
    for command in (("due", typed), ("pay", typed, "100", *PAID)):
        answer = desk.ledger(*command)
        assert answer.code == 1
        assert "The month 2025-09 is in P1." in answer.err


@pytest.mark.parametrize(
    ("typed", "order", "meant"),
    [
        ("rate 优秀 2025-09", "MONTH, RATING", "rate 2025-09 优秀"),
        ("rate 好 9月 差 2025-10", "MONTH, RATING", "rate 9月 好 2025-10 差"),
        ("pay 408800 P1 --date 2025-12-30", "PERIOD, AMOUNT", "pay P1 408800 --date 2025-12-30"),
        ("pay --date 2025-12-30 100 第一期", "PERIOD, AMOUNT", "pay --date 2025-12-30 第一期 100"),
        ("invoice 9 P1 --number 1 --date x", "PERIOD, AMOUNT", "invoice P1 9 --number 1 --date x"),
        ("deduct 3,000.50 P2", "PERIOD, AMOUNT", "deduct P2 3,000.50"),
        ("extra 20000 P2 --basis x", "PERIOD, AMOUNT", "extra P2 20000 --basis x"),
        ("offset 10 P1 P2 --basis x", OFFSET, "offset P1 P2 10 --basis x"),
        ("offset P1 10 P2 --basis x", OFFSET, "offset P1 P2 10 --basis x"),
        ("mark request-started P1 --date x", "PERIOD, EVENT", "mark P1 request-started --date x"),
        ("confirm 2500 A-1 --basis x", "RECORD, AMOUNT", "confirm A-1 2500 --basis x"),
    ],
)  # fmt: skip
def test_the_wrong_order(desk: Desk, typed: str, order: str, meant: str) -> None:
    """Arguments that fit only in another order are refused with the command as it is meant."""
    answer = desk.ledger(*typed.split())
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"Error: The order is {order}: ledger {meant}\n"


def test_the_meant_command_can_be_copied(desk: Desk) -> None:
    """Words with blanks are quoted in it."""
    said = desk.ledger("extra", "20000", "P2", *BASIS).err
    assert said.endswith("ledger extra P2 20000 --basis 'a b'\n")


@pytest.mark.parametrize("typed", ["rate 2025-08 2025-09", "rate 优 优秀", "pay P1 P2 --date x"])
def test_no_order_fits(desk: Desk, typed: str) -> None:
    """What fits in no order is refused for what it is."""
    assert "The order is" not in desk.ledger(*typed.split()).err


@pytest.mark.parametrize(("typed", "lacks"), [("2025-09", "RATING"), ("优秀", "MONTH")])
def test_half_a_pair(desk: Desk, typed: str, lacks: str) -> None:
    """Of a month and its rating, the one that is missing is named."""
    answer = desk.ledger("rate", "2025-08", "好", typed)
    assert (answer.code, answer.err.splitlines()[0]) == (
        2,
        f"Error: The argument {lacks} is missing.",
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("due Q1", "Q1 is not a payment period of this contract. Did you mean P1?"),
        ("due P4", "The payment periods are: P1, P2, P3."),
        ("rate 2024-11 好", "of this contract. Did you mean 2025-11?"),
        ("rate 2026-08 好", "Did you mean 2025-08?"),
        ("rats", "No such command 'rats'. Did you mean rate?"),
        ("version1", "Did you mean --version?"),
        ("P2", "No such command 'P2'. Did you mean ledger due P2?"),
        ("fapiao", "No such command 'fapiao'."),
        ("due --explian", "Did you mean --explain?"),
        ("--versoin", "Did you mean --version?"),
        ("--explain due P1", "An option of a command stands behind it: ledger due P1 --explain"),
        ("mark P1 received --date 2026-01-01", "Did you mean invoice-received?"),
        ("mark P1 已收 --date 2026-01-01", "The events are: invoice-received"),
    ],
)  # fmt: skip
def test_nearly_right(desk: Desk, typed: str, said: str) -> None:
    """A mistyped command, option, period, month or event is answered with what is near."""
    answer = desk.ledger(*typed.split())
    assert answer.code in (1, 2)
    assert said in answer.err


@pytest.mark.parametrize("typed", ["良", "优", "优秀!", "excellent"])
def test_a_rating_is_never_guessed(desk: Desk, typed: str) -> None:
    """附件1.六 A rating that is not in the scale is refused with the scale and no suggestion."""
    answer = desk.ledger("rate", "2025-08", typed)
    assert answer.code == 1
    assert "Did you mean" not in answer.err
    assert "优秀, 良好, 好, 一般, 差" in answer.err


def test_a_chinese_word_for_a_command(desk: Desk) -> None:
    """A word of the help where a command is wanted names the commands that it is about."""
    assert "是不是 invoice？" in desk.ledger("发票", LEDGER_LANG="zh").err


def test_a_record_by_its_invoice_number(desk: Desk) -> None:
    """An invoice number names its record, in groups of digits too; one digit off is answered."""
    halfway(desk)
    off = FIRST[:-3] + "7" + FIRST[-2:]
    assert f"Did you mean {FIRST}?" in desk.ledger("void", off, "--reason", "x").err
    spaced = f"{FIRST[:10]} {FIRST[10:]}"
    assert desk.ledger("void", spaced, "--reason", "x").code == 0


def test_a_period_where_a_record_is_wanted(desk: Desk) -> None:
    """The records of the period are named; another month is never suggested."""
    halfway(desk)
    assert "Did you mean A-aaaaaa, A-bbbbbb?" in desk.ledger("void", "P2", "--reason", "x").err
    assert "Did you mean" not in desk.ledger("void", "2026-05", "--reason", "x").err


def test_a_proposed_rating_is_not_confirmed(desk: Desk) -> None:
    """附件1.七 `confirm` is for deductions: it says how a rating becomes final."""
    desk.write("ratings.csv", "month,rating,stage\n2025-08,好,proposed\n")
    said = desk.ledger("confirm", "2025-08", "--basis", "x").err
    assert "ledger rate 2025-08 好 --approved-on DATE" in said


@pytest.mark.parametrize("typed", ["help", "-h", "-help", "/?", "-?", "帮助"])
def test_words_for_help(desk: Desk, typed: str) -> None:
    """Help is shown by what people type for it elsewhere."""
    assert desk.ledger(typed) == desk.ledger("--help")


@pytest.mark.parametrize("typed", ["version", "-V"])
def test_words_for_the_version(desk: Desk, typed: str) -> None:
    """So is the version."""
    assert desk.ledger(typed) == desk.ledger("--version")


def test_options_before_and_after(tmp_path: Path) -> None:
    """The options of every command are taken before the command, after it and at the end."""
    desk = new_desk(tmp_path / "合同 甲")
    shared = ("--contract", str(desk.folder), "--as-of", "2025-12-22", "--lang", "zh")
    answers = {
        desk.ledger(*words, LEDGER_CONTRACT="")
        for words in (
            (*shared, "due", "P1", "--explain"),
            ("due", *shared, "P1", "--explain"),
            ("due", "P1", "--explain", *shared),
            (*shared[:2], "due", *shared[2:4], "--explain", "P1", *shared[4:]),
        )
    }
    assert [answer.code for answer in answers] == [0]
