"""JSON: the shapes that programs rely on. Money as "388800.00", dates as "2025-12-07"."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.text import spoken
from zkrc_ledger.model.words import in_words
from zkrc_ledger.views.words import figure_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.records import RatingRecord
    from zkrc_ledger.model.schedule import PaymentPeriod, Schedule, Span
    from zkrc_ledger.model.settlement import Line, PeriodSettlement, Settlement
    from zkrc_ledger.model.text import Translator

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


def schedule_tree(
    contract: Contract, schedule: Schedule, in_effect: Mapping[str, RatingRecord]
) -> Tree:
    """The schedule, each month with its rating and stage."""
    return {
        "contract": contract.number,
        "term": {
            "start": contract.term.start.isoformat(),
            "end": contract.term.end.isoformat(),
        },
        "total": _money(contract.price.total),
        "periods": [
            {
                **_span(period),
                "installment": _money(period.installment),
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
        "net": _money(settlement.net),
        "due": _money(settlement.due),
        "owed_by_contractor": _money(settlement.owed_by_contractor),
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
        "installment": _money(settled.sum_of("installment")),
        "rewards": _money(settled.sum_of("reward")),
        "deductions": _money(settled.sum_of("deduction")),
        "breach": "0.00",
        "additional_work": "0.00",
        "net": _money(settled.net),
        "due": _money(settled.due),
        "owed_by_contractor": _money(settled.owed_by_contractor),
        "due_in_words": in_words(settled.due),
        "range": {"low": _money(settled.range.low), "high": _money(settled.range.high)},
        "lines": [_line(line, tr) for line in settled.lines],
    }


def record_tree(record: RatingRecord) -> Tree:
    """A rating as it stands on record."""
    return {
        "id": record.id or None,
        "at": str(record.place) if record.place else None,
        "month": record.month,
        "rating": record.rating,
        "stage": record.stage,
        "approved_on": record.approved_on.isoformat() if record.approved_on else None,
        "basis": record.basis,
        "note": record.note,
        "revises": record.revises or None,
        "reason": record.reason,
        "recorded_at": record.recorded_at,
        "recorded_by": record.recorded_by,
    }


def _line(line: Line, tr: Translator) -> Tree:
    record = line.record
    return {
        "kind": line.kind,
        "amount": _money(line.amount),
        "clauses": list(line.clauses),
        "month": line.month,
        "rating": line.rating,
        "record": {"id": record.id or None, "at": str(record.place)} if record else None,
        "text": figure_words(line, tr),
    }


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _span(span: Span) -> Tree:
    return {"id": span.id, "start": span.start.isoformat(), "end": span.end.isoformat()}


def _deadline(period: PaymentPeriod) -> Tree:
    return {
        "request_by": period.request_by.day.isoformat(),
        "request_by_is": "estimated" if period.request_by.estimated else "official",
    }


def _rating(record: RatingRecord | None) -> Tree:
    return {"rating": record.rating if record else None, "stage": record.stage if record else None}
