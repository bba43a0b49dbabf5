"""Money: exact, two decimals, read from what a contract file may hold."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from zkrc_ledger.model.money import percent_of, total, yuan
from zkrc_ledger.model.problem import Refused

FORM = "Digits only, at most two decimals, no sign, no separators: 388800 or 388800.50."
TYPE = 'Write whole yuan as 388800, or yuan and fen in quotes as "388800.50".'
SIGN = "Write the amount without a sign; the key says which way it counts."


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (388800, "388800.00"),
        (0, "0.00"),
        (999_999_999_999, "999999999999.00"),
        ("388800", "388800.00"),
        ("388800.5", "388800.50"),
        ("388800.50", "388800.50"),
        ("0.01", "0.01"),
        ("007", "7.00"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_money_is_read_exactly(written: object, amount: str) -> None:
    """A whole number or a string with at most two decimals is money, to the fen."""
    assert str(yuan(written)) == amount


@pytest.mark.parametrize(
    ("written", "code", "message", "hint"),
    [
        (388800.5, "money-type", "Money is not written like this: 388800.5.", TYPE),
        (math.nan, "money-type", "Money is not written like this: nan.", TYPE),
        (True, "money-type", "Money is not written like this: true.", TYPE),
        (False, "money-type", "Money is not written like this: false.", TYPE),
        (
            date(2025, 8, 8),
            "money-type",
            "Money is not written like this: 2025-08-08.",
            TYPE,
        ),
        ([388800], "money-type", "Money is not written like this: [388800].", TYPE),
        (None, "money-type", "Money is not written like this: None.", TYPE),
        (-1, "money-negative", "Money here cannot be negative: -1.", SIGN),
        ("-1", "money-form", 'Not an amount of money: "-1".', FORM),
        ("+1", "money-form", 'Not an amount of money: "+1".', FORM),
        ("388,800", "money-form", 'Not an amount of money: "388,800".', FORM),
        ("388 800", "money-form", 'Not an amount of money: "388 800".', FORM),
        ("388800.505", "money-form", 'Not an amount of money: "388800.505".', FORM),
        ("388800.", "money-form", 'Not an amount of money: "388800.".', FORM),
        (".50", "money-form", 'Not an amount of money: ".50".', FORM),
        ("", "money-form", 'Not an amount of money: "".', FORM),
        ("1e5", "money-form", 'Not an amount of money: "1e5".', FORM),
        ("NaN", "money-form", 'Not an amount of money: "NaN".', FORM),
        ("３８８", "money-form", 'Not an amount of money: "３８８".', FORM),
        ("388800元", "money-form", 'Not an amount of money: "388800元".', FORM),
        ("1\n", "money-form", 'Not an amount of money: "1\n".', FORM),
        (10**12, "money-form", "Not an amount of money: 1000000000000.", FORM),
        ("1000000000000", "money-form", 'Not an amount of money: "1000000000000".', FORM),
        (
            "9" * 99,
            "money-form",
            'Not an amount of money: "' + "9" * 59 + "….",
            FORM,
        ),
    ],
)
def test_what_is_not_money_is_refused(written: Any, code: str, message: str, hint: str) -> None:
    """A float, a boolean, a sign, a separator or a third decimal is refused, with the way out."""
    with pytest.raises(Refused) as refused:
        yuan(written)
    assert refused.value.code == code
    assert english(refused.value.message) == message
    assert english(refused.value.hint) == hint


def test_a_total_keeps_its_decimals() -> None:
    """A sum of amounts has two decimals, the sum of none too."""
    assert str(total([])) == "0.00"
    assert str(total([Decimal("388800.00"), Decimal("-10000.00")])) == "378800.00"


@pytest.mark.parametrize(
    ("percent", "amount", "share"),
    [
        ("30", "1166400.00", "349920.00"),  # 四.7 on this contract's total
        ("7.5", "1166400.00", "87480.00"),
        ("0", "1166400.00", "0.00"),
        ("100", "0.01", "0.01"),
        ("50", "0.01", "0.01"),  # half a fen goes up
        ("49", "0.01", "0.00"),
        ("33.3333", "100.00", "33.33"),
        ("50", "0.03", "0.02"),  # half up, not half to even
        ("50", "0.05", "0.03"),
    ],
)
def test_a_percentage_is_rounded_once_half_up(percent: str, amount: str, share: str) -> None:
    """A share is rounded half up to the fen."""
    assert str(percent_of(Decimal(percent), Decimal(amount))) == share


@given(st.integers(0, 99_999_999_999_999))
def test_money_survives_writing_and_reading(fen: int) -> None:
    """An amount written with two decimals is read back as the same amount."""
    amount = Decimal(fen) / 100
    assert yuan(f"{amount:.2f}") == amount
