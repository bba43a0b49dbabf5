"""`ledger export`: a settlement as a file for others, in the format asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.chosen import chosen_period
from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.stop import USAGE, stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zkrc_ledger.cli.session import Session

app = new_app()
# each format's module in views/export, and the end of its files' names
FORMATS = {
    "csv": ".csv",
    "json": ".json",
    "html": ".html",
    "xlsx": ".xlsx",
    "ics": ".ics",
    "beancount": ".beancount",
    "hledger": ".journal",
}
PAPERS = ("docx", "template")


@app.command(cls=Command, epilog="ledger export docx P1 -o P1.docx")
def export(
    ctx: typer.Context,
    format_: Annotated[
        str,
        typer.Argument(
            metavar=N_("FORMAT"),
            help=N_("docx, xlsx, html, ics, csv, json, beancount or hledger; template is Word's."),
        ),
    ],
    period: Annotated[
        str | None,
        typer.Argument(metavar=N_("PERIOD"), help=N_("The payment period, as P1; all without it.")),
    ] = None,
    *,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar=N_("FILE"),
            help=N_("The new file, or - for the pipe; else one named by contract and period."),
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace a file that is there already."))
    ] = False,
    final: Annotated[
        bool, typer.Option("--final", help=N_("Refuse what is not final, instead of marking it."))
    ] = False,
    open_it: Annotated[
        bool, typer.Option("--open", help=N_("Open the page in the browser (html)."))
    ] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--form",
            metavar=N_("MONTH"),
            help=N_("The evaluation form of a month instead (docx)."),
        ),
    ] = None,
    acceptance: Annotated[
        bool,
        typer.Option("--acceptance", help=N_("The acceptance record instead (docx, template).")),
    ] = False,
    template: Annotated[
        str | None,
        typer.Option(
            metavar=N_("FILE"), help=N_("Your own template, from ledger export template (docx).")
        ),
    ] = None,
) -> None:
    """Write the settlement for others."""
    options = {
        "--open": ("html", open_it),
        "--form": ("docx template", form),
        "--acceptance": ("docx template", acceptance),
        "--template": ("docx", template),
    }
    fits = {name: value for name, (formats, value) in options.items() if format_ in formats.split()}
    unfit = [name for name, (_, value) in options.items() if value and name not in fits]
    _refuse_unfit(format_, unfit)
    _export(ctx.obj, format_, period, out, fits, force=force, final=final)


def _refuse_unfit(format_: str, unfit: list[str]) -> None:
    known = (*FORMATS, *PAPERS)
    if format_ not in known:
        stop(
            Problem(
                code="choice",
                message=Text("There is no format {value}.", value=format_[:40]),
                hint=Text("Choose one of: {choices}.", choices=known),
            ),
            code=USAGE,
        )
    if unfit:
        stop(
            *(
                Problem(
                    code="usage",
                    message=Text("{option} does not go with {format}.", option=one, format=format_),
                )
                for one in unfit
            ),
            code=USAGE,
        )


def _export(
    session: Session,
    format_: str,
    typed: str | None,
    out: str | None,
    fits: Mapping[str, str | bool | None],
    *,
    force: bool,
    final: bool,
) -> None:
    from importlib import import_module

    from zkrc_ledger.cli.final import WITHOUT_FINAL, refuse_draft
    from zkrc_ledger.cli.outputs import file_name, write_file
    from zkrc_ledger.views import exported

    assessment = session.assessment()
    settled = chosen_period(assessment, typed) if typed else None
    periods = (settled,) if settled else assessment.settlement.periods
    if final and not fits.get("--form"):
        for one in periods:
            refuse_draft(assessment, one, WITHOUT_FINAL)
    if format_ in PAPERS:
        from zkrc_ledger.cli.papers import paper

        name, data = paper(assessment, settled, format_, {**fits, "--final": final})
    else:
        name = file_name(assessment, settled, FORMATS[format_])
        module = import_module(f"zkrc_ledger.views.export.{format_}")
        data = module.render(assessment, periods, session.tr)
    if out == "-":
        sys.stdout.buffer.write(data)
        return
    path = Path(out or name)
    path = path / name if path.is_dir() else path
    write_file(path, data, force=force, book=session.contract_file().parent)
    if fits.get("--open"):
        import webbrowser

        webbrowser.open(path.absolute().as_uri())
    session.answer(
        exported.blocks(path, periods, session.tr), exported.tree(path, format_, periods)
    )
    session.report_notices(assessment, settled)
