"""`ledger rate`: records a month's rating, or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.book.store import NotWrittenError, add_rating, locked
from zkrc_ledger.cli.session import stop
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.reading_text import read_date, read_month, read_words
from zkrc_ledger.model.records import RatingRecord
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.recording import decide_rating, running_notice
from zkrc_ledger.rules.schedule import schedule_of

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session


def run(session: Session, asked: RatingRecord, *, json: bool) -> None:
    """Record `asked` if it may be recorded, and say what now stands."""
    today = session.today()
    folder = session.contract_file().parent
    try:
        with locked(folder):
            book = session.read()
            contract, records = session.sound(book, today)
            decision = decide_rating(contract, records, asked, today)
            if decision.record is None and decision.standing is None:
                stop(*decision.problems)
            written = (
                add_rating(book, decision.record, session.stamp()) if decision.record else None
            )
    except NotWrittenError as error:
        stop(error.problem)
    running = running_notice(schedule_of(contract), asked.month, today)
    notices = [*decision.problems, *([running] if running else [])]
    _say(session, written, decision.standing, notices, json=json)


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
    problems, read_on, id_ = [], None, ""
    try:
        id_ = read_month(month)
    except Refused as refused:
        problems.append(_problem(refused))
    if approved_on is not None:
        try:
            read_on = read_date(approved_on)
        except Refused as refused:
            problems.append(_problem(refused))
    if proposed and approved_on is not None:
        problems.append(
            Problem(
                code="stage-date",
                message=Text("A rating that is only proposed has no --approved-on."),
                hint=Text("Leave out --proposed, or --approved-on."),
            )
        )
    if revise is not None and not revise.strip():
        problems.append(
            Problem(
                code="reason-missing",
                message=Text("--revise needs a reason."),
                hint=Text('Say why in quotes: --revise "…".'),
            )
        )
    if problems:
        stop(*problems)
    return RatingRecord(
        id="",
        month=id_,
        rating=rating.strip(),
        stage="proposed" if proposed else "final",
        approved_on=read_on,
        basis=read_words(basis),
        note=read_words(note),
        reason=read_words(revise or ""),
    )


def _say(
    session: Session,
    written: RatingRecord | None,
    standing: RatingRecord | None,
    notices: list[Problem],
    *,
    json: bool,
) -> None:
    tr = session.tr
    if json:
        from zkrc_ledger.views.json import problems_tree, record_tree

        now = written or standing
        session.show_json(
            {
                "recorded": written is not None,
                "record": record_tree(now) if now else None,
                "problems": problems_tree(notices, tr),
            }
        )
        return
    from zkrc_ledger.views.rating import rating_blocks

    session.show(rating_blocks(written, standing, tr))
    session.tell(notices)


def _problem(refused: Refused) -> Problem:
    return Problem(code=refused.code, message=refused.message, hint=refused.hint)
