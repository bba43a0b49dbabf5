"""JSON of status, forecast, readings and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import spoken
from zkrc_ledger.views.json import money, record_tree, vat_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.settlement import Range, Settlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.forecast import Forecast
    from zkrc_ledger.rules.history import Entry
    from zkrc_ledger.rules.readings import Alternative, ReadingTaken
    from zkrc_ledger.rules.status import PeriodStatus
    from zkrc_ledger.views.json import Tree


def status_tree(
    contract: Contract,
    settlement: Settlement,
    statuses: Sequence[PeriodStatus],
    code: str,
    tr: Translator,
) -> Tree:
    """Each period: stage, sums and differences, next steps (first thing first), remarks."""
    today = settlement.as_of
    return {
        "contract": contract.number,
        "as_of": today.isoformat(),
        "settlement_code": code,
        "periods": [
            {
                "period": one.reconciled.settled.period.id,
                "stage": one.stage,
                "state": one.reconciled.settled.state,
                "request_by": one.reconciled.settled.period.request_by.day.isoformat(),
                "due": money(one.reconciled.due),
                "invoiced": money(one.reconciled.invoiced),
                "received": money(one.reconciled.received),
                "to_invoice": money(one.reconciled.to_invoice),
                "outstanding": money(one.reconciled.outstanding),
                "owed_by_contractor": money(one.reconciled.settled.owed_by_contractor),
                "next": [
                    {
                        "text": spoken(step.text, tr),
                        "who": step.who,
                        "by": step.by.isoformat() if step.by else None,
                        "days_left": step.days_left(today),
                    }
                    for step in one.steps
                ],
                "remarks": [spoken(remark, tr) for remark in one.remarks],
                "invoices": [
                    record_tree(record) | {"vat": vat_tree(contract, record.signed)}
                    for record in one.reconciled.invoices
                ],
                "payments": [record_tree(record) for record in one.reconciled.payments],
            }
            for one in statuses
        ],
    }


def forecast_tree(contract: Contract, found: Forecast, assumed: Sequence[str]) -> Tree:
    """Each period's range and the whole contract's; `what_if` where something is assumed."""
    supposed = found.supposed.periods if found.supposed else ()
    what_if = {one.period.id: _range(one.range) for one in supposed}
    return {
        "contract": contract.number,
        "assumed": list(assumed),
        "periods": [
            {
                "period": one.period.id,
                **_range(one.range),
                "what_if": what_if.get(one.period.id),
            }
            for one in found.as_it_stands.periods
        ],
        **_range(found.range),
        "what_if": _range(found.supposed_range) if found.supposed_range else None,
    }


def readings_tree(
    contract: Contract,
    found: Sequence[tuple[ReadingTaken, Sequence[Alternative]]],
    tr: Translator,
) -> Tree:
    """Each reading, the one taken, the others and their effects in days and yuan."""
    return {
        "contract": contract.number,
        "readings": [
            {
                "name": taken.name,
                "question": spoken(taken.question, tr),
                "taken": spoken(taken.answer, tr),
                "by_default": taken.by_default,
                "confirmed_by": taken.confirmed.by if taken.confirmed else None,
                "confirmed_on": taken.confirmed.on.isoformat() if taken.confirmed else None,
                "others": [_alternative(other, tr) for other in others],
            }
            for taken, others in found
        ],
    }


def history_tree(contract: Contract, entries: Sequence[Entry], tr: Translator) -> Tree:
    """Every record, the oldest first, and what became of it."""
    return {
        "contract": contract.number,
        "records": [
            {
                **record_tree(entry.record),
                "says": spoken(entry.says, tr),
                "in_effect": entry.in_effect,
                "replaced_by": entry.replaced_by.name if entry.replaced_by else None,
                "taken_back_by": entry.taken_back_by.name if entry.taken_back_by else None,
            }
            for entry in entries
        ],
    }


def _alternative(other: Alternative, tr: Translator) -> Tree:
    return {
        "reading": spoken(other.answer, tr),
        "setting": other.setting,
        "low": money(other.low),
        "high": money(other.high),
        "unplaced": list(other.unplaced),
        "periods": [
            {
                "period": effect.period,
                "end_days": effect.end,
                "request_by_days": effect.request_by,
                "low": money(effect.low),
                "high": money(effect.high),
            }
            for effect in other.effects
        ],
    }


def _range(of: Range) -> dict[str, str | None]:
    return {"low": money(of.low), "high": money(of.high)}
