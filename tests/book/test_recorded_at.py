"""*Rows* on disk: the time of each, rows typed by hand, sorted files, two copies merged."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import paid
from tests.rules.rows import asked, minute, on, row, typed
from tests.support import desk_with
from zkrc_ledger.book.store import load_book
from zkrc_ledger.book.write import Stamp, propose, write
from zkrc_ledger.model.problem import errors
from zkrc_ledger.rules.assess import UnsoundError, assess
from zkrc_ledger.rules.in_effect import in_effect, moment
from zkrc_ledger.rules.requests import next_version

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Rating

TODAY = date(2026, 1, 2)
CLOCK = datetime(2025, 12, 1, 9, tzinfo=UTC)


def record(desk: Desk, new: Record, clock: datetime = CLOCK) -> None:
    """Write a row as a command does: propose, and write."""
    book = load_book(desk.folder / "contract.toml")
    stamp = Stamp(at=clock, by="clerk", did="ledger")
    write(book, propose(book, [new], stamp), stamp)


def rate(desk: Desk, wish: Rating) -> None:
    """`ledger rate`."""
    new = next_version(in_effect(rows_of(desk)), wish)
    assert new is not None
    record(desk, new)


def rows_of(desk: Desk) -> tuple[Record, ...]:
    return load_book(desk.folder / "contract.toml").rows


def counts(desk: Desk) -> str:
    """The rating of September that counts; the book must be sound."""
    book = load_book(desk.folder / "contract.toml")
    return assess(book, TODAY).records.ratings["2025-09"].rating


def lines(desk: Desk, name: str = "ratings.csv") -> list[str]:
    return desk.read(name).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize(
    "clock",
    [
        CLOCK,
        CLOCK + timedelta(microseconds=999_999),
        datetime(2025, 10, 15, 1, 2, tzinfo=UTC),  # the moment of the row on line 2
        datetime(2024, 1, 1, tzinfo=UTC),  # the clock was set back
    ],
)
def test_what_the_ledger_writes_is_later_than_every_row(tmp_path: Path, clock: datetime) -> None:
    """Whatever the machine's clock says, a new row is the last, by a second where need be."""
    desk = desk_with(tmp_path / "book", row(2, "好"), row(3, "差", month="2025-10", at=59))
    record(desk, asked("一般", reason="复核", was="好 final"), clock)
    *before, new = rows_of(desk)
    assert moment(new) == max(
        clock.replace(microsecond=0),
        *(when + timedelta(seconds=1) for one in before if (when := moment(one))),
    )
    assert counts(desk) == "一般"


def test_rows_typed_by_hand_get_a_time_and_an_id_at_the_next_write(tmp_path: Path) -> None:
    """They keep their order: after all that was written, before what is written now."""
    by_hand = [on(line, paid("", "P1", "5", f"2025-12-2{line}"), recorded_at="") for line in (2, 3)]
    desk = desk_with(tmp_path / "book", *by_hand, on(4, paid("P-4", "P1", "5", "2025-12-28")))
    record(desk, paid("", "P1", "7", "2025-12-29"))
    first, second, written, new = rows_of(desk)
    moments = [moment(one) for one in (written, first, second, new)]
    assert moments == sorted(moments, key=str)
    assert (moments[1], moments[2]) == (CLOCK, CLOCK)
    assert moments[3] == CLOCK + timedelta(seconds=1)
    names = [one.name for one in (first, second, new)]
    assert len(set(names)) == 3
    assert all(name.startswith("P-") for name in names)


def test_two_typed_by_hand_stay_a_conflict_once_they_have_a_time(tmp_path: Path) -> None:
    """A write of something else does not decide between two rows that the order cannot part."""
    desk = desk_with(tmp_path / "book", typed(2, "好"), typed(3, "差"))
    with pytest.raises(UnsoundError):
        counts(desk)
    record(desk, asked("好", month="2025-10"))
    with pytest.raises(UnsoundError):
        counts(desk)
    rate(desk, asked("差", reason="复核"))
    assert counts(desk) == "差"


