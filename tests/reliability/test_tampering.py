"""Each byte of a book's files changed in turn: what changes a figure does not go unnoticed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support import new_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

FILES = (
    "contract.toml",
    "ratings.csv",
    "adjustments.csv",
    "payments.csv",
    "invoices.csv",
    "amendments.toml",
    "events.csv",
    "journal.jsonl",
)
COMMANDS = (
    ("rate", "2025-08", "优秀"),
    ("rate", "2025-09", "差"),
    ("deduct", "P1", "3000.50", "--clause", "四.4", "--basis", "x"),
    ("pay", "P1", "100", "--date", "2026-01-02", "--ref", "a"),
    ("invoice", "P1", "100", "--number", "12345678", "--date", "2026-01-02"),
    ("mark", "P1", "request-started", "--date", "2026-01-02"),
    ("amend", "extend", "--days", "30", "--from", "2026-03-01", "--basis", "x"),
)


def small_book(folder: Path) -> Desk:
    """A book with every file; the contract without comments, to be short."""
    desk = new_desk(folder / "small")
    path = desk.folder / "contract.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(
            'summary = { zh = "x", en = "x" }\n' if one.startswith("summary") else one
            for one in lines
            if one.strip() and not one.startswith("#")
        ),
        encoding="utf-8",
    )
    for command in COMMANDS:
        answer = desk.ledger(*command)
        assert answer.code == 0, answer.err
    assert {path.name for path in desk.folder.iterdir()} >= set(FILES)
    return desk


def figures(desk: Desk) -> list[str]:
    """Every figure that is settled by, without what only points at a line or an id."""
    due = desk.ledger("due", "--json")
    if due.code:
        return []
    tree = json.loads(due.out)
    for period in tree["periods"]:
        for line in period["lines"]:
            line["record"] = None
            line["text"] = ""
    schedule = desk.ledger("schedule", "--json")
    return [json.dumps(tree), schedule.out]


def noticed(desk: Desk) -> str:
    """What `check` says of the book."""
    return desk.ledger("check", "--json").out


def tampered(desk: Desk, every: int, patterns: tuple[int, ...]) -> tuple[int, int]:
    """Change every so-many-th byte in each way; how many were changed, and changed a figure."""
    before, said = figures(desk), noticed(desk)
    assert before
    count = changed = 0
    for name in FILES:
        path = desk.folder / name
        data = path.read_bytes()
        for position in range(0, len(data), every):
            for pattern in patterns:
                byte = bytes([data[position] ^ pattern])
                path.write_bytes(data[:position] + byte + data[position + 1 :])
                count += 1
                now = noticed(desk)
                if now == said or count % 17 == 0:
                    after = figures(desk)
                    assert now != said or after == before, (name, position, pattern)
                    changed += after != before
        path.write_bytes(data)
    assert noticed(desk) == said
    return count, changed


def test_no_figure_changes_unnoticed(shelf: Path) -> None:
    """Whatever byte is changed, no figure changes without `check` saying something new."""
    count, changed = tampered(small_book(shelf), every=31, patterns=(0x01,))
    assert count >= 250
    assert changed >= 1


def test_every_digit_of_an_amount_is_noticed(shelf: Path) -> None:
    """Each digit of an amount changed in a file is told, and the settlement code differs."""
    desk = small_book(shelf)
    for name, amount in (
        ("adjustments.csv", "3000.50"),
        ("payments.csv", "100.00"),
        ("contract.toml", "percent = 30"),
    ):
        path = desk.folder / name
        text = path.read_bytes().decode("utf-8")
        other = amount.replace("30", "31").replace("100", "101")
        assert amount in text
        code = codes(desk)
        path.write_text(text.replace(amount, other), encoding="utf-8", newline="")
        assert "changed-outside" in noticed(desk), name
        assert codes(desk) != code, name
        path.write_text(text, encoding="utf-8", newline="")


def codes(desk: Desk) -> str:
    """The book's settlement code."""
    return str(json.loads(desk.ledger("compare", str(desk.folder), "--json").out)["here"])
