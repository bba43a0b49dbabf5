"""`ledger import`: ratings of a workbook or a CSV file, all or none, shown before they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.importing import HEAD, ROWS, SECOND, rated, told, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk


def test_a_workbook(desk: Desk, tmp_path: Path) -> None:
    """Every rating is recorded with its meeting; running it again changes nothing."""
    file = str(workbook(tmp_path, *ROWS))
    answer = desk.ledger("import", file)
    assert (answer.code, answer.err) == (0, "")
    assert rated(desk) == {"2025-08": ("良好", "final"), "2025-09": ("好", "final")}
    assert desk.ledger("due", "P1", "--json").json["undocumented"] == []
    assert "2025-10-15,纪要2号" in desk.read().decode("utf-8-sig")
    before = desk.read(), desk.read("journal.jsonl")
    again = desk.ledger("import", file, "--json")
    assert (again.code, again.json["recorded"], again.json["records"]) == (0, False, [])
    assert (desk.read(), desk.read("journal.jsonl")) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file(desk: Desk, tmp_path: Path, encoding: str) -> None:
    """A CSV file is read as the book's own is, wherever it lies."""
    file = tmp_path / "随便.csv"
    file.write_text("汇总表\n年月;评级\n2025年8月份;良好\n合计;1\n", encoding)
    assert desk.ledger("import", str(file)).code == 0
    assert rated(desk) == {"2025-08": ("良好", "final")}


def test_all_or_none(desk: Desk, tmp_path: Path) -> None:
    """One row that is refused keeps all others out; each is named by its line of the file."""
    rows = ("2026-09", "好", None, None), ("2025-10", "优", None, None), ("9", "好", None, None)
    file = str(workbook(tmp_path, *ROWS, *rows))
    answer = desk.ledger("import", file, "--json")
    name = "评价汇总.xlsx"
    assert answer.code == 1
    assert told(answer) == [
        ("month-outside", name, 4),
        ("rating-unknown", name, 5),
        ("month-form", name, 6),
    ]
    shown = desk.ledger("import", file)
    assert "To add: 2. To change: 0. Recorded already: 0." in shown.out
    assert not (desk.folder / "ratings.csv").exists()


def test_two_rows_of_one_month(desk: Desk, tmp_path: Path) -> None:
    """Two rows that differ are a conflict, named by both lines of the file."""
    file = workbook(tmp_path, *ROWS, ("2025-08", "差", None, None))
    answer = desk.ledger("import", str(file), "--json")
    assert told(answer) == [("conflict", "评价汇总.xlsx", 4)]
    assert "评价汇总.xlsx:2" in answer.json["problems"][0]["message"]


def test_another_books_file(desk: Desk, tmp_path: Path) -> None:
    """Of versions, the one in effect is taken and stamped anew; a void one is not."""
    (tmp_path / "x.csv").write_text(
        "month,rating,was,reason,void,recorded_at\n"
        "2025-08,好,,,,2025-10-01T09:00:00+08:00\n"
        "2025-08,差,好,笔误,,2025-10-02T09:00:00+08:00\n"
        "2025-09,好,,,,2025-10-01T09:00:00+08:00\n"
        "2025-09,好,好,记错,yes,2025-10-02T09:00:00+08:00\n"
        "2025-10,,,,,\n",
        "utf-8",
    )
    answer = desk.ledger("import", str(tmp_path / "x.csv"), "--json")
    [record] = answer.json["records"]
    assert (record["month"], record["rating"], record["was"]) == ("2025-08", "差", "")
    assert record["reason"] == ""
    assert not record["recorded_at"].startswith("2025-10")


