"""Where the contract's wording leaves room, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import listed, shown, spoken
from zkrc_ledger.views.blocks import Line, Node
from zkrc_ledger.views.words import reading_standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.readings import Alternative, Effect, ReadingTaken
    from zkrc_ledger.views.blocks import Block


def readings_blocks(
    contract: Contract,
    found: Sequence[tuple[ReadingTaken, Sequence[Alternative]]],
    tr: Translator,
) -> list[Block]:
    """Each reading, the one taken, the others and what each would change."""
    blocks: list[Block] = [
        Line(
            tr("{number}  where the contract's wording leaves room", number=contract.number),
            "title",
        )
    ]
    for taken, others in found:
        answer = tr(
            "Taken: {answer} ({standing})",
            answer=taken.answer,
            standing=reading_standing(taken, tr),
        )
        nodes = [Node(answer, tone="good"), *(_other(one, tr) for one in others)]
        blocks += [Line(), Node(f"{spoken(taken.question, tr)} [{taken.name}]", nodes, "strong")]
    return blocks


def _other(other: Alternative, tr: Translator) -> Node:
    nodes = [Node(_effect(effect, tr)) for effect in other.effects]
    if other.unplaced:
        nodes.append(
            Node(
                tr(
                    "These recorded months would name no service month: {months}",
                    months=other.unplaced,
                )
            )
        )
    if not nodes:
        nodes.append(Node(tr("It would change nothing on today's records.")))
    elif other.low or other.high:
        nodes.append(
            Node(
                tr(
                    "In all: lowest {low}, highest {high}",
                    low=_signed(other.low, tr),
                    high=_signed(other.high, tr),
                )
            )
        )
    return Node(
        tr("Other: {answer}; [readings] {setting}", answer=other.answer, setting=other.setting),
        nodes,
    )


def _effect(effect: Effect, tr: Translator) -> str:
    parts = []
    if effect.end:
        parts.append(tr("end {days} days", days=f"{effect.end:+d}"))
    if effect.request_by:
        parts.append(tr("deadline {days} days", days=f"{effect.request_by:+d}"))
    if effect.low or effect.high:
        parts.append(
            tr(
                "lowest {low}, highest {high}",
                low=_signed(effect.low, tr),
                high=_signed(effect.high, tr),
            )
        )
    return f"{effect.period}: {listed(parts, tr)}"


def _signed(amount: Decimal, tr: Translator) -> str:
    return f"+{shown(amount, tr)}" if amount > 0 else shown(amount, tr)
