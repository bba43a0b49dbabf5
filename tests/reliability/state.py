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
NOTHING = "Nothing was recorded."
ALL_THE_SAME = "It was recorded all the same: "
LATER = "the next command finishes it."
RECORDED = "It was recorded, and need not be given again."
UNRECORDED = "Nothing was recorded by it."
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


def after_a_kill(desk: Desk, begun: Desk, command: tuple[str, ...], spare: Path) -> str:
    """Whether a killed command left the "old" book or the "new" one, and that all keeps its word.

    The next command, whether it reads or is the same again, finds the book whole, tells of the
    killed run and whether it was recorded, records nothing twice, and clears everything away.
    `spare` is where a copy of the book may be made.
    """
    told = left_name(desk)
    same = copied(desk, spare)
    reader = quick(desk, "due", "P1")
    held, did = whole(desk)
    before = len(journal(begun))
    new = len(did) == before + 1
    assert reader.code == 0, reader.err
    assert ("[cut-off]" in reader.err) is bool(told), (told, reader.err)
    assert ("The last run was cut off: ledger " + " ".join(command) in reader.err) is bool(told)
    assert (RECORDED in reader.err) is new, reader.err
    assert (UNRECORDED in reader.err) is (bool(told) and not new), reader.err
    if not new:
        assert (held, did) == (records(begun), journal(begun))
    assert strays(desk) == set()
    again = quick(same, *command)
    assert again.code == 0, again.err
    assert ("[cut-off]" in again.err) is bool(told), (told, again.err)
    assert len(whole(same)[1]) == before + 1
    assert strays(same) == set()
    return "new" if new else "old"


def after_killed_accept(desk: Desk, begun: Desk, command: tuple[str, ...]) -> str:
    """The same for a killed `accept`, whose book was changed outside: accepted, or told still."""
    told, did = quick(desk, "check"), journal(desk)
    new = len(did) == len(journal(begun)) + 1
    assert told.code == 0, told.err
    assert ("[changed-outside]" in told.err) is not new, told.err
    assert (RECORDED in told.err) is new, told.err
    assert records(desk) == records(begun)
    assert strays(desk) == set()
    assert quick(desk, *command).code == 0
    assert len(whole(desk)[1]) == len(journal(begun)) + 1
    return "new" if new else "old"


def left_name(desk: Desk) -> str:
    """The command whose name a killed run left whole; empty where there is none."""
    try:
        return str(json.loads((desk.folder / ".ledger.holder").read_bytes())["did"])
    except (OSError, ValueError):
        return ""


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
