"""A value's parts as lines of key and text: `term.start` and `2025-08-08`."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from zkrc_ledger.model.text import Bilingual

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def flattened(
    value: object, path: str = "", without: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Every plain part of a value under its key path; fields named in `without` are left out.

    Summaries and labels are words about the terms, not terms, and are left out too. The steps
    of a rating scale go by their rating and lists of days in their order in time, so that how
    a file orders them means nothing.
    """
    if isinstance(value, Bilingual | dict) or value is None:
        return
    if is_dataclass(value):
        for part in fields(value):
            if part.name not in without:
                inner = f"{path}.{part.name}" if path else part.name
                yield from flattened(getattr(value, part.name), inner, without)
    elif isinstance(value, tuple):
        days = all(isinstance(one, date) for one in value)
        for position, one in enumerate(sorted(value) if days else value):
            name = getattr(one, "rating", position)
            yield from flattened(one, f"{path}[{name}]", without)
    else:
        yield path, plain(value)


def plain(value: object) -> str:
    """A plain value as text: numbers without idle zeros, dates as 2025-12-07."""
    match value:
        case None:
            return "-"
        case Decimal():
            return f"{(value + 0).normalize():f}"  # and no minus before a zero
        case date():
            return value.isoformat()
        case _:
            return str(value)
