"""Properties of settlements count working days: slow the first time, so no deadline."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
