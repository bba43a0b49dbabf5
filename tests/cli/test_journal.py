"""The journal: what it tells of each write, what was changed outside, and what breaks it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.life import JOURNAL, RATINGS, contents, halfway

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]

ACCEPTED = {
    "en": "ratings.csv:2: R-aaaaaa rating was 优秀 and is 良好.\nAccepted into the journal.\n",
    "zh": "ratings.csv:2: R-aaaaaa 的 评价结果 原为 优秀，现为 良好。\n已收入日志。\n",
}
PAY = ("pay", "P1", "100.50", "--date", "2025-12-30", "--ref", "slip 1")


def lines_of(desk: Desk) -> list[dict[str, Any]]:
    """The journal's lines."""
    return [json.loads(line) for line in desk.read("journal.jsonl").splitlines()]


def changes(quick: Ledger) -> list[tuple[str, int | None, str]]:
    """What `check` says was changed outside: file, line and message."""
    answer = quick("check", "--json")
    assert answer.code == 0, answer.out
    return [
        (one["file"], one["line"], one["message"])
        for one in answer.json["problems"]
        if one["code"] == "changed-outside"
    ]


def problems(quick: Ledger) -> list[tuple[str, str, str | None, int | None]]:
    """What `check` says of the journal itself."""
    return [
        (one["severity"], one["code"], one["file"], one["line"])
        for one in quick("check", "--json").json["problems"]
        if one["code"].startswith("journal")
    ]


def test_a_line_for_each_write(desk: Desk, quick: Ledger) -> None:
    """Each write is one line: when, who, the command, the records, the files, the line before."""
    assert quick("rate", "2025-08", "优秀", "--note", "two words").code == 0
    assert quick(*PAY).code == 0
    first, second = lines_of(desk)
    assert [first["n"], second["n"]] == [1, 2]
    assert [first["by"], second["by"]] == ["clerk", "clerk"]
    assert first["did"] == "rate 2025-08 优秀 --note 'two words'"
    assert second["did"] == "pay P1 100.50 --date 2025-12-30 --ref 'slip 1'"
    [payment] = second["records"]
    assert payment["of"] == "payments"
    assert {name: payment[name] for name in ("period", "day", "amount", "ref")} == {
        "period": "P1", "day": "2025-12-30", "amount": "100.50", "ref": "slip 1",
    }  # fmt: skip
    assert second["at"] == payment["recorded_at"]
    assert second["files"] == {
        name: hashlib.sha256(desk.read(name)).hexdigest()
        for name in ("contract.toml", "payments.csv", "ratings.csv")
    }
    whole = desk.read("journal.jsonl").splitlines(keepends=True)
    digests = [hashlib.sha256(line).hexdigest() for line in whole]
    assert [first["previous"], second["previous"]] == ["", digests[0]]
    assert desk.read("journal.head").decode() == f"2 {digests[1]}\n"


def test_what_is_refused_or_shown_leaves_no_line(desk: Desk, quick: Ledger) -> None:
    """Asking, and being refused, writes nothing, not even in the journal."""
    assert quick("rate", "2025-08", "优秀").code == 0
    before = contents(desk.folder)
    assert quick("rate", "2025-08", "差").code == 1
    for command in ("check", "due", "status", "history"):
        assert quick(command).code == 0
    assert contents(desk.folder) == before


def test_a_book_by_hand_is_known_as_it_was_found(desk: Desk, quick: Ledger) -> None:
    """The first line tells what stood there before, so nothing of it counts as changed later."""
    halfway(desk)
    assert changes(quick) == []
    assert quick("rate", "2025-12", "好").code == 0
    [first] = lines_of(desk)
    assert len(first["found"]) == 4 + 1 + 1 + 2 + 1  # ratings, invoice, payment, damages, extension
    assert first["terms"]["price.total"] == "1166400"
    assert changes(quick) == []


def test_rows_without_an_id_are_known_by_what_they_say(desk: Desk, quick: Ledger) -> None:
    """Rows typed by hand, two of them alike, count as changed neither before nor after an id."""
    desk.write("payments.csv", "period,date,amount\nP1,2025-12-30,50\nP1,2025-12-30,50\n")
    desk.write("adjustments.csv", "period,kind,amount\nP1,damages,10\n")
    assert quick("rate", "2025-08", "好").code == 0
    assert changes(quick) == []
    assert quick(*PAY).code == 0
    assert len(lines_of(desk)[1]["named"]) == 2
    assert changes(quick) == []
    assert quick("deduct", "P1", "11").code == 0
    assert changes(quick) == []


