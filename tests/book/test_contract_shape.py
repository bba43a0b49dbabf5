"""A contract.toml of the wrong shape: misspelt or missing keys, broken TOML, odd encodings."""

from __future__ import annotations

import pytest

from tests.book.contracts import TEXT, changed, hint, problems_of, said

UNKNOWN = "The ledger does not know this key."
MISSING = "The key is missing."


@pytest.mark.parametrize(
    ("old", "new", "key", "suggestion"),
    [
        ("\ntax_inclusive", "\ntax_inclusiv", "price.tax_inclusiv", "tax_inclusive"),
        ("reward = 30000", "rewards = 30000", "evaluation.scale[0].rewards", "reward"),
        ("[force_majeure]", "[force_majeur]", "force_majeur", "force_majeure"),
        ("month_id", "monthid", "readings.monthid", "month_id"),
        ('bank = "', 'banks = "', "payee.banks", "bank"),
    ],
)
def test_a_misspelt_key(old: str, new: str, key: str, suggestion: str) -> None:
    """A misspelt key is refused, and the key that is nearest in spelling is suggested."""
    problems = problems_of(changed((old, new)))
    [problem] = [one for one in problems if one.code == "key-unknown"]
    assert said(problem) == ("key-unknown", key, UNKNOWN)
    assert hint(problem) == f"Did you mean {suggestion}? If not, delete it."


@pytest.mark.parametrize("key", ["zzzzqqqq", "term"])
def test_a_key_like_no_other(key: str) -> None:
    """A key that is near none, or stands in the wrong table, is not guessed at."""
    [problem] = problems_of(changed(("[parties]\n", f"[parties]\n{key} = 1\n")))
    assert said(problem) == ("key-unknown", f"parties.{key}", UNKNOWN)
    assert hint(problem) == "Delete it, or correct its spelling."


def test_a_missing_key() -> None:
    """A key that is missing is named with its table."""
    [problem] = problems_of(changed(("tax_inclusive = true\n", "")))
    assert said(problem) == ("key-missing", "price.tax_inclusive", MISSING)
    assert hint(problem) == "Add it; the file that `ledger init` writes shows every key."


def test_missing_tables() -> None:
    """Every table that must be there and is not is named, all at once, and no other."""
    found = problems_of('[contract]\nnumber = "N-1"\nname = "Cleaning"\n')
    needed = (
        "parties",
        "clauses",
        "term",
        "price",
        "evaluation_cycle",
        "payment_period",
        "funds_request",
        "evaluation",
    )
    assert [said(one) for one in found] == [("key-missing", key, MISSING) for key in needed]


def test_an_empty_file() -> None:
    """An empty contract file is told everything it lacks."""
    assert {one.key for one in problems_of("")} >= {"contract", "term", "price"}


@pytest.mark.parametrize(
    ("content", "key", "message"),
    [
        ("contract = 3\n", "contract", "A table is needed here, not 3."),
        ('price = "1166400"\n', "price", 'A table is needed here, not "1166400".'),
        ("clauses = []\n", "clauses", "A table is needed here, not []."),
        ("[[term]]\nmonths = 12\n", "term", "A table is needed here, not [{ months = 12 }]."),
        (
            "[evaluation]\nscale = 5\n",
            "evaluation.scale",
            "A list in brackets is needed here, not 5.",
        ),
        (
            "[readings]\nconfirmed = [1]\n",
            "readings.confirmed[0]",
            "A table is needed here, not 1.",
        ),
        (
            "[working_days]\nyear = 2027\n",
            "working_days",
            "A list in brackets is needed here, not { year = 2027 }.",
        ),
    ],
)
def test_the_wrong_shape(content: str, key: str, message: str) -> None:
    """Where a table or a list is needed, anything else is named by its key."""
    found = [one for one in problems_of(content) if one.code == "shape"]
    assert [said(one) for one in found] == [("shape", key, message)]


def test_all_at_once() -> None:
    """Slips in several tables are all told, and the parts that are sound are still compared."""
    content = changed(
        ("months = 12\n", "months = 12.0\n"),
        ("percent = 30\n", "percent = true\n"),
        ('bank = "', 'banc = "'),
        # the installments still sum to 1,166,400, but the total and its words say otherwise
        ("total = 1166400\n", "total = 1166401\n"),
        ('{ rating = "一般" }', '{ rating = "好" }'),
        ('clauses = ["七.1"]', 'clauses = ["七.2"]'),
    )
    assert {said(one)[:2] for one in problems_of(content)} == {
        ("number", "term.months"),
        ("percent", "breach.percent"),
        ("key-missing", "payee.bank"),
        ("key-unknown", "payee.banc"),
        ("installment-sum", "payment_period.installments"),
        ("words", "price.in_words"),
        ("scale-twice", "evaluation.scale"),
        ("clause-unknown", "force_majeure.clauses"),
    }


