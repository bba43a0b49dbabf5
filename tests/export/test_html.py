"""`ledger export html`: one page that needs no network and no script."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.cli.life import halfway
from tests.export.browser import printed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk


class Page(HTMLParser):
    """The tags, the text, and what the tags link to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and what it links to."""
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        """Keep what people read."""
        self.text += data


def page_of(desk: Desk, *options: str) -> str:
    """The page of a book."""
    answer = desk.ledger("export", "html", "-o", "-", *options)
    assert answer.code == 0, answer.err
    return answer.out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_figures_are_those_of_due(desk: Desk, language: str) -> None:
    """Every sum of every period stands in it, in both languages, with the settlement code."""
    halfway(desk)
    text = Page(page_of(desk, "--lang", language)).text
    for period in desk.ledger("due", "--json").json["periods"]:
        for key in ("price", "due", "invoiced", "received"):
            assert f"{float(period[key]):,.2f}" in text, (period["period"], key)
    assert desk.ledger("status", "--json").json["settlement_code"] in text


def test_nothing_is_fetched_and_nothing_runs(desk: Desk) -> None:
    """No script, no link, no address of the network."""
    halfway(desk)
    page = page_of(desk)
    assert "script" not in Page(page).tags
    assert not Page(page).links
    assert not re.search(r"https?://|url\(|@import", page)


def test_its_parts_are_named_for_who_does_not_see_them(desk: Desk) -> None:
    """A language, one first heading, and a title and a description for each drawing."""
    halfway(desk)
    page = page_of(desk, "--lang", "zh")
    tags = Page(page).tags
    assert '<html lang="zh-CN">' in page
    assert tags.count("h1") == 1
    assert tags.count("svg") == tags.count("desc") == 2
    assert "summary" in tags


def test_what_is_not_final_is_a_draft(desk: Desk) -> None:
    """P2 is running, P1 is final."""
    halfway(desk)
    words = "草稿，仅供核对，不作付款依据"
    assert words in page_of(desk, "P2", "--lang", "zh")
    assert words not in page_of(desk, "P1", "--lang", "zh")


def test_before_anything_is_rated(desk: Desk) -> None:
    """An empty book has a page; so has one that ended before its time."""
    assert "388,800.00" in page_of(desk)
    desk.ledger("amend", "terminate", "--on", "2025-10-20", "--basis", "x")
    assert "undetermined" in page_of(desk)


def test_what_was_typed_is_only_text(desk: Desk) -> None:
    """Neither markup nor marks of direction act."""
    desk.ledger(
        "extra", "P1", "1", "--basis", "<script>alert(1)</script> {{ 7*7 }} <b>" + "x" * 300
    )
    desk.write("ratings.csv", "month,rating,basis\n2025-08,优秀,a\u202eb<img src=x>\n")
    page = page_of(desk)
    assert not {"script", "img", "b"} & set(Page(page).tags)
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


@pytest.mark.slow
def test_a_browser_prints_it(desk: Desk, tmp_path: Path) -> None:
    """Chromium prints the page with every figure and every derivation open."""
    halfway(desk)
    assert desk.ledger("export", "html", "-o", str(tmp_path / "page.html")).code == 0
    words = printed(tmp_path / "page.html")
    assert "428,800.00" in words
    assert "388,800.00 + 50,000.00 - 10,000.00" in words
