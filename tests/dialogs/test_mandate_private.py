"""Talk about named superiors stays in a private chat, and takes few taps."""

from dataclasses import replace

import pytest

from dialogs.coach import Coach, House
from dialogs.event import Key
from dialogs.text import length
from tests.phone import Phone

LONG = "de verlenging van het project rond jeugdwelzijn in de vier deelgemeenten, met alle scholen"


@pytest.mark.parametrize(
    ("command", "dialogue"),
    [("mandaat", "mandate"), ("terugkoppeling", "feedback"), ("afvaardigen", "delegate")],
)
def test_in_a_group_it_is_not_begun_and_a_button_leads_to_the_private_chat(
    coach: Coach, command: str, dialogue: str
) -> None:
    house = House(username="knoop_bot")
    group = Phone(replace(coach, house=house), key=Key(1, -100, 0, None))
    group.types(f"/{command}")
    assert "onder vier ogen" in group.last.text
    assert group.last.rows[0][0].link == f"https://t.me/knoop_bot?start={dialogue}"
    assert group.session is not None
    assert not group.session.frames


def test_in_a_group_of_a_bot_without_a_name_it_says_the_same_without_a_button(
    coach: Coach,
) -> None:
    group = Phone(coach, key=Key(1, -100, 0, None))
    group.types("/mandaat")
    assert "onder vier ogen" in group.last.text
    assert group.last.rows == ()


def test_the_card_takes_at_most_seven_taps(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/mandaat")
    taps = 0
    for press in ("Geen enkel punt", "Klaar", "Luisteren", "Niemand", "Niet", "Klaar", "Nee"):
        phone.presses(press)
        taps += 1
    assert "Zeg dit als ze aandringen" in phone.last.text
    assert taps <= 7


@pytest.mark.parametrize("asked", ["Extra geld", "Handtekening", "Regel", "Persoonsgegevens"])
@pytest.mark.parametrize("may", ["Luisteren", "Beslissen"])
def test_the_longest_card_still_fits_a_phone(coach: Coach, asked: str, may: str) -> None:
    phone = Phone(coach)
    phone.types("/mandaat")
    phone.types(LONG)
    for press in ("Uren", asked, "Klaar", may, "Schepen, gezegd", "Heel", "Klaar", "Ja"):
        phone.presses(press)
    assert length(phone.last.text) <= 1100


@pytest.mark.parametrize("command", ["checkin", "partners", "regie", "rol"])
def test_another_private_dialogue_does_not_begin_there_either(coach: Coach, command: str) -> None:
    group = Phone(coach, key=Key(1, -100, 0, None))
    group.types(f"/{command}")
    assert "onder vier ogen" in group.last.text
    assert group.session is not None
    assert not group.session.frames
