"""Months and dates as people type them: 2025-9, 2025/09, 2025年9月, full-width digits."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

_DASHES = re.compile(r"[‐‑‒–—―−]")
_MONTH = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*月?", re.ASCII)
_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?", re.ASCII)
_LONGEST = 40
MONTH_HINT = Text(
    "Write year and month, as 2025-09; where Excel turns it into a date, format the column as text."
)


def read_month(written: str) -> str:
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
        return read_date(written).isoformat()
    raise Refused(
        "month-form",
        Text('"{written}" is not a month.', written=written[:_LONGEST]),
        MONTH_HINT,
    )


def read_date(written: str) -> date:
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


def _plain(written: str) -> str:
    # a bound first: NFKC of an endless cell would take as long
    return _DASHES.sub("-", unicodedata.normalize("NFKC", written[: _LONGEST * 2])).strip()
