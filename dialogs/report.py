"""The report of a network, as values: what is known, on one to four pages.

The version to share leaves out all that is private: mandate, plans, attitudes, who left, refuses or
is critical, the scores that one person gave and what follows from each, and the findings about the
partners.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape

from dialogs.effect import Report
from dialogs.outcome import Advised
from dialogs.partner import Partner, partners_in
from dialogs.pictures.arena import arena_values
from dialogs.pictures.forms import forms_text, forms_values
from dialogs.pictures.pulse import pulse_text, pulse_values
from dialogs.rooms.dossier import fact_in_words
from dialogs.session import Frame, Session
from dialogs.steps.advise import worded
from dialogs.text import date_name, localise, plain
from dialogs.view import View

if TYPE_CHECKING:
    from dialogs.memory import Note

PUBLIC: Final = ("phase", "form", "size", "coordinator")
"""The facts of a network that the version to share tells; the others are one person's judgement."""

ADVISED: Final = 3
"""So many pieces of advice on a subject."""

Words = Mapping[str, Any]
Cited = tuple[str, str]
"""A piece of advice whose sources are named: its dialogue and its id."""


def report(talk: View, *, private: bool) -> Report:
    """Return the report of the network that is meant; *private* is the version for oneself."""
    words = talk.know["pictures"]["report"]
    name = str(talk.dossier().get("name", ""))
    day = date_name(talk.today, talk.language)
    pictures: dict[str, Words] = {}
    form, weighed = _form(talk, pictures, private=private)
    partners, found = _partners(talk, pictures, private=private)
    values = {
        "title": words["title"],
        "name": name,
        "day": day,
        "date": talk.today.isoformat(),
        "version": words["mine" if private else "shared"],
        "starter": talk.know["pictures"]["starter"],
        "page": words["page"],
        "of": words["of"],
        "question": str(talk.dossier().get("question", "")),
        "facts": _facts(talk, private=private),
        "form": form,
        "partners": partners,
        "card": _card(talk) if private else None,
        "plans": _plans(talk) if private else None,
        "pulse": _pulse(talk, pictures),
        "sources": _sources(talk, [*weighed, *found]),
        "pictures": pictures,
    }
    version, starter = values["version"], values["starter"]
    caption = f"{words['caption'].format(name, day)} {version} {starter}"
    file = f"{words['file' if private else 'file_to_share']}-{talk.today.isoformat()}"
    return Report("network", file, talk.language, values, str(escape(caption)))


def elsewhere(talk: View, dialogue: str, **answers: Any) -> View:
    """Return a view on *dialogue* as if it were played with *answers* and what is known."""
    definition = talk.coach.dialogues[dialogue]
    path = [step.id for step in definition.steps.values() if set(step.questions) & set(answers)]
    frame = Frame(dialogue, definition.first, answers=answers, path=path)
    return View(talk.coach, Session(talk.language, frames=[frame]), talk.memory, talk.event)


def _facts(talk: View, *, private: bool) -> Words:
    words, network = talk.know["pictures"]["report"], talk.memory.current
    known = network.facts if network is not None else {}
    rows = [
        {
            "label": field["label"],
            "says": str(plain(str(fact_in_words(name, known[name].value, talk)))),
            "since": words["known_on"].format(date_name(known[name].on, talk.language)),
        }
        for name, field in talk.know["dossier"].items()
        if name in known and name != "question" and (private or name in PUBLIC)
    ]
    return {"heading": words["about"], "rows": rows, "none": words["nothing_known"]}


def _form(talk: View, pictures: dict[str, Words], *, private: bool) -> tuple[Words, list[Cited]]:
    """Return what is said about the form, and what it rests on; the picture goes to *pictures*."""
    words, played = talk.know["pictures"]["report"], elsewhere(talk, "type")
    outcome, told = played.outcome(), ""
    if outcome.results["reasons"] and outcome.results["flag"] is None:
        form = talk.dossier().get("form")
        drawn = forms_values(
            outcome.results,
            talk.know["types"],
            talk.know["pictures"],
            talk.today,
            talk.language,
            today=form,
        )
        if not private:
            drawn["notes"] = []
            drawn["forms"] = [{**one, "out": ""} for one in drawn["forms"]]
        pictures["forms"], told = drawn, forms_text(drawn)
    looked = outcome.results["reasons"] or outcome.results["flag"]
    advice = outcome.advice[:ADVISED] if looked else ()
    said = {
        "heading": words["form"],
        "picture": told,
        "says": _said(advice, played) if private else [],
        "none": words["no_form"],
    }
    return said, [("type", one.id) for one in advice]


