"""Files that are no text, though their name says so: a workbook or a web page renamed to .csv."""

from __future__ import annotations

import re

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

_SEARCHED = 4096  # a zip archive names its first members here, a page says what it is
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|meta|table)", re.IGNORECASE | re.DOTALL
)
_XML_WORKBOOK = re.compile(rb"\s*<\?xml.*<(?:\w+:)?Workbook", re.IGNORECASE | re.DOTALL)
_WORKBOOK = Text("This is an Excel workbook, whatever its name says.")
_OPEN_SHEET = Text("This is an OpenDocument spreadsheet, whatever its name says.")
_DOCUMENT = Text("This is a text document, whatever its name says.")
_ARCHIVE = Text("This is an archive, whatever its name says.")
_PICTURE = Text("This is a picture, whatever its name says.")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD: dict[str, Text] = {
    "EncryptedPackage": Text("This is an Office file with a password, whatever its name says."),
    "WordDocument": _DOCUMENT,
    "": Text("This is an Excel workbook of the old form (.xls), whatever its name says."),
}
_BEGINNINGS: dict[bytes, Text] = {
    b"%PDF-": Text("This is a PDF document, whatever its name says."),
    b"{\\rtf": _DOCUMENT,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"Rar!": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
}
_MEMBERS: dict[bytes, Text] = {
    b"xl/": _WORKBOOK,
    b"opendocument.spreadsheet": Text(
        "This is an OpenDocument spreadsheet, whatever its name says."
    ),
    b"word/": _DOCUMENT,
    b"opendocument.text": _DOCUMENT,
    b"": _ARCHIVE,
}


def foreign(data: bytes, name: str) -> Problem | None:
    """What to say of a file whose bytes are another program's; None for what may be text."""
    what = _what(data)
    if what is None:
        return None
    return Problem(
        code="not-text",
        file=name,
        message=what,
        hint=Text("Open it in the program it is from and save it as CSV (UTF-8).")
        if name.lower().endswith(".csv")
        else Text("Take the plain text file from a backup."),
    )


def _what(data: bytes) -> Text | None:
    beginning = data[:_SEARCHED]
    if data.startswith(_ZIP):
        known = beginning + data[-_SEARCHED:]  # the list of all members stands at the end
        return next(what for member, what in _MEMBERS.items() if member in known)
    if data.startswith(_OLE):
        return next(what for part, what in _OLD.items() if part.encode("utf-16-le") in data)
    plain = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _XML_WORKBOOK.match(plain):
        return _WORKBOOK
    if _PAGE.match(plain):
        return Text("This is a web page, whatever its name says.")
    return next((what for mark, what in _BEGINNINGS.items() if data.startswith(mark)), None)
