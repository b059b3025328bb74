"""Looking back on one network: reflections, plans, what returns, what the team said of itself.

Everything comes from what is remembered anyway; a line that somebody takes away is forgotten there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dialogs.memory import Memory, Note, Plan
from dialogs.partner import cut
from dialogs.seen import SEEN, seen
from dialogs.text import joined, short_day_name

if TYPE_CHECKING:
    from dialogs.view import View

MOST: Final = 5
"""So many of a kind are shown, the latest (meetings.md §3: the last five reflections)."""

RETURNS: Final = 2
"""A symptom that was chosen so often returns."""

SUCCESSES: Final = ("full", "half", "no", "other")
LETTERS: Final = 110
"""So much of what was typed is shown in a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to look back on: its words, its short name, and the numbers of what it tells of.

    ``kind`` is ``reflection``, ``plan``, ``returning`` or ``pulse`` (all that a team saw).
    """

    kind: str
    text: Markup
    name: Markup
    ids: tuple[int, ...]


def lines(talk: View) -> list[Line]:
    """Return all there is to look back on for the network that is meant, kind by kind."""
    found = (_reflections(talk), _plans(talk), _returning(talk), _together(talk))
    return [line for some in found for line in some]


def without(memory: Memory, ids: tuple[int, ...]) -> Memory:
    """Return *memory* without the notes and plans of a line, and what would come back to them."""
    gone = set(ids)
    return replace(
        memory,
        notes=tuple(note for note in memory.notes if note.id not in gone),
        plans=tuple(plan for plan in memory.plans if plan.id not in gone),
        reminders=tuple(one for one in memory.reminders if one.about.get("plan") not in gone),
    )


def _notes(talk: View, *dialogues: str) -> list[Note]:
    """Return the notes of *dialogues* about this network, or about none, oldest first."""
    here = (None, talk.memory.profile.network)
    kept = [n for n in talk.memory.notes if n.dialogue in dialogues and n.network in here]
    return sorted(kept, key=lambda note: note.id)


def _reflections(talk: View) -> Iterator[Line]:
    for note in reversed(_notes(talk, "debrief")[-MOST:]):
        success = note.outcome.get("success")
        moment = note.values.get("moment")
        told = [talk.word("looked_back_on", moment=_cut(moment))] if moment else []
        if success in SUCCESSES:
            told.append(talk.word(f"it_went_{success}"))
        for part in ("take", "step"):
            if note.values.get(part):
                told.append(talk.word(f"looked_back_{part}", words=_cut(note.values[part])))
        told += _went(note, talk)
        yield _line(talk, note, "reflection", told, moment)


def _went(note: Note, talk: View) -> list[Markup]:
    """Return what became of the plan that was made at the end of a reflection."""
    made = [
        plan
        for plan in talk.memory.plans
        if (plan.dialogue, plan.network, plan.made) == ("debrief", note.network, note.made)
    ]
    return [talk.word(f"plan_is_{plan.status}") for plan in made[-1:]]


def _plans(talk: View) -> Iterator[Line]:
    here = (None, talk.memory.profile.network)
    kept = sorted((p for p in talk.memory.plans if p.network in here), key=lambda plan: plan.id)
    saw: dict[int, str] = {}
    for note in _notes(talk, "plan"):
        if note.values.get("saw"):
            saw[note.outcome.get("plan", 0)] = note.values["saw"]
    for plan in reversed(kept[-MOST:]):
        told = [talk.word(f"plan_is_{plan.status}")]
        told += [Markup("<i>{}</i>").format(_cut(plan.text))] if plan.text else []
        told += [talk.word("you_saw", words=_cut(saw[plan.id]))] if plan.id in saw else []
        noted = [n.id for n in _notes(talk, "plan") if n.outcome.get("plan") == plan.id]
        yield _line(talk, plan, "plan", told, plan.text, *noted)


def _returning(talk: View) -> Iterator[Line]:
    """Yield the symptoms that were chosen more than once, the most frequent first."""
    noted = [note for note in _notes(talk, "stuck") if "symptom" in note.outcome]
    times = Counter(str(note.outcome["symptom"]) for note in noted)
    symptoms = talk.know["symptoms"]["list"]
    for name, count in times.most_common(MOST):
        if count < RETURNS or name not in symptoms:
            continue
        *earlier, last = [note for note in noted if note.outcome["symptom"] == name]
        label = symptoms[name]["label"]
        told = talk.word("symptom_returns", label=label, count=count)
        yield _line(talk, last, "returning", [told], label, *(note.id for note in earlier))


def _together(talk: View) -> Iterator[Line]:
    """Yield what a team said of itself over time, as far as the group was shown it."""
    kept = [n for n in _notes(talk, *SEEN) if n.dialogue == "pulse" or "shown" in n.outcome]
    for note in reversed(kept[-MOST:]):
        told, name = seen(note, talk), talk.word("pulse_word")
        if note.dialogue != "pulse":
            name = Markup.escape(talk.know["polls"]["kinds"][note.dialogue]["name"])
            told = [joined(" ", [name, *told[:1]]), *told[1:]]
        yield _line(talk, note, "pulse", told, name)


def _line(
    talk: View, made: Note | Plan, kind: str, told: list[Markup], name: object, *others: int
) -> Line:
    """Return the line of what was *made* (with the *others* that belong to it)."""
    when = short_day_name(made.made, talk.language)
    when = f"{when} {made.made.year}" if made.made.year != talk.today.year else when
    text = Markup("• <b>{}</b>: {}").format(when, joined("; ", told))
    called = Markup("{}: {}").format(when, name or talk.word(f"a_{kind}"))
    return Line(kind, text, called, (made.id, *others))


def _cut(words: object) -> str:
    return cut(str(words).rstrip(". "), LETTERS, "…")
