"""Changed terms in words: 良好 reward 20,000 → 25,000, not the key path."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from zkrc_ledger.model.text import Text, spoken
from zkrc_ledger.rules.reading_words import CHOICES, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zkrc_ledger.model.terms import TermChange
    from zkrc_ledger.model.text import Shown, Translator

# what a term is called, by its key path; `{of}` is what the pattern found
_MONEY: dict[str, Text] = {
    r"evaluation\.scale\[(.+)\]\.reward": Text("{of} reward"),
    r"evaluation\.scale\[(.+)\]\.deduction": Text("{of} deduction"),
    r"payment_period\.installments\[(\d+)\]\.amount": Text("installment of {of}"),
    r"price\.total": Text("contract total"),
    r"readings\.reward_ceiling": Text("ceiling of the rewards"),
}
_OTHER: dict[str, Text] = {
    r"evaluation\.scale\[(.+)\]\.rating": Text("step {of} of the rating scale"),
    r"price\.tax_inclusive": Text("price with tax"),
    r"invoice\.vat_percent": Text("VAT rate in per cent"),
    r"breach\.percent": Text("breach deduction in per cent"),
    r"funds_request\.working_days": Text("working days for the funds request"),
    r"funds_request\.treasury_cutoff": Text("treasury cutoff"),
    r"final_rating\.evidence": Text("evidence of a final rating"),
    **{rf"readings\.{name}": question for name, question in QUESTIONS.items()},
}


def changes_in_words(changes: Iterable[TermChange], tr: Translator) -> Iterator[str]:
    """Each changed term, before and after, and the amendment that changed it."""
    for one in changes:
        if not one.key.endswith(".in_words"):  # says the same as the amount beside it
            yield tr(
                "{term} {before} → {after} ({name}, {basis})",
                term=_term(one.key),
                before=_value(one.key, one.before, tr),
                after=_value(one.key, one.after, tr),
                name=one.change.name,
                basis=one.change.basis,
            )


def _term(key: str) -> Shown:
    for pattern, text in (_MONEY | _OTHER).items():
        if found := re.fullmatch(pattern, key):
            name = "".join(found.groups())
            return Text(text.msgid, of=f"P{int(name) + 1}" if name.isdecimal() else name)
    return key


def _value(key: str, value: str, tr: Translator) -> str:
    """A value as people read it; a reading by its words, no value as a dash."""
    if not value:
        return "-"
    answers = CHOICES.get(key.removeprefix("readings."), {})
    if value in answers:
        return spoken(answers[value], tr)
    if any(re.fullmatch(pattern, key) for pattern in _MONEY):
        amount = Decimal(value)
        return f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}"
    return value