def _partners(
    talk: View, pictures: dict[str, Words], *, private: bool
) -> tuple[Words, list[Cited]]:
    """Return the partners with what stands out, and what it rests on; the map to *pictures*."""
    words, know, dossier = talk.know["pictures"]["report"], talk.know["partners"], talk.dossier()
    written = list(dossier.get("partners", ()))
    played = elsewhere(talk, "partners", partners=written)
    outcome, partners = played.outcome(), partners_in(written)
    rings, order = outcome.results["rings"], list(know["rings"])
    found = [one for one in outcome.advice if one.id in outcome.results["shown"]]
    if partners:
        pictures["arena"] = arena_values(
            partners,
            rings,
            know,
            talk.today,
            group=not private,
            question=str(dossier.get("question", "")),
        )
    columns = ("name", "ring", "status", "voice", "attitude")[: 5 if private else 3]
    told = {
        "heading": words["partners"],
        "columns": [words["columns"][column] for column in columns],
        "rows": [
            [_cell(partner, rings, column, talk, private=private) for column in columns]
            for partner in sorted(partners, key=lambda one: order.index(_ring(one, rings)))
            if private or _ring(partner, rings) != "none"
        ],
        "none": words["no_partners"],
        "findings": {
            "heading": words["findings"],
            "says": _said(found, played) if private and partners else [],
        },
    }
    return told, [("partners", one.id) for one in found if partners]


def _ring(partner: Partner, rings: Mapping[str, str]) -> str:
    return rings.get(partner.name, "unknown")


def _cell(
    partner: Partner, rings: Mapping[str, str], column: str, talk: View, *, private: bool
) -> str:
    know = talk.know["partners"]
    if column == "name":
        return partner.name
    if column == "ring":
        return str(know["rings"][_ring(partner, rings)]["label"])
    if column == "voice":
        chosen = (name for name in know["voices"] if partner.has("voice", name))
        return ", ".join(know["voices"][name]["label"] for name in chosen)
    told = getattr(partner, column)
    if told is None:
        return ""
    if column == "status" and not private and told != "aboard":
        return str(talk.know["pictures"]["report"]["waiting"])
    return str(know["statuses" if column == "status" else "attitudes"][told]["label"])


def _card(talk: View) -> Words:
    """Return the last mandate card; only its kind is remembered, so the item is not named."""
    words = talk.know["pictures"]["report"]["card"]
    kinds = talk.know["mandate"]["kinds"]
    kept = talk.dossier().get("mandate", {})
    kind = kept.get("kind") if isinstance(kept, Mapping) else None
    if kind not in kinds:
        return {"heading": words["heading"], "says": words["none"], "rows": []}
    outcome = elsewhere(talk, "mandate", may=kinds[kind]["stated"]).outcome()
    card = localise(outcome.results["card"], talk.language, talk.coach.languages)
    return {
        "heading": words["heading"],
        "says": words["says"].format(kinds[kind]["label"]),
        "rows": [[label, str(card[part])] for part, label in words["labels"].items()],
    }


def _plans(talk: View) -> Words:
    words, network = talk.know["pictures"]["report"], talk.memory.profile.network
    kept = [p for p in talk.memory.plans if p.network == network and p.status == "open" and p.text]
    rows = [[plan.text, date_name(plan.made, talk.language)] for plan in kept]
    return {"heading": words["plans"], "rows": rows, "none": words["no_plans"]}


def _pulse(talk: View, pictures: dict[str, Words]) -> Words:
    """Return the last pulse as the team saw it: the note ``pulse`` whose outcome has ``shown``."""
    words, last = talk.know["pictures"]["report"], _last_pulse(talk)
    told = ""
    if last is not None:
        drawn = pulse_values(
            last.outcome["shown"], talk.know["pulse"], talk.know["pictures"], last.made
        )
        pictures["pulse"], told = drawn, pulse_text(drawn)
    return {"heading": words["pulse"], "picture": told, "none": words["no_pulse"]}


def _last_pulse(talk: View) -> Note | None:
    kept = [
        note
        for note in talk.memory.notes
        if note.dialogue == "pulse"
        and note.network == talk.memory.profile.network
        and "shown" in note.outcome
    ]
    return max(kept, key=lambda note: note.id, default=None)


def _said(advice: Iterable[Advised], played: View) -> list[str]:
    return [plain(str(worded(one, played, reasons=False))) for one in advice]


def _sources(talk: View, advised: Iterable[Cited]) -> Words:
    """Return the sources of what is advised, each once, with where to find them."""
    words = talk.know["pictures"]["report"]
    named = dict.fromkeys(_source_ids(talk, advised))
    return {
        "heading": words["sources"],
        "rows": [_source(talk, name) for name in named],
        "judgement": words["judgement"],
    }


def _source_ids(talk: View, advised: Iterable[Cited]) -> Iterator[str]:
    for dialogue, name in advised:
        yield from (one for one in talk.coach.advice[dialogue][name].source if one != "ours")


def _source(talk: View, name: str) -> str:
    source = talk.coach.sources[talk.language][name]
    year = source["year"] or talk.word("no_year")
    return f"{source['author']} ({year}). {source['title']} ({source['find']})."


REPORTS: Final[Mapping[str, Callable[[View], Report]]] = {
    "report": lambda talk: report(talk, private=talk.event.key.private),
    "report_to_share": lambda talk: report(talk, private=False),
}
"""What a button hands over: ``report`` is private in a private chat only."""
