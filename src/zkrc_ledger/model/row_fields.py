"""What one cell of a record's row may hold. Empty cells never come here."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from zkrc_ledger.model.fields import FIRST_YEAR, LAST_YEAR, Check
from zkrc_ledger.model.parse import (
    parse_amount,
    parse_date,
    parse_month,
    parse_period,
    parse_positive_amount,
)
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_YES = {"yes": True, "y": True, "true": True, "1": True, "是": True}
_NO = {"no": False, "n": False, "false": False, "0": False, "否": False}


def choice(column: str, words: Mapping[str, tuple[str, ...]]) -> Check:
    """One of the keys of `words`, or another word for it; case does not matter."""
    known = {word: key for key, others in words.items() for word in (key, *others)}

    def parse(cell: object) -> str:
        written = str(cell)
        if key := known.get(written.lower()):
            return key
        raise Refused(
            f"{column}-unknown",
            Text('"{written}" cannot stand under {column}.', written=written[:40], column=column),
            Text(
                "Write one of: {words}.",
                words=tuple(f"{key} ({others[0]})" for key, others in words.items()),
            ),
        )

    return Check(parse)


def _yes(written: str) -> bool:
    known = (_YES | _NO).get(written.lower())
    if known is None:
        raise Refused(
            "void-unknown",
            Text('"{written}" is neither yes nor no.', written=written[:40]),
            Text("Write yes (是) to take the row's subject back, or leave it empty."),
        )
    return known


_CHINA = timezone(timedelta(hours=8))
_MOMENT = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?"
    r"(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)


def parse_moment(written: object) -> str:
    """A time of recording as ISO 8601 with its offset from UTC; China's where none is written.

    Raises `Refused` for anything else.
    """
    if match := _MOMENT.fullmatch(str(written)[:40]):
        *parts, offset = match.groups()
        try:
            year, month, day, hour, minute, second = (int(part or 0) for part in parts)
            moment = datetime(year, month, day, hour, minute, second, tzinfo=_CHINA)
            if offset:
                zone = datetime.strptime(offset, "%z").tzinfo
                moment = moment.replace(tzinfo=zone)
        except ValueError:
            pass  # the 31st of a short month, an hour 25: refused below like any other slip
        else:
            if FIRST_YEAR <= moment.year <= LAST_YEAR:
                return moment.isoformat()
    raise Refused(
        "recorded-at",
        Text('"{written}" is not a time of recording.', written=str(written)[:40]),
        Text(
            "Write it as 2025-10-15T09:30:00+08:00, or leave it empty: then the row is the newest."
        ),
    )


CellText = Annotated[str, Check(str)]
CellMonth = Annotated[str, Check(parse_month)]
CellPeriod = Annotated[str, Check(parse_period)]
CellDate = Annotated[date | None, Check(parse_date)]
CellAmount = Annotated[Decimal | None, Check(parse_amount)]
CellPositiveAmount = Annotated[Decimal | None, Check(parse_positive_amount)]
CellMoment = Annotated[str, Check(parse_moment)]
CellYes = Annotated[bool, Check(_yes)]
