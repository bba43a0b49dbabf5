"""`ledger rate`: records a month's rating, or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.cli.recording import Recorded, Slips, record
from zkrc_ledger.cli.session import stop
from zkrc_ledger.model.parse import parse_date, parse_month, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import RatingRecord
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.recording import Decision, decide_rating, running_notice
from zkrc_ledger.rules.schedule import schedule_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records


def run(session: Session, asked: RatingRecord, *, json: bool) -> None:
    """Record `asked` if it may be recorded, and say what now stands."""
    last: dict[str, Decision] = {}
    running: dict[str, Problem] = {}

    def ask(contract: Contract, records: Records, today: date) -> Sequence[Record]:
        decision = decide_rating(contract, records, asked, today)
        if decision.record is None and decision.standing is None:
            stop(*decision.problems)
        last["decision"] = decision
        notice = running_notice(schedule_of(contract, records.amendments), asked.month, today)
        if notice:
            running["notice"] = notice
        return [decision.record] if decision.record else []

    recorded = record(session, "ratings", ask)
    decision = last.get("decision", Decision())  # none where a run that was cut off recorded it
    _say(session, recorded, decision, [*running.values()], json=json)


def asked_rating(
    month: str,
    rating: str,
    *,
    proposed: bool,
    approved_on: str | None,
    basis: str,
    note: str,
    revise: str | None,
) -> RatingRecord:
    """The rating asked for, as a record; stops with every slip in it at once."""
    slips = Slips()
    id_ = slips.read(month, parse_month, "")
    passed_on = slips.read(approved_on, parse_date, None, "--approved-on")
    if proposed and approved_on is not None:
        slips.add(
            Refused(
                "stage-date",
                Text("A rating that is only proposed has no --approved-on."),
                Text("Leave out --proposed, or --approved-on."),
            )
        )
    if revise is not None and not revise.strip():
        slips.add(
            Refused(
                "reason-missing",
                Text("--revise needs a reason."),
                Text('Say why in quotes: --revise "…".'),
            )
        )
    slips.end()
    return RatingRecord(
        id="",
        month=id_,
        rating=rating.strip(),
        stage="proposed" if proposed else "final",
        approved_on=passed_on,
        basis=parse_words(basis),
        note=parse_words(note),
        reason=parse_words(revise or ""),
    )


def _say(
    session: Session,
    recorded: Recorded,
    decision: Decision,
    running: list[Problem],
    *,
    json: bool,
) -> None:
    tr = session.tr
    written = next((one for one in recorded.records if isinstance(one, RatingRecord)), None)
    notices = [*decision.problems, *running, *recorded.notices]
    if json:
        from zkrc_ledger.views.json import problems_tree, record_tree

        now = written or decision.standing
        session.show_json(
            {
                "recorded": written is not None,
                "record": record_tree(now) if now else None,
                "problems": problems_tree(notices, tr),
            }
        )
        return
    from zkrc_ledger.views.rating import rating_blocks

    session.show(rating_blocks(written, decision.standing, tr))
    session.tell(notices)
