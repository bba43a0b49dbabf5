"""Languages: which one the reader wants, and the catalogue that speaks it.

English is what the code says; zh_CN.po holds the Chinese. The catalogue is compiled when the
package is built (hatch_build.py).
"""

from __future__ import annotations

import gettext
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zkrc_ledger.model.text import Shown

DOMAIN = "zkrc_ledger"
LANGUAGES = ("en", "zh")
_CATALOGUES = Path(__file__).parent
_LOCALES = {"en": "en", "zh": "zh_CN"}
_SAYS_NOTHING = ("", "C", "POSIX")


class CatalogueTranslator:
    """Says messages in one language, from its compiled catalogue."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._catalogue = gettext.translation(
            DOMAIN, _CATALOGUES, [_LOCALES[language]], fallback=True
        )

    @property
    def language(self) -> str:
        """The language spoken: "zh" or "en"."""
        return self._language

    def __call__(self, msgid: str, /, **values: Shown) -> str:
        """The message in the reader's language, its values filled in."""
        return self._catalogue.gettext(msgid).format(
            **{name: shown(value, self) for name, value in values.items()}
        )


def language_of(environment: Mapping[str, str]) -> str:
    """The language the locale asks for; Chinese where it does not say (C, POSIX, unset)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable, ""):
            name = value.partition(".")[0].partition("@")[0]
            if name in _SAYS_NOTHING:
                return "zh"
            return "zh" if name.lower().startswith("zh") else "en"
    return _windows_language() if sys.platform == "win32" else "zh"


def _windows_language() -> str:
    """Windows keeps the language of its screens to itself, not in the environment."""
    import ctypes  # Windows only
    import locale

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (there is none elsewhere)
    name = locale.windows_locale.get(kernel.GetUserDefaultUILanguage(), "")
    return "en" if name and not name.startswith("zh") else "zh"
