"""Books in memory: the real contract and what happened under it, written short for tables.

Rows are given in the order in which they were recorded: each gets its moment, its line and,
where it has none, its id.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.english import english
from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.book import Book
from zkrc_ledger.model.contract import Contract
from zkrc_ledger.model.key_path import merged, parse_key_path
from zkrc_ledger.model.money import FEN, yuan
from zkrc_ledger.model.record import Place, Record
from zkrc_ledger.model.records import Adjustment, Event, Invoice, Payment, Rating
from zkrc_ledger.model.validation import validated
from zkrc_ledger.rules.assess import assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment

PROJECT = Path(__file__).parents[2]
REAL_CONTRACT = PROJECT / "data" / "contract.toml"
OTHER_CONTRACTS = sorted((PROJECT / "tests" / "contracts").glob("*.toml"))
AFTER_ALL = date(2026, 9, 1)
P1 = ("2025-08", "2025-09", "2025-10", "2025-11")
P2 = ("2025-12", "2026-01", "2026-02", "2026-03")
P3 = ("2026-04", "2026-05", "2026-06", "2026-07")
MONTHS = (*P1, *P2, *P3)
N1, N2, N3 = (f"2511200000000000000{digit}" for digit in "123")  # fully digitalised: 20 digits
_FIRST_MOMENT = datetime(2025, 8, 8, tzinfo=UTC)

# readings, as keys of contract.toml
AT_THE_END = {"readings.rewards_paid": "at_the_end"}
APART = {"readings.set_off": "settled_apart"}
FOR_THE_AMOUNT_DUE = {"readings.invoice_for": "amount_due"}
FROM_RECEIPT = {"readings.request_counted_from": "invoice_receipt"}
WIDER_BREACH = {"readings.breach_base": "total_with_additional_work"}
EVIDENCE = {"final_rating.evidence": "required"}


def ceiling(yuan: int | str) -> dict[str, object]:
    """Rewards up to a ceiling over the whole term."""
    return {"readings.rewards": "within_ceiling", "readings.reward_ceiling": yuan}


def book(*rows: Record, path: Path = REAL_CONTRACT, **changed: object) -> Book:
    """A contract file with some of its keys changed, and rows in the order of recording.

    Keys with dots come as `**{"readings.anchor": …}`.
    """
    tree: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, value in changed.items():
        tree = merged(tree, parse_key_path(key), value, key)
    contract, problems = validated(Contract, tree)
    assert not problems, problems
    return Book(
        contract_file=path,
        contract=contract,
        tree=tree,
        parts={part.name: getattr(contract, part.name) for part in fields(Contract)},
        rows=_recorded(rows),
    )


def _recorded(rows: Iterable[Record]) -> tuple[Record, ...]:
    lines: Counter[str] = Counter()
    found = []
    for minute, row in enumerate(rows):
        lines[row.FILE] += 1
        stamped: dict[str, Any] = {
            "recorded_at": (_FIRST_MOMENT + timedelta(minutes=minute)).isoformat(),
            "place": Place(row.FILE, lines[row.FILE] + 1),
        }
        if not getattr(row, "id", "id"):
            stamped["id"] = f"{row.PREFIX}-{lines[row.FILE] + 1}"
        found.append(replace(row, **stamped))
    return tuple(found)


def assessed(*rows: Record, on: date | str = AFTER_ALL, **changed: object) -> Assessment:
    """The book, assessed; it must be sound."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    return assess(book(*rows, **changed), day)


def periods(*rows: Record, **changed: Any) -> tuple[PeriodSettlement, ...]:
    """The settled periods of the book."""
    return assessed(*rows, **changed).settlement.periods


def p1(*rows: Record, **changed: Any) -> PeriodSettlement:
    """The first of them."""
    return periods(*rows, **changed)[0]


def codes(assessment: Assessment) -> list[str]:
    """The codes of everything that is noticed."""
    return [one.code for one in assessment.problems]


def said(problem: Problem) -> tuple[str, str, str | None, int | None, str, str]:
    """A problem as a row of a table: severity, code, file, line, message and hint in English."""
    return (
        problem.severity,
        problem.code,
        problem.file,
        problem.line,
        english(problem.message),
        english(problem.hint),
    )


def pair(found: Any) -> tuple[str, str]:
    """A range as text."""
    return str(found.low), str(found.high)


def rated(
    ratings: Mapping[str, str], stage: str = "final", *, dated: bool = True
) -> tuple[Rating, ...]:
    """One rating a month; the meeting passed a final one on the day after its month."""
    return tuple(
        Rating(
            month=month,
            rating=rating,
            stage=stage,
            approved_on=_day_after(month) if dated and stage == "final" else None,
        )
        for month, rating in ratings.items()
    )


def _day_after(month: str) -> date:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
    return date(year, number + 1, 8)


def all_rated(rating: str = "一般", months: Iterable[str] = MONTHS) -> tuple[Rating, ...]:
    """The same rating for every month."""
    return rated(dict.fromkeys(months, rating))


def adjusted(
    period: str,
    kind: str,
    amount: str | None = None,
    *,
    basis: str = "确认书",
    stage: str = "",
    clause: str = "",
    to: str = "",
    id_: str = "",
) -> Adjustment:
    """A row of adjustments.csv, agreed unless said otherwise."""
    return Adjustment(
        id=id_,
        period=period,
        kind=kind,
        amount=None if amount is None else yuan(amount),
        stage=stage,
        clause=clause,
        basis=basis,
        to_period=to,
    )


def claimed(period: str, kind: str, amount: str | None = None, **more: str) -> Adjustment:
    """A deduction that party A claims and party B has not agreed to."""
    return adjusted(period, kind, amount, basis="", **more)


def extra(period: str, amount: str, **more: str) -> Adjustment:
    """三.1 Additional work."""
    return adjusted(period, "additional_work", amount, **more)


def offset(period: str, to: str, amount: str, **more: str) -> Adjustment:
    """An offset (冲抵) of one period against another."""
    return adjusted(period, "offset", amount, to=to, **more)


def invoiced(
    period: str, amount: str, day: str = "2025-12-10", number: str = N1, red_of: str = ""
) -> Invoice:
    """A row of invoices.csv."""
    return Invoice(
        number=number,
        period=period,
        date=date.fromisoformat(day),
        amount=yuan(amount),
        red_of=red_of,
    )


def paid(
    period: str, amount: str, day: str = "2026-01-04", ref: str = "", paid_by: str = ""
) -> Payment:
    """A row of payments.csv; with a minus sign, money sent back or paid by party B."""
    return Payment(
        period=period,
        date=date.fromisoformat(day),
        amount=Decimal(amount).quantize(FEN),
        ref=ref,
        paid_by=paid_by,
    )


def marked(period: str, event: str, day: str, number: str = "") -> Event:
    """A row of events.csv."""
    return Event(period=period, event=event, date=date.fromisoformat(day), number=number)


def ended(on: str, settle: str | None = None) -> Termination:
    """四.7 A termination."""
    amount = None if settle is None else yuan(settle)
    return Termination(id="S-end", on=date.fromisoformat(on), settle=amount, basis="解除通知")


def lost(days: int, start: str) -> Extension:
    """七.1 An extension."""
    return Extension(id="S-lost", days=days, start=date.fromisoformat(start), basis="停工通知")


def changed(start: str, **terms: object) -> Change:
    """八.1 A supplemental agreement from a period on; keys with dots come as `**{…}`."""
    return Change(id="S-change", start=start, set=terms, basis="补充协议")
