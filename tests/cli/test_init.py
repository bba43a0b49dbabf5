"""`ledger init`: a new book, guided or by options, or from the contract that comes along."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.keyboard import typing
from tests.support import REAL_CONTRACT, Desk, load_contract
from zkrc_ledger.book import new_book
from zkrc_ledger.book.store import RECORD_FILES
from zkrc_ledger.cli.contract_schema import contract_schema
from zkrc_ledger.views.layout import width

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = {
    "--number": "FW-2026-7",
    "--name": '虚构"公园"服务',
    "--party-a": "虚构区公园管理中心",
    "--party-b": "虚构园林有限公司",
    "--start": "2026年1月31日",
    "--months": "12个月",
    "--total": "￥1,000,000.01",
}
GIVEN = [word for pair in OPTIONS.items() for word in pair]
ANSWERS = [*OPTIONS.values(), "", "3", "2", "", "A 500.5，B 0，C -300", "15", "评审会", ""]


@pytest.fixture
def nowhere(tmp_path: Path) -> Desk:
    """A folder without a book."""
    return Desk(tmp_path)


def tree_of(folder: Path) -> Any:
    """The contract file of a book, as TOML."""
    return tomllib.loads((folder / "contract.toml").read_text(encoding="utf-8"))


def test_the_shipped_contract(nowhere: Desk) -> None:
    """`--from` writes the shipped file as it is, but for where its schema lies, without asking."""
    answer = nowhere.ledger("init", "new", "--from", "huoying-2025")
    assert (answer.code, answer.err) == (0, "")
    first, _, rest = (nowhere.folder / "new/contract.toml").read_text("utf-8").partition("\n")
    assert first == "#:schema ./contract.schema.json"
    assert rest == REAL_CONTRACT.read_text(encoding="utf-8").partition("\n")[2]
    assert nowhere.read("new/contract.schema.json") == contract_schema()
    assert "P3              2026-04-08  2026-08-07   388,800.00  2026-09-04" in answer.out
    assert answer.out.endswith("What to type next:\n    cd new\n    ledger\n")
    book = Desk(nowhere.folder / "new")
    assert book.ledger("check").code == 0
    assert book.ledger("rate", "2025-09", "优秀").code == 0


def test_the_shipped_contract_with_other_terms(nowhere: Desk) -> None:
    """An option changes its key and what follows from it, and nothing else of the file."""
    options = ("--number", "Z-2", "--start", "2026-08-08", "--total", "1200000", "-y")
    assert nowhere.ledger("init", "--from", "huoying-2025", *options).code == 0
    expected = tomllib.loads(REAL_CONTRACT.read_text(encoding="utf-8"))
    expected["contract"]["number"] = "Z-2"
    expected["term"] |= {"start": load_contract().term.end.replace(day=8)}
    expected["term"]["end"] = expected["term"]["start"].replace(year=2027, day=7)
    expected["price"] |= {"total": 1200000, "in_words": "壹佰贰拾万元整"}
    expected["payment_period"]["installments"] = [
        {"amount": 400000, "in_words": "肆拾万元整"} for _ in range(3)
    ]
    assert tree_of(nowhere.folder) == expected


def test_by_options(nowhere: Desk) -> None:
    """Options alone make a book; what is not given is as usual, and what follows is worked out."""
    answer = nowhere.ledger("init", "new", "--yes", *GIVEN, "--period-cycles", "6")
    assert (answer.code, answer.err) == (0, "")
    tree = tree_of(nowhere.folder / "new")
    assert tree["contract"]["name"] == '虚构"公园"服务'
    assert str(tree["term"]["end"]) == "2027-01-30"
    assert tree["price"]["total"] == "1000000.01"
    assert [one["amount"] for one in tree["payment_period"]["installments"]] == [
        500000,
        "500000.01",
    ]
    assert [one["rating"] for one in tree["evaluation"]["scale"]] == [
        *("优秀", "良好", "好", "一般", "差")
    ]


def test_guided(nowhere: Desk) -> None:
    """The questions in turn; what follows from an answer is shown to check."""
    answer = typing(nowhere, ANSWERS, "init", "new")
    assert (answer.code, answer.err) == (0, "")
    for said in (
        "The term is 2026-01-31 to 2027-01-30, both days included.",
        "In words: 壹佰万元零壹分.",
        "A payment period of 6 months; 2 installments.",
        "[500,000.00 500,000.01]",
        "Write new/contract.toml? [Y/n]",
    ):
        assert said in answer.out
    tree = tree_of(nowhere.folder / "new")
    assert tree["price"]["in_words"] == "壹佰万元零壹分"
    assert tree["price"]["tax_inclusive"] is True
    assert tree["evaluation"]["scale"] == [
        {"rating": "A", "reward": "500.50"},
        {"rating": "B"},
        {"rating": "C", "deduction": 300},
    ]
    assert tree["funds_request"]["working_days"] == 15
    assert tree["final_rating"]["by"] == {"zh": "评审会"}


@pytest.mark.parametrize(
    ("place", "typed", "said"),
    [
        (0, "", "An answer is needed here."),
        (2, "x" * 501, "One line of at most 500 plain characters is needed here."),
        (4, "2026-02-30", '"2026-02-30" is not a date.'),
        (4, "1850-01-01", "The year of 1850-01-01 is not between 1990 and 2150."),
        (5, "x", 'A whole number from 1 to 120 is needed here, not "x".'),
        (5, "0", "A whole number from 1 to 120 is needed here, not 0."),
        (6, "1.234", "Not an amount of money: 1.234."),
        (6, "-5", "The amount must be above zero, not -5.00."),
        (7, "700", "A percentage from 0 to 100 is needed here, not 700."),
        (8, "5", "12 months do not divide into whole evaluation cycles of 5."),
        (9, "3", "4 evaluation cycles do not divide into whole payment periods of 3."),
        (10, "1 2", "The installments sum to 3.00, the contract's total is 1,000,000.01"),
        (10, "3x1", "The term has 2 payment periods, and 3 installments are listed."),
        (11, "A", "Each rating needs an amount behind it; 0 where it brings nothing."),
        (11, "A 1 A 2", "The rating A is listed twice."),
        (12, "400", "A whole number from 1 to 366 is needed here, not 400."),
        (14, "perhaps", "Type y for yes or n for no."),
    ],
)
def test_a_wrong_answer_is_asked_again(nowhere: Desk, place: int, typed: str, said: str) -> None:
    """What the contract file may not hold is refused when it is typed, in the file's own words."""
    answer = typing(nowhere, [*ANSWERS[:place], typed, *ANSWERS[place:]], "init")
    assert answer.code == 0
    assert " ".join(said.split()) in " ".join(answer.out.split())


