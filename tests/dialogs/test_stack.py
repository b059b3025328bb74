"""One dialogue opens another and is come back to, however deep; and new content finds old talks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.reader.dialogue import dialogue
from bot.reader.strict import read
from dialogs.coach import Coach
from dialogs.event import Pressed
from dialogs.memory import Memory, Network
from tests.dialogs.sample import (
    frame_of,
    live,
    session_of,
    started,
    with_dialogue,
    with_network,
    with_steps,
)
from tests.phone import BEGIN, Phone

CALLING = """
title: {{nl: "Proef {name}", en: "Trial {name}"}}
steps:
  asked:
    ask: {{nl: "Vraag {name}?", en: "Question {name}?"}}
    yesno: {{}}
  also:
    ask: {{nl: "En {name}?", en: "And {name}?"}}
    yesno: {{}}
    links: [{{label: {{nl: "Naar {to}", en: "To {to}"}}, open: {to}}}]
"""


@pytest.fixture
def phone(coach: Coach) -> Phone:
    """A phone on which ``type``, ``role`` and ``choice`` are small, and open each other in turn."""
    for name, to in (("type", "role"), ("role", "choice"), ("choice", "type")):
        coach = with_dialogue(coach, name, CALLING.format(name=name, to=to))
    return started(coach, "type")


def stack(phone: Phone) -> list[str]:
    return [frame.dialogue for frame in session_of(phone).frames]


def waiting(phone: Phone) -> list[str]:
    return [frame.dialogue for frame in session_of(phone).paused]


def down(phone: Phone) -> None:
    """Go from ``type`` by ``role`` to ``choice``."""
    for to in ("role", "choice"):
        phone.presses("Ja")
        phone.presses(f"Naar {to}")
    phone.presses("Ja")


def test_a_deep_stack_comes_back_one_by_one(phone: Phone) -> None:
    down(phone)
    assert stack(phone) == ["type", "role", "choice"]
    phone.presses("Nee")
    assert "Terug bij: <b>Proef role</b>" in live(phone)
    assert "En role?" in live(phone)
    phone.presses("Nee")
    assert "Terug bij: <b>Proef type</b>" in live(phone)
    assert frame_of(phone).answers == {"asked": "yes"}
    phone.presses("Nee")
    assert "Waar zit je mee?" in live(phone)


def test_a_dialogue_that_waits_is_gone_back_to_instead_of_begun_twice(phone: Phone) -> None:
    down(phone)
    phone.presses("Naar type")
    assert stack(phone) == ["type"]
    assert "En type?" in live(phone)
    assert waiting(phone) == ["choice", "role"]
    assert [frame.answers for frame in session_of(phone).paused] == [{"asked": "yes"}] * 2


def test_a_stack_that_was_stopped_still_comes_back(phone: Phone) -> None:
    down(phone)
    phone.presses("Stop")
    assert waiting(phone) == ["choice", "role", "type"]
    phone.presses("Verder")
    for title in ("role", "type"):
        phone.presses("Nee")
        assert f"Terug bij: <b>Proef {title}</b>" in live(phone)
    phone.presses("Nee")
    assert "Waar zit je mee?" in live(phone)
    assert waiting(phone) == []


def test_opening_a_dialogue_that_waits_below_keeps_all_answers(phone: Phone) -> None:
    down(phone)
    phone.types("/start type")
    assert stack(phone) == ["type"]
    assert frame_of(phone).answers == {"asked": "yes"}
    assert waiting(phone) == ["choice", "role"]


def test_what_was_left_is_taken_up_when_it_is_called(phone: Phone) -> None:
    phone.types("/start role")
    phone.presses("Nee")
    phone.types("/start type")
    phone.presses("Ja")
    phone.presses("Naar role")
    assert stack(phone) == ["type", "role"]
    assert frame_of(phone).answers == {"asked": "no"}
    assert waiting(phone) == []


def test_however_many_dialogues_are_left_none_is_forgotten(coach: Coach) -> None:
    phone = Phone(coach)
    private = [name for name, dialogue in coach.dialogues.items() if dialogue.scope != "group"]
    for name in private:
        phone.types(f"/start {name}")
    assert {*waiting(phone), *stack(phone)} == {*private}


def test_facts_of_a_called_dialogue_wait_for_a_name_as_well(coach: Coach) -> None:
    called = """
title: {nl: "Geroepen", en: "Called"}
steps:
  size:
    ask: {nl: "Hoeveel?", en: "How many?"}
    number: {}
    keep: network.size
"""
    steps = """
first:
  ask: {nl: "Eerst?", en: "First?"}
  yesno: {}
  links: [{label: {nl: "Tel", en: "Count"}, open: type}]
size:
  ask: {nl: "Hoeveel nu?", en: "How many now?"}
  short: {nl: "aantal", en: "number"}
  number: {}
  keep: network.size
