"""Every message that people read stands in Chinese too, and the compiled catalogue has it."""

from __future__ import annotations

import configparser
import gettext
import string
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from tests.support import PROJECT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

SOURCE = PROJECT / "src" / "zkrc_ledger"
PO = SOURCE / "locale" / "zh_CN" / "LC_MESSAGES" / "zkrc_ledger.po"
# pybabel extract -F babel.cfg -k Text -k tr -k N_
KEYWORDS = {**DEFAULT_KEYWORDS, "Text": None, "tr": None, "N_": None}
REINSTALL = "the compiled catalogue is older than the .po file: pip install -e ."


@cache
def catalogue() -> Catalog:
    """The Chinese catalogue as it is written."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


@cache
def extracted() -> dict[str, str]:
    """Every message of the source and the first place where it stands."""
    settings = configparser.ConfigParser()
    settings.read(PROJECT / "babel.cfg", encoding="utf-8")
    methods = []
    for section in settings.sections():
        method, pattern = section.split(":")
        methods.append((pattern.strip(), method.strip()))
    found: dict[str, str] = {}
    for file, line, message, _, _ in extract_from_dir(
        SOURCE, method_map=methods, keywords=KEYWORDS
    ):
        assert isinstance(message, str), message
        found.setdefault(message, f"{file}:{line}")
    return found


def messages() -> list[Message]:
    """Every entry of the catalogue but its header."""
    return [message for message in catalogue() if message.id]


def fields(text: str) -> set[str]:
    """The names of the {fields} of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_extraction_finds_messages() -> None:
    """The extraction finds what each of its keywords marks."""
    assert "The installments sum to {summed}, the contract's total is {total}: " in " ".join(
        extracted()
    )  # Text
    assert "Amount due" in extracted()  # tr
    assert "Show this help and exit." in extracted()  # N_


def test_every_message_is_translated() -> None:
    """Every message of the source stands in the catalogue with a Chinese text."""
    translated = {message.id for message in messages() if message.string}
    missing = {text: place for text, place in extracted().items() if text not in translated}
    assert missing == {}


def test_no_message_is_left_over() -> None:
    """The catalogue holds nothing that the source does not say, and no obsolete entry."""
    assert {message.id for message in messages()} - set(extracted()) == set()
    assert list(catalogue().obsolete) == []


def test_no_message_is_fuzzy() -> None:
    """No translation awaits a look."""
    assert [message.id for message in messages() if message.fuzzy] == []
    assert not catalogue().fuzzy


def test_the_same_fields() -> None:
    """A translation has the {fields} of its message: none lost, none made up."""
    different = {
        message.id: message.string
        for message in messages()
        if fields(message.id) != fields(message.string)
    }
    assert different == {}


def test_no_plain_english() -> None:
    """A translation is in Chinese, unless it is nothing but fields and signs."""
    english = [
        message.id
        for message in messages()
        if any(char.isalpha() for char in "".join(part[0] for part in _parts(message.string)))
        and not any("\u4e00" <= char <= "\u9fff" for char in message.string)
    ]
    assert english == []


def _parts(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return list(string.Formatter().parse(text))


def test_the_compiled_catalogue() -> None:
    """What the program speaks is what the .po file says."""
    spoken = gettext.translation("zkrc_ledger", SOURCE / "locale", ["zh_CN"])
    different = [
        message.id for message in messages() if spoken.gettext(message.id) != message.string
    ]
    assert different == [], REINSTALL
