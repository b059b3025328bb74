"""Words that are typed where a button stands mean that button."""

import pytest

from dialogs.coach import Coach
from tests.phone import Phone


@pytest.fixture
def phone(coach: Coach) -> Phone:
    phone = Phone(coach)
    phone.types("/mandaat")
    return phone


def answers(phone: Phone) -> dict[str, object]:
    assert phone.session is not None
    assert phone.session.frame is not None
    return phone.session.frame.answers


@pytest.mark.parametrize("typed", ["Geen enkel punt", "geen", "GEEN ENKEL PUNT!"])
def test_free_text_that_stands_on_a_button_is_that_answer(phone: Phone, typed: str) -> None:
    phone.types(typed)
    assert answers(phone)["item"] == "none"


def test_not_knowing_may_be_typed_where_a_text_is_asked(phone: Phone) -> None:
    phone.types("weet ik niet")
    assert answers(phone)["item"] == "unknown"


@pytest.mark.parametrize("typed", ["punt 4", "geen geld meer voor de bus", "ja"])
def test_other_words_are_the_text_itself(phone: Phone, typed: str) -> None:
    phone.types(typed)
    assert answers(phone)["item"] == typed


def test_not_knowing_may_be_typed_where_much_can_be_ticked(phone: Phone) -> None:
    phone.types("het charter")
    phone.types("weet ik niet")
    assert answers(phone)["ask"] == "unknown"


def test_ticking_and_finishing_may_be_typed(phone: Phone) -> None:
    phone.types("het charter")
    phone.types("extra geld")
    phone.types("klaar")
    assert answers(phone)["ask"] == ["new_money"]


def test_an_extra_button_may_be_typed_even_where_a_text_is_asked(phone: Phone) -> None:
    phone.types("/terugkoppeling")
    phone.types("ik ben teruggefloten")
    assert "de eerste 24 uur" in phone.last.text


def test_an_extra_button_may_be_typed_in_part_where_buttons_are_expected(phone: Phone) -> None:
    for typed in ("het charter", "info", "klaar", "luisteren", "niemand", "niet gevoelig", "klaar"):
        phone.types(typed)
    phone.types("nee")
    phone.types("andere zinnen")
    assert "Als je niet kan toezeggen" in phone.last.text
    phone.types("naar mijn kaart")
    phone.types("iets heel anders dan wat er staat")
    assert phone.last.text.startswith("Gebruik hier de knoppen")


@pytest.mark.parametrize("typed", ["geen idee", "kweetniet", "Weet het niet!", "no idea", "?"])
def test_not_knowing_has_many_words(phone: Phone, typed: str) -> None:
    phone.types(typed)
    phone.types(typed)
    assert (answers(phone)["item"], answers(phone)["ask"]) == ("unknown", "unknown")


def test_not_knowing_skips_a_question_that_has_no_button_for_it(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/vast")
    phone.types("geen idee")
    assert answers(phone)["symptom"] is None


@pytest.mark.parametrize(("typed", "value"), [("neen", "no"), ("ja hoor", "yes"), ("nope", "no")])
def test_yes_and_no_have_many_words(coach: Coach, typed: str, value: str) -> None:
    phone = Phone(coach)
    phone.types("/instrument")
    phone.types("Tegen juni wacht geen gezin langer dan twee weken op een eerste gesprek.")
    assert _state(phone) == "do_self"
    phone.types(typed)
    assert answers(phone)["do_self"] == value


def test_yes_alone_is_no_answer_where_two_buttons_begin_with_it(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/keuze")
    phone.presses(phone.labels[0])
    while sum(label.startswith("Ja, ") for label in phone.labels) != 2:
        phone.presses(phone.labels[0])
    before = _state(phone)
    phone.types("ja")
    assert _state(phone) == before
    phone.types("ja, en het werkt")
    assert _state(phone) != before


def _state(phone: Phone) -> str:
    assert phone.session is not None
    assert phone.session.frame is not None
    return phone.session.frame.state


def test_ticking_ends_with_many_words(phone: Phone) -> None:
    phone.types("het charter")
    phone.types("extra geld")
    phone.types("dat is het")
    assert answers(phone)["ask"] == ["new_money"]


@pytest.mark.parametrize("typed", ["neen", "nee", "nee dank je", "nope"])
def test_no_means_the_button_that_begins_with_it(coach: Coach, typed: str) -> None:
    phone = Phone(coach)
    phone.types("/vast")
    phone.types("/wis")
    phone.types(typed)
    assert phone.session is not None
    assert phone.session.room is None
    assert phone.session.frames


def test_yes_means_the_button_that_begins_with_it(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/wis")
    assert "Dat is dit gesprek met je antwoorden." in phone.last.text
    phone.types("ja")
    assert "Alles is gewist: dit gesprek met je antwoorden." in phone.last.text


@pytest.mark.parametrize("typed", ["vorige", "ga terug", "Previous."])
def test_the_way_around_has_many_words(phone: Phone, typed: str) -> None:
    phone.types("het charter")
    phone.types(typed)
    assert _state(phone) == "item"


def test_a_typo_in_the_words_of_a_button_is_forgiven_on_every_kind_of_screen(
    coach: Coach,
) -> None:
    phone = Phone(coach)
    phone.types("/vorm")
    phone.types("weet ik nitt")
    assert answers(phone)["trust"] == "unknown"
    phone.types("weeet ik niet")
    assert answers(phone)["size"] == "unknown"
    for _ in range(5):
        phone.presses("Overslaan")
    phone.types("maak een plam")
    assert phone.session is not None
    assert phone.session.frame is not None
    assert phone.session.frame.state == "plan"
    phone.presses("Plan 1")
    phone.types("bewaaar")
    assert len(phone.memory.plans) == 1


def test_a_typo_is_forgiven_where_a_list_is_filled_in(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/partners")
    for label in ("Begin", "Doelen", "Eén partner", "Nee"):
        phone.presses(label)
    phone.types("OCMW, CAW")
    phone.presses("Verder met 2")
    for _ in range(2):
        phone.presses("4 Heel")
        phone.presses("1 Niemand")
        phone.types("aan bordd")
    phone.presses("Verder: wie")
    partners = answers(phone)["partners"]
    assert isinstance(partners, list)
    assert [one["status"] for one in partners] == ["aboard", "aboard"]
    phone.types("weet ik nitt")
    assert "beslisser" in phone.last.text


def test_a_typo_is_forgiven_where_a_day_is_asked(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/mandaat")
    phone.types("de verlenging van het jeugdproject")
    for label in ("Extra geld", "Klaar", "Advies geven", "Schepen, gezegd", "Niet gevoelig"):
        phone.presses(label)
    for label in ("Klaar", "Ja", "Zet er een datum"):
        phone.presses(label)
    phone.types("weet ik nitt")
    assert answers(phone)["decided_on"] == "unknown"
