"""Looking again on a day that an advice promised: offered under the advice, never set by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from dialogs.facts import Dossier
from dialogs.reminding import drop, hours_of, remind, spoken, waiting
from dialogs.rhythm import subject, wish_on
from dialogs.screen import Choice, Row
from dialogs.steps.advise import Advise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from dialogs.memory import Fact, Reminder
    from dialogs.review import Review
    from dialogs.talk import Talk
    from dialogs.view import View

KIND = "review"


def review_rows(talk: View) -> list[Row]:
    """Return a button for every day to look again that the advice on the screen promises."""
    if not isinstance(talk.step, Advise) or not talk.event.key.private or talk.session.example:
        return []
    promised = talk.frame.scratch.get("promised", ())
    return [
        [Choice(talk.render(review.label), ["review", name])]
        for name, review in talk.dialogue.reviews.items()
        if name not in promised and review.when(talk.facts())
    ]


def promise(talk: Talk, name: str) -> None:
    """Set the reminder for the review *name*, in the place of one that waits, and say when."""
    review, frame = talk.dialogue.reviews[name], talk.frame
    frame.scratch["promised"] = [*frame.scratch.get("promised", ()), name]
    about: dict[str, Any] = {
        "dialogue": frame.dialogue,
        "review": name,
        "network": talk.memory.profile.network,
        "made": talk.today.isoformat(),
        "phase": talk.dossier(frame).get("phase") if review.new_phase else None,
    }
    same = [one.id for one in _waiting(talk) if _subject(one.about) == _subject(about)]
    drop(talk, same)
    day = talk.today + timedelta(days=review.days)
    remind(talk, KIND, {**about, **wish_on(day)})
    talk.note = talk.word("reminder_set", when=spoken(talk, hours_of(talk).on(day)))


def bring_forward(talk: Talk) -> None:
    """Let a review come on the next working day when its network got to another phase."""
    phases: dict[int | None, Fact | None] = {
        one.id: one.facts.get("phase") for one in talk.memory.networks
    }
    for reminder in _waiting(talk):
        then, fact = reminder.about.get("phase"), phases.get(reminder.about.get("network"))
        if then is not None and fact is not None and fact.value != then:
            about = {**subject(reminder.about), "phase": fact.value}
            wish = wish_on(talk.today + timedelta(days=1))
            remind(talk, KIND, {**about, **wish}, reminder.id)


def asked(talk: View, about: Mapping[str, Any], name: str) -> Markup:
    """Return what is asked on the day; *name* is that of the network."""
    review = review_of(talk, about)
    if review is not None:
        network = Dossier({"name": name} if name else {})
        return review.ask.render(talk.language, {"network": network})
    return talk.word("remind_review", title=title_of(talk, about))


def review_of(talk: View, about: Mapping[str, Any]) -> Review | None:
    """Return the review that a reminder is about; None when the content no longer has it."""
    dialogue = talk.coach.dialogues.get(about.get("dialogue", ""))
    return dialogue.reviews.get(about.get("review", "")) if dialogue else None


def title_of(talk: View, about: Mapping[str, Any]) -> Markup:
    """Return the title of the dialogue that a reminder is about."""
    name = about.get("dialogue", "")
    return talk.title(name) if name in talk.coach.dialogues else Markup()


def _waiting(talk: View) -> list[Reminder]:
    return [one for one in waiting(talk) if one.kind == KIND]


def _subject(about: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(about.get(name) for name in ("dialogue", "review", "network"))
