"""What tests share: the real contract, books in a temporary folder, and running the ledger."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import RatingRecord, Records
from zkrc_ledger.rules.contract_checks import contract_problems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.contract import Contract

PROJECT = Path(__file__).parent.parent
REAL_CONTRACT = PROJECT / "data" / "contract.toml"
OTHER_CONTRACTS = Path(__file__).parent / "contracts"
AFTER_ALL = date(2026, 9, 1)


def load_contract(path: Path = REAL_CONTRACT) -> Contract:
    """A contract file that must be sound."""
    contract, problems = read_contract(path, contract_problems)
    assert contract is not None, problems
    return contract


def reading(contract: Contract, **taken: Any) -> Contract:
    """The same contract with other readings."""
    return replace(contract, readings=replace(contract.readings, **taken))


def rated(ratings: dict[str, str] | Iterable[tuple[str, str]], stage: str = "final") -> Records:
    """Records of one rating a month, as if written in ratings.csv from line 2 on."""
    pairs = ratings.items() if isinstance(ratings, dict) else ratings
    return Records(
        ratings=tuple(
            RatingRecord(
                id=f"R-{line}",
                month=month,
                rating=rating,
                stage="proposed" if stage == "proposed" else "final",
                place=Place("ratings.csv", line),
            )
            for line, (month, rating) in enumerate(pairs, start=2)
        )
    )


@dataclass(frozen=True)
class Answer:
    """What one run of the ledger said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A clerk's folder with a book in it, and the ledger to run on it."""

    folder: Path
    day: str = "2026-01-02"
    language: str = "en"

    def write(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        """A file of the book, to the byte."""
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    def read(self, name: str = "ratings.csv") -> bytes:
        """The bytes of a file of the book."""
        return (self.folder / name).read_bytes()

    def edit_contract(self, *changes: tuple[str, str]) -> None:
        """Put other words in the contract file; each old one must be there."""
        path = self.folder / "contract.toml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def ledger(self, *arguments: str, **environment: str) -> Answer:
        """Run the ledger as its own process, outside any terminal."""
        settings = {
            "LEDGER_CONTRACT": str(self.folder),
            "LEDGER_TODAY": self.day,
            "LEDGER_LANG": self.language,
            **environment,
        }
        done = subprocess.run(
            [sys.executable, "-m", "zkrc_ledger", *arguments],
            capture_output=True,
            cwd=self.folder,
            env=clean_environment() | settings,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        answer = Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
        assert "Traceback" not in answer.err, answer.err
        assert "[defect]" not in answer.err, answer.err
        return answer


def clean_environment() -> dict[str, str]:
    """The environment without anything that would steer the ledger, or colour its help."""
    colours = ("PY_COLORS", "FORCE_COLOR", "GITHUB_ACTIONS", "COLUMNS", "TERMINAL_WIDTH")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("LEDGER_") and name not in colours
    }


def new_desk(folder: Path, contract: Path = REAL_CONTRACT) -> Desk:
    """A book with a contract file and no records."""
    folder.mkdir(exist_ok=True)
    shutil.copy(contract, folder / "contract.toml")
    return Desk(folder)
