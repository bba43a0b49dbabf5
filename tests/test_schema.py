"""The JSON Schema of contract.toml: made from the code, and what editors check is right."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from tests.support import OTHER_CONTRACTS, PROJECT, REAL_CONTRACT
from zkrc_ledger.book.new_book import template
from zkrc_ledger.cli.contract_schema import contract_schema
from zkrc_ledger.model.key_path import merged, parse_key_path

if TYPE_CHECKING:
    from pathlib import Path

FILE = PROJECT / "docs" / "contract.schema.json"
EXAMPLE = PROJECT / "examples" / "full-year" / "contract.toml"
CHECK = Draft7Validator(
    json.loads(contract_schema()), format_checker=Draft7Validator.FORMAT_CHECKER
)


def as_editors_have_it(value: Any) -> Any:
    """TOML as an editor gives it to a schema: a date is a string."""
    match value:
        case dict():
            return {key: as_editors_have_it(one) for key, one in value.items()}
        case list():
            return list(map(as_editors_have_it, value))
        case date():
            return value.isoformat()
        case _:
            return value


def found(text: str, *changes: tuple[str, object]) -> list[str]:
    """What the schema finds wrong with a contract file whose keys were changed."""
    tree = as_editors_have_it(tomllib.loads(text))
    for key, value in changes:
        tree = merged(tree, parse_key_path(key), value, key)
    return [error.message for error in CHECK.iter_errors(tree)]


def test_the_file_is_what_the_code_makes(request: pytest.FixtureRequest) -> None:
    """The committed schema is up to date; `pytest --update-goldens` makes it so."""
    if request.config.getoption("--update-goldens", default=False):
        FILE.write_bytes(contract_schema())
    assert FILE.read_bytes() == contract_schema()
    Draft7Validator.check_schema(json.loads(FILE.read_bytes()))


@pytest.mark.parametrize(
    "path", [REAL_CONTRACT, EXAMPLE, *OTHER_CONTRACTS.glob("*.toml")], ids=lambda path: path.name
)
def test_every_contract_fits(path: Path) -> None:
    """The schema finds nothing wrong with a sound contract file."""
    assert found(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_new_book_begins_with_fits(language: str) -> None:
    """Nor with the templates of `ledger init`."""
    assert found(template(language)) == []


@pytest.mark.parametrize("path", [REAL_CONTRACT, EXAMPLE])
def test_the_first_line_names_the_schema(path: Path) -> None:
    """An editor follows the first line to the schema."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert (path.parent / first.removeprefix("#:schema ")).resolve() == FILE


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("price.total", 1166400.5),
        ("price.total", "1,166,400"),
        ("price.totl", 1),
        ("contract.signed_on", "8 August"),
        ("term.months", 0),
        ("readings.set_off", "never"),
        ("payment_period.installments[0].amount", -1),
        ("breach.percent", 101),
    ],
)
def test_a_wrong_key_or_value_is_found(key: str, value: object) -> None:
    """What the ledger refuses in one key, the schema finds as well."""
    assert found(REAL_CONTRACT.read_text(encoding="utf-8"), (key, value))
