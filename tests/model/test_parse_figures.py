"""Amounts, periods, invoice numbers and words as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from zkrc_ledger.model.parse import (
    parse_amount,
    parse_number,
    parse_period,
    parse_positive_amount,
    parse_words,
    rounded_by_spreadsheet,
)
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import literal

WIDE = dict(zip("０１２３４５６７８９．", "0123456789.", strict=True))


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("3000.50", "3000.50"),
        ("3000.5", "3000.50"),
        ("388800", "388800.00"),
        ("388,800.00", "388800.00"),
        ("1,166,400", "1166400.00"),
        ("３８８，８００．５", "388800.50"),
        (" 5元 ", "5.00"),
        ("0.01", "0.01"),
        ("007", "7.00"),
        ("999,999,999,999.99", "999999999999.99"),
        ("￥388,800.00 ", "388800.00"),
        ("¥388800", "388800.00"),
        ("388800元", "388800.00"),
        ("388,800.00 元整", "388800.00"),
        ("人民币 388800 元", "388800.00"),
        ("RMB 388,800", "388800.00"),
        ("'388800", "388800.00"),
    ],
)
def test_an_amount_is_read_however_it_is_typed(written: str, amount: str) -> None:
    """Yuan with or without separators, decimals, full-width digits; exact to the fen."""
    assert str(parse_amount(written)) == amount
    assert str(parse_positive_amount(written)) == amount
    plain = written.strip("' ")
    for below_zero in (
        f"-{plain}",
        f"−{plain}",
        f"－{plain}",
        f"({plain})",
        f"（{plain}）",
        f"{plain}-",
    ):
        assert parse_amount(below_zero) == -parse_amount(written)
        with pytest.raises(Refused) as refused:
            parse_positive_amount(below_zero)
        assert refused.value.code == "money-sign"


@pytest.mark.parametrize(
    "written",
    ["", "元", "5.001", "5.", ".5", "1,00", "1,0000", "12,34.5", "1e3", "5 0", "+5", "--5", "$5",
     "五", "1234567890123", "NaN", "٣", "300²", "3000①", "½", "3⒈5", "⑴", "𝟑", "3⁵", "⁻5", "5₂",
     "-5-", "(-5)", "(5", "5)", "5万元", "3,888E5", "3000" + " " * 80 + ".50", "3000\n.50",
     "3" * 5000, "3000\u00ad50"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(written: str) -> None:
    """Anything that is not an amount to the fen is refused, never rounded or guessed at."""
    for read in (parse_amount, parse_positive_amount):
        with pytest.raises(Refused) as refused:
            read(written)
        assert refused.value.code == "money-form"
        is_too_much = written.isdecimal() and written.isascii()
        shown = literal(written) if is_too_much else written[:40]
        assert english(refused.value.message) == f"Not an amount of money: {shown}."


@given(st.from_regex(r"[0-9０-９,，.．¥￥元²①½⑴ -]{1,12}", fullmatch=True) | st.text(max_size=8))
def test_an_amount_is_what_was_written_or_refused(written: str) -> None:
    """Whatever is typed, it is refused or is the figure that stands there, digit by digit."""
    try:
        amount = parse_amount(written)
    except Refused:
        return
    plain = "".join(WIDE.get(char, char) for char in written)
    assert abs(amount) == Decimal("".join(char for char in plain if char in "0123456789."))


@pytest.mark.parametrize("written", ["0", "-0", "0.00", "-5"])
def test_an_amount_must_be_above_zero(written: str) -> None:
    """Where the kind of record says which way it counts, nothing and less is refused."""
    with pytest.raises(Refused) as refused:
        parse_positive_amount(written)
    assert refused.value.code == "money-sign"
    assert english(refused.value.hint) == (
        "Write it without a sign; the kind of record says which way it counts."
    )


@pytest.mark.parametrize(
    ("written", "period"),
    [
        *(("P1", "P1"), ("p2", "P2"), (" Ｐ３ ", "P3"), ("1", "P1"), ("01", "P1"), ("2", "P2")),
        *(("第1期", "P1"), ("第一期", "P1"), ("第 2 期", "P2"), ("第十二期", "P12"), ("3期", "P3")),
        *(("第2付款周期", "P2"), ("第三个付款周期", "P3"), ("'1", "P1"), ("第１期", "P1")),
        *(("", ""), ("P0", "P0"), ("2025-09", "2025-09"), ("x", "X"), ("第①期", "第①期")),
    ],
)
def test_a_period_is_read_however_it_is_typed(written: str, period: str) -> None:
    """A payment period's id in any width or case; whether there is one is asked elsewhere."""
    assert parse_period(written) == period


def test_an_endless_period_is_refused() -> None:
    """A text without end is refused, never cut to something shorter."""
    with pytest.raises(Refused) as refused:
        parse_period("P1" + "x" * 100)
    assert refused.value.code == "period-form"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("25990000000000000001", "25990000000000000001"),
        ("'25990000000000000001", "25990000000000000001"),
        ("`25990000000000000001", "25990000000000000001"),
        ('="25990000000000000001"', "25990000000000000001"),
        ("＝“25990000000000000001”", "25990000000000000001"),
        ("２５９９ 0000 0000\t0000 0001", "25990000000000000001"),
        ("\u200b2599\ufeff", "2599"),
        ("", ""),
    ],
)
def test_a_number_is_read_without_its_marks(written: str, number: str) -> None:
    """What keeps a long number text in a spreadsheet is no part of the number."""
    assert parse_number(written) == number


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("2.4952E+19", "number-figure"), ("2e19", "number-figure")),
        *(("24952000000010900000.0", "number-figure"), ("9" * 81, "number-form")),
    ],
)
def test_a_number_that_became_a_figure_is_refused(written: str, code: str) -> None:
    """Its last digits are lost, or it never was one."""
    with pytest.raises(Refused) as refused:
        parse_number(written)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        ("24952000000010900000", True),
        ("24952000000010900001", False),
        ("2495200000001090000", False),
        ("249520000000109000000", False),
        ("00000000", False),
    ],
)
def test_a_number_that_a_spreadsheet_rounded(number: str, rounded: bool) -> None:  # noqa: FBT001
    """Of 20 digits a spreadsheet keeps 15: then the last five are zeros."""
    assert rounded_by_spreadsheet(number) is rounded


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("会议纪要", "会议纪要"),
        (" 一行 \r\n\n 二行\t", "一行  二行"),
        ("\ud800坏", "?坏"),
        ("'=1", "'=1"),
        ("纪要（一）\u200b", "纪要（一）"),
        ("—", ""),
        ("", ""),
    ],
)
def test_words_stand_on_one_line(written: str, words: str) -> None:
    """What is typed over several lines becomes one, and what is no character a question mark."""
    assert parse_words(written) == words
