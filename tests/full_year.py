"""The example book of the whole contract, on a desk of its own; whole, or as it was on a day."""

from __future__ import annotations

import shutil
import tomllib
from typing import TYPE_CHECKING

import tomli_w

from tests.support import PROJECT, Desk

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = PROJECT / "examples" / "full-year"
RECORD_FILES = ("ratings.csv", "adjustments.csv", "invoices.csv", "payments.csv")
AFTER_ALL = "2026-10-31"


def copy_of_the_example(folder: Path, recorded_until: str = "9999") -> Desk:
    """The example on a desk, with the records made until a day: the book as it was then."""
    folder.mkdir()
    shutil.copy(EXAMPLE / "contract.toml", folder)
    for name in RECORD_FILES:
        lines = (EXAMPLE / name).read_text(encoding="utf-8-sig").splitlines()
        kept = [line for line in lines[1:] if line.split(",")[-2][:10] <= recorded_until]
        (folder / name).write_text("\n".join([lines[0], *kept, ""]), encoding="utf-8")
    tables = tomllib.loads((EXAMPLE / "amendments.toml").read_text(encoding="utf-8"))["amendment"]
    kept_tables = [table for table in tables if table["recorded_at"][:10] <= recorded_until]
    if kept_tables:
        amended = tomli_w.dumps({"amendment": kept_tables})
        (folder / "amendments.toml").write_text(amended, encoding="utf-8")
    return Desk(folder, day=AFTER_ALL)
