"""What a book holds, as the next command sees it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.book.journal import JOURNAL_FILE
from zkrc_ledger.book.lock import LOCK_FILE
from zkrc_ledger.model.amendments import AMENDMENTS_FILE
from zkrc_ledger.model.records import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

RECORDS = (*(kind.FILE for kind in KINDS), AMENDMENTS_FILE)
OWN_FILES = {"contract.toml", *RECORDS, JOURNAL_FILE, LOCK_FILE}
NOTHING = "Nothing was recorded."
ALL_THE_SAME = "It was recorded all the same: "
BEHIND = "It was recorded, but the journal could not be written"
NEXT = ("rate", "2025-12", "好")
_CHANGES_EACH_TIME = re.compile(
    r"\b[A-Z]-[2-9a-z]{6}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"
)


def records(desk: Desk) -> dict[str, str]:
    """The text of every record file, without ids and times, which differ from run to run."""
    return {
        name: _CHANGES_EACH_TIME.sub("…", (desk.folder / name).read_text(encoding="utf-8-sig"))
        for name in RECORDS
        if (desk.folder / name).exists()
    }


def journal(desk: Desk) -> list[str]:
    """The commands the journal tells of."""
    path = desk.folder / JOURNAL_FILE
    if not path.exists():
        return []
    return [json.loads(line)["did"] for line in path.read_text(encoding="utf-8").splitlines()]


def told(desk: Desk) -> set[str]:
    """The codes of everything that `check` says of the book, which must be sound."""
    answer = desk.ledger("check", "--json")
    assert answer.code == 0, answer.out
    return {one["code"] for one in answer.json["problems"]}


def whole(desk: Desk) -> list[str]:
    """The commands of a book's journal, of which `check` says that it knows every row."""
    found = told(desk)
    assert "changed-outside" not in found, found
    assert not any(code.startswith("journal") for code in found), found
    return journal(desk)


def outcome(desk: Desk, begun: Desk) -> str:
    """Whether a command that was cut off left the "old" book, the "new" one, or a "half".

    A half has the rows and lacks the journal's line: `check` says so, the next record enters
    them as found, and once they are accepted nothing more is said. Nothing is left over.
    """
    before, found = len(journal(begun)), told(desk)
    rows, lines = records(desk), len(journal(desk))
    assert not any(code.startswith("journal") for code in found), found
    known = "changed-outside" in told(begun)
    left = "new" if lines > before else "old" if rows == records(begun) else "half"
    assert ("changed-outside" in found) is (left == "half" or (known and left == "old")), found
    assert desk.ledger(*NEXT).code == 0
    assert len(journal(desk)) == lines + 1
    assert strays(desk) == set()
    last = json.loads((desk.folder / JOURNAL_FILE).read_bytes().splitlines()[-1])
    assert ("found" in last) is ("changed-outside" in found)
    if "found" in last:
        assert desk.ledger("accept", "--reason", "x").code == 0
    whole(desk)
    return left


def strays(desk: Desk) -> set[str]:
    """What lies in the folder and is no file of a book."""
    return {path.name for path in desk.folder.iterdir()} - OWN_FILES


def copied(desk: Desk, folder: Path) -> Desk:
    """The same book in another folder."""
    shutil.copytree(desk.folder, folder)
    return replace(desk, folder=folder)


def references(desk: Desk) -> list[str]:
    """The reference of every payment."""
    if not (desk.folder / "payments.csv").exists():
        return []
    with (desk.folder / "payments.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["ref"] for row in csv.DictReader(file)]
