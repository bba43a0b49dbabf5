"""Many contracts: a line each, what needs attention, and the sums of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown
from zkrc_ledger.rules.portfolio import SUMS, together
from zkrc_ledger.views.blocks import RULE, Cell, Column, Grid, Line
from zkrc_ledger.views.serial import money, problems_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.portfolio import Need, Standing
    from zkrc_ledger.views.blocks import Block, Row, Tone
    from zkrc_ledger.views.serial import Tree

_TONES: dict[Need, Tone] = {"error": "stop", "overdue": "stop", "take_back": "stop"}


def blocks(standings: Sequence[Standing], tr: Translator) -> Iterator[Block]:
    """A row a contract, then the sums; beneath it what is wrong with the books in error."""
    sums = together(standings)
    columns = (
        Column(tr("Folder")),
        Column(tr("Contract"), gives_way=2),
        Column(tr("Contract total"), right=True, gives_way=3, dispensable=True),
        Column(tr("To invoice"), right=True),
        Column(tr("Invoiced"), right=True, gives_way=1),
        Column(tr("Received"), right=True, gives_way=1),
        Column(tr("Outstanding"), right=True),
        Column(tr("Attention")),
    )
    total: Row = (
        Cell(tr("Total"), "strong"),
        tr("{count} contracts", count=len(standings)),
        *(shown(sums[name], tr) for name in _SHOWN),
        "",
    )
    yield Grid(columns, [*(_row(one, tr) for one in standings), RULE, total])
    for one in standings:
        if one.errors:
            first, count = one.errors[0], len(one.errors)
            said = tr("{folder}: {message}", folder=one.folder, message=first.message)
            more = tr("({count} errors; see: ledger check)", count=count)
            yield Line(f"{said} {more}", "stop")


_SHOWN = ("contract_total", "to_invoice", "invoiced", "received", "outstanding")


def _row(one: Standing, tr: Translator) -> Row:
    if one.errors:
        return Cell(one.folder), "", "", "", "", "", "", Cell(tr("error"), "stop")
    need = next(iter(one.needs), None)
    tone: Tone = _TONES.get(need, "caution") if need else "good"
    sums = (shown(getattr(one, name), tr) for name in _SHOWN)
    return one.folder, one.number, *sums, Cell(_words(one, need, tr), tone)


def _words(one: Standing, need: Need | None, tr: Translator) -> str:
    match need:
        case "overdue":
            return tr("overdue: {count}", count=one.overdue)
        case "take_back":
            return tr("take back {amount}", amount=one.take_back)
        case "to_invoice":
            return tr("to invoice")
        case "incomplete":
            return tr("incomplete: {count}", count=one.incomplete)
        case "outstanding":
            return tr("outstanding")
        case _:
            return ""


def tree(standings: Sequence[Standing], tr: Translator) -> Tree:
    """Each contract with every sum and what it needs; `total` has the sums of all."""
    sums = together(standings)
    return {
        "contracts": [
            {
                "folder": one.folder,
                "contract": one.number or None,
                "name": one.name or None,
                **{name: None if one.errors else money(getattr(one, name)) for name in SUMS},
                "overdue": one.overdue,
                "incomplete": one.incomplete,
                "needs": list(one.needs),
                "errors": problems_tree(one.errors, tr),
            }
            for one in standings
        ],
        "total": {name: money(sums[name]) for name in SUMS},
    }
