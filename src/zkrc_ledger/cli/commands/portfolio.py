"""`ledger portfolio`: every book under a folder, each assessed by itself, on all cores."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.stop import USAGE, stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.rules.portfolio import Standing

app = new_app()
_FEW = 40  # so many books are assessed before other processes have begun
_AT_ONCE = 16  # books a process is given at once


@app.command(cls=Command, epilog="ledger portfolio contracts --only overdue --sort outstanding")
def portfolio(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar=N_("DIR"), help=N_("The folder that holds the books."))
    ],
    *,
    only: Annotated[
        str | None,
        typer.Option(metavar=N_("WHAT"), help=N_("Only the books that need it, as overdue.")),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(metavar=N_("COLUMN"), help=N_("Sort by it, sums from the largest.")),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar=N_("FILE"),
            help=N_("Write it to a file as well: .csv, .xlsx or .json."),
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace a file that is there already."))
    ] = False,
) -> None:
    """Show the portfolio."""
    shown = _shown(ctx.obj, Path(folder), only, sort, out)
    if out is not None:
        _write(ctx.obj, shown, Path(out), force=force)


def _shown(
    session: Session, folder: Path, only: str | None, sort: str | None, out: str | None
) -> list[Standing]:
    from zkrc_ledger.book.find import contract_files
    from zkrc_ledger.rules.portfolio import NEEDS, SORTED_BY, in_order
    from zkrc_ledger.views import portfolio as view

    _one_of("--only", only, NEEDS)
    _one_of("--sort", sort, SORTED_BY)
    if out is not None:
        from zkrc_ledger.views.export.portfolio import KINDS

        _one_of("-o", Path(out).suffix.lower(), KINDS)
    files = contract_files(folder)
    if not files:
        stop(
            Problem(
                code="no-book",
                message=Text("There is no contract.toml in {path} or below it.", path=str(folder)),
                hint=Text("Name the folder that holds the books' folders."),
            ),
            code=USAGE,
        )
    found = [*_assessed(files, folder, session.today(), in_sight=session.on_screen)]
    shown = in_order([one for one in found if only is None or only in one.needs], sort)
    session.answer(view.blocks(shown, session.tr), view.tree(shown, session.tr))
    return shown


def _write(session: Session, standings: Sequence[Standing], path: Path, *, force: bool) -> None:
    from zkrc_ledger.cli.outputs import write_file
    from zkrc_ledger.views.export.portfolio import render

    data = render(path.suffix.lower(), standings, session.tr)
    write_file(path, data, force=force, book=path.parent)


def _one_of(option: str, typed: str | None, words: Sequence[str]) -> None:
    if typed is not None and typed not in words:
        stop(
            Problem(
                code="choice",
                key=option,
                message=Text("This is not one of the choices: {value}.", value=typed[:40]),
                hint=Text("Choose one of: {choices}.", choices=tuple(words)),
            ),
            code=USAGE,
        )


def _assessed(
    files: Sequence[Path], folder: Path, today: date, *, in_sight: bool
) -> Iterable[Standing]:
    """Each book's standing, in the order of the files; with a bar where somebody looks on."""
    import gc

    gc.enable()  # this run is long enough to leave something to collect
    standings = _each(partial(_standing, folder=folder, today=today), files)
    if not in_sight or len(files) <= _FEW:
        return standings
    from rich.console import Console
    from rich.progress import track

    bar = Console(stderr=True)
    return track(standings, description="", total=len(files), transient=True, console=bar)


def _each(standing: partial[Standing], files: Sequence[Path]) -> Iterator[Standing]:
    if len(files) <= _FEW:
        yield from map(standing, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor() as pool:
        yield from pool.map(standing, files, chunksize=_AT_ONCE)


def _standing(file: Path, *, folder: Path, today: date) -> Standing:
    from zkrc_ledger.book.store import load_book
    from zkrc_ledger.rules.assess import UnsoundError, assess
    from zkrc_ledger.rules.portfolio import in_error, standing

    name = file.parent.relative_to(folder).as_posix()
    try:
        return standing(name, assess(load_book(file), today))
    except UnsoundError as unsound:
        return in_error(name, unsound.problems)