def test_broken_parts_are_not_compared() -> None:
    """A part that could not be read brings no second complaint about what depends on it."""
    content = changed(("total = 1166400\n", "total = 1.0\n"))
    assert [said(one)[:2] for one in problems_of(content)] == [("money-type", "price.total")]


@pytest.mark.parametrize(
    ("new", "detail"),
    [
        ("months == 12\n", "Invalid value"),
        ("months 12\n", "Expected '=' after a key in a key/value pair"),
        ("months = 12\nmonths = 12\n", "Cannot overwrite a value"),
        ('months = "12\n', "Illegal character '\\n'"),
        ("months = 1,166\n", "Expected newline or end of document"),
        ("months = 2025-02-30\n", "Invalid date or datetime"),
        ("months = 12元\n", "Expected newline or end of document"),
    ],
)
def test_broken_toml(new: str, detail: str) -> None:
    """TOML that cannot be read is told by line, with that line and how to write it."""
    content = changed(("months = 12\n", new))
    before, wrong = TEXT.split("months = 12\n")[0], new.splitlines()
    [problem] = problems_of(content)
    code, _, message = said(problem)
    assert (code, problem.line) == ("toml", before.count("\n") + len(wrong))
    assert problem.excerpt == wrong[-1]
    assert message.startswith(f"This is not valid TOML: {detail}")
    assert "at line" not in message
    assert hint(problem).startswith("Check quotes, commas and brackets on this line")


def test_broken_at_the_end() -> None:
    """A bracket that is never closed is told at the file's last line."""
    [problem] = problems_of(TEXT + "x = [1,\n")
    assert (problem.code, problem.line) == ("toml", len(TEXT.splitlines()) + 1)


@pytest.mark.parametrize(
    "content",
    [
        f"x = {'[' * 20_000}",
        f"x = {'{a=' * 5_000}1{'}' * 5_000}\n",
        f"x = {'9' * 5_000}\n",
    ],
    ids=["brackets", "braces", "digits"],
)
def test_endless_toml(content: str) -> None:
    """Nesting or numbers without end are a problem of the file, not of the ledger."""
    [problem] = problems_of(content)
    message = "This is not a contract file: it is nested too deep or has endless numbers."
    assert said(problem) == ("toml", None, message)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("months = 12\n", f"months = 0x{'f' * 9_000}\n", "number", "term.months"),
        ('number = "', f'x.{"a." * 3_000}b = 1\nnumber = "', "key-unknown", "contract.x"),
        ('anchor = "', f'anchor.{"a." * 3_000}b = "', "date", "readings.anchor"),
        ('name = "霍', f'name.{"a." * 3_000}b = "', "text", "contract.name"),
    ],
    ids=["hexadecimal", "unknown key", "anchor", "name"],
)
def test_endless_values(old: str, new: str, code: str, key: str) -> None:
    """A value too large or too deep to be shown is named by its key like any other."""
    [problem] = problems_of(changed((old, new)))
    assert said(problem)[:2] == (code, key)
    assert len(said(problem)[2]) < 100


def test_merge_marks() -> None:
    """Each line a merge left undecided is told."""
    merged = "<<<<<<< ours\nmonths = 12\n=======\nmonths = 24\n>>>>>>> theirs\n"
    content = changed(("months = 12\n", merged))
    first = content.splitlines().index("<<<<<<< ours") + 1
    message = "A merge left its mark here: two versions await a decision."
    found = problems_of(content)
    assert [said(one) for one in found] == [("merge-conflict", None, message)] * 3
    assert [one.line for one in found] == [first, first + 2, first + 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_encoding_is_read(encoding: str, line_end: str) -> None:
    """A contract file that an editor saved in GBK, with a mark or with CRLF is the same file."""
    assert problems_of(TEXT.replace("\n", line_end).encode(encoding)) == []


def test_no_encoding_at_all() -> None:
    """Bytes of no encoding are told as such."""
    [problem] = problems_of(b'number = "\x81"\n\xff\xff')
    message = "The file is neither UTF-8 nor GB18030 nor UTF-16 with a mark."
    assert said(problem) == ("encoding", None, message)


def test_a_nul() -> None:
    """A NUL is told with its line."""
    [problem] = problems_of("# a\n# \0\n")
    assert said(problem) == ("nul", None, "The file holds a NUL character; it may be damaged.")
    assert problem.line == 2
