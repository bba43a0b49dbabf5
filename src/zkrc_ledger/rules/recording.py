"""Whether a new rating may be recorded, and as what record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of
from zkrc_ledger.rules.record_checks import scale_for, unknown_month, unknown_rating
from zkrc_ledger.rules.schedule import schedule_under

if TYPE_CHECKING:
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import RatingRecord, Records
    from zkrc_ledger.model.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What comes of a request to record something.

    A record to add; or none, because `standing` says it already; or problems, it is refused.
    """

    record: RatingRecord | None = None
    standing: RatingRecord | None = None
    problems: tuple[Problem, ...] = ()


def decide_rating(
    contract: Contract, records: Records, asked: RatingRecord, today: date
) -> Decision:
    """Decide on `asked`, a rating not yet recorded; its `reason` is that of `--revise`.

    The same rating again changes nothing. A final one after a proposed one with the same
    rating passes it (附件1.七). Any other change must say that it replaces, and why.
    """
    terms = terms_of(contract, records.amendments)
    schedule = schedule_under(terms)
    problems = [
        *_month_problems(schedule, asked.month, today),
        *_rating_problems(scale_for(terms, schedule, asked.month), asked.rating),
        *_date_problems(schedule, asked, today),
    ]
    if problems:
        return Decision(problems=tuple(problems))
    in_effect, _ = ratings_in_effect(records.ratings)
    standing = in_effect.get(asked.month)
    if standing is None:
        if asked.reason:
            problems.append(
                Problem(
                    code="nothing-to-revise",
                    message=Text("{month} has no rating to replace.", month=asked.month),
                    hint=Text("Leave out --revise."),
                )
            )
        anew, _ = ratings_in_effect((*records.ratings, asked))
        if not problems and asked.month not in anew:
            problems.append(_taken_back_by_month(records, asked.month))
        return _refuse_or(problems, Decision(record=asked))
    if _says_nothing_new(asked, standing):
        return Decision(standing=standing, problems=_left_out(asked, standing))
    passes = (standing.stage, asked.stage) == ("proposed", "final")
    if not asked.reason and not (passes and asked.rating == standing.rating):
        problems.append(_needs_revise(asked, standing))
    record = replace(asked, revises=standing.id or standing.month)
    anew, found = ratings_in_effect((*records.ratings, record))
    now = anew.get(asked.month)
    counts = now is not None and (now.rating, now.stage) == (asked.rating, asked.stage)
    if not problems and (errors(found) or not counts):
        problems.append(_leaves_a_copy(standing))
    return _refuse_or(problems, Decision(record=record, standing=standing))


def running_notice(schedule: Schedule, month: str, today: date) -> Problem | None:
    """A notice where a month is rated before it is over."""
    found = schedule.month(month)
    if found is None or found.over(today):
        return None
    return Problem(
        severity="notice",
        code="month-running",
        message=Text(
            "{month} runs until {end}; it is rated before it is over.", month=month, end=found.end
        ),
    )


def _refuse_or(problems: list[Problem], decision: Decision) -> Decision:
    return Decision(problems=tuple(problems)) if problems else decision


def _month_problems(schedule: Schedule, month: str, today: date) -> list[Problem]:
    found = schedule.month(month)
    if found is None:
        message, hint = unknown_month(schedule, month)
        return [Problem(code="month-outside", message=message, hint=hint)]
    if today < found.start:
        return [
            Problem(
                code="month-not-begun",
                message=Text("{month} begins on {start}.", month=month, start=found.start),
                hint=Text("A month can be rated once it has begun; today is {today}.", today=today),
            )
        ]
    return []


def _rating_problems(contract: Contract, rating: str) -> list[Problem]:
    if contract.step(rating):
        return []
    message, hint = unknown_rating(contract, rating)
    return [Problem(code="rating-unknown", message=message, hint=hint)]


def _date_problems(schedule: Schedule, asked: RatingRecord, today: date) -> list[Problem]:
    month = schedule.month(asked.month)
    if asked.approved_on is None:
        return []
    if asked.approved_on > today:
        message = Text(
            "{day} has not come yet; today is {today}.", day=asked.approved_on, today=today
        )
    elif month and asked.approved_on < month.start:
        message = Text(
            "{month} begins on {start}: no meeting can have passed its rating on {day}.",
            month=month.id,
            start=month.start,
            day=asked.approved_on,
        )
    else:
        return []
    return [
        Problem(code="approved-on", message=message, hint=Text("Check the date of --approved-on."))
    ]


def _says_nothing_new(asked: RatingRecord, standing: RatingRecord) -> bool:
    if (asked.rating, asked.stage) != (standing.rating, standing.stage):
        return False
    return not asked.reason or not _details_changed(asked, standing)


def _details_changed(asked: RatingRecord, standing: RatingRecord) -> tuple[str, ...]:
    """The options given that say something the standing record does not."""
    return tuple(
        option
        for option, new, old in (
            ("--approved-on", asked.approved_on, standing.approved_on),
            ("--basis", asked.basis, standing.basis),
            ("--note", asked.note, standing.note),
        )
        if new and new != old
    )


def _left_out(asked: RatingRecord, standing: RatingRecord) -> tuple[Problem, ...]:
    changed = _details_changed(asked, standing)
    if not changed:
        return ()
    return (
        Problem(
            severity="notice",
            code="details-differ",
            message=Text("What {options} says was not recorded.", options=changed),
            hint=Text("To change the details of a recorded rating, add --revise REASON."),
        ),
    )


def _needs_revise(asked: RatingRecord, standing: RatingRecord) -> Problem:
    stage = {"final": Text("final"), "proposed": Text("proposed")}
    return Problem(
        code="needs-revise",
        message=Text(
            "{month} is already rated {standing} ({stage}, {place}); {asked} ({asked_stage}) "
            "would replace it.",
            month=asked.month,
            standing=standing.rating,
            stage=stage[standing.stage],
            place=str(standing.place),
            asked=asked.rating,
            asked_stage=stage[asked.stage],
        ),
        hint=Text("If that is meant, add --revise REASON."),
    )


def _taken_back_by_month(records: Records, month: str) -> Problem:
    """A row written by hand takes back by month, and so whatever would be recorded now."""
    row = next(one for one in records.ratings if one.takes_back and one.revises == month)
    return Problem(
        code="taken-back",
        message=Text(
            "{place} takes back every rating of {month} that replaces no other: this one would "
            "not count.",
            place=str(row.place),
            month=month,
        ),
        hint=Text("In that row, put the id of the row it takes back under `revises`."),
    )


def _leaves_a_copy(standing: RatingRecord) -> Problem:
    """Two rows say the same by different links: replacing one, the other would contradict it."""
    return Problem(
        code="rating-twice",
        message=Text(
            "{month} is rated {rating} in two rows; if one is replaced, the other still stands.",
            month=standing.month,
            rating=standing.rating,
        ),
        hint=Text("Delete one of the two first; ledger check names them."),
    )
