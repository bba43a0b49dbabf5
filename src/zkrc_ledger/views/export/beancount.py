"""A journal for Beancount: entries, and a balance assertion for every account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.views.export.postings import CURRENCY, journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.export.postings import Entry, Posting


def render(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> bytes:
    """The journal of some periods."""
    return "".join(f"{line}\n" for line in _lines(assessment, periods, tr)).encode()


def _lines(
    assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator
) -> Iterator[str]:
    kept = journal(assessment, periods, tr)
    yield from (f"; {remark}" for remark in kept.remarks)
    yield f'option "title" {_quoted(assessment.contract.number)}'
    yield f'option "operating_currency" "{CURRENCY}"'
    yield ""
    yield from (f"{kept.opened_on} open {account} {CURRENCY}" for account in kept.balances)
    for entry in kept.entries:
        yield ""
        yield from _entry(entry)
    yield ""
    for account, amount in kept.balances.items():
        # else Beancount lets a fen go by
        yield f"{kept.asserted_on} balance {account}  {amount:.2f} ~ 0.00 {CURRENCY}"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"{entry.day} {'*' if entry.settled else '!'} {_quoted(entry.text)}"
    yield from map(_posting, entry.postings)


def _posting(one: Posting) -> str:
    why = f"  ; {one.why}" if one.why else ""
    return f"  {one.account:<26} {one.amount:>14.2f} {CURRENCY}{why}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
