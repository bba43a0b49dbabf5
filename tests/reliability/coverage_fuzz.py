"""Coverage-guided fuzzing of what reads a book, by hand and never in CI.

    pip install atheris
    python -m tests.reliability.coverage_fuzz -max_total_time=600

Each input's first byte chooses the file of a small book that the rest of it is put in; the
book is then read and checked as `ledger check` does. Whatever is raised is a defect, and so is
an answer later than two seconds (`-timeout` is set) or one that takes more than 256 MB.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["zkrc_ledger", "tomllib", "csv"]):
    from zkrc_ledger.rules.contract_checks import contract_problems

    from tests.reliability.conftest import MEMORY
    from tests.reliability.state import copied
    from tests.reliability.test_tampering import FILES, small_book
    from zkrc_ledger.book.outside import outside_changes
    from zkrc_ledger.book.store import read_book
    from zkrc_ledger.locale import CatalogueTranslator
    from zkrc_ledger.model.problem import errors
    from zkrc_ledger.rules.checks import all_problems
    from zkrc_ledger.rules.settlement import settle
    from zkrc_ledger.views.problems import first_of_each_file, problem_lines

TODAY = date(2026, 1, 2)
BOUNDS = ("-timeout=2", "-rss_limit_mb=1024", "-max_len=20000", "-len_control=0")


def check(contract_file: Path) -> None:
    """Read, check and settle a book, and say what is wrong with it in both languages."""
    book = read_book(contract_file, contract_problems)
    problems = list(book.problems)
    if book.contract is not None:
        readable = not errors(problems)
        problems += all_problems(book.contract, book.records, TODAY, readable=readable)
        if not errors(problems):
            settle(book.contract, book.records, TODAY)
            problems += outside_changes(book)
    first, _ = first_of_each_file(problems)
    for language in ("zh", "en"):
        list(problem_lines(first, CatalogueTranslator(language)))


def main() -> None:
    """Fuzz until told to stop."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        desk = small_book(Path(folder))
        sound = {name: desk.read(name) for name in FILES}
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, name in enumerate(FILES):
            (corpus / name).write_bytes(bytes([number]) + sound[name])
        bare = copied(desk, Path(folder) / "bare")
        for name in FILES[1:]:
            (bare.folder / name).unlink()

        def one(data: bytes) -> None:
            if not data:
                return
            name = FILES[data[0] % len(FILES)]
            # a journal would tell of every change: without it the checks get further
            for book in (desk,) if name.startswith("journal") else (desk, bare):
                path = book.folder / name
                path.write_bytes(data[1:])
                check(book.folder / "contract.toml")
                if book is desk or name == "contract.toml":
                    path.write_bytes(sound[name])
                else:
                    path.unlink()

        atheris.Setup([sys.argv[0], *BOUNDS, *sys.argv[1:], str(corpus)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
