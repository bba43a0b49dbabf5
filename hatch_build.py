"""Compiles the translations into the package while it is built; see pyproject.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = "src/zkrc_ledger/locale"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Every .po file of the package becomes the .mo file beside it."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Compile before hatchling gathers the files, for wheels and editable installs alike."""
        from babel.messages.mofile import write_mo  # a build requirement
        from babel.messages.pofile import read_po

        for source in Path(self.root, LOCALE).glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as po:
                catalogue = read_po(po)
            with source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, catalogue)
