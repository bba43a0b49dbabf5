"""Which Word document was asked for, and its bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.book.decode import read_bytes
from zkrc_ledger.cli.final import WITHOUT_FINAL
from zkrc_ledger.cli.outputs import file_name
from zkrc_ledger.cli.stop import USAGE, refusal, stop
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.model.parse import parse_month_in
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.text import Text
from zkrc_ledger.views.export import docx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zkrc_ledger.model.schedule import ServiceMonth
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment


def paper(
    assessment: Assessment,
    settled: PeriodSettlement | None,
    format_: str,
    options: Mapping[str, str | bool | None],
) -> tuple[str, bytes]:
    """The file's name and the document: a period's papers, a month's form, or a template."""
    form, accepts = options["--form"], bool(options["--acceptance"])
    if format_ == "template":
        which = docx.EVALUATION_FORM if form else docx.ACCEPTANCE if accepts else docx.PAYMENT
        return f"{which}.docx", docx.template(which)
    own, tr = _own_template(str(options["--template"] or "")), CatalogueTranslator("zh")
    try:
        if form:
            month = _month(assessment, str(form))
            if options["--final"]:
                _refuse_open(assessment, month)
            data = docx.evaluation_form(assessment, month, tr, own_template=own)
            return f"评价表-{month.id}.docx", data
        if settled is None:
            stop(
                Problem(
                    code="usage",
                    message=Text("Which payment period is the document for?"),
                    hint=Text("Name it: {command}", command="ledger export docx P1"),
                ),
                code=USAGE,
            )
        if accepts:
            name = file_name(assessment, settled, "-履约验收单.docx")
            return name, docx.acceptance(assessment, settled, tr, own_template=own)
        name = file_name(assessment, settled, ".docx")
        return name, docx.payment(assessment, settled, tr, own_template=own)
    except Refused as refused:
        template = str(options["--template"]) if refused.code.startswith("template") else ""
        stop(refusal(refused, template))


def _own_template(typed: str) -> bytes | None:
    if not typed:
        return None
    found = read_bytes(Path(typed))
    return stop(found) if isinstance(found, Problem) else found


def _month(assessment: Assessment, typed: str) -> ServiceMonth:
    """The service month that was typed. Raises `Refused`."""
    named = parse_month_in(typed, (month.id for month in assessment.terms.months))
    for month in assessment.schedule.months:
        if month.id == named:
            return month
    raise Refused("month-unknown", Text("{month} is not a service month.", month=named))


def _refuse_open(assessment: Assessment, month: ServiceMonth) -> None:
    rating = assessment.records.ratings.get(month.id)
    if not (rating and rating.settled):
        said = Text("{month} is not final. Nothing was written.", month=month.id)
        stop(Problem(code="not-final", message=said, hint=WITHOUT_FINAL))
