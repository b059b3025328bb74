"""What a dialogue leaves behind for later ones: ids only, and never what it noted just now."""

from datetime import date, timedelta

import pytest

from dialogs.coach import Coach
from dialogs.memory import Fact, Memory, Network
from tests.phone import BEGIN, Phone


def check_in(phone: Phone, *pressed: str) -> None:
    phone.types("/checkin")
    for label in pressed:
        phone.presses(label)


def test_an_answer_that_was_not_given_is_not_remembered(coach: Coach) -> None:
    phone = Phone(coach)
    check_in(phone, "Nu", "Ideeën", "Stilte", "Plan 1")
    (note,) = phone.memory.notes
    assert note.outcome == {"worry": "silence"}


def test_a_dialogue_does_not_take_its_own_note_for_the_past(coach: Coach) -> None:
    phone = Phone(coach)
    check_in(phone, "Vandaag", "Ideeën", "Stilte", "Binnen grenzen", "Overslaan", "Ik bewaak")
    phone.presses("Plan 1")
    assert phone.memory.notes[0].outcome["role"] == "vision"
    phone.presses("Terug")
    phone.presses("Terug")
    assert "vorige keer" not in phone.last.text
    phone.presses("Overslaan")
    phone.presses("Plan 1")
    assert "Jij bewaakt" not in phone.last.text


def test_what_an_earlier_session_left_is_past(coach: Coach) -> None:
    phone = Phone(coach)
    for _ in range(2):
        check_in(phone, "Vandaag", "Ideeën", "Stilte", "Binnen grenzen", "Overslaan", "Ik bewaak")
        phone.presses("Plan 1")
        phone.presses("Klaar")
        phone.presses("Nee, niet nodig")
        if "Niet onthouden" in phone.labels:
            phone.presses("Niet onthouden")
    check_in(phone, "Vandaag", "Ideeën", "Stilte", "Binnen grenzen", "Overslaan")
    assert "dezelfde als vorige keer" in phone.last.text
    phone.presses("Overslaan")
    phone.presses("Plan 1")
    assert "Jij bewaakt" in phone.last.text


def test_who_goes_back_and_plans_again_has_one_plan(coach: Coach) -> None:
    phone = Phone(coach)
    check_in(phone, "Nu", "Ideeën", "Stilte", "Plan 1", "Terug", "Plan 2")
    (plan,) = phone.memory.plans
    assert "per twee" in plan.text
    assert plan.status == "open"


def test_another_check_in_makes_another_plan(coach: Coach) -> None:
    phone = Phone(coach)
    check_in(
        phone, "Nu", "Ideeën", "Stilte", "Plan 1", "Klaar", "Nee, niet nodig", "Niet onthouden"
    )
    check_in(phone, "Nu", "Ideeën", "Stilte", "Plan 2")
    assert [plan.id for plan in phone.memory.plans] == sorted({p.id for p in phone.memory.plans})
    assert len(phone.memory.plans) == 2


@pytest.mark.parametrize("typed", ["2", "Plan 2", "plan 2."])
def test_a_plan_may_be_chosen_by_typing_what_its_button_says(coach: Coach, typed: str) -> None:
    phone = Phone(coach)
    check_in(phone, "Nu", "Ideeën", "Stilte")
    phone.types(typed)
    assert "per twee" in phone.memory.plans[0].text


def with_mandate(coach: Coach, age: int) -> Phone:
    on = BEGIN.date() - timedelta(days=age)
    mandate = {"mandate": Fact({"kind": "M1"}, on, "mandate")}
    network = Network(1, "Eenzaamheid", date(2026, 3, 1), mandate)
    return Phone(coach, memory=Memory().with_network(network))


def test_the_last_mandate_card_counts_and_what_it_says_is_not_asked(coach: Coach) -> None:
    phone = with_mandate(coach, 14)
    check_in(phone, "Nu", "Een besluit", "Stilte", "Plan 1")
    assert "Ik weet al: je mandaat: adviseren" in phone.last.text
    assert "niks toezeggen" in phone.last.text
    phone.presses("Mijn mandaat is veranderd")
    assert phone.session is not None
    assert phone.session.frame is not None
    assert phone.session.frame.dialogue == "mandate"


def test_a_mandate_of_more_than_two_weeks_ago_is_asked_again(coach: Coach) -> None:
    phone = with_mandate(coach, 15)
    check_in(phone, "Nu", "Een besluit", "Stilte")
    assert "Wat mag jij vandaag toezeggen" in phone.last.text
