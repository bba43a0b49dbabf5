"""Whatever is in the files or on the command line, the ledger answers in words and in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reliability.machine import quick
from tests.reliability.mutations import PIECES, READING, fuzzed
from tests.reliability.test_tampering import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk


def test_four_hundred_mutations(shelf: Path) -> None:
    """No slip in a file or a command ends in a traceback, a defect or a wait."""
    assert fuzzed(shelf, 400, seed=7).startswith("400 mutations")


@settings(
    max_examples=100, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(FILES),
    command=st.sampled_from(READING),
    where=st.floats(0, 1),
    piece=st.sampled_from(PIECES) | st.binary(max_size=20),
    cut=st.integers(0, 50),
)
def test_a_slip_anywhere(
    sample: Desk, name: str, command: tuple[str, ...], where: float, piece: bytes, cut: int
) -> None:
    """A slip at any place of any file is answered in words."""
    path = sample.folder / name
    data = path.read_bytes()
    start = int(where * len(data))
    try:
        path.write_bytes(data[:start] + piece + data[start + cut :])
        assert quick(sample, *command).code in (0, 1)
    finally:
        path.write_bytes(data)