last:
  ask: {nl: "Laatste?", en: "Last?"}
  yesno: {}
"""
    phone = started(with_steps(with_dialogue(coach, "type", called), steps))
    phone.presses("Tel")
    phone.types("12")
    phone.presses("Ja")
    assert "Laatste?" in live(phone)
    assert frame_of(phone).answers["size"] == 12
    phone.presses("Ja")
    assert "Zal ik dit onthouden" in live(phone)
    with_network(phone, "Zuid")
    (network,) = phone.memory.networks
    assert network.facts["size"].value == 12


def test_what_waits_for_a_name_is_let_go_when_a_network_is_meant(coach: Coach) -> None:
    steps = """
size:
  ask: {nl: "Hoeveel?", en: "How many?"}
  number: {}
  keep: network.size
"""
    archived = Network(1, "Oud", BEGIN.date(), archived=True)
    phone = started(with_steps(coach, steps), memory=Memory(networks=(archived,)))
    phone.types("12")
    assert "Zal ik dit onthouden" in live(phone)
    phone.types("/netwerken")
    phone.presses("Haal 1 uit het archief")
    phone.presses("Oud")
    phone.types("/start trial")
    phone.types("3")
    assert "Waar zit je mee?" in live(phone)
    assert phone.memory.networks[0].facts["size"].value == 3


# -- new content --------------------------------------------------------------------------------


def renewed(phone: Phone, name: str, written: str) -> None:
    """Give the phone new content for the dialogue *name*."""
    made = dialogue(name, read(written, name).value, None)
    phone.coach = replace(phone.coach, dialogues={**phone.coach.dialogues, name: made})


OTHER = """
title: {nl: "Nieuw", en: "New"}
steps:
  other:
    ask: {nl: "Andere vraag?", en: "Other question?"}
    yesno: {}
"""


def test_a_dialogue_below_whose_step_is_gone_begins_again_when_it_is_come_back_to(
    phone: Phone,
) -> None:
    down(phone)
    renewed(phone, "role", OTHER)
    phone.presses("Nee")
    assert "vernieuwd" in live(phone)
    assert "Andere vraag?" in live(phone)
    assert frame_of(phone).answers == {"asked": "yes"}


@pytest.mark.parametrize(
    "written",
    [
        OTHER,
        OTHER.replace("other:", "asked:").replace("yesno: {}", "number: {}"),
        OTHER.replace("other:", "asked:").replace(
            "yesno: {}", 'choose: {options: {a: {nl: "A", en: "A"}}}'
        ),
    ],
    ids=["gone", "number", "choose"],
)
def test_a_button_of_old_content_answers_kindly(phone: Phone, written: str) -> None:
    renewed(phone, "type", written)
    effects = phone.presses("Ja")
    assert effects
    assert "vorige vraag" in live(phone) or "vernieuwd" in live(phone)
    assert "Andere vraag?" in live(phone)
    assert frame_of(phone).answers == {}


def test_words_typed_to_an_old_question_are_no_answer_to_a_new_one(phone: Phone) -> None:
    renewed(phone, "type", OTHER)
    phone.types("ja")
    assert "vernieuwd" in live(phone)
    assert frame_of(phone).answers == {}
    phone.types("ja")
    assert "Waar zit je mee?" in live(phone)


def test_a_button_to_a_dialogue_that_is_gone_answers_kindly(phone: Phone) -> None:
    phone.presses("Ja")
    dialogues = {name: made for name, made in phone.coach.dialogues.items() if name != "role"}
    phone.coach = replace(phone.coach, dialogues=dialogues)
    phone.presses("Naar role")
    assert "vorige vraag" in live(phone)
    assert "Naar role" not in phone.labels


def test_a_network_that_was_deleted_elsewhere_cannot_be_chosen(phone: Phone) -> None:
    with_network(phone, "Zuid")
    phone.types("/netwerken")
    choice = phone.labels.index("✓ Zuid")
    phone.memory = Memory()
    phone.happens(Pressed(session_of(phone).live.number, choice))
    assert "vorige vraag" in live(phone)
    assert phone.memory.current is None


def test_a_room_that_is_gone_leads_back_to_the_dialogue(phone: Phone) -> None:
    session_of(phone).room = "attic"
    phone.sends("voice")
    assert "Vraag type?" in live(phone)


def test_somebody_whose_session_stands_nowhere_finds_the_menu(phone: Phone) -> None:
    session_of(phone).frames.clear()
    phone.sends("voice")
    assert "Waar zit je mee?" in live(phone)


def test_old_buttons_after_forgetting_everything_lead_to_the_menu(phone: Phone) -> None:
    old = session_of(phone).live.number
    phone.types("/wis")
    phone.presses("Ja, wis alles")
    phone.happens(Pressed(old, 0))
    assert "vorige vraag" in live(phone)
    assert "Waar zit je mee?" in live(phone)
