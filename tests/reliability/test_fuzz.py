"""Whatever is in the files or on the command line, the ledger answers in words and in time."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reliability.mutations import (
    PIECES,
    READING,
    SHOWING,
    asked,
    contents,
    mutated,
    restore,
    typed,
)
from tests.reliability.state import copied
from tests.reliability.test_tampering import FILES
from tests.support import PROJECT, clean_environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

quickly = settings(
    max_examples=200,
    deadline=2000,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
EVER = st.integers(0, 2**64).map(random.Random)


def test_the_long_run_in_short(shelf: Path) -> None:
    """No slip in a file or a command ends in a traceback, a defect, a wait or too much memory."""
    code = "import pathlib, sys; from tests.reliability.mutations import fuzzed; "
    code += "print(fuzzed(pathlib.Path(sys.argv[1]), 400, seed=7))"
    done = subprocess.run(  # its memory is that of a process of its own
        [sys.executable, "-c", code, str(shelf)],
        cwd=PROJECT,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    assert done.stdout.startswith(b"400 mutations"), done.stderr.decode()


@pytest.mark.parametrize("name", FILES)
@given(chance=EVER, command=st.sampled_from(READING))
@quickly
def test_a_file_with_slips(
    sample: Desk, name: str, chance: random.Random, command: tuple[str, ...]
) -> None:
    """A file whose rows, keys or bytes are wrong is answered in words, and left as it is."""
    before = contents(sample.folder)
    try:
        (sample.folder / name).write_bytes(mutated(name, before[name], chance))
        assert asked(sample, command).code in (0, 1)
    finally:
        restore(sample.folder, before)


@given(
    name=st.sampled_from(FILES),
    command=st.sampled_from(READING),
    where=st.floats(0, 1),
    piece=st.sampled_from(PIECES) | st.binary(max_size=20),
    cut=st.integers(0, 50),
)
@quickly
def test_a_slip_anywhere(
    sample: Desk, name: str, command: tuple[str, ...], where: float, piece: bytes, cut: int
) -> None:
    """A slip at any place of any file is answered in words."""
    before = contents(sample.folder)
    data = before[name]
    start = int(where * len(data))
    try:
        (sample.folder / name).write_bytes(data[:start] + piece + data[start + cut :])
        assert asked(sample, command).code in (0, 1)
    finally:
        restore(sample.folder, before)


@given(chance=EVER)
@quickly
def test_a_command_with_slips(sample: Desk, chance: random.Random) -> None:
    """A command typed wrong is answered in words; one that only shows changes nothing."""
    before = contents(sample.folder)
    try:
        asked(sample, typed(chance))
    finally:
        restore(sample.folder, before)


@given(words=st.lists(st.text(st.characters(), max_size=20), max_size=5))
@quickly
@pytest.mark.parametrize("first", ["rate", "due", "pay", "compare", "forecast"])
def test_any_words_after_a_command(sample: Desk, first: str, words: list[str]) -> None:
    """Words of any characters after a command are answered in words."""
    before = contents(sample.folder)
    try:
        asked(sample, (first, *words))
    finally:
        restore(sample.folder, before)


@given(chance=EVER, name=st.sampled_from(FILES))
@quickly
def test_a_book_compared_with(
    sample: Desk, tmp_path: Path, chance: random.Random, name: str
) -> None:
    """The other party's book may hold anything: it is compared, or refused in words."""
    other = tmp_path / "other"
    if not other.exists():
        copied(sample, other)
    sound = contents(sample.folder)
    (other / name).write_bytes(mutated(name, sound[name], chance))
    try:
        assert asked(sample, ("compare", str(other), "--json")).code in (0, 1)
        assert contents(sample.folder) == sound
    finally:
        restore(other, sound)


def test_what_shows_is_a_command() -> None:
    """The commands held to change nothing are commands that the long run gives."""
    assert {command[0] for command in READING} <= SHOWING
