"""What people type: months, dates, amounts, words: 2025-9, 2025年9月, 388,800.00."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import yuan
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

_DASHES = re.compile(r"[‐‑‒–—―−]")
_MONTH = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*月?", re.ASCII)
_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?", re.ASCII)
_AMOUNT = re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]{1,2})?", re.ASCII)
_LONGEST = 40
MONTH_HINT = Text(
    "Write year and month, as 2025-09; where Excel turns it into a date, format the column as text."
)


def parse_month(written: str) -> str:
    """A service month's id, `2025-09`; or, for a whole date, that date, `2025-09-20`.

    A whole date is kept as it is and never cut to its month: the service month it falls in
    may be another. Raises `Refused` for anything else.
    """
    plain = _plain(written)
    if match := _MONTH.fullmatch(plain):
        year, month = (int(part) for part in match.groups())
        if year and 1 <= month <= 12:  # noqa: PLR2004  (months of a year)
            return f"{year:04}-{month:02}"
    elif _DAY.fullmatch(plain):
        return parse_date(written).isoformat()
    raise Refused(
        "month-form",
        Text('"{written}" is not a month.', written=written[:_LONGEST]),
        MONTH_HINT,
    )


def parse_date(written: str) -> date:
    """A date: 2025-10-15, 2025/10/15 or 2025年10月15日. Raises `Refused` for anything else."""
    if match := _DAY.fullmatch(_plain(written)):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            pass  # the 31st of a short month, month 13: refused below like any other slip
    raise Refused(
        "date-form",
        Text('"{written}" is not a date.', written=written[:_LONGEST]),
        Text("Write year, month and day, as 2025-10-15."),
    )


def parse_amount(written: str) -> Decimal:
    """Money as people type it: 3000.5, 388,800.00, full-width digits; a minus sign in front.

    Raises `Refused` for anything else.
    """
    match = _AMOUNT.fullmatch(_plain(written).removesuffix("元"))
    if match is None:
        raise Refused(
            "money-form",
            Text("Not an amount of money: {value}.", value=written[:_LONGEST]),
            Text("Write yuan with at most two decimals, as 3000.50."),
        )
    sign, whole, fen = match.groups()
    amount = yuan(whole.replace(",", "") + (fen or ""))
    return -amount if sign else amount


def parse_positive_amount(written: str) -> Decimal:
    """An amount of money above zero. Raises `Refused` for anything else."""
    amount = parse_amount(written)
    if amount <= 0:
        raise Refused(
            "money-sign",
            Text("The amount must be above zero, not {value}.", value=amount),
            Text("Write it without a sign; the kind of record says which way it counts."),
        )
    return amount


def parse_period(written: str) -> str:
    """A payment period's id as people type it: p1, Ｐ１. Whether there is one is not asked here."""
    return _plain(written).upper()[:_LONGEST]


def parse_words(written: str) -> str:
    """Words as they can stand in a cell: on one line, and without what is no character at all.

    A line of a note could be taken for a merge's mark; a byte that the console could not
    decode has no place in any encoding.
    """
    plain = written.encode("utf-8", "replace").decode("utf-8")
    return " ".join(line.strip() for line in plain.splitlines()).strip()


def parse_number(written: str) -> str:
    """The number of an invoice as people type or paste it: full-width digits, blanks between."""
    return "".join(unicodedata.normalize("NFKC", written[: _LONGEST * 2]).split())


def rounded_by_spreadsheet(number: str) -> bool:
    """Whether a 20-digit number ends in zeros, as one does of which only 15 digits were kept."""
    return len(number) == 20 and number.endswith("00000")  # noqa: PLR2004


def _plain(written: str) -> str:
    # a bound first: NFKC of an endless cell would take as long
    return _DASHES.sub("-", unicodedata.normalize("NFKC", written[: _LONGEST * 2])).strip()
