"""Money: yuan as `Decimal` with two decimals, exact, never a float.

Amounts are read, added and subtracted; only `percent_of` ever rounds, and only once.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text, literal

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO = Decimal("0.00")
FEN = Decimal("0.01")
LARGEST = Decimal("999999999999.99")
_PLAIN = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?", re.ASCII)


def yuan(value: object) -> Decimal:
    """Money as a contract file writes it: a whole number of yuan, or "1234.50" as a string.

    Raises `Refused` for a float (it has already lost its exact value), a boolean, a sign, a
    separator, more than two decimals, or more than 999,999,999,999.99 yuan.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Refused(
            "money-type",
            Text("Money is not written like this: {value}.", value=literal(value)),
            Text('Write whole yuan as 388800, or yuan and fen in quotes as "388800.50".'),
        )
    if isinstance(value, int) and value < 0:
        raise Refused(
            "money-negative",
            Text("Money here cannot be negative: {value}.", value=literal(value)),
            Text("Write the amount without a sign; the key says which way it counts."),
        )
    written = str(value) if isinstance(value, str) or value <= LARGEST else "?"
    if not _PLAIN.fullmatch(written):
        raise Refused(
            "money-form",
            Text("Not an amount of money: {value}.", value=literal(value)),
            Text("Digits only, at most two decimals, no sign, no separators: 388800 or 388800.50."),
        )
    return Decimal(written).quantize(FEN)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts in yuan; 0.00 for none."""
    return sum(amounts, ZERO)


def percent_of(percent: Decimal, amount: Decimal) -> Decimal:
    """`percent` hundredths of `amount` in yuan, rounded half up to the fen."""
    return (amount * percent / 100).quantize(FEN, ROUND_HALF_UP)
