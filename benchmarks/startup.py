"""How long `ledger due P1 --json` takes as a whole process, beside a bare interpreter.

The two run in turn, so that a drift of the machine touches both; the medians and the ratio of
each pair are printed.
"""

# ruff: noqa: INP001, S603, T201  (a script: it runs the ledger and prints)
from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 15
CONTRACT = Path(__file__).resolve().parent.parent / "data" / "contract.toml"
LEDGER = [sys.executable, "-m", "zkrc_ledger", "--contract", str(CONTRACT), "due", "P1", "--json"]
BARE = [sys.executable, "-c", "pass"]


def seconds(command: list[str]) -> float:
    """One run of a command, from start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ)
    return time.perf_counter() - start


def main() -> None:
    """Time both in turn and print the medians and the ratio."""
    seconds(LEDGER)
    pairs = [(seconds(LEDGER), seconds(BARE)) for _ in range(RUNS)]
    ledger, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"ledger due P1 --json: {ledger * 1000:.0f} ms (median of {RUNS})")
    print(f"bare interpreter:     {bare * 1000:.0f} ms")
    print(f"ratio, pair by pair:  {ratio:.1f}")


if __name__ == "__main__":
    main()
