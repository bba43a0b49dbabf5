"""附件1.七: a rating is final once the body that decides has passed it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Rating


def with_evidence(ratings: Mapping[str, Rating], contract: Contract) -> Mapping[str, Rating]:
    """附件1.七 The ratings by month, as final as they are documented.

    Where the contract file requires evidence, one without the day of the meeting is proposed.
    """
    if contract.final_rating is None or contract.final_rating.evidence == "noted":
        return ratings
    return {
        month: one if one.approved_on else replace(one, stage="proposed")
        for month, one in ratings.items()
    }
