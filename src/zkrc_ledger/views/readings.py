"""Where the contract's wording leaves room: the readings taken, and what others would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.text import Text, spoken
from zkrc_ledger.views.blocks import Line, Node
from zkrc_ledger.views.counted import number_of_days
from zkrc_ledger.views.serial import money, plain
from zkrc_ledger.views.words import reading_standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.readings import Alternative, Effect, ReadingTaken
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree

    Found = Sequence[tuple[ReadingTaken, Sequence[Alternative]]]


def blocks(assessment: Assessment, found: Found, tr: Translator) -> list[Block]:
    """Each question: the reading taken and by whom, the others and what each would change."""
    number = assessment.contract.number
    drawn: list[Block] = [
        Line(tr("{number}  where the contract's wording leaves room", number=number), "title")
    ]
    for taken, others in found:
        answer = tr(
            "Taken: {answer} ({standing})",
            answer=taken.answer,
            standing=reading_standing(taken, tr),
        )
        nodes = [Node(answer, tone="good"), *(_other(one, tr) for one in others)]
        drawn += [Line(), Node(spoken(taken.question, tr), nodes, "strong")]
    return drawn


def tree(assessment: Assessment, found: Found, tr: Translator) -> Tree:
    """Each reading, the one taken, the others and their effects in days and yuan."""
    return {
        "contract": assessment.contract.number,
        "readings": [
            {
                "name": taken.name,
                "question": spoken(taken.question, tr),
                "taken": spoken(taken.answer, tr),
                "by_default": taken.by_default,
                "chosen_by": _chosen_by(taken),
                "confirmed_by": taken.confirmed.by if taken.confirmed else None,
                "confirmed_on": plain(taken.confirmed.on, tr) if taken.confirmed else None,
                "others": [_alternative_tree(other, tr) for other in others],
            }
            for taken, others in found
        ],
    }


def _chosen_by(taken: ReadingTaken) -> str:
    """`default`, `contract.toml`, or the id of the amendment that chose the reading."""
    if taken.chosen_by:
        return taken.chosen_by.change.name
    return "default" if taken.by_default else "contract.toml"


def _other(other: Alternative, tr: Translator) -> Node:
    says = (
        tr("Other, for example: {answer}", answer=other.answer)
        if other.is_example
        else tr("Other: {answer}", answer=other.answer)
    )
    setting = tr(
        "To choose it, under [readings] in contract.toml: {setting}", setting=other.setting
    )
    return Node(says, [*(Node(one) for one in _changes(other, tr)), Node(setting, tone="quiet")])


def _changes(other: Alternative, tr: Translator) -> list[str]:
    """What the other reading would change, a sentence each."""
    found: list[Text] = []
    if other.unplaced:
        found.append(
            Text(
                "These recorded months would name no service month: {months}.",
                months=other.unplaced,
            )
        )
    found += (text for effect in other.effects for text in _effect(effect))
    low, high = abs(other.low), abs(other.high)
    found += _moved(
        other.low,
        Text("The whole contract at its lowest: {amount} less.", amount=low),
        Text("The whole contract at its lowest: {amount} more.", amount=low),
    )
    found += _moved(
        other.high,
        Text("The whole contract at its highest: {amount} less.", amount=high),
        Text("The whole contract at its highest: {amount} more.", amount=high),
    )
    if not found:
        found.append(Text("It would change no amount and no day on today's records."))
    return [spoken(text, tr) for text in found]


def _effect(effect: Effect) -> Iterator[Text]:
    """What it would change for one period: its days, then its sums."""
    period = effect.period
    end, by = number_of_days(abs(effect.end)), number_of_days(abs(effect.request_by or 0))
    yield from _moved(
        effect.end,
        Text("{period} ends {days} earlier.", period=period, days=end),
        Text("{period} ends {days} later.", period=period, days=end),
    )
    if effect.request_by is None:
        yield Text("Request deadline of {period}: not before the invoice is known.", period=period)
    yield from _moved(
        effect.request_by,
        Text("Request deadline of {period}: {days} earlier.", period=period, days=by),
        Text("Request deadline of {period}: {days} later.", period=period, days=by),
    )
    due, to_invoice = abs(effect.due or ZERO), abs(effect.to_invoice or ZERO)
    invoiced_otherwise = None if effect.to_invoice == effect.due else effect.to_invoice
    yield from _moved(
        effect.due,
        Text("Amount due of {period}: {amount} less.", period=period, amount=due),
        Text("Amount due of {period}: {amount} more.", period=period, amount=due),
    )
    yield from _moved(
        invoiced_otherwise,
        Text("To invoice for {period}: {amount} less.", period=period, amount=to_invoice),
        Text("To invoice for {period}: {amount} more.", period=period, amount=to_invoice),
    )
    yield from _range(effect)


def _range(effect: Effect) -> Iterator[Text]:
    """The net still possible, where it moves otherwise than the amount due."""
    period, low, high = effect.period, abs(effect.low), abs(effect.high)
    if effect.low == effect.high == effect.due:
        return
    yield from _moved(
        effect.low,
        Text("{period} at its lowest: {amount} less.", period=period, amount=low),
        Text("{period} at its lowest: {amount} more.", period=period, amount=low),
    )
    yield from _moved(
        effect.high,
        Text("{period} at its highest: {amount} less.", period=period, amount=high),
        Text("{period} at its highest: {amount} more.", period=period, amount=high),
    )


def _moved(change: Decimal | int | None, less: Text, more: Text) -> list[Text]:
    """What is said of a change: one way or the other, nothing where there is none."""
    return [more if change > 0 else less] if change else []


def _alternative_tree(other: Alternative, tr: Translator) -> Tree:
    return {
        "reading": spoken(other.answer, tr),
        "setting": other.setting,
        "is_example": other.is_example,
        "low": money(other.low),
        "high": money(other.high),
        "unplaced": list(other.unplaced),
        "effects": _changes(other, tr),
        "periods": [
            {
                "period": effect.period,
                "end_days": effect.end,
                "request_by_days": effect.request_by,
                "due": money(effect.due),
                "to_invoice": money(effect.to_invoice),
                "low": money(effect.low),
                "high": money(effect.high),
            }
            for effect in other.effects
        ],
    }
