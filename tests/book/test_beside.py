"""What stands beside a book: files that look like its own and are not read, and lock files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.book.books import new_book
from tests.english import english
from zkrc_ledger.book.beside import files_beside, open_elsewhere
from zkrc_ledger.book.find import find_contract
from zkrc_ledger.model.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

CHINESE = {
    "ratings.csv": ("评价.csv", "2025年评价结果.xlsx", "月度考核汇总表.xls", "评价结果 - 副本.csv"),
    "payments.csv": ("到账明细.csv", "收款记录.xlsx"),
    "invoices.csv": ("发票.csv", "开票清单（1）.xlsx"),
    "adjustments.csv": ("扣款.csv",),
    "events.csv": ("节点.csv",),
}
LIKE = {
    "ratings.csv": (
        *("ratings.xlsx", "ratings.csv.txt", "ratings (1).csv", "rating.csv", "Ratings.xls"),
        *("ratings - 副本.csv", "ratings.csv.csv", "ratings_2025.csv", "ratings.et"),
        *("ratings (甲's conflicted copy 2025-12-20).csv", "ratings.sync-conflict-20251220.csv"),
    ),
    "payments.csv": ("payments.xlsx", "payments-冲突.csv", "2025 payments.csv"),
    "invoices.csv": ("invoices.txt", "invoice.csv"),
    "amendments.toml": ("amendments.toml.txt", "amendments (1).toml"),
    "contract.toml": ("contract (1).toml", "contract.toml.txt", "contract - 副本.toml"),
}
ALIKE = [(name, own) for table in (LIKE, CHINESE) for own, names in table.items() for name in names]


def beside(contract: Path) -> list[Problem]:
    """The notices about the files of a folder."""
    return list(files_beside(contract.parent, contract.name))


@pytest.mark.parametrize(("name", "own"), ALIKE)
def test_a_file_that_is_not_read(tmp_path: Path, name: str, own: str) -> None:
    """Its notice names it and the file that is read, and says what to do."""
    contract = new_book(tmp_path)
    (tmp_path / name).write_bytes(b"x")
    [problem] = beside(contract)
    assert (problem.severity, problem.file) == ("notice", name)
    is_missing = not (tmp_path / own).exists()
    assert problem.code == ("file-not-read" if is_missing else "file-beside")
    assert own in english(problem.message)
    assert problem.hint is not None


@pytest.mark.parametrize(
    "name",
    [
        *("ratings.csv", "payments.csv", "journal.jsonl", ".ledger.lock", "ratings", "README.md"),
        *("ratings.pdf", "会议纪要.docx", "价格表.xlsx", "separating.csv", "~$ratings.xlsx"),
        *(".~lock.ratings.csv#", ".ratings.csv.swp", "合同.pdf", "notes.txt", "通讯录.xlsx"),
    ],
)
def test_a_file_of_no_concern(tmp_path: Path, name: str) -> None:
    """What is read, what only programs know, and what has another name is passed over."""
    contract = new_book(tmp_path)
    (tmp_path / name).write_bytes(b"x")
    assert beside(contract) == []


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    """Only files are noticed, and no more than twenty of them."""
    contract = new_book(tmp_path)
    (tmp_path / "ratings.xlsx").mkdir()
    assert beside(contract) == []
    for number in range(30):
        (tmp_path / f"ratings ({number}).csv").touch()
    assert len(beside(contract)) == 20


IMPORT = 'ledger import "ratings.xlsx"; then move it to another folder.'
SAVE = "Save it as CSV (UTF-8) in this folder, by the name payments.csv."
RENAME = "rename it to payments.csv; Windows may hide the end of its name."
MOVE = "Copy what payments.csv lacks into it, then move this file to another folder."
APART = "keep in payments.csv what is right of both, then delete this one."


@pytest.mark.parametrize(
    ("name", "there", "hint"),
    [
        ("ratings.xlsx", False, f"Record what it has and ratings.csv lacks: {IMPORT}"),
        (
            "payments.xlsx",
            False,
            SAVE,
        ),
        ("payments.csv.txt", False, f"If it holds the records, {RENAME}"),
        ("payments (1).csv", True, MOVE),
        ("payments-冲突.csv", True, f"Two copies of payments.csv were changed apart: {APART}"),
    ],
)
def test_what_to_do(tmp_path: Path, name: str, there: bool, hint: str) -> None:  # noqa: FBT001
    """The advice fits the kind of file, and whether the ledger's own is there."""
    contract = new_book(tmp_path)
    (tmp_path / name).write_bytes(b"x")
    if there:
        (tmp_path / "payments.csv").write_bytes(b"period,date,amount\n")
    [problem] = beside(contract)
    assert english(problem.hint) == hint


@pytest.mark.parametrize("name", ["contract.toml.txt", "contract (1).toml", "Contract.toml.toml"])
def test_a_contract_by_another_name(tmp_path: Path, name: str) -> None:
    """Where no contract.toml is there, the file to rename is named."""
    new_book(tmp_path).rename(tmp_path / name)
    for named in (None, str(tmp_path), str(tmp_path / "contract.toml")):
        missing = find_contract(named, tmp_path)
        assert isinstance(missing, Problem)
        assert english(missing.hint) == f"Rename {name} to contract.toml."


@pytest.mark.parametrize(
    "lock",
    [
        *(".~lock.ratings.csv#", "~$ratings.csv", ".~ratings.csv", ".ratings.csv.swp"),
        *(".#ratings.csv", ".~lock.Ratings.CSV#"),
    ],
)
def test_a_file_that_another_program_has_open(desk: Desk, lock: str) -> None:
    """What is recorded stays recorded; a notice names the lock file."""
    (desk.folder / lock).write_bytes(b"")
    answer = desk.ledger("rate", "2025-08", "好", "--json")
    assert (answer.code, answer.json["recorded"]) == (0, True)
    found = [one for one in answer.json["problems"] if one["code"] == "open-elsewhere"]
    assert [(one["severity"], one["file"]) for one in found] == [("notice", "ratings.csv")]
    assert lock in found[0]["message"]
    assert lock in found[0]["hint"]


@pytest.mark.parametrize("lock", ["~$ratings.xlsx", ".~lock.payments.csv#", "ratings.csv#"])
def test_another_file_that_is_open(tmp_path: Path, lock: str) -> None:
    """A workbook or another record file that is open endangers nothing."""
    (tmp_path / lock).write_bytes(b"")
    assert open_elsewhere(tmp_path, "ratings.csv") is None


@pytest.mark.parametrize("command", ["due", "status", "schedule", "forecast", "history", "check"])
def test_every_answer_names_it(desk: Desk, command: str) -> None:
    """Whoever looks at figures is told which file they do not rest on, in either language."""
    (desk.folder / "ratings.xlsx").write_bytes(b"x")
    for language, words in (("en", "does not read this file"), ("zh", "不读取这个文件")):
        answer = desk.ledger(command, LEDGER_LANG=language)
        assert answer.code == 0
        assert words in answer.out + answer.err
