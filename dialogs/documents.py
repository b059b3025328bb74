"""Files that a button hands over, by the name under which the content asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from dialogs.effect import Document, Form
from dialogs.partner import partners_in
from dialogs.partner_table import table
from dialogs.templates import FORM, checklist_values, template_values
from dialogs.text import date_name, plain

if TYPE_CHECKING:
    from dialogs.view import View


def _partners(talk: View) -> Document:
    partners = partners_in(talk.answers().get("partners"))
    written = table(partners, talk.outcome().results.get("rings", {}), talk.know["partners"])
    name = f"partners-{talk.today.isoformat()}.csv"
    return Document(name, "\ufeff" + written, str(talk.word("partners_file")))


def _fill_in(talk: View, name: str) -> Form:
    """Return the template *name*; one for an assumption says so on its first line."""
    table, results = talk.know["insights"], talk.outcome().results
    technique = table["techniques"].get(results.get("technique"), {})
    assumed = results.get("assumption") == "yes" and technique.get("template") == name
    template = table["templates"][name]
    first = str(table["assumed"]) if assumed else ""
    values = template_values(template, _known(talk), first)
    return Form(FORM, str(template["file"]), values, str(template["title"]))


def _known(talk: View) -> list[str]:
    """Return what Knoop fills in on every form: which network it is for, and the day."""
    network = talk.memory.current
    lines = [talk.word("form_day", day=date_name(talk.today, talk.language))]
    if network is not None:
        lines.insert(0, talk.word("form_network", name=network.name))
    return [plain(str(line)) for line in lines]


def _template(name: str) -> Callable[[View], Form]:
    return lambda talk: _fill_in(talk, name)


def _chosen_template(talk: View) -> Form:
    technique = talk.outcome().results["technique"]
    return _fill_in(talk, talk.know["insights"]["techniques"][technique]["template"])


def _ethics(talk: View) -> Form:
    table = talk.know["insights"]
    title = str(table["checklist"]["title"])
    values = checklist_values(title, _known(talk), table["ethics"], table["care"])
    return Form(FORM, str(table["checklist"]["file"]), values, title)


DOCUMENTS: Final[Mapping[str, Callable[[View], Document | Form]]] = {
    "partners": _partners,
    "template": _chosen_template,
    "persona": _template("persona"),
    "interview": _template("interview"),
    "journey": _template("journey"),
    "diary": _template("diary"),
    "return_note": _template("return_note"),
    "ethics": _ethics,
}
"""A new file is a new entry here; a link of the content says ``sends: partners``."""
