"""What an advice gives as its reasons, where it comes from, and what it tells of the network."""

from dialogs.text import plain
from tests.dialogs.sample import with_network
from tests.phone import Phone


def mandate(phone: Phone, who: str, *ticked: str) -> None:
    """Come to the card: new money is asked, only advice may be given, nobody is within reach."""
    phone.types("/mandaat")
    phone.types("het jeugdproject")
    for press in ("Extra geld", "Klaar", "Advies geven", who, "Niet gevoelig", *ticked, "Klaar"):
        phone.presses(press)
    phone.presses("Nee")


def pages(phone: Phone) -> str:
    """Return all pages of the advice, the last one shown."""
    read = [plain(phone.last.text)]
    while any(label.startswith("Meer") for label in phone.labels):
        phone.presses("Meer")
        read.append(plain(phone.last.text))
    return "\n".join(read)


def test_one_button_that_answers_two_questions_is_one_reason(phone: Phone) -> None:
    mandate(phone, "Schepen, gezegd")
    assert "ze vragen: Extra geld; wie het zei: Schepen, gezegd." in pages(phone)


def test_what_was_ticked_is_a_reason_in_its_own_words(phone: Phone) -> None:
    mandate(phone, "Chef, op mail", "De schepen zit er ook")
    assert "Omdat je zei: dit klopt: De schepen zit er ook." in pages(phone)


def test_going_back_shows_which_of_the_double_buttons_was_pressed(phone: Phone) -> None:
    mandate(phone, "Directeur, op mail")
    for _ in range(4):
        phone.presses("Terug")
    marked = [label for label in phone.labels if label.startswith("✓")]
    assert marked == ["✓ Directeur, op mail"]


def test_a_source_stands_once_under_the_advice_that_is_shown(phone: Phone) -> None:
    mandate(phone, "Schepen, gezegd")
    lines = [line for line in pages(phone).splitlines() if line.startswith("Bron:")]
    assert len(lines) == 1
    assert lines[0].count("ons eigen oordeel") == 1


def test_coming_back_to_an_advice_opens_its_first_page(phone: Phone) -> None:
    mandate(phone, "Schepen, gezegd")
    card = phone.last.text
    phone.presses("Meer")
    phone.presses("Andere zinnen")
    phone.presses("Terug naar mijn kaart")
    assert phone.last.text == card


def test_what_the_advice_tells_of_the_network_is_kept_with_it(phone: Phone) -> None:
    mandate(phone, "Niemand")
    for press in ("Maak één plan", "Overslaan"):
        phone.presses(press)
    phone.types("Jeugdoverleg")
    network = phone.memory.current
    assert network is not None
    assert network.facts["mandate"].value == {"kind": "M1"}


def test_what_the_advice_tells_follows_a_changed_answer(phone: Phone) -> None:
    with_network(phone, "Jeugdoverleg")
    mandate(phone, "Niemand")
    for press in ("Terug", "Terug", "Terug", "Heel gevoelig", "Klaar", "Nee"):
        phone.presses(press)
    network = phone.memory.current
    assert network is not None
    assert network.facts["mandate"].value == {"kind": "M0"}
