"""Whatever a book's files hold, `check` answers in a moment and in little memory.

The bounds here are generous: only growth that is quadratic, or a hang, breaks them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import clean_environment, new_desk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.support import Desk

SECONDS = 15
MEMORY = 256 * 1024 * 1024
ROWS = 10_000
MONTHS = [f"2025-{month:02}" for month in range(8, 13)] + [f"2026-{n:02}" for n in range(1, 8)]
RATINGS = "month,rating,was,reason,void\n"
PAYMENTS = "id,period,date,amount,reason,void\n"
INVOICES = "period,number,date,amount,red_of\n"
ADJUSTMENTS = "period,kind,amount,basis\n"


def lines(text: str, numbers: Iterable[int]) -> str:
    """The text for each number, `#` standing for it and `<` for the one before."""
    return "".join(text.replace("#", str(n)).replace("<", str(n - 1)) for n in numbers)


def extensions(count: int) -> str:
    """So many extensions of ten years each."""
    return lines(
        '[[amendment]]\nid = "S#"\nkind = "extension"\ndays = 3660\nstart = 2026-03-01\n'
        'basis = "x"\n',
        range(count),
    )


def change(count: int) -> str:
    """One change of so many clauses."""
    head = '[[amendment]]\nid = "S"\nkind = "change"\nstart = "P1"\nbasis = "x"\n[amendment.set]\n'
    return head + lines('"clauses.x#" = "a"\n', range(count))


EVERY = range(ROWS)
HOSTILE: dict[str, tuple[str, str, str]] = {
    "one month over and over": (
        "ratings.csv",
        "month,rating\n" + "2025-08,好\n" * ROWS,
        "row-again",
    ),
    "more rows than are read": ("ratings.csv", "month,rating\n" + "2025-08,\n" * 99_999, "lines"),
    "faulty rows": ("ratings.csv", "month,rating\n" + "x,y\n" * ROWS, "month-form"),
    "half rows": ("ratings.csv", "month,rating\n" + "x\n" * ROWS, "half-row"),
    "months of ten thousand years": (
        "ratings.csv",
        "month,rating\n" + "".join(f"{year:04}-01,好\n" for year in range(1, ROWS)),
        "month-outside",
    ),
    "revisions of every month, two hundred each": (
        "ratings.csv",
        RATINGS + "".join(lines(f"{m},好,,x,\n{m},差,,x,\n", range(100)) for m in MONTHS),
        "conflict",
    ),
    "months taken back and given again": (
        "ratings.csv",
        RATINGS + "".join(lines(f"{m},好,,x,\n{m},,,x,是\n", range(100)) for m in MONTHS),
        "row-again",
    ),
    "blank lines": ("ratings.csv", "\n" * 2_000_000, "lines"),
    "old line ends": ("ratings.csv", "\r" * 2_000_000, "lines"),
    "columns without end": ("ratings.csv", "month,rating" + ",ab" * 600_000, "too-many-columns"),
    "a row without end": (
        "ratings.csv",
        "month,rating\n2025-08,好" + ",a" * 900_000,
        "row-too-long",
    ),
    "a cell without end": ("ratings.csv", 'month,rating\n2025-08,"' + "x" * 2_000_000, "quoting"),
    "merge marks": ("ratings.csv", "=======\n" * 250_000, "merge-conflict"),
    "ten thousand versions of one payment": (
        "payments.csv",
        PAYMENTS + lines("A,P1,2026-01-02,#,x,\n", EVERY[1:]),
        "conflict",
    ),
    "payments that are all taken back": (
        "payments.csv",
        PAYMENTS + lines("P-#,P1,,,x,是\n", EVERY),
        "",
    ),
    "payments of no period": (
        "payments.csv",
        PAYMENTS + lines("P-#,P9,2026-01-02,1,,\n", EVERY),
        "period-unknown",
    ),
    "red-letter invoices against one": (
        "invoices.csv",
        INVOICES
        + "P1,00000000,2026-01-02,1,\n"
        + lines("P1,R#,2026-01-02,1,00000000\n", EVERY[1:]),
        "red-letter",
    ),
    "claims": (
        "adjustments.csv",
        "period,kind,amount,stage\n" + lines("P1,damages,#,claimed\n", EVERY[1:]),
        "",
    ),
    "breaches": ("adjustments.csv", ADJUSTMENTS + lines("P1,breach,,#\n", EVERY), ""),
    "a thousand amendments": ("amendments.toml", extensions(1_000), "too-many-amendments"),
    "extensions by two thousand years": ("amendments.toml", extensions(200), ""),
    "a change of a thousand keys": ("amendments.toml", change(1_000), "too-many-amendments"),
    "tables": ("amendments.toml", "[[amendment]]\n" * 9_000, "too-many-amendments"),
    "keys": ("amendments.toml", lines("k# = 1\n", range(9_000)), "shape"),
    "an array": ("amendments.toml", f"x = [{'1,' * 60_000}]", "shape"),
    "dotted keys": ("amendments.toml", lines("a." * 400 + "b# = 1\n", range(150)), "toml"),
    "dotted tables": ("amendments.toml", lines("[" + "a." * 400 + "b#]\n", range(150)), "toml"),
    "keys nobody knows": ("contract.toml", lines("k# = 1\n", range(9_000)), "key-unknown"),
    "installments without an amount": (
        "contract.toml",
        "[[payment_period.installments]]\n" * 3_500,
        "key-missing",
    ),
    "braces": ("contract.toml", "x = " + "{x = " * 9_000, "toml"),
    "too much of a contract": ("contract.toml", "# x\n" * 40_000, "too-large"),
}


def checked(desk: Desk) -> tuple[int, Any]:
    """What `check` says of the book, in a process that may not take more memory than allowed."""
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
    }
    started = time.monotonic()
    done = subprocess.Popen(
        [sys.executable, "-m", "zkrc_ledger", "check", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment() | settings,
        preexec_fn=_within_memory,  # noqa: PLW1509  (one thread)
    )
    out, err = done.communicate(timeout=SECONDS * 2)
    assert time.monotonic() - started < SECONDS
    assert err == b"", err.decode()
    return done.returncode, json.loads(out)


def _within_memory() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


@pytest.mark.parametrize(("name", "text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_moment_for_anything(shelf: Path, name: str, text: str, code: str) -> None:
    """A file of any size and shape is checked in a moment, its first hundred problems told."""
    desk = new_desk(shelf / "book")
    desk.write(name, text)
    returned, tree = checked(desk)
    told = [one["code"] for one in tree["problems"]]
    assert "defect" not in told, tree
    assert [one for one in told if code in one], told
    assert returned == (code not in ("", "row-again")), told
    assert len(told) <= 102  # of two files at the most
    assert len(json.dumps(tree, ensure_ascii=False)) < 200_000


def test_all_at_once(shelf: Path) -> None:
    """A book with every file as large as it may be is checked in a moment."""
    desk = new_desk(shelf / "book")
    rows = range(40_000)
    desk.write("ratings.csv", "month,rating\n" + "x,y\n" * 99_999)
    desk.write("adjustments.csv", ADJUSTMENTS + lines("P1,damages,1,#\n", rows))
    desk.write("invoices.csv", INVOICES + lines("P1,#,2026-01-02,1,\n", rows))
    desk.write("payments.csv", PAYMENTS + lines("P-#,P1,2026-01-02,1,,\n", rows))
    desk.write("amendments.toml", extensions(200))
    returned, tree = checked(desk)
    assert returned == 1
    assert [one["file"] for one in tree["problems"] if one["code"] == "too-many-lines"] == [
        "adjustments.csv",
        "invoices.csv",
        "payments.csv",
        "ratings.csv",
    ]


def test_many_payments_and_many_adjustments(shelf: Path) -> None:
    """A period with thousands of payments and of adjustments is checked in a moment."""
    desk = new_desk(shelf / "book")
    desk.write("adjustments.csv", ADJUSTMENTS + lines("P1,additional_work,#,x\n", EVERY[1:]))
    desk.write("payments.csv", PAYMENTS + lines("P-#,P1,2026-01-02,1,,\n", EVERY))
    assert checked(desk)[0] == 0


def test_the_lines_that_are_read(shelf: Path) -> None:
    """Ten thousand rows are read; one more is told, and how many lines there are."""
    desk = new_desk(shelf / "book")
    desk.write("payments.csv", PAYMENTS + lines("P-#,P1,2026-01-02,#,,\n", range(1, ROWS + 1)))
    assert checked(desk)[0] == 0
    desk.write("payments.csv", PAYMENTS + lines("P-#,P1,2026-01-02,#,,\n", range(1, ROWS + 2)))
    returned, tree = checked(desk)
    assert returned == 1
    told = [one["message"] for one in tree["problems"] if one["code"] == "too-many-lines"]
    assert told == ["The file has 10002 lines; only the first 10001 are read."]


def test_the_memory_is_bounded_at_all(shelf: Path) -> None:
    """The bound on memory bites: a process that takes more does not come through."""
    done = subprocess.run(
        [sys.executable, "-c", f"bytearray({MEMORY})"],
        check=False,
        cwd=shelf,
        env=dict(os.environ),
        preexec_fn=_within_memory,
        capture_output=True,
    )
    assert b"MemoryError" in done.stderr
