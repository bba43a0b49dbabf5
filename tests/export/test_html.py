"""The page for the browser: its figures, its words, and nothing in it that acts or reaches out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.export.cases import CASES, case
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.model.text import shown
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views.export import html
from zkrc_ledger.views.export.docx import draft_mark

if TYPE_CHECKING:
    from tests.support import Desk

ENGLISH, CHINESE = CatalogueTranslator("en"), CatalogueTranslator("zh")
VOID = ("meta", "br")


class Page(HTMLParser):
    """A page taken apart: tags with their attributes, headings, and the words of each element."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.words: list[str] = []
        self.feed(data.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one begun last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words."""
        if "style" in self.open:
            return
        self.words.append(data)
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data


@pytest.mark.parametrize("name", CASES)
def test_every_case(name: str) -> None:
    """Sums and figures are the ledger's own; the draft mark stands where it belongs."""
    book = case(name)
    periods = book.settlement.periods
    page = Page(html.render(book, periods, CHINESE))
    sums = {row[0]: row[2:] for row in page.rows if len(row) == 8}
    for one in periods:
        expected = (
            one.price, one.due, one.invoiced, one.to_invoice, one.received, one.outstanding,
        )  # fmt: skip
        assert sums[one.period.id] == [
            shown(amount, CHINESE)
            if amount is not None
            else CHINESE("undetermined" if place < 2 else "not final")
            for place, amount in enumerate(expected)
        ]
    figures = [row[1] for row in page.rows if len(row) == 4]
    for one in periods:
        for line in one.lines:
            figures.remove(shown(line.amount, CHINESE))
    marks = "".join(page.words).count(draft_mark(CHINESE))
    drafts = sum(one.state != "final" for one in periods)
    assert marks == drafts + bool(drafts)
    assert settlement_code(settled_by(book)) in "".join(page.words)


@pytest.mark.parametrize("name", ["the full year", "cut, undetermined", "fallen away", "hostile"])
def test_one_file_that_everybody_can_read(name: str) -> None:
    """Nothing is loaded, nothing runs; headings are in order, drawings have words, ids are one."""
    book = case(name)
    data = html.render(book, book.settlement.periods, ENGLISH)
    page = Page(data)
    names = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(names)
    keys = {key for _, given in page.tags for key in given}
    assert not {"src", "srcset", "action", "background"} & keys
    assert not [key for key in keys if key.startswith("on")]
    links = [str(given["href"]) for _, given in page.tags if "href" in given]
    ids = [given["id"] for _, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert not re.search(rb"url\(|@import|https?:", data)
    levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert ("html", {"lang": "en"}) in page.tags
    for tag, given in page.tags:
        assert tag != "svg" or given.get("aria-hidden") or given.get("aria-labelledby")


def test_hostile_words_stay_words() -> None:
    """Markup, template signs, control characters and turned writing do nothing."""
    book = case("hostile")
    data = html.render(book, book.settlement.periods, CHINESE)
    text = "".join(Page(data).words)
    assert "{{ 7*7 }}" in text
    assert "<script>alert(1)</script>" in text
    assert "\\u202e\\x1b[31m" in text
    assert b"<script" not in data
    assert all(char == "\n" or char.isprintable() for char in data.decode())


def test_what_fell_away_is_told() -> None:
    """Money for a period that a termination left nothing of stands beside the periods."""
    book = case("fallen away")
    text = "".join(Page(html.render(book, book.settlement.periods, ENGLISH)).words)
    assert "P2 fell away with the termination: invoiced 5,000.00, received 5,000.00." in text


def test_the_command_writes_and_opens_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page has what `due --json` has; --open shows it; --final refuses a draft."""
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert desk.ledger("export", "html", "P1", "--final").code == 1
    assert desk.ledger("export", "html", "P1", "--open", "-o", "p.html").code == 0
    assert opened == [(desk.folder / "p.html").as_uri()]
    page = Page(desk.read("p.html"))
    due = desk.ledger("due", "P1", "--json").json
    row = next(row for row in page.rows if len(row) == 8 and row[0] == "P1")
    assert row[2].replace(",", "") == due["price"]
    assert row[3].replace(",", "") == due["due"]
    assert "P2" not in {row[0] for row in page.rows}


@pytest.mark.parametrize("name", CASES)
def test_a_drawing_stays_on_its_canvas(name: str) -> None:
    """Whatever the amounts and days are."""
    book = case(name)
    for drawn in (
        html.html_drawings.time_line(book, ENGLISH),
        html.html_drawings.stacks(book, book.settlement.periods, ENGLISH),
    ):
        for left, wide in re.findall(r'<rect x="(-?\d+)" y="\d+" width="(\d+)"', drawn):
            assert 0 <= int(left) <= int(left) + int(wide) <= html.html_drawings.WIDE
        assert not re.findall(r"M-|H-", drawn)


def test_from_the_first_day_to_a_termination(desk: Desk) -> None:
    """A book with nothing in it has a page; so has one that ended before its time."""
    assert "388,800.00" in desk.ledger("export", "html", "-o", "-").out
    desk.ledger("amend", "terminate", "--on", "2025-10-20", "--basis", "<b>" + "x" * 200)
    ended = desk.ledger("export", "html", "-o", "-").out
    assert "undetermined" in ended
    assert "&lt;b&gt;xxx" in ended