def test_a_row_without_an_id_that_is_edited(desk: Desk, quick: Ledger) -> None:
    """An edited row that has no id is told as one that is gone and one that is new."""
    desk.write("adjustments.csv", "period,kind,amount\nP1,damages,10\n")
    assert quick("rate", "2025-08", "好").code == 0
    desk.write("adjustments.csv", "period,kind,amount\nP1,damages,12\n")
    gone_and_new = [
        ("adjustments.csv", None, "- is gone: P1 damages 10.00 agreed."),
        ("adjustments.csv", None, "- is new: P1 damages 12.00 agreed."),
    ]
    assert changes(quick) == gone_and_new
    assert quick("deduct", "P1", "11").code == 0
    (_, _, gone), (_, line, new) = changes(quick)
    assert gone == "- is gone: P1 damages 10.00 agreed."
    assert line == 2
    assert new.endswith(" is new: P1 damages 12.00 agreed.")


def test_each_change_outside_is_told_with_its_line(desk: Desk, quick: Ledger) -> None:
    """A cell edited, a row deleted, a row added and a term changed are each told, as notices."""
    halfway(desk)
    assert quick("rate", "2025-12", "好").code == 0
    text = desk.read().decode()
    assert "R-aaaaaa,2025-08,优秀" in text
    text = text.replace("R-aaaaaa,2025-08,优秀", "R-aaaaaa,2025-08,良好")
    lines = [line for line in text.splitlines() if not line.startswith("R-dddddd")]
    lines.append("R-eeeeee,2025-11,差" + "," * (lines[0].count(",") - 2))
    desk.write("ratings.csv", "\n".join(lines) + "\n")
    desk.edit_contract(("working_days = 20", "working_days = 21"))
    assert changes(quick) == [
        ("contract.toml", None, "funds_request.working_days was 20 and is 21."),
        ("ratings.csv", None, "R-dddddd is gone: 2025-11 良好 final."),
        ("ratings.csv", 2, "R-aaaaaa rating was 优秀 and is 良好."),
        ("ratings.csv", 6, "R-eeeeee is new: 2025-11 差 final."),
    ]
    assert "ledger accept --reason" in quick("check").err


def test_a_file_that_says_the_same_in_another_form(desk: Desk, quick: Ledger) -> None:
    """Rows sorted, another encoding, a comment: told as a change of form alone."""
    assert quick("rate", "2025-08", "好").code == 0
    assert quick("rate", "2025-09", "差").code == 0
    head, *rows = desk.read().decode("utf-8-sig").splitlines()
    desk.write("ratings.csv", "\n".join([head, *reversed(rows)]) + "\n", "gb18030")
    desk.write("contract.toml", "# seen\n" + desk.read("contract.toml").decode())
    same = "The file was changed or sorted; what it says is the same."
    assert changes(quick) == [("contract.toml", None, same), ("ratings.csv", None, same)]


def test_what_was_changed_outside_stays_told_after_a_record(desk: Desk, quick: Ledger) -> None:
    """Recording something else does not take an outside change into the journal."""
    assert quick("rate", "2025-08", "好").code == 0
    text = desk.read().decode("utf-8-sig")
    desk.write("ratings.csv", text.replace("好", "差"))
    told = changes(quick)
    assert [message[8:] for _, _, message in told] == [" rating was 好 and is 差."]
    assert quick(*PAY).code == 0
    assert quick("rate", "2025-09", "好").code == 0
    assert changes(quick) == told


@pytest.mark.parametrize("language", ["en", "zh"])
def test_accepted_changes_are_told_no_more(desk: Desk, quick: Ledger, language: str) -> None:
    """`accept` shows the changes, takes them into the journal with the reason, and is then done."""
    halfway(desk)
    assert quick("rate", "2025-12", "好").code == 0
    text = desk.read().decode()
    desk.write("ratings.csv", text.replace("R-aaaaaa,2025-08,优秀", "R-aaaaaa,2025-08,良好"))
    before = {name: data for name, data in contents(desk.folder).items() if name not in JOURNAL}
    answer = quick("accept", "--reason", "the form says so", LEDGER_LANG=language)
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out == ACCEPTED[language]
    assert lines_of(desk)[1]["reason"] == "the form says so"
    assert lines_of(desk)[1]["did"] == "accept --reason 'the form says so'"
    after = {name: data for name, data in contents(desk.folder).items() if name not in JOURNAL}
    assert after == before
    assert changes(quick) == []
    again = quick("accept", "--reason", "again", "--json")
    assert again.json == {"accepted": False, "changes": [], "problems": []}
    assert len(lines_of(desk)) == 2


