"""Files that a button hands over, by the name under which the content asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from dialogs.effect import Document
from dialogs.partner import partners_in
from dialogs.partner_table import table
from dialogs.templates import checklist_text, template_text

if TYPE_CHECKING:
    from dialogs.view import View


def _partners(talk: View) -> Document:
    partners = partners_in(talk.answers().get("partners"))
    written = table(partners, talk.outcome().results.get("rings", {}), talk.know["partners"])
    name = f"partners-{talk.today.isoformat()}.csv"
    return Document(name, "\ufeff" + written, str(talk.word("partners_file")))


def _fill_in(talk: View, name: str) -> Document:
    """Return the template *name*; one for an assumption says so on its first line."""
    table, results = talk.know["insights"], talk.outcome().results
    technique = table["techniques"].get(results.get("technique"), {})
    assumed = results.get("assumption") == "yes" and technique.get("template") == name
    template = table["templates"][name]
    written = template_text(template, str(table["assumed"]) if assumed else "")
    return Document(f"{template['file']}.txt", written, str(template["title"]))


def _template(name: str) -> Callable[[View], Document]:
    return lambda talk: _fill_in(talk, name)


def _chosen_template(talk: View) -> Document:
    technique = talk.outcome().results["technique"]
    return _fill_in(talk, talk.know["insights"]["techniques"][technique]["template"])


def _ethics(talk: View) -> Document:
    table = talk.know["insights"]
    title = str(table["checklist"]["title"])
    written = checklist_text(title, table["ethics"], table["care"])
    return Document(f"{table['checklist']['file']}.txt", written, title)


DOCUMENTS: Final[Mapping[str, Callable[[View], Document]]] = {
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
