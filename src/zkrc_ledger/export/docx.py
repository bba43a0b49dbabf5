"""Word: the papers of a payment, an evaluation form, an acceptance record, from templates."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined
from jinja2.sandbox import SandboxedEnvironment

from zkrc_ledger.export import chinese
from zkrc_ledger.export.fields import (
    form_fields,
    index_fields,
    papers_of,
    payment_fields,
)
from zkrc_ledger.export.statement import rating_form, statement
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.export import Wanted
    from zkrc_ledger.export.fields import Fields
    from zkrc_ledger.export.statement import Statement
    from zkrc_ledger.rules.assess import Assessment


def render(assessment: Assessment, wanted: Wanted) -> bytes:
    """The Word file that is wanted. Raises `Refused` where its template cannot be filled in."""
    if wanted.form:
        form = rating_form(assessment, wanted.form)
        fields = form_fields(form, blank=wanted.blank)
    else:
        content = statement(assessment, wanted.period, wanted.tr)
        fields = payment_fields(content, wanted.papers or papers_of(content))
    if wanted.template is None:
        return _filled(shipped_template(wanted), fields)
    try:
        return _filled(wanted.template, fields)
    except Refused:
        raise
    except Exception as error:  # whatever a template of the user's own may hold
        raise Refused(
            "template-unusable",
            Text("The template cannot be filled in: {why}.", why=chinese.harmless(str(error))),
            Text("Save the shipped one with --save-template and compare."),
        ) from error


def render_index(content: Statement, listed: Iterable[tuple[str, str]]) -> bytes:
    """The index of a folder: the name of each paper, and its file."""
    return _filled(_shipped("index"), index_fields(content, listed))


def shipped_template(wanted: Wanted) -> bytes:
    """The template that what is wanted is made from."""
    return _shipped(
        "rating_form" if wanted.form else "acceptance" if wanted.acceptance else "payment"
    )


def _shipped(name: str) -> bytes:
    return files(__package__).joinpath("templates", f"{name}.docx").read_bytes()


def _filled(template: bytes, fields: Fields) -> bytes:
    """The template with its fields filled in, every value as plain text."""
    unknown: list[str] = []

    class Unknown(ChainableUndefined):
        """A field that the template misnames: it is noted, so that all are reported at once."""

        def __init__(self, *args: Any, **settings: Any) -> None:
            super().__init__(*args, **settings)
            unknown.append(str(self._undefined_name))

    environment = SandboxedEnvironment(autoescape=True, undefined=Unknown)
    document = DocxTemplate(BytesIO(template))
    document.render(_harmless(fields), environment, autoescape=True)
    if unknown:
        raise Refused(
            "template-field",
            Text(
                "The template has fields that do not exist: {fields}.",
                fields=tuple(dict.fromkeys(unknown)),
            ),
            Text("These exist: {fields}.", fields=tuple(_names(fields))),
        )
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _harmless(value: Any) -> Any:
    match value:
        case str():
            return chinese.harmless(value)
        case list():
            return [_harmless(one) for one in value]
        case dict():
            return {name: _harmless(one) for name, one in value.items()}
        case _:
            return value


def _names(fields: Fields) -> Iterable[str]:
    """Every field; the columns of a list stand behind it."""
    for name, value in fields.items():
        columns = "、".join(value[0]) if isinstance(value, list) and value else ""
        yield f"{name}（{columns}）" if columns else name
