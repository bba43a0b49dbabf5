"""Two readers, one answer: what is read without pydantic is what pydantic would have read."""

from __future__ import annotations

import copy
import tomllib
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.full_year import EXAMPLE
from tests.support import REAL_CONTRACT
from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.contract import Contract
from zkrc_ledger.model.plain import reader
from zkrc_ledger.model.records import KINDS
from zkrc_ledger.model.validation import validated

TREE = tomllib.loads(REAL_CONTRACT.read_text(encoding="utf-8"))
AMENDMENTS = {
    Extension: {"kind": "extension", "days": 3, "start": date(2026, 3, 1), "basis": "x"},
    Termination: {"kind": "termination", "on": date(2026, 3, 1), "basis": "x", "settle": 5},
    Change: {"kind": "change", "start": "P2", "basis": "x", "set": {"breach.percent": 20}},
}
WORDS = st.one_of(
    st.sampled_from(["", " ", "x", " x ", "优秀", "388800.50", "P2", "term_start", "extension"]),
    st.text(max_size=5),
    st.just("x" * 501),
)
STRANGE = st.one_of(
    WORDS,
    st.none(),
    st.booleans(),
    st.integers(-3, 400),
    st.floats(allow_nan=False),
    st.dates(date(1980, 1, 1), date(2200, 1, 1)),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001  (TOML has such)
    st.builds(list),
    st.builds(dict),
    st.builds(lambda: ["x"]),
    st.builds(lambda: {"zh": "x"}),
)


@st.composite
def mutated(
    draw: st.DrawFn, tree: dict[str, Any], strange: st.SearchStrategy[Any] = STRANGE
) -> dict[str, Any]:
    """The tree with up to three of its parts left out, put elsewhere or changed."""
    whole = copy.deepcopy(tree)
    for _ in range(draw(st.integers(0, 3))):
        node: Any = whole
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(node[key], (dict, list)) and node[key] and draw(st.booleans()):
                node = node[key]
                continue
            match draw(st.sampled_from(["change", "drop", "add"])):
                case "change":
                    node[key] = draw(strange)
                case "drop":
                    del node[key]
                case "add" if isinstance(node, dict):
                    node[draw(st.sampled_from(["x", "zh", "place", "note"]))] = draw(strange)
                case _:
                    node.append(draw(strange))
            break
    return whole


def agree(kind: Any, raw: dict[str, Any]) -> None:
    """What the plain reader takes, pydantic takes too, as an equal value."""
    try:
        plain = reader(kind)(copy.deepcopy(raw))
    except ValueError:
        return
    assert validated(kind, copy.deepcopy(raw), by_pydantic=True) == (plain, [])


@given(mutated(TREE))
def test_a_contract(raw: dict[str, Any]) -> None:
    """No contract is taken that pydantic refuses, or reads otherwise."""
    agree(Contract, raw)


@pytest.mark.parametrize("kind", AMENDMENTS)
@given(st.data())
def test_an_amendment(kind: Any, data: st.DataObject) -> None:
    """No amendment is taken that pydantic refuses, or reads otherwise."""
    agree(kind, data.draw(mutated(AMENDMENTS[kind])))


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_a_row(kind: Any, data: st.DataObject) -> None:
    """No row is taken that pydantic refuses, or reads otherwise."""
    lines = (EXAMPLE / kind.FILE).read_text(encoding="utf-8-sig").splitlines()
    headings, cells = lines[0].split(","), lines[1].split(",")
    row = {name: cell for name, cell in zip(headings, cells, strict=True) if cell}
    agree(kind, data.draw(mutated(row, WORDS)))


@pytest.mark.parametrize(
    ("kind", "raw"), [(Contract, TREE), *AMENDMENTS.items()], ids=lambda one: type(one).__name__
)
def test_what_is_sound_needs_no_pydantic(kind: Any, raw: dict[str, Any]) -> None:
    """The real contract and every kind of amendment are read plainly."""
    assert reader(kind)(raw) == validated(kind, raw, by_pydantic=True)[0]
