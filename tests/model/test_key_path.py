"""Key paths into contract.toml, and the values that a supplemental agreement puts there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.english import english
from zkrc_ledger.model.key_path import Path, leaves, merged, parse_assignment, parse_key_path
from zkrc_ledger.model.problem import Refused

SCALE = ("evaluation", "scale", 1, "reward")
TREE: dict[str, Any] = {
    "price": {"total": 1166400, "tax_inclusive": True},
    "evaluation": {"scale": [{"rating": "优秀"}, {"rating": "良好", "reward": 20000}]},
}


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("price.total", ("price", "total")),
        ("price", ("price",)),
        ("evaluation.scale[1].reward", SCALE),
        ("evaluation.scale.1.reward", SCALE),
        ('"evaluation".scale[1]."reward"', SCALE),
        ("clauses.十", ("clauses", "十")),
        ('clauses."三.1".zh', ("clauses", "三.1", "zh")),
        ('clauses."1"', ("clauses", "1")),  # in quotes it is a name, not a place
    ],
)
def test_a_key_path(key: str, path: Path) -> None:
    """A path is written with dots, [1] or .1 for a place, and quotes around a name with a dot."""
    assert parse_key_path(key) == path


@pytest.mark.parametrize(
    "key", ["", "price..total", "price.total.", "price[total]", '"', "price total", "a." * 20 + "b"]
)
def test_what_is_no_key_path_is_refused(key: str) -> None:
    """Anything else is no key of a contract file, and neither is a path without end."""
    with pytest.raises(Refused, match="key-unknown") as refused:
        parse_key_path(key)
    written = key[:60] or '""'
    assert english(refused.value.message) == f"{written} is not a key of the contract file."
    assert english(refused.value.hint) == "Write it as evaluation.scale[0].reward."


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("price.total", 5, TREE | {"price": {"total": 5, "tax_inclusive": True}}),
        # a table is merged key by key, and what it does not name stays
        ("price", {"total": 5}, TREE | {"price": {"total": 5, "tax_inclusive": True}}),
        ("warnings", {"supplement_percent": 10}, TREE | {"warnings": {"supplement_percent": 10}}),
        ("warnings.supplement_percent", 10, TREE | {"warnings": {"supplement_percent": 10}}),
        # a list is replaced; an entry of it is merged; one place past its end adds to it
        ("evaluation.scale", [], TREE | {"evaluation": {"scale": []}}),
        (
            "evaluation.scale[1]",
            {"reward": 5},
            TREE | {"evaluation": {"scale": [{"rating": "优秀"}, {"rating": "良好", "reward": 5}]}},
        ),
        (
            "evaluation.scale[2].rating",
            "好",
            TREE | {"evaluation": {"scale": [*TREE["evaluation"]["scale"], {"rating": "好"}]}},
        ),
    ],
)
def test_a_value_is_merged_into_the_contract(key: str, value: object, expected: object) -> None:
    """八.1: what an agreement names is changed, and everything else stays as it was."""
    before = repr(TREE)
    assert merged(TREE, parse_key_path(key), value, key) == expected
    assert repr(TREE) == before


@pytest.mark.parametrize("key", ["price.total.more", "evaluation.scale[3]", "price[0]", "price.0"])
def test_there_is_no_such_place(key: str) -> None:
    """A number has no parts, a list no place beyond its end, a table none at all."""
    with pytest.raises(Refused, match="key-unknown") as refused:
        merged(TREE, parse_key_path(key), 5, key)
    assert english(refused.value.message) == f"The contract has nothing at {key} to change."


def test_what_a_value_puts_where() -> None:
    """A table puts each of its keys; a list is one value, however it came there."""
    assert list(leaves(("a",), {"b": {"c": 1}, "d": [2]})) == [
        (("a", "b", "c"), 1),
        (("a", "d"), [2]),
    ]
    assert list(leaves(("a", 0), 3)) == [(("a", 0), 3)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("price.total=1200000", 1200000),
        ("price.tax_inclusive = false", False),
        ("price.total=1200000.50", "1200000.50"),  # money is exact, never a float
        ("contract.name=霍营街道", "霍营街道"),  # a shell took the quotes off
    ],
)
def test_an_assignment(written: str, value: object) -> None:
    """KEY=VALUE as typed: a value that is no TOML, or that has decimals, is text."""
    assert parse_assignment(written)[1] == value