def test_a_month_that_would_change(desk: Desk, tmp_path: Path) -> None:
    """It is refused with all others; with a reason old and new are shown, and recorded."""
    desk.ledger("rate", "2025-09", "差")
    before = desk.read()
    file = str(workbook(tmp_path, *ROWS))
    for language, words in (("en", "add --revise REASON"), ("zh", "--revise")):
        answer = desk.ledger("import", file, LEDGER_LANG=language)
        assert (answer.code, words in answer.err) == (1, True)
        assert "评价汇总.xlsx:3" in answer.err
    assert desk.read() == before
    typed = ("import", file, "--revise", "按纪要更正")
    shown = desk.ledger(*typed, "--dry-run")
    assert "2025-09 rated 差 (final) → 2025-09 rated 好 (final)" in shown.out
    assert "Nothing was recorded." in shown.out
    assert desk.read() == before
    done = desk.ledger(*typed)
    assert "It replaces ratings.csv:2: 2025-09 rated 差 (final)." in done.out
    assert rated(desk) == {"2025-08": ("良好", "final"), "2025-09": ("好", "final")}
    rows = desk.read().decode("utf-8-sig").splitlines()
    assert ",按纪要更正," not in rows[2]  # a month that is new needs no reason
    assert ",差 final,按纪要更正," in rows[3]


def test_a_reason_of_nothing(desk: Desk, tmp_path: Path) -> None:
    """--revise needs words, and none where nothing would change."""
    file = str(workbook(tmp_path, *ROWS))
    assert desk.ledger("import", file, "--revise", "").code == 1
    assert desk.ledger("import", file, "--revise", "x").code == 0
    assert desk.ledger("import", file, "--revise", "x", "--json").json["recorded"] is False


def test_what_is_only_proposed_becomes_final(desk: Desk, tmp_path: Path) -> None:
    """The natural next step, and a meeting's day that is filled in, need no reason."""
    desk.ledger("rate", "2025-08", "良好", "--proposed")
    desk.ledger("rate", "2025-09", "好")
    file = str(workbook(tmp_path, *ROWS))
    tree = desk.ledger("import", file, "--dry-run", "--json").json
    assert (tree["recorded"], tree["add"], tree["unchanged"]) == (False, [], [])
    stages = [(one["old"]["stage"], one["new"]["stage"]) for one in tree["change"]]
    assert stages == [("proposed", "final"), ("final", "final")]
    adds = "2025-09 rated 好 (final); it adds: approved_on, basis"
    assert adds in desk.ledger("import", file, "--dry-run").out
    assert desk.ledger("import", file).code == 0
    assert rated(desk) == {"2025-08": ("良好", "final"), "2025-09": ("好", "final")}


def test_a_dry_run_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Not even a lock; what it shows is what would be."""
    file = str(workbook(tmp_path, *ROWS))
    for language, words in (("en", "To add: 2."), ("zh", "将新增 2 条")):
        answer = desk.ledger("import", file, "--dry-run", LEDGER_LANG=language)
        assert (answer.code, words in answer.out) == (0, True)
    tree = desk.ledger("import", file, "--dry-run", "--json").json
    assert [one["month"] for one in tree["add"]] == ["2025-08", "2025-09"]
    assert [one["at"] for one in tree["add"]] == ["评价汇总.xlsx:2", "评价汇总.xlsx:3"]
    assert sorted(path.name for path in desk.folder.iterdir()) == ["contract.toml"]


@pytest.mark.parametrize("name", ["nowhere.xlsx", "x" * 300])
def test_a_file_that_is_not_there(desk: Desk, name: str) -> None:
    """It is wrong usage, told in words."""
    for language, words in (("en", "There is no file"), ("zh", "没有文件")):
        answer = desk.ledger("import", name, LEDGER_LANG=language)
        assert (answer.code, words in answer.err) == (2, True)


def test_a_folder(desk: Desk) -> None:
    """It is refused in words."""
    for language, words in (("en", "is not a plain file"), ("zh", "不是普通文件")):
        answer = desk.ledger("import", ".", LEDGER_LANG=language)
        assert (answer.code, words in answer.err) == (1, True)


def test_a_book_with_errors(desk: Desk, tmp_path: Path) -> None:
    """Nothing is added to a book that is not sound."""
    desk.write("ratings.csv", "month,rating\n2025-08,优\n")
    file = str(workbook(tmp_path, HEAD, SECOND))
    answer = desk.ledger("import", file, "--json")
    assert (answer.code, told(answer)) == (1, [("rating-unknown", "ratings.csv", 2)])
