"""What a book holds, as the next command sees it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.reliability.machine import quick

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Answer, Desk

OWN_FILES = {
    "contract.toml",
    "ratings.csv",
    "adjustments.csv",
    "invoices.csv",
    "payments.csv",
    "amendments.toml",
    "journal.jsonl",
    "journal.head",
    ".ledger.lock",
}
RECORDS = ("ratings.csv", "adjustments.csv", "invoices.csv", "payments.csv", "amendments.toml")
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
    path = desk.folder / "journal.jsonl"
    if not path.exists():
        return []
    return [json.loads(line)["did"] for line in path.read_text(encoding="utf-8").splitlines()]


def whole(desk: Desk) -> tuple[dict[str, str], list[str]]:
    """What the book holds, having been looked at by `check`, which finds no fault in it."""
    told = checked(desk)
    assert told.code == 0, told.out
    found = {one["code"] for one in json.loads(told.out)["problems"]}
    assert "changed-outside" not in found, told.out
    assert not any(code.startswith("journal") for code in found), told.out
    return records(desk), journal(desk)


def checked(desk: Desk) -> Answer:
    """What `check` says."""
    return quick(desk, "check", "--json")


def strays(desk: Desk) -> set[str]:
    """What lies in the folder and is no file of a book."""
    return {path.name for path in desk.folder.iterdir()} - OWN_FILES


def copied(desk: Desk, folder: Path) -> Desk:
    """The same book in another folder."""
    shutil.copytree(desk.folder, folder)
    return replace(desk, folder=folder)


def references(desk: Desk) -> list[str]:
    """The reference of every payment."""
    with (desk.folder / "payments.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["ref"] for row in csv.DictReader(file)]