def test_back(nowhere: Desk) -> None:
    """`back` asks the question before again, with the earlier answer in brackets."""
    before = ["X-1", "wrong", "返回", "", "back", "back", "", "Name", "甲", "乙"]
    answer = typing(nowhere, [*before, *ANSWERS[4:-1], "n", "", ""], "init")
    assert answer.code == 0
    assert "Contract number [X-1]: Contract name [wrong]: Party A" in answer.out
    assert "Who passes the ratings [评审会]" in answer.out
    assert tree_of(nowhere.folder)["contract"] == {"number": "X-1", "name": "Name"}


@pytest.mark.parametrize("until", range(len(ANSWERS)))
@pytest.mark.parametrize("last", [["取消"], ["cancel"], []])
def test_cancel(nowhere: Desk, until: int, last: list[str]) -> None:
    """Cancel, and the end of the input, write nothing at any question."""
    answer = typing(nowhere, [*ANSWERS[:until], *last], "init", "new")
    assert (answer.code, "Cancelled." in answer.err) == (1, True)
    assert list(nowhere.folder.iterdir()) == []


@pytest.mark.parametrize("asked", [(), ("--yes",), ("--number", "1")])
def test_nothing_is_asked_without_a_terminal(nowhere: Desk, asked: tuple[str, ...]) -> None:
    """Without a terminal it says which options are needed; wrong usage."""
    answer = nowhere.ledger("init", "new", *asked)
    needed = [name for name in (*OPTIONS, "--yes") if name not in asked]
    assert (answer.code, answer.out) == (2, "")
    assert f"These options are missing: {' '.join(needed)}\n" in answer.err
    assert list(nowhere.folder.iterdir()) == []


def test_every_refused_option_is_named(nowhere: Desk) -> None:
    """All options that cannot be read are reported together, and nothing is written."""
    wrong = {**OPTIONS, "--start": "soon", "--total": "much"}
    answer = nowhere.ledger("init", "--yes", *[word for pair in wrong.items() for word in pair])
    assert answer.code == 1
    assert "--start: " in answer.err
    assert "--total: " in answer.err
    assert nowhere.ledger("init", "--yes", *GIVEN, "--cycle-months", "5").code == 1
    assert nowhere.ledger("init", "--from", "nothing").code == 2
    assert list(nowhere.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["contract.toml", "journal.jsonl", *RECORD_FILES])
