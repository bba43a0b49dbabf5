"""The questions of a new contract: each answer is what the contract file will say.

An answer is checked by writing the file with it and reading that as any other: what a contract
file may hold is said in one place. What follows from the answers (the last day, the words of an
amount, equal installments) is filled in.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.book.new_book import filled
from zkrc_ledger.model.money import FEN
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.parse import parse_amount, parse_date, parse_positive_amount, parse_words
from zkrc_ledger.model.problem import Refused, errors
from zkrc_ledger.model.text import Bilingual, Text
from zkrc_ledger.model.value import value_class
from zkrc_ledger.model.words import in_words
from zkrc_ledger.rules.checks.contract import contract_problems
from zkrc_ledger.rules.clauses.art2_service_term import last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem

BODY = Bilingual(zh="工委扩大会", en="the committee's enlarged meeting")
SCALE = "优秀 30000 良好 20000 好 10000 一般 0 差 -10000"
_BETWEEN = re.compile(r"[\s,;，；、]+")
_BETWEEN_AMOUNTS = re.compile(r"[\s;，；、]+")
_TIMES = re.compile(r"\b([0-9]{1,3})\s*[x×*＊X]\s*")
_COUNT = re.compile(r"([0-9]{1,9}) ?(?:个?月|个?周期|个?工作日|天|months?|cycles?|days?)?")
_PERCENT_SIGN = "%"
_NONE = {"", "-", "no", "none", "无", "含税"}

Answers = dict[str, Any]


@value_class(kw_only=False)
class Question:
    """What is asked for one answer: its name (also of the option), the words, how it is parsed.

    `default` is what an empty answer stands for; None: an answer is needed.
    """

    name: str
    words: Text
    parse: Callable[[str], Any]
    default: str | Bilingual | None = None

    @property
    def option(self) -> str:
        """The option that gives the answer."""
        return f"--{self.name.replace('_', '-')}"


def _count(typed: str) -> int | str:
    """A whole number, with its unit or not; anything else is for the file's check to refuse."""
    match = _COUNT.fullmatch(normal(typed).lower())
    return int(match[1]) if match else typed


def _percent(typed: str) -> int | str | None:
    plain = normal(typed).removesuffix(_PERCENT_SIGN).strip()
    if plain.lower() in _NONE:
        return None
    return int(plain) if plain.isdecimal() else plain or None


def _amounts(typed: str) -> list[Decimal]:
    """Amounts, each once or as often as stands before it: 3x388800, or 2x33.33 33.34."""
    amounts: list[Decimal] = []
    for one in filter(None, _BETWEEN_AMOUNTS.split(_TIMES.sub(r"\1x", typed))):
        times, _, amount = one.rpartition("x")
        amounts += [parse_amount(amount)] * int(times or 1)
    return amounts


def as_typed(amounts: list[Decimal]) -> str:
    """Amounts as they may be typed, equal ones in a row together."""
    runs = [(len(list(run)), amount) for amount, run in groupby(amounts)]
    return " ".join(
        f"{count}x{amount:,.2f}" if count > 1 else f"{amount:,.2f}" for count, amount in runs
    )


def _scale(typed: str) -> list[tuple[str, Decimal]]:
    """The rating scale, as 优秀 30000 良好 20000 … 差 -10000: below zero is a deduction."""
    words = [word for word in _BETWEEN.split(typed) if word]
    if len(words) % 2:
        raise Refused(
            "scale-form",
            Text("Each rating needs an amount behind it; 0 where it brings nothing."),
            Text("Write it as: {scale}", scale=SCALE),
        )
    pairs = zip(words[::2], words[1::2], strict=True)
    return [(rating, parse_amount(amount.lstrip("+＋"))) for rating, amount in pairs]


QUESTIONS = (
    Question("number", Text("Contract number"), parse_words),
    Question("name", Text("Contract name"), parse_words),
    Question("party_a", Text("Party A (the client), an organisation"), parse_words),
    Question("party_b", Text("Party B (the contractor), an organisation"), parse_words),
    Question("start", Text("First day of the service term, as 2025-08-08"), parse_date),
    Question("months", Text("Length of the service term in months"), _count),
    Question("total", Text("Contract total in yuan"), parse_positive_amount),
    Question(
        "vat_on_top",
        Text("VAT rate in percent, if the total is WITHOUT tax; empty if it includes tax"),
        _percent,
        "",
    ),
    Question("cycle_months", Text("Months in an evaluation cycle"), _count, "1"),
    Question("period_cycles", Text("Evaluation cycles in a payment period"), _count, "1"),
    Question("installments", Text("Installments in yuan, blanks between them"), _amounts, ""),
    Question(
        "scale", Text("Rating scale: each rating and its yuan, a deduction below 0"), _scale, SCALE
    ),
    Question(
        "request_days",
        Text("Working days after a period's end within which party A starts the funds request"),
        _count,
        "20",
    ),
    Question("body", Text("Who passes the ratings"), parse_words, BODY),
)


