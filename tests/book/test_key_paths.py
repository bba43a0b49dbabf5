"""Key paths into contract.toml, and the values that a supplemental agreement puts there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.english import english
from zkrc_ledger.book.key_paths import distinct, read_assignment, read_setting
from zkrc_ledger.model.problem import Refused

PATHS: list[tuple[str, tuple[str | int, ...], str]] = [
    ("price.total", ("price", "total"), "price.total"),
    ("evaluation.scale[1].reward", ("evaluation", "scale", 1, "reward"),
     "evaluation.scale[1].reward"),
    ("evaluation.scale.1.reward", ("evaluation", "scale", 1, "reward"),
     "evaluation.scale[1].reward"),
    ("payment_period.installments.2.amount", ("payment_period", "installments", 2, "amount"),
     "payment_period.installments[2].amount"),
    ('price."total"', ("price", "total"), "price.total"),
    ('"price".total', ("price", "total"), "price.total"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "path", "name"), PATHS)
def test_a_key_path(key: str, path: tuple[str | int, ...], name: str) -> None:
    """A path is written with dots, [2] or .2 and quotes; its name is always written one way."""
    setting = read_setting(key, 388800)
    assert (setting.path, setting.key) == (path, name)
    assert setting.value == Decimal(388800)


@pytest.mark.parametrize("key", ["clauses.十", 'clauses."十"', 'clauses."三.1"', "clauses.十.zh"])
def test_a_clause_is_named_by_its_number(key: str) -> None:
    """A clause number with a dot in it stands in quotes."""
    written = "标题" if key.endswith("zh") else {"zh": "标题"}
    path = read_setting(key, written).path
    assert path[0] == "clauses"
    assert path[1] in ("十", "三.1")


VALUES: dict[str, tuple[object, object]] = {
    # what is typed: what is kept in amendments.toml, what the contract then holds
    "price.total=1200000": (1200000, Decimal(1200000)),
    "price.total = 1200000": (1200000, Decimal(1200000)),
    'price.total="1200000.50"': ("1200000.50", Decimal("1200000.50")),
    "price.total=1200000.50": ("1200000.50", Decimal("1200000.50")),
    "price.in_words=壹佰元整": ("壹佰元整", "壹佰元整"),
    'price.in_words="壹佰元整"': ("壹佰元整", "壹佰元整"),
    "price.tax_inclusive=false": (False, False),
    "term.end=2026-09-07": (date(2026, 9, 7), date(2026, 9, 7)),
    "breach.percent=20": (20, Decimal(20)),
    "breach.percent=7.5": ("7.5", Decimal("7.5")),
    "payee.account=632526279": ("632526279", "632526279"),
    "payee.account=0012": ("0012", "0012"),
    "payee.name=true": ("true", "true"),
    "payee.bank=a=b": ("a=b", "a=b"),
    'breach.clauses=["四.7"]': (["四.7"], ("四.7",)),
    "funds_request.working_days=30": (30, 30),
    "readings.anchor=2025-09-01": (date(2025, 9, 1), date(2025, 9, 1)),
    "readings.anchor=term_start": ("term_start", "term_start"),
    "readings.reward_ceiling=100000": (100000, Decimal(100000)),
}


@pytest.mark.parametrize("assignment", VALUES)
def test_a_value(assignment: str) -> None:
    """A value is TOML where that fits the key, and otherwise the text as it stands."""
    setting = read_assignment(assignment)
    assert (setting.written, setting.value) == VALUES[assignment]
    assert type(setting.written) is type(VALUES[assignment][0])


def test_a_whole_entry() -> None:
    """A table is a value too, and shown as contract.toml has it."""
    setting = read_assignment('evaluation.scale[5]={rating="极好",reward=40000}')
    assert setting.written == {"rating": "极好", "reward": 40000}
    assert str(setting) == "evaluation.scale[5] = { rating = 极好, reward = 40000 }"


SHOWN: list[tuple[str, Any, str]] = [
    ("price.tax_inclusive", False, "price.tax_inclusive = false"),
    ("breach.clauses", ["四.7", "四.4"], "breach.clauses = [四.7, 四.4]"),
    ("term.end", date(2026, 9, 7), "term.end = 2026-09-07"),
]


@pytest.mark.parametrize(("key", "written", "shown"), SHOWN)
def test_a_value_is_shown_as_the_file_has_it(key: str, written: object, shown: str) -> None:
    """A value is shown to people as contract.toml writes it."""
    assert str(read_setting(key, written)) == shown


UNKNOWN: list[tuple[str, str | None]] = [
    ("price.totl=5", "Did you mean total? If not, delete it."),
    ("prise.total=5", "Did you mean price? If not, delete it."),
    ("price.total.more=5", None),
    ("evaluation.scale.first.reward=5", None),
    ("evaluation[1]=5", None),
    ("price[total]=5", None),
    ("price..total=5", None),
    ("price.total.=5", None),
    ("[0]=5", None),
    ('"=5', None),
]  # fmt: skip


@pytest.mark.parametrize(("assignment", "hint"), UNKNOWN)
def test_an_unknown_key(assignment: str, hint: str | None) -> None:
    """A key that contract.toml does not have is refused, with the nearest one that it has."""
    with pytest.raises(Refused) as refused:
        read_assignment(assignment)
    key = assignment.removesuffix("=5")
    assert refused.value.code == "key-unknown"
    assert english(refused.value.message) == f"{key} is not a key of the contract file."
    if hint:
        assert english(refused.value.hint) == hint


WRONG: list[tuple[str, str, str]] = [
    ("price.total=-5", "money-negative", "Money here cannot be negative: -5."),
    ("price.total=true", "money-type", "Money is not written like this: true."),
    ("price.total=1,200,000", "money-form", 'Not an amount of money: "1,200,000".'),
    ("breach.percent=101", "percent", "A percentage from 0 to 100 is needed here, not 101."),
    ("breach.percent=20%", "percent", 'A percentage from 0 to 100 is needed here, not "20%".'),
    ("term.end=tomorrow", "date", 'A date is needed here, not "tomorrow".'),
    ("term.months=12.5", "number", "A whole number from 1 to 120 is needed here, not 12.5."),
    ("price.tax_inclusive=yes", "yes-no", 'true or false is needed here, not "yes".'),
    ("price.in_words=", "text", "This is empty."),
    ("evaluation.scale[5]={reward=5}", "key-missing", "The key is missing."),
    (
        "evaluation.scale[5]={rating='x',bonus=5}",
        "key-unknown",
        "The ledger does not know this key.",
    ),
    ("price=5", "shape", "A table is needed here, not 5."),
    ("readings.rewards=maybe", "choice", 'This is not one of the choices: "maybe".'),
]


@pytest.mark.parametrize(("assignment", "code", "message"), WRONG)
def test_a_value_that_does_not_fit(assignment: str, code: str, message: str) -> None:
    """A value of the wrong kind is refused as contract.toml refuses it, naming the key."""
    with pytest.raises(Refused) as refused:
        read_assignment(assignment)
    key = assignment.partition("=")[0]
    assert (refused.value.code, english(refused.value.message)) == (code, f"{key}: {message}")


@pytest.mark.parametrize("assignment", ["", "price.total", "=5", " =5"])
def test_no_assignment(assignment: str) -> None:
    """Without a key and an equals sign nothing is changed, and that is said."""
    with pytest.raises(Refused) as refused:
        read_assignment(assignment)
    assert refused.value.code == "setting"
    assert english(refused.value.hint) == "Write KEY=VALUE, as price.total=1200000."


def test_one_key_in_two_spellings_is_one_key() -> None:
    """One amendment cannot give one key two values, however the key is spelt."""
    twice = [read_assignment("evaluation.scale[1].reward=5"),
             read_assignment("evaluation.scale.1.reward=6")]  # fmt: skip
    with pytest.raises(Refused) as refused:
        distinct(twice)
    assert english(refused.value.message) == (
        "evaluation.scale[1].reward is changed twice in one amendment."
    )
    assert distinct(twice[:1]) == (twice[0],)
