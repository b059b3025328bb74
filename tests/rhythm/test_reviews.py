"""Days to look again that an advice promises: one tap, and they come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.event import Key
from dialogs.memory import Fact
from tests.dialogs.sample import frame_of, live, session_of
from tests.phone import Phone
from tests.rhythm.people import at, later_than, planner, reminded_of, room_of

ORG = {"importance": 3, "replaceability": 2, "status": "aboard"}
LISTED = [{"name": name, **ORG} for name in ("OCMW", "Huis van het Kind", "School")]
ANSWERS: dict[str, dict[str, Any]] = {
    "type": {
        "trust": 4,
        "size": 5,
        "consensus": 4,
        "competence": 2,
        "leader": 3,
        "coordinator": "no",
        "form": "self",
    },
    "partners": {"partners": LISTED},
    "choice": {"running": "yes", "Q8": "nothing", "months": 15},
    "insights": {"know": "who", "time": "hour", "access": "no", "sensitive": "low"},
}
S16 = {"running": "yes", "Q8": "result", "months": 30}


def advised(coach: Coach, dialogue: str, answers: dict[str, Any] | None = None) -> Phone:
    """Somebody with a network, at the advice of *dialogue* after these answers."""
    phone = planner(coach)
    phone.types(f"/start {dialogue}")
    frame = frame_of(phone)
    frame.answers.update(answers or ANSWERS[dialogue])
    steps = coach.dialogues[dialogue].steps
    frame.path = [name for name, step in steps.items() if set(step.questions) & {*frame.answers}]
    frame.state = "advice"
    frame.path.append("advice")
    phone.types("/help")
    phone.presses("Verder")
    return phone


REVIEWS = [
    ("type", None, "Vraag me dit over een jaar", "2027-03-02T16:00", "Past de vorm van Kinderarmo"),
    (
        "partners",
        None,
        "Kijk over zes maanden",
        "2026-08-31T16:00",
        "Klopt de samenstelling van Ki",
    ),
    ("choice", None, "Vraag het me over 100", "2026-06-10T16:00", "De honderd dagen zijn om"),
    (
        "choice",
        S16,
        "Vraag het me over een jaar",
        "2027-03-02T16:00",
        "Een jaar later: is Kinderarm",
    ),
    ("insights", None, "Zeg over een maand", "2026-04-01T16:00", "vervalt vandaag"),
]


@pytest.mark.parametrize(("dialogue", "answers", "label", "due", "said"), REVIEWS)
def test_what_was_promised_comes_back_when_it_was_wanted(
    coach: Coach, dialogue: str, answers: dict[str, Any] | None, label: str, due: str, said: str
) -> None:
    phone = advised(coach, dialogue, answers)
    assert not phone.memory.reminders
    phone.presses(label)
    assert "kom ik erop terug" in live(phone)
    assert not any(one.startswith(label) for one in phone.labels)
    (reminder,) = phone.memory.reminders
    assert reminder.due == at(due)
    told = later_than(phone, f"{due[:8]}{int(due[8:10]):02}T17:00")
    assert said in told[-1]
    phone.presses("Ja, begin")
    assert frame_of(phone).dialogue == dialogue
    assert not phone.memory.reminders


@pytest.mark.parametrize("dialogue", sorted(ANSWERS))
def test_who_does_not_tap_is_never_asked(coach: Coach, dialogue: str) -> None:
    phone = advised(coach, dialogue)
    phone.presses("Menu")
    assert phone.memory.reminders == ()


def test_not_every_advice_promises_something(coach: Coach) -> None:
    phone = advised(coach, "choice", {"running": "no", "Q1": "yes", "Q3": "0"})
    assert not any("Vraag het me" in label for label in phone.labels)
    phone = advised(coach, "insights", {"know": "who", "time": "weeks", "access": "yes"})
    assert not any("vervalt" in label for label in phone.labels)


def test_promised_again_it_moves(coach: Coach) -> None:
    phone = advised(coach, "insights")
    reminded_of(phone, "2026-03-20T16:00", "review", dialogue="type", review="form", network=1)
    about = {"dialogue": "insights", "review": "assumption", "network": 1}
    reminded_of(phone, "2026-03-19T16:00", "review", **about)
    phone.presses("Zeg over een maand")
    assert sorted(one.about["dialogue"] for one in phone.memory.reminders) == ["insights", "type"]
    assert max(one.due for one in phone.memory.reminders) == at("2026-04-01T16:00")


def test_not_needed_is_fine_and_it_is_gone(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-03-20T16:00", "review", dialogue="type", review="form", network=1)
    later_than(phone, "2026-03-20T17:00")
    phone.presses("Niet nodig")
    assert phone.memory.reminders == ()
    assert room_of(phone) == "menu"


@pytest.mark.parametrize(
    ("about", "said", "begins"),
    [
        ({"dialogue": "type", "review": "gone"}, "afspraken: <b>Past onze netwerkvorm?", True),
        ({"dialogue": "gone", "review": "gone"}, "zoals we afspraken", False),
        ({"dialogue": "type", "review": "form"}, "van jullie netwerk nog", True),
    ],
)
def test_a_review_that_the_content_lost_is_asked_all_the_same(
    coach: Coach, about: dict[str, str], said: str, begins: bool
) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-03-20T16:00", "review", network=None, **about)
    (told,) = later_than(phone, "2026-03-20T17:00")
    assert said in told
    assert ("Ja, begin" in phone.labels) is begins
    phone.types("/herinner")
    assert live(phone)


def test_it_stands_in_the_list_and_can_be_moved_and_dropped(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-08-31T16:00", "review", dialogue="type", review="form", network=1)
    phone.types("/herinner")
    assert "opnieuw kijken: Past onze netwerkvorm? (<i>Kinderarmoede</i>)" in live(phone)
    phone.presses("ma 31 aug")
    phone.presses("Verzet")
    phone.types("14 september 9 u")
    assert phone.memory.reminders[0].due == at("2026-09-14T09:00")


# -- a new phase ------------------------------------------------------------------------------


def in_phase(phone: Phone, phase: str) -> None:
    """Let the network be in *phase*, without a turn."""
    (network,) = phone.memory.networks
    facts = {**network.facts, "phase": Fact(phase, date(2026, 3, 2), "partners")}
    phone.memory = replace(phone.memory, networks=(replace(network, facts=facts),))


def test_a_new_phase_brings_the_composition_forward(coach: Coach) -> None:
    phone = planner(coach)
    in_phase(phone, "explore")
    about = {"dialogue": "partners", "review": "composition", "network": 1, "phase": "explore"}
    reminded_of(phone, "2026-08-31T16:00", "review", **about)
    reminded_of(phone, "2026-08-31T16:00", "review", dialogue="type", review="form", network=1)
    phone.types("/netwerken")
    assert {one.due for one in phone.memory.reminders} == {at("2026-08-31T16:00")}
    for label in ("In één oogopslag", "Pas iets aan", "Fase", "Doelen kiezen"):
        phone.presses(label)
    assert min(one.due for one in phone.memory.reminders) == at("2026-03-03T16:00")
    assert max(one.due for one in phone.memory.reminders) == at("2026-08-31T16:00")
    (told,) = later_than(phone, "2026-03-03T17:00")
    assert "Klopt de samenstelling" in told


def test_a_network_that_is_named_afterwards_is_the_one_it_is_about(coach: Coach) -> None:
    phone = advised(coach, "type")
    phone.memory = replace(
        phone.memory,
        networks=(),
        profile=replace(phone.memory.profile, network=None),
    )
    phone.presses("Vraag me dit over een jaar")
    assert phone.memory.reminders[0].about["network"] is None
    reminded_of(phone, "2026-05-04T16:00")
    phone.types("/netwerken")
    phone.presses("Nieuw netwerk")
    phone.types("Wonen")
    assert [one.about.get("network") for one in phone.memory.reminders] == [
        phone.memory.networks[0].id,
        None,
    ]


def test_in_the_example_and_in_a_group_nothing_is_promised(coach: Coach) -> None:
    phone = advised(coach, "type")
    session_of(phone).example = True
    phone.types("/help")
    phone.presses("Verder")
    assert not any("jaar" in label for label in phone.labels)
    phone = advised(coach, "type")
    phone.key = Key(1, -5)
    phone.types("/help")
    assert not any("jaar" in label for label in phone.labels)


def test_these_dialogues_promise_something(coach: Coach) -> None:
    assert {name for name, one in coach.dialogues.items() if one.reviews} == set(ANSWERS)