def contract_text(base: str, answers: Mapping[str, Any]) -> str:
    """The contract file that `base` becomes by the answers and by what follows from them."""
    contract = _contract(base)
    values: dict[str, object] = {
        key: answers[name] for name, key in _KEYS.items() if name in answers
    }
    start = answers.get("start", contract.term.start)
    months = answers.get("months", contract.term.months)
    if {"start", "months"} & answers.keys() and isinstance(months, int):
        values["term.end"] = _last_day(start, months)
    total = answers.get("total", contract.price.total)
    if "total" in answers:
        values |= {"price.total": _yuan(total), "price.in_words": in_words(total)}
    if "vat_on_top" in answers:
        percent = answers["vat_on_top"]
        values["price.tax_inclusive"] = percent is None
        if percent is not None:
            values["invoice.vat_percent"] = percent
    if {"total", "months", "cycle_months", "period_cycles", "installments"} & answers.keys():
        amounts = answers.get("installments") or equal_installments(base, answers)
        values["payment_period.installments"] = [
            {"amount": _yuan(amount), "in_words": in_words(amount)} for amount in amounts
        ]
    if "scale" in answers:
        values["evaluation.scale"] = [_step(*pair) for pair in answers["scale"]]
    if "body" in answers:
        body = answers["body"]
        own = {"zh": BODY.zh, "en": BODY.en}
        values["final_rating.by"] = own if body in own.values() else {"zh": body}
    return filled(base, values)


def equal_installments(base: str, answers: Mapping[str, Any]) -> list[Decimal]:
    """The total in equal parts, one for each whole payment period; the last takes the fen left."""
    contract = _contract(base)
    total = answers.get("total", contract.price.total)
    months, cycle, cycles = (
        answers.get(name, otherwise)
        for name, otherwise in (
            ("months", contract.term.months),
            ("cycle_months", contract.evaluation_cycle.months),
            ("period_cycles", contract.payment_period.cycles),
        )
    )
    numbers = (months, cycle, cycles)
    if not all(isinstance(one, int) and 0 < one <= _MOST for one in numbers):
        return [total]  # refused by the keys themselves
    count = max(months // (cycle * cycles), 1)
    each = (total / count).quantize(FEN, ROUND_DOWN)
    return [each] * (count - 1) + [total - each * (count - 1)]


def contract_errors(text: str) -> list[Problem]:
    """The errors of a contract file, as `ledger check` would report them."""
    _, _, parts, problems = read_contract(text.encode(), "contract.toml")
    return errors([*problems, *contract_problems(parts)])


def checked(base: str, answers: Mapping[str, Any], question: Question) -> Callable[[str], Any]:
    """A parser of one answer that refuses what the contract file may not hold."""

    def parse(typed: str) -> object:
        value = question.parse(typed)
        if wrong := contract_errors(contract_text(base, {**answers, question.name: value})):
            raise Refused(wrong[0].code, wrong[0].message, wrong[0].hint)
        return value

    return parse


_KEYS = {
    "number": "contract.number",
    "name": "contract.name",
    "party_a": "parties.a",
    "party_b": "parties.b",
    "start": "term.start",
    "months": "term.months",
    "cycle_months": "evaluation_cycle.months",
    "period_cycles": "payment_period.cycles",
    "request_days": "funds_request.working_days",
}
_MOST = 1000


def _contract(base: str) -> Contract:
    contract, _, _, problems = read_contract(base.encode(), "contract.toml")
    if contract is None:
        raise ValueError(problems)
    return contract


def _last_day(start: date, months: int) -> date:
    try:
        return last_day(start, months)
    except (OverflowError, ValueError):
        return start  # refused by the keys themselves


def _yuan(amount: Decimal) -> int | str:
    return int(amount) if amount == int(amount) else str(amount)


def _step(rating: str, amount: Decimal) -> dict[str, object]:
    if not amount:
        return {"rating": rating}
    return {"rating": rating, "reward" if amount > 0 else "deduction": _yuan(abs(amount))}
