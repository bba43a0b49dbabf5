"""七.1: force majeure extends the term by as long as it lasted.

The unit that holds the first day lost grows by that many days, and everything after it moves
by the same number of days; nothing is counted anew in months, and no month is renamed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.amendments import Extension
    from zkrc_ledger.model.contract import Readings
    from zkrc_ledger.model.schedule import ServiceMonth


def extended(
    months: tuple[ServiceMonth, ...], extensions: Iterable[Extension], readings: Readings
) -> tuple[ServiceMonth, ...]:
    """七.1 The service months with every extension in them, in the order of the days lost.

    By the other reading the days are appended to the end of the term.
    """
    for extension in extensions:
        days = timedelta(days=extension.days)
        grows = len(months) - 1
        if readings.extension_falls == "where_lost":
            grows = next(
                (place for place, month in enumerate(months) if extension.start in month), grows
            )
        months = (
            *months[:grows],
            replace(months[grows], end=months[grows].end + days),
            *(
                replace(month, start=month.start + days, end=month.end + days)
                for month in months[grows + 1 :]
            ),
        )
    return months
