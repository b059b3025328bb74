"""The way around: where you are, back, skip, stop, and the extra buttons of a step."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from markupsafe import Markup

from dialogs.behind import behind_row
from dialogs.reviewing import review_rows
from dialogs.screen import Choice, Row
from dialogs.session import Action
from dialogs.steps.advise import Advise
from dialogs.talk import Talk
from dialogs.text import html, joined
from dialogs.verdict import judged, verdict_row

VERBS: Final[dict[str, Action]] = {
    "back": ["back"],
    "stop": ["stop"],
    "to_menu": ["room", "menu"],
    "help_word": ["room", "help"],
}
"""Words that may be typed instead of pressed, wherever the person is."""


def typed_verb(talk: Talk, text: str) -> Action | None:
    """Return what a typed *stop*, *terug*, *menu* or *help* means, or None."""
    return next((VERBS[word] for word in talk.coach.shorthand(text) if word in VERBS), None)


def progress(talk: Talk) -> Markup:
    """Return where the person is: ``2/5``, what is known already, which network is meant."""
    step = talk.step
    place = _place(talk) if step.counts else Markup()
    known = [joined(": ", met) for met in _met(talk)]
    if not known:
        return place
    told = talk.word("i_know", known=joined("; ", known))
    return joined("\n", [place, told]) if place else told


def _place(talk: Talk) -> Markup:
    """Return where the person is on the way, and at its beginning for which network."""
    step, dialogue = talk.step, talk.dialogue
    asked = _asked(talk)
    asked = [*takewhile(lambda name: name != step.id, asked), step.id]
    coming = [later for later in dialogue.ahead(step.id, talk.facts()) if _will_ask(later, talk)]
    lines = [html(f"<i>{len(asked)}/{len(asked) + len(coming)}</i>")]
    network = talk.memory.current
    if len(asked) == 1 and network is not None and talk.poll is None:
        lines.append(talk.word("about_network", name=network.name))
    return joined(" · ", lines)


def _met(talk: Talk) -> list[tuple[Markup, Markup]]:
    """Return the facts that were known already, met since the screen before: name, value."""
    steps, path = talk.dialogue.steps, talk.frame.path
    passed = takewhile(lambda name: steps[name].questions and _known(name, talk), path[-2::-1])
    here = {question for name in passed for question in steps[name].questions}
    return [(name, value) for question, name, value in talk.reused() if question in here]


def _known(step: str, talk: Talk) -> bool:
    return bool(set(talk.dialogue.steps[step].questions) & set(talk.frame.reused))


def _asked(talk: Talk) -> list[str]:
    """Return the steps that were really asked on the way: no pages, nothing that was known."""
    steps, frame = talk.dialogue.steps, talk.frame
    return [
        name for name in dict.fromkeys(frame.path) if steps[name].counts and not _known(name, talk)
    ]


def _will_ask(step: object, talk: Talk) -> bool:
    return bool(
        getattr(step, "counts", False)
        and not (
            getattr(step, "keep", None)
            and all(fact in talk.dossier() for fact in step.keep.values())  # type: ignore[attr-defined]
        )
    )


def navigation(talk: Talk) -> list[Row]:
    """Return the links of the step that has the floor, and the row of back, skip and stop."""
    rows: list[Row] = []
    for link in talk.step.links:
        if link.when is not None and not link.when(talk.facts()):
            continue
        label = talk.render(link.label)
        if link.sets:
            for question, value in link.sets.items():
                rows.append([Choice(label, ["note", question, value, link.to])])
        elif link.sends is not None:
            rows.append([Choice(label, ["send", link.sends])])
        elif link.visits is not None:
            rows.append([Choice(label, ["room", link.visits])])
        elif link.open is not None:
            if link.open in talk.coach.dialogues:
                proposed = map(str, link.proposes.value(talk.facts()) if link.proposes else [])
                rows.append([Choice(label, ["call", link.open, *proposed])])
        else:
            rows.append([Choice(label, ["to", link.to])])
    if talk.reused() and (talk.step.counts or not _asked(talk) or _met(talk)):
        rows.append([Choice(talk.word("change_known"), ["room", "facts"])])
    first = len(talk.frame.path) == 1
    if first and len(talk.memory.networks) > 1 and talk.step.counts:
        rows.append([Choice(talk.word("other_network"), ["room", "networks"])])
    last = [] if first else [Choice(talk.word("back"), ["back"])]
    if talk.step.skip:
        last.append(Choice(talk.word("skip"), ["skip"]))
    finished = isinstance(talk.step, Advise)
    if talk.event.key.private and judged(talk):
        last.append(Choice(talk.word("share_plan"), ["pass_on"]))
    last.append(
        Choice(talk.word("to_menu"), ["to", "end"])
        if finished
        else Choice(talk.word("stop"), ["stop"])
    )
    return [*rows, *review_rows(talk), *behind_row(talk), *verdict_row(talk), last]
