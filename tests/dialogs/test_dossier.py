"""One dossier: a fact of a network is asked once, whatever dialogues follow each other."""

from __future__ import annotations

from collections import Counter

import pytest

from dialogs.coach import Coach
from dialogs.flow import Step
from dialogs.session import Action
from tests.phone import Phone

AROUND = {"back", "skip", "stop", "room", "call", "open", "send", "judge", "to", "page", "speak"}
"""Buttons that lead somewhere else; what remains answers the question."""

ALL = [
    *("type", "partners", "mandate", "checkin", "insights", "choice", "regie", "instrument"),
    *("role", "debrief", "feedback", "delegate", "portfolio", "stuck"),
]


def step_of(phone: Phone) -> Step | None:
    session = phone.session
    if session is None or session.room is not None or session.frame is None:
        return None
    return phone.coach.dialogues[session.frame.dialogue].steps[session.frame.state]


def go_on(phone: Phone) -> None:
    """Answer the question that stands, or take the way that leads on."""
    session = phone.session
    assert session is not None
    actions: list[Action] = session.live.actions
    step = step_of(phone)
    verbs = {action[0] for action in actions}
    if step is not None and type(step).__name__ == "Listing" and not verbs & {"tap", "taps"}:
        phone.types("7" if "untap" in verbs else "OCMW, CAW, Bibliotheek")
        return
    onward = [n for n, action in enumerate(actions) if action[0] in ("done", "go", "taps", "tap")]
    answers = [n for n, action in enumerate(actions) if action[0] not in AROUND]
    if step is not None and type(step).__name__ in ("Write", "Number") and not answers:
        phone.types("7")
        return
    ways = onward or answers or [n for n, action in enumerate(actions) if action[0] == "skip"]
    ways = ways or [n for n, action in enumerate(actions) if action[0] == "to"]
    if not ways:
        phone.types("iets om over na te denken")
        return
    button = [b for row in phone.messages[session.live.ref].rows for b in row][ways[0]]
    phone.presses(button.label)


def play_through(phone: Phone, dialogue: str) -> list[str]:
    """Play *dialogue* to its end; return the facts that were asked on the way."""
    asked: list[str] = []
    phone.types(f"/start {dialogue}")
    before = ""
    for _ in range(150):
        step = step_of(phone)
        if step is None or phone.session is None or phone.session.frame is None:
            return asked
        place = f"{phone.session.frame.dialogue}.{step.id}"
        if place != before and phone.session.frame.dialogue == dialogue:
            asked += [fact for fact in step.keep.values() if fact != "partners"]
        before = place
        go_on(phone)
    raise AssertionError(f"{dialogue} does not end: {before}")


@pytest.mark.parametrize("order", [ALL, ALL[::-1]], ids=["forth", "back"])
def test_nobody_is_asked_the_same_fact_twice(coach: Coach, order: list[str]) -> None:
    phone = Phone(coach)
    phone.types("/netwerken")
    phone.presses("Nieuw netwerk")
    phone.types("Kinderarmoede")
    asked: Counter[str] = Counter()
    for dialogue in order:
        if dialogue in coach.dialogues:
            asked.update(set(play_through(phone, dialogue)))
            phone.types("/menu")
    assert asked, "no dialogue keeps a fact of the network"
    assert {fact: times for fact, times in asked.items() if times > 1} == {}


def test_the_list_of_partners_tells_the_form_how_many_decide(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/netwerken")
    phone.presses("Nieuw netwerk")
    phone.types("Kinderarmoede")
    phone.types("/partners")
    for label in ("Begin", "Doelen", "We sturen", "Nee"):
        phone.presses(label)
    phone.types("OCMW, CAW, Bibliotheek")
    phone.presses("Verder met 3")
    for status in ("Aan boord", "Aan boord", "In gesprek"):
        phone.presses("4 Heel")
        phone.presses("2 Moeilijk")
        phone.presses(status)
    for _ in range(20):
        if phone.memory.current is not None and "size" in phone.memory.current.facts:
            break
        go_on(phone)
    assert phone.memory.current is not None
    assert phone.memory.current.facts["size"].value == 2
    phone.types("/vorm")
    for _ in range(3):
        phone.presses(phone.labels[0])
    assert phone.session is not None
    assert phone.session.frame is not None
    assert "size" in phone.session.frame.reused
