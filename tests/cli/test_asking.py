"""What the ledger asks: again until it is an answer, back, cancel, and never without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.importing import ROWS, workbook
from tests.cli.keyboard import typing
from zkrc_ledger.cli.ask import one_of
from zkrc_ledger.model.problem import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (["y"], 0),
        (["perhaps", "是"], 0),
        ([""], 1),
        (["n"], 1),
        (["取消"], 1),
        (["back"], 1),
        ([], 1),
    ],
)
def test_a_question_of_yes_or_no(desk: Desk, tmp_path: Path, answers: list[str], code: int) -> None:
    """Only a yes records; what is neither is asked again, and the end of the input cancels."""
    answer = typing(desk, answers, "import", str(workbook(tmp_path, *ROWS)))
    assert answer.code == code
    assert ("Type y for yes or n for no." in answer.out) is (len(answers) > 1)
    assert (desk.folder / "ratings.csv").exists() is (code == 0)


def test_a_choice_is_a_number_or_a_whole_name() -> None:
    """Never a part of a name: 好 is not 良好."""
    parse = one_of(("优秀", "良好", "好"))
    assert [parse(typed) for typed in ("1", "３", " 好 ", "良好")] == ["优秀", "好", "好", "良好"]
    for typed in ("优", "0", "4", "good"):
        with pytest.raises(Refused):
            parse(typed)
