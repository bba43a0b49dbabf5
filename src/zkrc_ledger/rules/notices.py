"""Which notices bear on a figure: what it rests on was changed outside, or has not come yet.

A file that looks like records and is not read may bear on any figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import AMENDMENTS_FILE

if TYPE_CHECKING:
    from zkrc_ledger.model.book import OutsideChange
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment

_NOT_READ = ("file-not-read", "file-beside")


def notices_for(assessment: Assessment, settled: PeriodSettlement | None) -> list[Problem]:
    """The notices that belong beside a period's figures; beside everything for None.

    The terms and the amendments bear on every period. A change of a file's form bears on none.
    """
    outside = [one for one in assessment.outside if not one.form_only]
    to_come = [one for one in assessment.problems if one.code == "day-to-come"]
    if settled is not None:
        records = _records_behind(settled)
        places = {(one.place.file, one.place.line) for one in records if one.place}
        subjects = {(one.FILE, one.subject) for one in records}
        outside = [one for one in outside if _bears_on(one, settled, subjects)]
        to_come = [one for one in to_come if (one.file, one.line) in places]
    not_read = [one for one in assessment.problems if one.code in _NOT_READ]
    return [*(one.problem for one in outside), *to_come, *not_read]


def _records_behind(settled: PeriodSettlement) -> list[Record]:
    account = settled.account
    lines = (*settled.lines, *settled.claimed_lines, *settled.apart)
    return [
        *(line.record for line in lines if line.record),
        *account.invoices,
        *account.payments,
        *account.events,
    ]


def _bears_on(
    change: OutsideChange, settled: PeriodSettlement, subjects: set[tuple[str, tuple[str, ...]]]
) -> bool:
    """Also where the record is gone, and only its month or period is left to go by."""
    months = {month.id for month in settled.period.months}.union(settled.unrated)
    return (
        not change.subject
        or change.file == AMENDMENTS_FILE
        or (change.file, change.subject) in subjects
        or change.period == settled.period.id
        or change.subject[0] in months
    )
