"""By how much rewards bring the contract above its total, which 三.1 calls all the fees.

Additional work is priced apart and not counted here. Whether rewards come on top of the total
is a reading; where public money pays, the excess needs a budget or a supplement.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from zkrc_ledger.model.settlement import Settlement
    from zkrc_ledger.model.terms import Terms

_TENTH = Decimal("0.1")


@value_class()
class OverTotal:
    """What is known above the total and what is still possible, in yuan; never negative."""

    total: Decimal
    known: Decimal
    possible: Decimal

    def percent(self, amount: Decimal) -> str:
        """An amount in per cent of the total, to one decimal."""
        share = (amount * 100 / self.total) if self.total else ZERO
        return f"{share.quantize(_TENTH, ROUND_HALF_UP)}"


def over_total(terms: Terms, settlement: Settlement) -> OverTotal:
    """三.1, 附件1.六 The sums known and still possible, beside the total as amended."""
    whole, periods = terms.contract.price.total, settlement.periods
    installments = total(one.sum_of("installment") for one in periods)
    rated = total(one.sum_of("reward", "deduction") for one in periods)
    undetermined = total(one.period.installment for one in periods if one.price is None)
    return OverTotal(
        total=whole,
        known=max(installments + rated - whole, ZERO),
        possible=max(installments + undetermined + settlement.best_ratings - whole, ZERO),
    )
