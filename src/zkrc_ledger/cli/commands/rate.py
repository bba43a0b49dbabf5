"""`ledger rate`: records the ratings of service months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Basis, Note, Revise
from zkrc_ledger.cli.slips import Slips, in_order, is_month
from zkrc_ledger.cli.stop import USAGE, stop
from zkrc_ledger.cli.usage import missing, need_or_ask
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.parse import parse_date, parse_month_or_short, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zkrc_ledger.cli.recording import Asked, Before
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.problem import Problem

app = new_app()


@app.command(cls=Command, epilog="ledger rate 2025-08 良好 2025-09 好 --approved-on 2025-10-15")
def rate(
    ctx: typer.Context,
    pairs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("MONTH RATING"),
            help=N_(
                "A service month, as 2025-09, and its rating in full; several at once. "
                "Without them they are asked for at a terminal."
            ),
        ),
    ] = None,
    *,
    proposed: Annotated[
        bool, typer.Option("--proposed", help=N_("Not yet passed by the meeting."))
    ] = False,
    approved_on: Annotated[
        str | None, typer.Option(metavar=N_("DATE"), help=N_("The day the meeting passed it."))
    ] = None,
    basis: Basis = "",
    note: Note = "",
    revise: Revise = None,
) -> None:
    """Record ratings."""
    from zkrc_ledger.cli.recording import record

    session: Session = ctx.obj
    pairs = pairs or []
    asks = need_or_ask(ctx, {N_("MONTH RATING"): pairs})
    in_order(session, pairs, MONTH=is_month, RATING=lambda word: not is_month(word))
    if len(pairs) % 2:
        month = is_month(pairs[-1])
        stop(missing(N_("RATING") if month else N_("MONTH"), ctx), code=USAGE)
    slips = Slips()
    months = [slips.parse(month, parse_month_or_short, "") for month in pairs[::2]]
    passed_on = slips.parse(approved_on, parse_date, None, "--approved-on")
    if proposed and approved_on is not None:
        slips.add(
            Refused(
                "stage-date",
                Text("A rating that is only proposed has no --approved-on."),
                Text("Leave out --proposed, or --approved-on."),
            )
        )
    reason = slips.reason(revise, "--revise")
    given = Rating(
        stage="proposed" if proposed else "final",
        approved_on=passed_on,
        basis=parse_words(basis),
        note=parse_words(note),
        reason=reason,
    )
    asked = [
        replace(given, month=month, rating=normal(rating))
        for month, rating in zip(months, pairs[1::2], strict=True)
    ]
    slips.end()
    if asks:
        from zkrc_ledger.cli import guided

        asked = guided.ratings(session, given, _request)
    record(session, _request(asked))


def _request(asked: Sequence[Rating]) -> Callable[[Before], Asked]:
    from zkrc_ledger.cli.recording import Asked
    from zkrc_ledger.rules.bookings import held_against_days
    from zkrc_ledger.rules.requests import RequestRefusedError, next_version

    def ask(before: Before) -> Asked:
        rows: list[Rating] = []
        standing: list[Rating] = []
        problems: list[Problem] = []
        for one in asked:
            try:
                whole = held_against_days(before.assessment, one) if before.assessment else one
                row = next_version(before.records, whole)
            except RequestRefusedError as refused:
                problems += refused.problems
                continue
            rows += [row] if row and row not in rows else []
            standing += [] if row else [before.records.ratings[whole.month]]
        if problems:
            raise RequestRefusedError(*problems)
        return Asked(rows=rows, standing=standing)

    return ask
