"""What tests share: the real contract, books in memory and on disk, and running the ledger."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import tomli_w

from zkrc_ledger.book.amendments_file import with_amendments
from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.book.record_file import with_records
from zkrc_ledger.book.table import Table
from zkrc_ledger.model.amendments import AMENDMENTS_FILE, Amendment
from zkrc_ledger.model.book import Book
from zkrc_ledger.model.key_path import merged, parse_key_path
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import KINDS, Rating
from zkrc_ledger.rules.assess import UnsoundError, assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.rules.assess import Assessment

PROJECT = Path(__file__).parent.parent
REAL_CONTRACT = PROJECT / "data" / "contract.toml"
OTHER_CONTRACTS = Path(__file__).parent / "contracts"
AFTER_ALL = date(2026, 9, 1)
_DEFECT = ("[defect]", '"code": "defect"', "This is a defect.", "The ledger itself failed")


def load_contract(path: Path = REAL_CONTRACT) -> Contract:
    """A contract file that must be sound."""
    contract, _, _, problems = read_contract(path.read_bytes(), path.name)
    assert contract is not None, problems
    return contract


def reading(contract: Contract, **taken: Any) -> Contract:
    """The same contract with other readings."""
    return replace(contract, readings=replace(contract.readings, **taken))


def book_of(
    *rows: Record, contract: Path = REAL_CONTRACT, terms: Mapping[str, Any] | None = None
) -> Book:
    """A book in memory: a contract file, with `terms` put at their key paths, and these rows."""
    tree: Any = tomllib.loads(contract.read_text(encoding="utf-8"))
    for key, value in (terms or {}).items():
        tree = merged(tree, parse_key_path(key), value, key)
    data = tomli_w.dumps(tree).encode()
    loaded, tree, parts, problems = read_contract(data, "contract.toml")
    return Book(
        contract_file=Path("contract.toml"),
        contract=loaded,
        tree=tree,
        parts=parts,
        rows=rows,
        problems=tuple(problems),
    )


def assessed(
    *rows: Record,
    day: date = AFTER_ALL,
    contract: Path = REAL_CONTRACT,
    terms: Mapping[str, Any] | None = None,
) -> Assessment:
    """The assessment of a sound book in memory."""
    return assess(book_of(*rows, contract=contract, terms=terms), day)


def problems_of(
    *rows: Record, day: date = AFTER_ALL, terms: Mapping[str, Any] | None = None
) -> list[Problem]:
    """Every problem of a book in memory, sound or not."""
    try:
        return list(assessed(*rows, day=day, terms=terms).problems)
    except UnsoundError as error:
        return list(error.problems)


def rated(
    ratings: dict[str, str] | Iterable[tuple[str, str]], stage: str = "final"
) -> tuple[Rating, ...]:
    """One rating a month, as if written in ratings.csv from line 2 on."""
    pairs = ratings.items() if isinstance(ratings, dict) else ratings
    return tuple(
        Rating(month=month, rating=rating, stage=stage, place=Place("ratings.csv", line))
        for line, (month, rating) in enumerate(pairs, start=2)
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
        """Run the ledger within this process, outside any terminal."""
        from zkrc_ledger.cli.main import run

        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with (
            chdir(self.folder),
            mock.patch.dict(os.environ, self._environment(environment), clear=True),
            mock.patch.object(sys, "stdin", io.StringIO()),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = run(arguments, os.environ)
        return _answer(code, *(_bytes(stream) for stream in (out, err)))

    def process(self, *arguments: str, **environment: str) -> Answer:
        """Run the ledger as its own process, outside any terminal."""
        done = subprocess.run(
            [sys.executable, "-m", "zkrc_ledger", *arguments],
            capture_output=True,
            cwd=self.folder,
            env=self._environment(environment),
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        return _answer(done.returncode, done.stdout, done.stderr)

    def _environment(self, environment: dict[str, str]) -> dict[str, str]:
        settings = {
            "LEDGER_CONTRACT": str(self.folder),
            "LEDGER_TODAY": self.day,
            "LEDGER_LANG": self.language,
            "LEDGER_USER": "clerk",
        }
        return clean_environment() | settings | environment


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue()


def _answer(code: int, out: bytes, err: bytes) -> Answer:
    answer = Answer(code, out.decode("utf-8"), err.decode("utf-8"))
    assert "Traceback" not in answer.err, answer.err
    assert not any(mark in answer.out + answer.err for mark in _DEFECT), answer
    return answer


def clean_environment() -> dict[str, str]:
    """The environment without anything that would steer the ledger, or colour its help."""
    steering = ("PY_COLORS", "FORCE_COLOR", "GITHUB_ACTIONS", "COLUMNS", "TERMINAL_WIDTH")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("LEDGER_") and name not in steering
    }


def new_desk(folder: Path, contract: Path = REAL_CONTRACT) -> Desk:
    """A book with a contract file and no records."""
    folder.mkdir(exist_ok=True)
    shutil.copy(contract, folder / "contract.toml")
    return Desk(folder)


def desk_with(folder: Path, *rows: Record, contract: Path = REAL_CONTRACT) -> Desk:
    """A book with a contract file and these rows, each in the file of its kind."""
    desk = new_desk(folder, contract)
    for name, data in _files(rows):
        (desk.folder / name).write_bytes(data)
    return desk


def _files(rows: Iterable[Record]) -> Iterator[tuple[str, bytes]]:
    for kind in KINDS:
        if own := [row for row in rows if isinstance(row, kind)]:
            yield kind.FILE, with_records(Table(name=kind.FILE), kind, own, {})
    if amendments := [row for row in rows if isinstance(row, Amendment)]:
        yield AMENDMENTS_FILE, with_amendments(b"", amendments, {})
