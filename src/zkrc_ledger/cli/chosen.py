"""The period that a command is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.cli.stop import refusal, stop
from zkrc_ledger.model.problem import Refused

if TYPE_CHECKING:
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment


def chosen_period(assessment: Assessment, typed: str) -> PeriodSettlement:
    """The settlement of the period that was typed; stops if there is none."""
    from zkrc_ledger.model.parse import parse_period
    from zkrc_ledger.rules.bookings import settled_period
    from zkrc_ledger.rules.requests import RequestRefusedError

    try:
        return settled_period(assessment, parse_period(typed))
    except Refused as refused:
        stop(refusal(refused))
    except RequestRefusedError as refused:
        stop(*refused.problems)
