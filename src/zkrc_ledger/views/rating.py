"""What `ledger rate` did, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.views.blocks import Line
from zkrc_ledger.views.words import stage

if TYPE_CHECKING:
    from zkrc_ledger.model.records import RatingRecord
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.views.blocks import Block


def rating_blocks(
    written: RatingRecord | None, standing: RatingRecord | None, tr: Translator
) -> list[Block]:
    """The record written and what it replaced, or the one that says so already."""
    if written is None:
        return [_standing(standing, tr)] if standing else []
    blocks: list[Block] = [
        Line(
            tr(
                "Recorded: {month} {rating} ({stage}), {place} {id}",
                month=written.month,
                rating=written.rating,
                stage=stage(written, tr),
                place=str(written.place),
                id=written.id,
            ),
            "good" if written.stage == "final" else "caution",
        )
    ]
    if standing:
        blocks.append(
            Line(
                tr(
                    "It takes the place of {rating} ({stage}), {place}.",
                    rating=standing.rating,
                    stage=stage(standing, tr),
                    place=str(standing.place),
                )
            )
        )
    return blocks


def _standing(standing: RatingRecord, tr: Translator) -> Line:
    return Line(
        tr(
            "Already recorded, nothing changed: {month} {rating} ({stage}), {place}",
            month=standing.month,
            rating=standing.rating,
            stage=stage(standing, tr),
            place=str(standing.place),
        )
    )
