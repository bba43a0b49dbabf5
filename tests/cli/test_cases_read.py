"""What people write and expect to be read, and is; line ends of any kind in every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.cases import NUMBER, PAYMENTS, clerk, months, received, told

if TYPE_CHECKING:
    from tests.support import Desk

__all__ = ["clerk"]  # a fixture


@pytest.mark.parametrize(
    "amount", ['"￥388,800.00 "', "¥388800", "388800元", "３８８８００", "388800-"]
)
def test_17_amounts_as_people_write_them(clerk: Desk, amount: str) -> None:
    """Signs of yuan, blanks, thousands and full-width digits change nothing."""
    clerk.write("payments.csv", f"{PAYMENTS}P1,2025-12-20,{amount},a\n")
    assert received(clerk) == ("-388800.00" if amount.endswith("-") else "388800.00")


def test_17_an_amount_as_it_is_typed(clerk: Desk) -> None:
    """￥388800 on the command line is an amount."""
    assert clerk.ledger("pay", "P1", "￥388800", "--date", "2025-12-20").code == 0
    assert received(clerk) == "388800.00"


@pytest.mark.parametrize("amount", ["300²", "3000①", "3000" + " " * 80 + ".50", "三千", "3e3"])
def test_17_an_amount_never_changes(clerk: Desk, amount: str) -> None:
    """What is no amount to the letter is refused, in the file and as typed."""
    clerk.write("payments.csv", f"{PAYMENTS}P1,2025-12-20,{amount},a\n")
    assert [one[0] for one in told(clerk)] == ["error"]
    (clerk.folder / "payments.csv").unlink()
    for language in ("en", "zh"):
        typed = ("pay", "P1", amount, "--date", "2025-12-20")
        assert clerk.ledger(*typed, LEDGER_LANG=language).code == 1
    assert not (clerk.folder / "payments.csv").exists()


@pytest.mark.parametrize(
    "day", ["2025-12-20 10:33:21", "2025/12/20 0:00", "20251220", "46011", "2025年12月20日"]
)
def test_18_days_as_spreadsheets_write_them(clerk: Desk, day: str) -> None:
    """A time of day, eight digits and a day's number are the day."""
    clerk.write("payments.csv", f"{PAYMENTS}P1,{day},5,a\n")
    assert told(clerk) == []
    assert "2025-12-20" in clerk.ledger("history").out


def test_19_signs_for_an_empty_cell(clerk: Desk) -> None:
    """/ and — are empty; a rating that is / is a month filled in ahead."""
    clerk.write(
        "ratings.csv", "月份,评价结果,状态,通过日期,依据\n2025-08,好,通过,/,/\n2025-09,/,—,,\n"
    )
    assert (told(clerk), months(clerk)) == ([], {"2025-08": "好"})


def test_20_a_red_letter_below_zero(clerk: Desk) -> None:
    """The minus that a tax export has is read, with the original's number."""
    clerk.write(
        "invoices.csv",
        "number,period,date,amount,red_of\n"
        f"{NUMBER},P1,2025-12-20,388800,\n25990000000000000002,P1,2025-12-21,-8800,{NUMBER}\n",
    )
    assert told(clerk) == []
    assert clerk.ledger("due", "P1", "--json").json["invoiced"] == "380000.00"


@pytest.mark.parametrize(
    "month", ["2025年9月份", "2025年9月", "２０２５－０９", "202509", "2025.9"]
)
def test_21_months_as_people_write_them(clerk: Desk, month: str) -> None:
    """2025年9月份 is 2025-09."""
    clerk.write("ratings.csv", f"月份,评价结果\n{month},好\n")
    assert (told(clerk), months(clerk)) == ([], {"2025-09": "好"})


def test_22_a_file_that_is_open_elsewhere(clerk: Desk) -> None:
    """It is recorded, with a notice in either language."""
    clerk.write(".~lock.ratings.csv#", "")
    for month, language in (("2025-08", "en"), ("2025-09", "zh")):
        answer = clerk.ledger("rate", month, "好", LEDGER_LANG=language)
        assert answer.code == 0
        assert ".~lock.ratings.csv#" in answer.err
    assert months(clerk) == {"2025-08": "好", "2025-09": "好"}


@pytest.mark.parametrize("line_end", ["\r", "\n", "\r\n", "mixed"])
def test_line_ends_of_any_kind_in_every_file(clerk: Desk, line_end: str) -> None:
    """Every file of a book reads the same whatever ends its lines, and can be added to."""

    def ended(text: str) -> bytes:
        lines = text.split("\n")
        ends = ["\r", "\r\n", "\n", "\r\n"] if line_end == "mixed" else [line_end]
        return "".join(f"{line}{ends[at % len(ends)]}" for at, line in enumerate(lines)).encode()

    clerk.write("ratings.csv", "")
    recorded: tuple[tuple[str, ...], ...] = (
        ("rate", "2025-08", "好"),
        ("amend", "extend", "--days", "5", "--from", "2026-03-01", "--basis", "函"),
    )
    for command in recorded:
        assert clerk.ledger(*command).code == 0
    before = clerk.ledger("schedule", "--json").json["periods"]
    for name in ("contract.toml", "ratings.csv", "amendments.toml", "journal.jsonl"):
        text = clerk.read(name).decode().replace("\r\n", "\n").removesuffix("\n")
        (clerk.folder / name).write_bytes(ended(text))
    kept = clerk.read("amendments.toml")
    assert told(clerk) == []
    assert clerk.ledger("schedule", "--json").json["periods"] == before
    assert clerk.ledger("rate", "2025-09", "差").code == 0
    extend = ("amend", "extend", "--days", "3", "--from", "2026-04-01", "--basis", "函")
    assert clerk.ledger(*extend).code == 0
    assert clerk.read("amendments.toml").startswith(kept)
    assert told(clerk) == []
    assert months(clerk) == {"2025-08": "好", "2025-09": "差"}
