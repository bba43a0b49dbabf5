"""JSON: the shapes that programs rely on. Money as "388800.00", dates as "2025-12-07"."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.amendments import Setting
from zkrc_ledger.model.settlement import BREACH_KINDS
from zkrc_ledger.model.text import spoken
from zkrc_ledger.model.words import in_words
from zkrc_ledger.rules.clauses.art3_2_vat_invoice import vat_split
from zkrc_ledger.views.words import figure_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import RatingRecord
    from zkrc_ledger.model.schedule import PaymentPeriod, Schedule, Span
    from zkrc_ledger.model.settlement import Line, PeriodSettlement, Settlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms

Tree = dict[str, Any]


def encoded(tree: Tree) -> bytes:
    """The tree as UTF-8 JSON, one line end at the end.

    What the console could not decode (a lone surrogate) comes out as JSON's escape for it.
    """
    text = json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def problems_tree(problems: Iterable[Problem], tr: Translator) -> list[Tree]:
    """Each problem with every key, null where it has nothing to say."""
    return [
        {
            "severity": problem.severity,
            "code": problem.code,
            "message": spoken(problem.message, tr),
            "file": problem.file,
            "line": problem.line,
            "key": problem.key,
            "hint": spoken(problem.hint, tr) if problem.hint else None,
        }
        for problem in problems
    ]


def schedule_tree(terms: Terms, schedule: Schedule, in_effect: Mapping[str, RatingRecord]) -> Tree:
    """The schedule of the contract as amended, each month with its rating and stage."""
    contract = terms.final
    return {
        "contract": contract.number,
        "term": {
            "start": contract.term.start.isoformat(),
            "end": schedule.end.isoformat(),
        },
        "total": money(contract.price.total),
        "periods": [
            {
                **_span(period),
                "installment": money(period.installment),
                **_deadline(period),
                "cycles": [_span(cycle) for cycle in period.cycles],
                "months": [
                    {**_span(month), **_rating(in_effect.get(month.id))} for month in period.months
                ],
            }
            for period in schedule.periods
        ],
    }


def settlement_tree(contract: Contract, settlement: Settlement, tr: Translator) -> Tree:
    """Every period, and the sums over the contract."""
    return {
        "contract": contract.number,
        "periods": [period_tree(contract, period, tr) for period in settlement.periods],
        "net": money(settlement.net),
        "due": money(settlement.due),
        "owed_by_contractor": money(settlement.owed_by_contractor),
    }


def period_tree(contract: Contract, settled: PeriodSettlement, tr: Translator) -> Tree:
    """One period's settlement, line by line."""
    return {
        "contract": contract.number,
        "period": settled.period.id,
        "start": settled.period.start.isoformat(),
        "end": settled.period.end.isoformat(),
        "ended": settled.ended,
        **_deadline(settled.period),
        "state": settled.state,
        "unrated": list(settled.unrated),
        "installment": money(settled.sum_of("installment")),
        "rewards": money(settled.sum_of("reward")),
        "deductions": money(settled.sum_of("deduction")),
        "breach": money(settled.sum_of(*BREACH_KINDS)),
        "additional_work": money(settled.sum_of("additional_work")),
        "net": money(settled.net),
        "due": money(settled.due),
        "owed_by_contractor": money(settled.owed_by_contractor),
        "due_in_words": None if settled.due is None else in_words(settled.due),
        "range": {"low": money(settled.range.low), "high": money(settled.range.high)},
        "vat": None if settled.due is None else vat_tree(contract, settled.due),
        "lines": [_line(line, tr) for line in settled.lines],
        "claimed": [_line(line, tr) for line in settled.claimed],
        "settled_apart": [_line(line, tr) for line in settled.apart],
        "estimate": money(settled.estimate),
    }


def vat_tree(contract: Contract, amount: Decimal) -> Tree | None:
    """An amount as net and tax; null where the contract file names no rate."""
    split = vat_split(contract, amount)
    if split is None:
        return None
    return {"percent": f"{split.percent:f}", "net": money(split.net), "tax": money(split.tax)}


def record_tree(record: Record) -> Tree:
    """A record as it stands, every field of its kind; "at" is its file and line."""
    tree: Tree = {"id": record.id or None, "at": str(record.place) if record.place else None}
    for part in fields(record):
        if part.name not in ("id", "place"):
            name = {"day": "date", "start": "from"}.get(part.name, part.name)
            tree[name] = _plain(getattr(record, part.name))
    return tree


def recorded_tree(records: Sequence[Record]) -> Tree:
    """What a command recorded: whether anything, and every record of it."""
    return {"recorded": bool(records), "records": [record_tree(record) for record in records]}


def _plain(value: object) -> object:  # noqa: PLR0911  (a kind a line)
    """A value of a record as JSON has it."""
    match value:
        case Decimal():
            return money(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(one) for one in value]
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case Setting():
            return {"key": value.key, "value": _plain(value.written)}
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)


def _line(line: Line, tr: Translator) -> Tree:
    record = line.record
    return {
        "kind": line.kind,
        "amount": money(line.amount),
        "clauses": list(line.clauses),
        "month": line.month,
        "rating": line.rating,
        "record": {"id": record.id or None, "at": str(record.place)} if record else None,
        "amended_by": [change.id for change in line.changes],
        "text": figure_words(line, tr),
    }


def money(amount: Decimal | None) -> str | None:
    """Yuan with two decimals, as a string; null where it is not determined."""
    return None if amount is None else f"{amount:.2f}"


def _span(span: Span) -> Tree:
    return {"id": span.id, "start": span.start.isoformat(), "end": span.end.isoformat()}


def _deadline(period: PaymentPeriod) -> Tree:
    return {
        "request_by": period.request_by.day.isoformat(),
        "request_by_is": "estimated" if period.request_by.estimated else "official",
    }


def _rating(record: RatingRecord | None) -> Tree:
    return {"rating": record.rating if record else None, "stage": record.stage if record else None}
