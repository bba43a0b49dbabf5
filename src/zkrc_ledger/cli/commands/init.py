"""`ledger init`: a new book, guided, or from a contract that comes with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.stop import USAGE, stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text, shown, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zkrc_ledger.cli.new_contract import Answers, Question
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.views.blocks import Block

app = new_app()
Answer = str | None


@app.command(cls=Command, epilog="ledger init my-book --from huoying-2025")
def init(  # noqa: PLR0913  (an option for each question)
    ctx: typer.Context,
    folder: Annotated[
        str,
        typer.Argument(metavar=N_("DIR"), help=N_("The new book's folder; this one without it.")),
    ] = ".",
    *,
    start_from: Annotated[
        Answer,
        typer.Option(
            "--from",
            metavar=N_("NAME"),
            help=N_("Start from a contract that comes with the program: huoying-2025."),
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=N_("Ask nothing; take what is not given as usual."))
    ] = False,
    number: Annotated[
        Answer, typer.Option(metavar=N_("NUMBER"), help=N_("The contract's number."))
    ] = None,
    name: Annotated[
        Answer, typer.Option(metavar=N_("TEXT"), help=N_("The contract's name."))
    ] = None,
    party_a: Annotated[
        Answer, typer.Option(metavar=N_("TEXT"), help=N_("Party A, the client."))
    ] = None,
    party_b: Annotated[
        Answer, typer.Option(metavar=N_("TEXT"), help=N_("Party B, the contractor."))
    ] = None,
    start: Annotated[
        Answer, typer.Option(metavar=N_("DATE"), help=N_("The first day of the service term."))
    ] = None,
    months: Annotated[
        Answer, typer.Option(metavar=N_("COUNT"), help=N_("The months of the service term."))
    ] = None,
    total: Annotated[
        Answer, typer.Option(metavar=N_("AMOUNT"), help=N_("The contract's total, in yuan."))
    ] = None,
    vat_on_top: Annotated[
        Answer,
        typer.Option(
            metavar=N_("PERCENT"), help=N_("The VAT rate, where the total is without tax.")
        ),
    ] = None,
    cycle_months: Annotated[
        Answer, typer.Option(metavar=N_("COUNT"), help=N_("Months in an evaluation cycle: 1."))
    ] = None,
    period_cycles: Annotated[
        Answer,
        typer.Option(metavar=N_("COUNT"), help=N_("Evaluation cycles in a payment period: 1.")),
    ] = None,
    installments: Annotated[
        Answer,
        typer.Option(metavar=N_("AMOUNTS"), help=N_("The installments, where they differ.")),
    ] = None,
    scale: Annotated[
        Answer,
        typer.Option(metavar=N_("TEXT"), help=N_('The rating scale: "优秀 30000 … 差 -10000".')),
    ] = None,
    request_days: Annotated[
        Answer,
        typer.Option(metavar=N_("COUNT"), help=N_("Working days to start the funds request: 20.")),
    ] = None,
    body: Annotated[
        Answer, typer.Option(metavar=N_("TEXT"), help=N_("Who passes the ratings: 工委扩大会."))
    ] = None,
) -> None:
    """Begin a book."""
    options = {
        "number": number,
        "name": name,
        "party_a": party_a,
        "party_b": party_b,
        "start": start,
        "months": months,
        "total": total,
        "vat_on_top": vat_on_top,
        "cycle_months": cycle_months,
        "period_cycles": period_cycles,
        "installments": installments,
        "scale": scale,
        "request_days": request_days,
        "body": body,
    }
    typed = {key: value for key, value in options.items() if value is not None}
    _begin(ctx.obj, Path(folder), start_from, typed, yes=yes)


def _begin(
    session: Session, folder: Path, start_from: str | None, typed: Mapping[str, str], *, yes: bool
) -> None:
    from zkrc_ledger.book.files import NotWrittenError
    from zkrc_ledger.book.new_book import create_book, refuse_taken
    from zkrc_ledger.cli.contract_schema import contract_schema
    from zkrc_ledger.cli.interrupts import uninterrupted

    try:
        refuse_taken(folder)  # before anything is asked
        text = _text(session, folder, start_from, typed, yes=yes)
        with uninterrupted():
            file = create_book(folder, text, contract_schema(), without_lock=session.without_lock)
            session.done.append(str(file))
    except NotWrittenError as error:
        stop(error.problem)
    _show(session, folder, file)


def _text(
    session: Session, folder: Path, start_from: str | None, typed: Mapping[str, str], *, yes: bool
) -> str:
    """The contract file: of the answers, or of a contract that comes with the program."""
    from zkrc_ledger.book.new_book import SHIPPED, shipped, template
    from zkrc_ledger.cli.ask import may_ask
    from zkrc_ledger.cli.new_contract import QUESTIONS, contract_text

    if start_from is not None and start_from not in SHIPPED:
        stop(_not_shipped(start_from, SHIPPED), code=USAGE)
    base = shipped(start_from) if start_from else template(session.tr.language)
    asks = not start_from and not yes and may_ask(session)
    if asks:
        return contract_text(base, _asked(session, folder, base, typed))
    needed = [one.option for one in QUESTIONS if one.default is None and one.name not in typed]
    if not start_from and (needed or not yes):
        stop(_needed([*needed, *([] if yes else ["--yes"])]), code=USAGE)
    return contract_text(base, _given(session, base, typed, with_defaults=not start_from))


def _given(
    session: Session, base: str, typed: Mapping[str, str], *, with_defaults: bool
) -> Answers:
    """The answers that the options give, all of them checked together."""
    from zkrc_ledger.cli.new_contract import QUESTIONS, contract_errors, contract_text
    from zkrc_ledger.cli.slips import Slips

    slips, answers = Slips(), {}
    for question in QUESTIONS:
        given = typed.get(question.name)
        if given is None and with_defaults and question.default is not None:
            given = shown(question.default, session.tr)
        if given is not None:
            answers[question.name] = slips.parse(given, question.parse, None, question.option)
    slips.end()
    if wrong := contract_errors(contract_text(base, answers)):
        stop(*wrong)
    return answers


def _asked(session: Session, folder: Path, base: str, typed: Mapping[str, str]) -> Answers:
    """The answers of whoever sits at the terminal; what was typed as an option is the default."""
    from zkrc_ledger.cli.ask import BackError, ask, ask_yes, in_turn
    from zkrc_ledger.cli.new_contract import (
        QUESTIONS,
        as_typed,
        checked,
        contract_text,
        equal_installments,
    )
    from zkrc_ledger.views.blocks import Line

    tr, answers = session.tr, dict[str, Any]()

    def step(question: Question) -> Callable[[], None]:
        def asks() -> None:
            for later in QUESTIONS[QUESTIONS.index(question) :]:
                answers.pop(later.name, None)  # who goes back answers again
            default = before.get(question.name)
            if default is None and question.default is not None:
                default = shown(question.default, tr)
            if question.name == "installments" and "installments" not in typed:
                default = as_typed(equal_installments(base, answers))
            parse = checked(base, answers, question)

            def keep(answer: str) -> object:
                value = parse(answer)
                before[question.name] = answer
                return value

            answers[question.name] = ask(session, question.words, keep, default)
            if said := _follows(question, contract_text(base, answers)):
                session.show([Line(f"    {spoken(said, tr)}", "quiet")], wrapped=True)

        return asks

    before = dict(typed)

    def write() -> None:
        path = str(folder / "contract.toml")
        if not ask_yes(session, Text("Write {path}?", path=path), default=True):
            raise BackError

    session.show(
        [
            Line(tr("A new book in {path}.", path=str(folder.absolute())), "title"),
            Line(tr("Enter takes what stands in brackets; type back to go back, cancel to stop.")),
            Line(),
        ],
        wrapped=True,
    )
    in_turn(*map(step, QUESTIONS), write)
    return answers


def _follows(question: Question, text: str) -> Text | None:
    """What follows from an answer, for whoever gave it to check."""
    from zkrc_ledger.book.contract_file import read_contract

    contract, *_ = read_contract(text.encode(), "contract.toml")
    assert contract is not None  # noqa: S101  (each answer was checked)
    match question.name:
        case "months":
            return Text(
                "The term is {start} to {end}, both days included.",
                start=contract.term.start,
                end=contract.term.end,
            )
        case "total":
            return Text(
                "In words: {words}. Is that what the contract says? If not, type back.",
                words=contract.price.in_words or "",
            )
        case "period_cycles":
            return Text(
                "A payment period of {months} months; {count} installments.",
                months=contract.evaluation_cycle.months * contract.payment_period.cycles,
                count=len(contract.payment_period.installments),
            )
    return None


def _show(session: Session, folder: Path, file: Path) -> None:
    """Check the book by loading it, and show its schedule and what to type next."""
    from dataclasses import replace

    from zkrc_ledger.cli.session import quoted
    from zkrc_ledger.views import schedule as view
    from zkrc_ledger.views.blocks import Line

    here = replace(session, contract=str(file))
    assessment, tr = here.assessment(), session.tr
    enter = [] if folder.resolve() == Path.cwd() else [Line(f"    cd {quoted(str(folder))}")]
    blocks: list[Block] = [
        Line(tr("Written: {path}", path=str(file.absolute())), "strong"),
        Line(),
        *view.blocks(assessment, tr),
        Line(),
        Line(tr("What to type next:"), "strong"),
        *enter,
        Line("    ledger"),
    ]
    tree = {"written": str(file.absolute()), **view.tree(assessment, tr)}
    session.answer(blocks, tree)
    session.report_notices(assessment)


def _not_shipped(name: str, known: tuple[str, ...]) -> Problem:
    return Problem(
        code="no-such-contract",
        message=Text("No contract called {name} comes with the program.", name=name[:60]),
        hint=Text("There is: {names}.", names=known),
    )


def _needed(options: list[str]) -> Problem:
    return Problem(
        code="usage",
        message=Text("These options are missing: {options}", options=" ".join(options)),
        hint=Text(
            "Without a terminal nothing is asked. Or start from this project's contract: "
            "ledger init DIR --from huoying-2025"
        ),
    )
