"""One dossier: a fact of a network is asked once, whatever dialogues follow each other."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from dialogs.coach import Coach
from dialogs.flow import Step
from dialogs.memory import Fact
from dialogs.session import Action
from tests.dialogs.sample import with_facts, with_network
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
    with_network(phone, "Kinderarmoede")
    asked: Counter[str] = Counter()
    for dialogue in order:
        if dialogue in coach.dialogues:
            asked.update(set(play_through(phone, dialogue)))
            phone.types("/menu")
    assert asked, "no dialogue keeps a fact of the network"
    assert {fact: times for fact, times in asked.items() if times > 1} == {}


def test_the_list_of_partners_tells_the_form_how_many_decide(coach: Coach) -> None:
    phone = Phone(coach)
    with_network(phone, "Kinderarmoede")
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


def well_known(coach: Coach) -> Phone:
    """Return the phone of somebody who went through all dialogues for one network."""
    phone = Phone(coach)
    with_network(phone, "Kinderarmoede")
    for dialogue in ALL:
        play_through(phone, dialogue)
        phone.types("/menu")
    return phone


def facts_of(phone: Phone) -> dict[str, Fact]:
    assert phone.memory.current is not None
    return dict(phone.memory.current.facts)


def another(phone: Phone) -> None:
    """Answer the question that stands otherwise than before: the marked answer is the old one."""
    if "Tel wie mee beslist" in phone.last.text:
        phone.types("23")
    else:
        phone.presses("5" if "5" in phone.labels else phone.labels[1])


CHANGES = {
    "vertrouwen": ("type", "trust"),
    "aantal dat meebeslist": ("type", "size"),
    "zelfde doel": ("type", "consensus"),
    "hoe zwaar de taak is": ("type", "competence"),
    "een aanvaarde trekker": ("type", "leader"),
    "uren voor een coördinator": ("type", "coordinator"),
    "wie leidt": ("type", "form"),
    "fase": ("partners", "phase"),
}
"""The words of a fact that a dialogue knows already: that dialogue, and the fact."""


@pytest.mark.parametrize("words", CHANGES)
def test_every_fact_that_is_known_already_is_one_tap_from_being_changed(
    coach: Coach, words: str
) -> None:
    phone = well_known(coach)
    dialogue, fact = CHANGES[words]
    before = facts_of(phone)[fact]
    phone.now += timedelta(days=9)
    phone.types(f"/start {dialogue}")
    if "Begin" in phone.labels:
        phone.presses("Begin")
    assert "Ik weet al:" in phone.last.text
    assert words in phone.last.text
    phone.presses("Klopt niet meer")
    phone.presses(words)
    another(phone)
    if fact == "competence":
        another(phone)
    after = facts_of(phone)[fact]
    assert after.value != before.value
    assert (after.on - before.on).days == 9
    assert after.source == dialogue


def test_a_fact_that_is_met_halfway_is_told_there(coach: Coach) -> None:
    phone = Phone(coach)
    with_network(phone, "Kinderarmoede")
    play_through(phone, "type")
    phone.types("/partners")
    phone.presses("Begin")
    phone.presses("Doelen")
    assert "Ik weet al: wie leidt" in phone.last.text
    phone.presses("Nee")
    assert "Ik weet al" not in phone.last.text


def test_how_long_a_network_runs_is_asked_once_and_can_be_changed(coach: Coach) -> None:
    phone = Phone(coach)
    with_network(phone, "Kinderarmoede")
    way = ("Een netwerk dat", "Nee", "Ook elkaar", "Ja, allebei", "Niets aanwijsbaars")
    phone.types("/keuze")
    for label in (*way, "12"):
        phone.presses(label)
    assert facts_of(phone)["started"].value == "2025-03"
    phone.presses("Menu")
    phone.now += timedelta(days=91)
    phone.types("/keuze")
    for label in way:
        phone.presses(label)
    assert "Ik weet al: het loopt sinds maart 2025" in phone.last.text
    phone.presses("Het loopt langer")
    for label in ("36", "Weet ik niet"):
        phone.presses(label)
    assert facts_of(phone)["started"].value == "2023-06"


def test_the_month_in_which_it_began_stands_in_the_dossier(coach: Coach) -> None:
    phone = Phone(coach)
    with_network(phone, "Kinderarmoede")
    phone.types("/netwerken")
    phone.presses("In één oogopslag")
    phone.presses("Pas iets aan")
    while "Begonnen in" not in phone.labels:
        phone.presses("Meer")
    phone.presses("Begonnen in")
    phone.types("lang geleden")
    assert "started" not in facts_of(phone)
    phone.types("2024-03")
    assert "Begonnen in: <b>maart 2024</b>" in phone.last.text


def test_the_card_says_which_facts_it_used_and_leads_to_where_they_are_changed(
    coach: Coach,
) -> None:
    phone = with_facts(coach, form="lead", phase="act")
    phone.types("/checkin")
    for label in ("Nu", "Ideeën", "Stilte", "Overslaan"):
        phone.presses(label)
    assert "Ik weet al: wie leidt: Eén partner; fase: Acties bedenken en doen." in phone.last.text
    phone.presses("Klopt niet meer")
    for label in ("Pas iets aan", "Fase", "De kwestie verkennen", "Verder"):
        phone.presses(label)
    assert "fase: De kwestie verkennen" in phone.last.text
    assert facts_of(phone)["phase"].value == "explore"


def test_where_it_stands_is_known_to_all_once_the_user_was_asked_for(coach: Coach) -> None:
    phone = with_facts(coach)
    play_through(phone, "insights")
    assert facts_of(phone)["phase"].source == "insights"


def test_another_network_brings_its_own_facts_into_the_dialogue_under_way(coach: Coach) -> None:
    phone = with_facts(coach, phase="act")
    with_network(phone, "Klimaat")
    phone.types("/netwerken")
    phone.presses("Kinderarmoede")
    phone.types("/partners")
    phone.presses("Begin")
    assert "Ik weet al: fase" in phone.last.text
    phone.types("/netwerken")
    phone.presses("Klimaat")
    phone.presses("Begin")
    assert "In welke fase zit je netwerk?" in phone.last.text


def test_the_result_goes_along_from_the_instrument_that_works_to_the_one_to_choose(
    coach: Coach,
) -> None:
    phone = Phone(coach)
    phone.types("/regie")
    phone.types("De oproep aan de handelaars")
    phone.types("Vijf lege winkels & geen twintig")
    for label in ("Overtuigen", "Overtuigen", "Niets", "1 tot 3 jaar", "Nee", "Nee", "Nee"):
        phone.presses(label)
    for value in "232232332222":
        phone.presses(value)
    phone.presses("Een ander instrument kiezen")
    assert "Eerder zei je: Vijf lege winkels &amp; geen twintig" in phone.last.text
    phone.presses("Zo laten")
    assert phone.session is not None
    assert phone.session.frame is not None
    assert phone.session.frame.answers["result"] == "Vijf lege winkels & geen twintig"
