"""`ledger pack`: everything that goes with a payment, in one folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.chosen import chosen_period
from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Period
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.views.export.pack import Document

app = new_app()
_OWN = re.compile(r"[0-9]{2}-.+\.(docx|xlsx|html)|目录\.txt")


@app.command(cls=Command, epilog="ledger pack P1 -o papers-P1")
def pack(
    ctx: typer.Context,
    period: Period,
    *,
    folder: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar=N_("DIR"),
            help=N_("The new folder; else one in this folder, named by contract and period."),
        ),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help=N_("Write drafts of what is not final."))
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help=N_("Replace the documents of an earlier pack in the folder.")),
    ] = False,
) -> None:
    """Write everything that goes with a payment."""
    _pack(ctx.obj, period, folder, draft=draft, force=force)


def _pack(session: Session, typed: str, named: str | None, *, draft: bool, force: bool) -> None:
    from zkrc_ledger.cli.final import refuse_draft
    from zkrc_ledger.cli.folder import refuse_taken, write_folder
    from zkrc_ledger.cli.outputs import file_name
    from zkrc_ledger.locale import CatalogueTranslator
    from zkrc_ledger.views import packed
    from zkrc_ledger.views.export import pack as papers

    assessment = session.assessment()
    settled = chosen_period(assessment, typed)
    if not draft:
        refuse_draft(assessment, settled, Text("Write drafts of it: --draft"))
    folder = Path(named or file_name(assessment, settled))
    refuse_taken(folder, force=force)
    chinese = CatalogueTranslator("zh")  # the papers go to a Chinese office
    files = papers.documents(assessment, settled, chinese)
    made = {one.name: one.make() for one in _watched(session, files)}
    write_folder(folder, made, lambda name: bool(_OWN.fullmatch(name)))
    session.answer(
        packed.blocks(folder, settled, files, session.tr),
        packed.tree(assessment, settled, folder, files, session.tr),
    )
    session.report_notices(assessment, settled)


def _watched(session: Session, files: Sequence[Document]) -> Iterable[Document]:
    """The files one after another; on a terminal a bar says how far it has come."""
    if session.json or not (session.on_screen and sys.stderr.isatty()):
        return files
    from rich.console import Console
    from rich.progress import track

    said = session.tr("Writing the documents")
    return track(files, said, transient=True, console=Console(stderr=True))