def test_it_never_overwrites(nowhere: Desk, name: str) -> None:
    """A folder that holds a file of a book is left as it is, and is refused before any question."""
    (nowhere.folder / name).write_bytes(b"mine")
    for answer in (
        nowhere.ledger("init", "--from", "huoying-2025"),
        nowhere.ledger("init", "--yes", *GIVEN),
        typing(nowhere, [], "init"),
    ):
        assert (answer.code, answer.out) == (1, "")
        assert f"holds {name} already" in " ".join(answer.err.split())
    assert [(one.name, one.read_bytes()) for one in nowhere.folder.iterdir()] == [(name, b"mine")]


def test_other_files_stay(nowhere: Desk) -> None:
    """A folder with other files may become a book."""
    (nowhere.folder / "合同.pdf").write_bytes(b"x")
    assert nowhere.ledger("init", "--yes", *GIVEN).code == 0
    assert nowhere.read("合同.pdf") == b"x"


def test_json(nowhere: Desk) -> None:
    """`--json` answers with what was written and the schedule."""
    answer = nowhere.ledger("init", "new", "--from", "huoying-2025", "--json").json
    assert answer["written"] == str(nowhere.folder / "new" / "contract.toml")
    assert answer["contract"] == "ZKRCHY20250001"
    assert answer["problems"] == []


def test_no_book_says_how_to_begin_one(nowhere: Desk) -> None:
    """A command that finds no book names the command that makes one; exit 2."""
    for language, begin in (("en", "To begin one: "), ("zh", "新建台账：")):
        environment = {"LEDGER_CONTRACT": "", "LEDGER_LANG": language}
        answer = nowhere.ledger("rate", "2025-09", "优秀", **environment)
        assert answer.code == 2
        assert f"{begin}ledger init my-book --from huoying-2025" in answer.err


def test_nothing_is_recorded_within_the_program(
    nowhere: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy inside the installed program can be asked and is never written to."""
    nowhere.ledger("init", "program", "--from", "huoying-2025")
    monkeypatch.setattr(new_book, "PACKAGE", nowhere.folder / "program")
    copy = {"LEDGER_CONTRACT": str(nowhere.folder / "program" / "contract.toml")}
    assert nowhere.ledger("schedule", **copy).code == 0
    answer = nowhere.ledger("rate", "2025-09", "优秀", **copy)
    assert answer.code == 2
    assert "Begin a book of your own: ledger init my-book --from huoying-2025" in answer.err
    assert not (nowhere.folder / "program" / "ratings.csv").exists()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_optional_tables_are_sound(nowhere: Desk, language: str) -> None:
    """With every # of the template's optional tables taken away the file is still sound."""
    assert nowhere.ledger("init", "--yes", *GIVEN, LEDGER_LANG=language).code == 0
    path = nowhere.folder / "contract.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    opened, within = [], False
    for line in lines:
        within = line.startswith("# [") or (within and line.startswith("# "))
        opened.append(line.removeprefix("# ") if within else line)
    path.write_text("\n".join(opened), encoding="utf-8")
    assert {"payee", "breach", "damages", "termination", "force_majeure"} <= set(
        tree_of(nowhere.folder)
    )
    answer = Desk(nowhere.folder).ledger("check")
    assert answer.code == 0, answer.err


def test_both_templates_say_the_same() -> None:
    """The English and the Chinese template differ in words only, not in their settings."""

    def settings(language: str) -> list[str]:
        lines = new_book.template(language).splitlines()
        return [
            line.partition(" ")[0] for line in lines if line and not line.startswith(("#", '"'))
        ]

    assert settings("en") == settings("zh")


def test_ctrl_c_cancels(nowhere: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at a question is a cancel: exit 1, nothing written, no traceback."""

    def pressed(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", pressed)
    answer = typing(nowhere, [], "init", "new")
    assert (answer.code, answer.err) == (1, "Error: Cancelled. Nothing was recorded.\n")
    assert list(nowhere.folder.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_question_is_wider_than_the_screen(nowhere: Desk, language: str) -> None:
    """At 60 columns no question is cut in the middle of a word: a long one has its own lines."""
    answer = typing(nowhere, ANSWERS, "init", LEDGER_LANG=language, COLUMNS="60")
    assert answer.code == 0
    # an answer typed at a real screen ends the line; here the next question follows on it
    asked = answer.out.partition("\n\n")[2].partition("contract.toml")[0]
    longest = max(width(part) for line in asked.splitlines() for part in re.split("[:：>] ?", line))
    assert longest <= 60
    assert "    [优秀 30000 良好 20000 好 10000 一般 0 差 -10000] > " in answer.out
