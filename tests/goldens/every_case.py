"""Every golden there is: of ratings and of a contract's life."""

from __future__ import annotations

from tests.goldens import cases, life_cases

CASES = cases.CASES | life_cases.CASES
ON_A_TERMINAL = cases.ON_A_TERMINAL | life_cases.ON_A_TERMINAL
