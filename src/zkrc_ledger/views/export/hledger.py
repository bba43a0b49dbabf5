"""A journal for hledger: entries, and in the last one a balance assertion for every account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zkrc_ledger.views.export.postings import CURRENCY, journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.export.postings import Entry, Posting

# in a comment hledger takes `date:…` and `[…]` for the posting's own day
_DAY_TAG = re.compile(r"(?i)(date2?):|\[")


def render(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> bytes:
    """The journal of some periods."""
    return "".join(f"{line}\n" for line in _lines(assessment, periods, tr)).encode()


def _lines(
    assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator
) -> Iterator[str]:
    kept = journal(assessment, periods, tr)
    yield from (f"; {remark}" for remark in kept.remarks)
    yield "decimal-mark ."
    yield f"commodity 1000.00 {CURRENCY}"
    yield ""
    yield from (f"account {account}" for account in kept.balances)
    for entry in kept.entries:
        yield ""
        yield from _entry(entry)
    yield ""
    said = tr("Balances")
    yield f"{kept.asserted_on} * {said}"
    for account, amount in kept.balances.items():
        yield f"  {account:<26} 0.00 {CURRENCY} = {amount:.2f} {CURRENCY}"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"{entry.day} {'*' if entry.settled else '!'} {_described(entry.text)}"
    yield from map(_posting, entry.postings)


def _posting(one: Posting) -> str:
    why = f"  ; {_DAY_TAG.sub(_no_tag, one.why)}" if one.why else ""
    return f"  {one.account:<26} {one.amount:>14.2f} {CURRENCY}{why}"


def _no_tag(match: re.Match[str]) -> str:
    return f"{match[1]}：" if match[1] else "［"


def _described(text: str) -> str:
    """A description: a semicolon would begin a comment, and a bar divides payee and note."""
    return text.replace(";", "；").replace("|", "｜")
