"""One page that a reviewer opens in a browser: what is due, why, and what has been paid.

It needs no network and no script. Whatever is written into it is made harmless and escaped by
the environment of its template, each piece once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.settlement import PRICE_KINDS, SET_OFF_KINDS
from zkrc_ledger.model.text import shown
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views import due, due_all, explain
from zkrc_ledger.views.blocks import Grid, Line, Node
from zkrc_ledger.views.export import html_drawings
from zkrc_ledger.views.export.docx import draft_mark
from zkrc_ledger.views.layout import harmless
from zkrc_ledger.views.pieces import Pieces
from zkrc_ledger.views.verdict import verdict
from zkrc_ledger.views.words import amount_words, days, figure_words, kind_words, signed, state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from zkrc_ledger.model.settlement import Line as Figure
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment

_FOLDER = Path(__file__).resolve().parents[2] / "papers"


def render(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> bytes:
    """The page of some periods."""
    whole = len(periods) == len(assessment.settlement.periods)
    fallen = assessment.settlement.fallen_away if whole else ()
    draft = draft_mark(tr)
    fields: dict[str, Any] = {
        "tr": tr,
        "language": "zh-CN" if tr.language == "zh" else "en",
        "contract": assessment.contract,
        "today": assessment.today,
        "code": settlement_code(settled_by(assessment)),
        "draft": draft if any(one.state != "final" for one in periods) else "",
        "periods": [_period(assessment, one, draft, tr) for one in periods],
        "fallen_away": list(due_all.fallen_away(fallen, tr)),
        "time_line": html_drawings.time_line(assessment, tr),
        "scale": list(_scale(assessment, tr)),
        "stacks": html_drawings.stacks(assessment, periods, tr),
        "kinds": {
            kind: kind_words(kind, tr) for one in periods for kind, _ in html_drawings.kinds_of(one)
        },
    }
    return _template().render(fields).encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("settlement.html")


def _harmless(value: object) -> object:
    """What the template writes: markup of our own as it is, of all else nothing that acts."""
    return value if isinstance(value, Markup) else harmless(str(value))


def _scale(assessment: Assessment, tr: Translator) -> Iterator[tuple[str, str]]:
    """Each step of the rating scale: its colour, and what it brings."""
    scale = assessment.contract.evaluation.scale
    for step in scale:
        brings = signed(step.reward - step.deduction)
        yield html_drawings.effect(step, scale), f"{step.rating} {brings}"
    yield "unrated open", tr("not rated")


def _period(
    assessment: Assessment, settled: PeriodSettlement, draft: str, tr: Translator
) -> dict[str, Any]:
    pieces, final = Pieces(assessment, settled, tr), settled.state == "final"
    undetermined, not_final = tr("undetermined"), tr("not final")
    derived = explain.blocks(assessment, settled, tr)
    below = due.blocks(assessment, settled, tr)[2:]
    return {
        "id": settled.period.id,
        "days": days(settled.period, tr),
        "state": state(settled.state, tr),
        "draft": "" if final else draft,
        "verdict": verdict(assessment, settled, tr),
        "price": [_figure(pieces, one) for one in settled.of(*PRICE_KINDS)],
        "set_offs": [_figure(pieces, one) for one in settled.of(*SET_OFF_KINDS)],
        "sums": {
            "price": amount_words(settled.price, undetermined, tr),
            "net": amount_words(settled.net, undetermined, tr),
            "due": amount_words(settled.due, undetermined, tr),
            "invoiced": shown(settled.invoiced, tr),
            "to_invoice": amount_words(settled.to_invoice, not_final, tr),
            "received": shown(settled.received, tr),
            "outstanding": amount_words(settled.outstanding, not_final, tr),
        },
        "below": [one for one in below if isinstance(one, Line) and one.text],
        "last": next(one.rows[-1] for one in below if isinstance(one, Grid)),
        "derivation": [one for one in derived if isinstance(one, Node)],
    }


def _figure(pieces: Pieces, figure: Figure) -> dict[str, Any]:
    """A figure as a row, and what opens beneath it: its clauses, its record, the meeting."""
    record = figure.record
    passed = pieces.passed(record) if isinstance(record, Rating) else ""
    *clauses, own = pieces.figures([figure])
    return {
        "words": figure_words(figure, pieces.tr),
        "tone": own.tone,
        "amount": shown(figure.amount, pieces.tr),
        "clauses": shown(figure.clauses, pieces.tr),
        "record": str(record.place) if record and record.place else "",
        "beside": [*filter(None, (passed, getattr(record, "basis", "")))],
        "opens": [*clauses, *own.children],
    }
