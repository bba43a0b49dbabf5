"""Values as JSON: money as "388800.00", dates as "2025-12-07", texts in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import Record
from zkrc_ledger.model.settlement import Line, Range, VatSplit
from zkrc_ledger.model.text import Bilingual, Text, shown, spoken
from zkrc_ledger.views.words import figure_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.schedule import RequestDeadline
    from zkrc_ledger.model.text import Translator

Tree = dict[str, Any]
_OTHER_NAMES = {"start": "from"}  # a record's day is the day it holds from


def encoded(tree: Tree) -> bytes:
    """The tree as UTF-8 JSON, one line end at the end.

    What the console could not decode (a lone surrogate) comes out as JSON's escape for it.
    """
    text = json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def plain(value: object, tr: Translator) -> Any:  # noqa: ANN401, C901, PLR0911  (a kind a line)
    """Any value that a view shows, as JSON has it; what is in it too."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return money(value)
        case date():
            return value.isoformat()
        case Text() | Bilingual():
            return shown(value, tr)
        case Record():
            return record_tree(value, tr)
        case Line():
            return line_tree(value, tr)
        case Range():
            return {"low": money(value.low), "high": money(value.high)}
        case VatSplit():
            percent = f"{value.percent:f}"
            return {"percent": percent, "net": money(value.net), "tax": money(value.tax)}
        case Problem():
            return _problem(value, tr)
        case Mapping():
            return {str(key): plain(one, tr) for key, one in value.items()}
        case tuple() | list():
            return [plain(one, tr) for one in value]
        case _:
            return str(value)


def money(amount: Decimal | None) -> str | None:
    """Yuan with two decimals, as a string; null where it is not determined."""
    return None if amount is None else f"{amount:.2f}"


def record_tree(record: Record, tr: Translator) -> Tree:
    """A record as it stands, every field of its kind; "at" is its file and line."""
    tree: Tree = _where(record)
    for part in fields(record):
        if part.name not in ("id", "place"):
            name = _OTHER_NAMES.get(part.name, part.name)
            tree[name] = plain(getattr(record, part.name), tr)
    return tree


def line_tree(line: Line, tr: Translator) -> Tree:
    """One figure of a settlement. "amended_by" are the ids of the amendments that bear on it."""
    return {
        "kind": line.kind,
        "amount": money(line.amount),
        "clauses": list(line.clauses),
        "month": line.month,
        "rating": line.rating,
        "stage": line.stage,
        "record": _where(line.record) if line.record else None,
        "amended_by": list(dict.fromkeys(one.change.name for one in line.changes)),
        "text": figure_words(line, tr),
    }


def deadline_tree(by: RequestDeadline) -> Tree:
    """The request deadline; null while it waits for the invoice."""
    return {"request_by": by.day and by.day.isoformat(), "request_by_is": by.basis}


def problems_tree(problems: Iterable[Problem], tr: Translator) -> list[Tree]:
    """Each problem with every key, null where it has nothing to say."""
    return [_problem(problem, tr) for problem in problems]


def _problem(problem: Problem, tr: Translator) -> Tree:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": spoken(problem.message, tr),
        "file": problem.file,
        "line": problem.line,
        "key": problem.key,
        "hint": spoken(problem.hint, tr) if problem.hint else None,
    }


def _where(record: Record) -> Tree:
    place = str(record.place) if record.place else None
    return {"id": getattr(record, "id", None) or None, "at": place}