def test_accept_needs_a_reason_and_a_sound_book(desk: Desk, quick: Ledger) -> None:
    """Without words for a reason, or with an error in the book, nothing is accepted."""
    assert quick("rate", "2025-08", "好").code == 0
    desk.write("ratings.csv", "month,rating\n2025-08,好好\n")
    before = contents(desk.folder)
    for arguments, code, told in (
        (("--reason", " "), 1, "[reason-missing]"),
        ((), 2, "--reason"),
        (("--reason", "x"), 1, "[rating-unknown]"),
    ):
        answer = quick("accept", *arguments)
        assert (answer.code, answer.out) == (code, "")
        assert told in answer.err
    assert contents(desk.folder) == before


@pytest.fixture
def three(desk: Desk, quick: Ledger) -> Desk:
    """A book whose journal has three lines."""
    desk.write("ratings.csv", RATINGS)
    for month in ("2025-12", "2026-01", "2026-02"):
        assert quick("rate", month, "好", LEDGER_TODAY="2026-04-01").code == 0
    return desk


def test_a_journal_that_was_cut(three: Desk, quick: Ledger) -> None:
    """A journal without its last line, or empty, does not end where it should: an error."""
    whole = three.read("journal.jsonl").decode()
    for lines, at in ((whole.splitlines(keepends=True)[:2], 2), ([], 1)):
        three.write("journal.jsonl", "".join(lines))
        assert problems(quick) == [("error", "journal-cut", "journal.jsonl", at)]
        assert quick("due").code == 1
        assert quick(*PAY).code == 1


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_line_taken_out_or_edited(three: Desk, quick: Ledger, at: int) -> None:
    """A line taken out, doubled or edited breaks the chain at that line or the next: an error."""
    lines = three.read("journal.jsonl").decode().splitlines(keepends=True)
    edited = lines[at - 1].replace('"by":"clerk"', '"by":"other"')
    assert edited != lines[at - 1]
    for new in (
        [*lines[: at - 1], *lines[at:]],
        [*lines[:at], *lines[at - 1 :]],
        [*lines[: at - 1], edited, *lines[at:]],
        [*lines[: at - 1], "{}\n", *lines[at:]],
        [*lines[: at - 1], lines[at - 1].rstrip("\n")],
    ):
        three.write("journal.jsonl", "".join(new))
        [(severity, code, file, line)] = problems(quick)
        assert (severity, file) == ("error", "journal.jsonl")
        assert code in ("journal-broken", "journal-cut")
        assert line in (at - 1, at, at + 1)
        assert quick("check").code == 1


def test_a_book_without_a_journal_is_sound(three: Desk, quick: Ledger) -> None:
    """Without its two files the book is sound, and the next record begins a new journal."""
    for name in JOURNAL:
        (three.folder / name).unlink()
    assert problems(quick) == []
    assert quick(*PAY).code == 0
    assert [line["n"] for line in lines_of(three)] == [1]
    assert changes(quick) == []


@pytest.mark.parametrize(
    ("name", "code"), [("journal.jsonl", "journal-gone"), ("journal.head", "journal-headless")]
)
def test_one_of_the_two_files_is_gone(three: Desk, quick: Ledger, name: str, code: str) -> None:
    """With one of the two files gone the book is sound too, and `check` says what is missing."""
    (three.folder / name).unlink()
    assert problems(quick) == [("notice", code, name, None)]
    assert quick("check").code == 0
    assert quick(*PAY).code == 0
    assert problems(quick) == []


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"records": 3},
        {"records": [3]},
        {"records": [{"id": "R-1"}]},
        {"found": [{"of": "ratings", "id": 3}], "terms": {}},
        {"found": [], "terms": 3},
        {"named": "x"},
        {"files": 3},
        {"at": None},
    ],
    ids=str,
)
def test_a_forged_line_is_no_journal(desk: Desk, quick: Ledger, entry: dict[str, Any]) -> None:
    """A line that the ledger never writes is an error, although its chain is whole."""
    told = {"at": "x", "by": "x", "did": "x", "files": {}} if entry else {}
    line = json.dumps({"n": 1, "previous": "", **told, **entry}) + "\n"
    desk.write("journal.jsonl", line)
    desk.write("journal.head", f"1 {hashlib.sha256(line.encode()).hexdigest()}\n")
    assert problems(quick) == [("error", "journal-broken", "journal.jsonl", 1)]


def test_a_forged_line_of_unknown_records(desk: Desk, quick: Ledger) -> None:
    """Records of a kind or shape that the ledger does not have are told as gone, in words."""
    record = {"of": "else", "id": "X-1", "amount": [[1]], "rating": {"a": None}}
    entry = {"at": "x", "by": "x", "did": "x", "files": {"a": 1}, "records": [record]}
    line = json.dumps({"n": 1, "previous": "", **entry}) + "\n"
    desk.write("journal.jsonl", line)
    desk.write("journal.head", f"1 {hashlib.sha256(line.encode()).hexdigest()}\n")
    found = {(file, message[:12]) for file, _, message in changes(quick)}
    assert ("else", "X-1 is gone:") in found