@pytest.mark.parametrize(
    "written", ["昨天", "2025-02-30T09:00:00+08:00", "45945.39", "2025-10-15", "0000-00-00 00:00"]
)
def test_what_is_no_time_of_recording_is_an_error_at_its_line(tmp_path: Path, written: str) -> None:
    """Nobody can tell where such a row stands in the order, so nothing is guessed."""
    desk = desk_with(tmp_path / "book")
    desk.write("ratings.csv", f"month,rating,recorded_at\n2025-08,好,\n2025-09,好,{written}\n")
    (problem,) = errors(load_book(desk.folder / "contract.toml").problems)
    assert (problem.code, problem.file, problem.line) == ("recorded-at", "ratings.csv", 3)
    assert english(problem.message) == f'"{written}" is not a time of recording.'
    assert english(problem.hint) == (
        "Write it as 2025-10-15T09:30:00+08:00, or leave it empty: then the row is the newest."
    )


def test_a_row_ahead_of_the_clock_is_noticed(tmp_path: Path) -> None:
    """More than a day ahead, the clock of another computer may be wrong; the row counts."""
    desk = desk_with(tmp_path / "book", row(2, "好"))
    written = datetime.fromisoformat(minute(2))
    for early, codes in (
        (timedelta(days=1), []),
        (timedelta(days=1, seconds=1), ["recorded-ahead"]),
    ):
        book = load_book(desk.folder / "contract.toml", written - early)
        assert [(one.code, one.severity) for one in book.problems] == [(c, "notice") for c in codes]


def test_a_file_sorted_in_a_spreadsheet_says_the_same(tmp_path: Path) -> None:
    """Sorted upside down, the same row counts, and the next one is written after it."""
    desk = desk_with(tmp_path / "book", row(2, "好"))
    rate(desk, asked("差", reason="复核"))
    head, *rest = lines(desk)
    desk.write("ratings.csv", "\n".join([head, *reversed(rest), ""]))
    assert counts(desk) == "差"
    rate(desk, asked("一般", reason="再复核"))
    assert counts(desk) == "一般"


def merged(desk: Desk, other: Desk) -> None:
    """Every line that one of two copies has, as a merge keeps them."""
    ours, theirs = lines(desk), lines(other)
    desk.write("ratings.csv", "\n".join([*ours, *(one for one in theirs if one not in ours), ""]))


def test_two_copies_that_were_both_revised_contradict_each_other(tmp_path: Path) -> None:
    """Merged, the two revisions are named with their lines; a row with a reason decides."""
    desk = desk_with(tmp_path / "book", row(2, "好"))
    shutil.copytree(desk.folder, tmp_path / "copy")
    other = desk_with(tmp_path / "copy")
    rate(desk, asked("良好", reason="复核"))
    rate(other, asked("差", reason="投诉"))
    merged(desk, other)
    with pytest.raises(UnsoundError) as unsound:
        counts(desk)
    (problem,) = errors(unsound.value.problems)
    assert (problem.code, problem.file, problem.line) == ("conflict", "ratings.csv", 4)
    assert english(problem.message) == (
        "Two rows contradict each other on 2025-09: ratings.csv:3 says 2025-09 rated 良好 (final), "
        "ratings.csv:4 says 2025-09 rated 差 (final)."
    )
    rate(desk, asked("差", reason="经核实"))
    assert counts(desk) == "差"


def test_two_copies_that_recorded_different_months_merge(tmp_path: Path) -> None:
    """What does not contradict is simply added."""
    desk = desk_with(tmp_path / "book", row(2, "好"))
    shutil.copytree(desk.folder, tmp_path / "copy")
    other = desk_with(tmp_path / "copy")
    rate(desk, asked("良好", reason="复核"))
    rate(other, asked("差", month="2025-10"))
    merged(desk, other)
    assert counts(desk) == "良好"
    assert len(rows_of(desk)) == 3
