"""`ledger rate`: records the ratings of service months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Basis, Note, Revise
from zkrc_ledger.cli.slips import Slips
from zkrc_ledger.cli.stop import USAGE, stop
from zkrc_ledger.model.parse import parse_date, parse_month, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import RatingRecord
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.rules.recording import Decision

app = new_app()


@app.command(cls=Command, epilog="ledger rate 2025-08 良好 2025-09 好 --approved-on 2025-10-15")
def rate(
    ctx: typer.Context,
    pairs: Annotated[
        list[str],
        typer.Argument(
            metavar=N_("MONTH RATING"),
            help=N_("A service month, as 2025-09, and its rating in full; several at once."),
        ),
    ],
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
    if len(pairs) % 2:
        from zkrc_ledger.cli.usage import missing

        stop(missing(N_("RATING"), ctx), code=USAGE)
    slips = Slips()
    months = [slips.parse(month, parse_month, "") for month in pairs[::2]]
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
    asked = [
        RatingRecord(
            id="",
            month=month,
            rating=rating.strip(),
            stage="proposed" if proposed else "final",
            approved_on=passed_on,
            basis=parse_words(basis),
            note=parse_words(note),
            reason=reason,
        )
        for month, rating in zip(months, pairs[1::2], strict=True)
    ]
    slips.end()
    _record(ctx.obj, asked)


def _record(session: Session, asked: Sequence[RatingRecord]) -> None:
    # the core comes with the new rules
    from zkrc_ledger.cli.recording import record
    from zkrc_ledger.rules.recording import decide_rating, running_notice
    from zkrc_ledger.rules.schedule import schedule_of

    decisions: list[Decision] = []
    running: list[Problem] = []

    def ask(contract: Contract, records: Records, today: date) -> Sequence[Record]:
        decisions[:] = [decide_rating(contract, records, one, today) for one in asked]
        refused = [one for one in decisions if one.record is None and one.standing is None]
        if refused:
            stop(*(problem for one in refused for problem in one.problems))
        schedule = schedule_of(contract, records.amendments)
        notices = [running_notice(schedule, one.month, today) for one in asked]
        running[:] = [notice for notice in notices if notice]
        return [one.record for one in decisions if one.record]

    recorded = record(session, "ratings", ask)
    written = {one.month: one for one in recorded.records if isinstance(one, RatingRecord)}
    rows = [
        (written.get(one.month), decision.standing)
        for one, decision in zip(asked, decisions, strict=True)
    ]
    if session.json:
        session.show_json(_tree(rows))
    else:
        from zkrc_ledger.views.rating import rating_blocks

        for now, before in rows:
            session.show(rating_blocks(now, before, session.tr))
    problems = [problem for one in decisions for problem in one.problems]
    session.report([*problems, *running, *recorded.notices])


def _tree(rows: Sequence[tuple[RatingRecord | None, RatingRecord | None]]) -> dict[str, Any]:
    from zkrc_ledger.views.json import record_tree

    records = [record_tree(one) for written, before in rows if (one := written or before)]
    return {
        "recorded": any(written for written, _ in rows),
        "record": records[0] if len(records) == 1 else None,
        "records": records,
    }
