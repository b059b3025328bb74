"""What is typed in a group: what a team asks for opens, all else is led out and kept nowhere.

The sentences of ``looks`` were each written before the lists of words that they were held against
were changed (docs/routing.md has the figures of each first look).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.coach import Coach
from dialogs.effect import Edit, Say
from dialogs.event import Called, Edited, Started, Unreadable
from dialogs.route import bare
from dialogs.session import to_json
from dialogs.team.names import names
from dialogs.text import plain
from tests.table import Seat, Table

LOOKS = Path(__file__).parent / "looks"
APART = {"nl": "onder vier ogen", "en": "in private"}
DOORS = {
    "nl": ["Peiling", "Wie doet wat?", "Onze netwerkvorm", "Waar zit het vast?", "Praatkaart"],
    "en": ["Pulse", "Who does what?", "Our network form", "Where is it stuck?", "Talk card"],
}

ASKED_BEFORE = [
    *("we vertrouwen het OCMW niet", "niemand vertrouwt de trekker", "which roles has X"),
    *("how did Tom vote", "wat is de uitslag van Joke", "what does Ahmed think about the pulse"),
    *("partner Zonnestraal vertrouwen we niet", "onze schepen van welzijn werkt tegen"),
    *("welk mandaat hebben we", "een cliënt van ons heeft schulden", "wat antwoordde Tom"),
    *("welke houding heeft het OCMW", "who voted no", "what did Tom: answers of Tom"),
    *("Can I sign something there?", "kwee ni meer hoe dat ik die mannen moet meekrijgen"),
]


def looks() -> Iterator[tuple[str, str, str]]:
    """Yield language, door (``apart``: none) and text of every line."""
    for path in sorted(LOOKS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            language, door, text = line.split("\t")
            yield language, door, text


PRIVATE = [text for _, door, text in looks() if door == "apart"] + ASKED_BEFORE


def table_of(coach: Coach, language: str = "nl") -> Table:
    made = Table(coach, language=language)
    made.joins()
    return made


@pytest.fixture
def table(coach: Coach) -> Table:
    return table_of(coach)


def shown(table: Table) -> str:
    """All that the group was shown since it was last looked at."""
    said = "\n".join(effect.text for _, effect in table.said if isinstance(effect, Say | Edit))
    table.shown.clear()
    return said


def kept(table: Table) -> str:
    """All that is kept of the group."""
    session = table.group().phone.session
    assert session is not None
    return json.dumps(to_json(session), ensure_ascii=False) + repr(dict(table.memories))


def room(table: Table) -> str | None:
    session = table.group().phone.session
    assert session is not None
    return session.room


def dialogue(table: Table) -> str:
    session = table.group().phone.session
    assert session is not None
    assert session.frame is not None
    return session.frame.dialogue


def labels(seat: Seat) -> list[str]:
    return [button.label for row in seat.last.rows for button in row]


# -- what is private ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_private_sentence_opens_anything_in_either_language(coach: Coach, language: str) -> None:
    table = table_of(coach, language)
    shown(table)
    for text in PRIVATE:
        effects = table.group(3).types(text)
        words = shown(table)
        assert APART[language] in words or "112" in words, text
        assert bare(text) not in bare(f"{words} {kept(table)} {effects!r}"), text
        assert room(table) == "team"
        turn = table.group().phone.turn
        assert turn is not None
        assert turn.blank
        assert turn.counted == ()


def test_the_answer_is_always_the_same_whatever_was_said(table: Table) -> None:
    said = set[str]()
    for text in PRIVATE[:20]:
        table.group(3).types(text)
        said.add(table.group().text)
    assert len(said) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_screen_leads_to_the_private_chat_first_and_offers_what_a_team_does(
    coach: Coach, language: str
) -> None:
    here = table_of(coach, language).group(3)
    here.types("we vertrouwen het OCMW niet")
    assert len(plain(here.text)) < 200
    first, *others = labels(here)
    (private,) = here.last.rows[0]
    assert first == {"nl": "Privéchat", "en": "Private chat"}[language]
    assert private.link == "https://t.me/KnoopBot?start=apart"
    assert others == DOORS[language]
    assert all(len(label) <= 18 for label in others)
    here.presses(others[0])
    assert room(here.table) == "opening"


def test_without_a_name_of_its_own_knoop_shows_no_link(coach: Coach) -> None:
    table = Table(coach)
    table.coach = coach
    table.joins()
    table.group().types("de schepen liegt")
    assert labels(table.group()) == DOORS["nl"]


@pytest.mark.parametrize(
    "opening", ["/peiling", "/privacy", "/praatkaart", "/zoek", "peiling of praatkaart", "/help"]
)
def test_what_the_group_is_in_the_middle_of_stays_where_it_is(table: Table, opening: str) -> None:
    here = table.group(2)
    here.types(opening)
    before, screen = room(table), table.group().phone.session
    assert screen is not None
    live = screen.live
    shown(table)
    table.group(3).types("de schepen van Gent blokkeert ons")
    words = shown(table)
    assert "onder vier ogen" in words
    assert "/menu@KnoopBot" in words
    assert "Gent" not in words + kept(table)
    assert room(table) == before
    after = table.group().phone.session
    assert after is not None
    assert after.live == live


def test_danger_is_answered_with_care_in_a_group_too(table: Table) -> None:
    for text in ("er is een gezin dat met de dood bedreigd wordt", "ik wil niet meer leven"):
        table.group(3).types(text)
        assert "112" in table.group().text
        assert text not in kept(table)


def test_danger_in_words_that_no_rule_has_is_heard_as_well(table: Table) -> None:
    table.group(3).types("hij heeft haar gisteren bont en blauw getimmerd thuis")
    assert "112" in table.group().text


def test_what_nobody_can_read_to_the_end_is_led_out(table: Table) -> None:
    table.group(3).types("peiling " * 1000)
    assert "onder vier ogen" in table.group().text


# -- what a team asks for -----------------------------------------------------------------------


def test_nine_in_ten_of_what_teams_ask_for_opens_the_right_door(coach: Coach) -> None:
    asked = [(door, text) for _, door, text in looks() if door != "apart"]
    wrong = [
        text
        for door, text in asked
        if (errand := coach.errands(text)) is None or errand.doors[:1] != (door,)
    ]
    assert len(wrong) <= len(asked) / 10, wrong
    assert len(asked) > 250


OPENS = {
    "start een peiling": "financier",
    "peiling": "Kort of lang",
    "doe de rollentest met ons": "Tot wanneer",
    "praatkaart graag": "Praatkaart",
    "ons netwerk zit vast": "financier",
    "we zitten vast": "financier",
    "ons partnerschap zit vast": "financier",
    "we are stuck": "financier",
    "mijn netwerk zit vast": "financier",
    "my network is stuck": "financier",
    "past onze netwerkvorm nog": "financier",
    "can we do a pulse": "Kort of lang",
    "@KnoopBot": "Waar kijken jullie samen naar",
    "help": "Zo werkt Knoop in een groep",
    "hulp aub": "Zo werkt Knoop in een groep",
    "toon het menu": "Waar kijken jullie samen naar",
    "wie ziet onze antwoorden": "Wat Knoop van een groep bewaart",
    "kunnen we in het engels": "In welke taal praten we",
    "wis alles": "Zal ik alles van deze groep wissen",
    "wat is een netwerkvorm": "Netwerkvorm",
    "bedankt": "Graag gedaan",
    "hallo": "Waar kijken jullie samen naar",
}


@pytest.mark.parametrize("text", OPENS)
def test_a_clear_request_opens_in_the_group(coach: Coach, text: str) -> None:
    table = table_of(coach)
    shown(table)
    table.group(3).types(text)
    said = plain(shown(table))
    if text in ("start een peiling",):
        assert "Kort of lang" in said
    else:
        assert OPENS[text] in said
    assert "onder vier ogen over" not in said


def test_the_same_in_an_english_group_also_typed_in_dutch(coach: Coach) -> None:
    table = table_of(coach, "en")
    for text in ("start a pulse", "kunnen we een peiling doen", "peiling"):
        table.group(3).types(text)
        assert "Short or long?" in table.group().text
    table.group(3).types("we zitten vast")
    assert "funder" in table.group().text
    table.group(3).types("we vertrouwen Joke niet")
    assert "in private" in table.group().text


def test_two_doors_in_one_sentence_are_asked_about(table: Table) -> None:
    table.group(3).types("peiling of praatkaart")
    assert labels(table.group())[:2] == [
        "Hoe staan we ervoor?",
        "Praatkaart: één uitspraak, tien minut…",
    ]
    table.group(3).presses("Praatkaart")
    assert room(table) == "talkcard"


def test_a_word_on_a_button_is_that_button(table: Table) -> None:
    table.group(3).types("/peiling")
    table.group(4).types("lang: 10 uitspraken, 3 minuten")
    assert "financier" in table.group().text
    table.group(2).types("neen")
    table.group(2).types("3 dage")
    assert "0 ingevuld" in shown(table)


def test_what_stands_on_a_button_of_the_library_may_be_typed(table: Table) -> None:
    table.group(3).types("/zoek")
    table.group(3).types("netwerkvormen")
    assert "Leiderorganisatie" in labels(table.group())
    table.group(3).types("stop")
    assert room(table) == "stopped"


@pytest.mark.parametrize("before", ["de schepen liegt", "/menu", "peiling of netwerkvorm vast"])
@pytest.mark.parametrize(
    "text",
    [
        "waar zit hij vast",
        "Waar zit Piet vast?",
        "mijn netwerker zit vast",
        "wie neemt mijn rol op",
    ],
)
def test_what_is_only_like_a_button_is_not_that_button(
    table: Table, before: str, text: str
) -> None:
    table.group(3).types(before)
    shown(table)
    table.group(3).types(text)
    assert "onder vier ogen" in shown(table) or "112" in shown(table)
    assert room(table) == "team"


def test_in_a_topic_it_is_all_the_same(table: Table) -> None:
    there = table.group(3, topic=5)
    there.types("de schepen liegt")
    assert "onder vier ogen" in there.text
    there.types("we zitten vast")
    assert "financier" in there.text
    assert room(table) == "team"


# -- the library --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("wat is een convenant", "Convenant"),
        ("/zoek NAO", "NAO"),
        ("/explain lead organisation", "Leiderorganisatie"),
        ("/zoek de netwerkpromotor", "Netwerkpromotor"),
    ],
)
def test_a_term_is_explained_in_the_group_without_keeping_the_words(
    table: Table, text: str, title: str
) -> None:
    table.group(3).types(text)
    assert title in table.group().text
    assert dialogue(table) == "library"
    session = table.group().phone.session
    assert session is not None
    assert session.frames[-1].answers.get("query") is None


@pytest.mark.parametrize(
    "text",
    [
        *("/zoek mandaat", "/zoek vertrouwt het OCMW ons", "wat is ons mandaat", "zoek Tom op"),
        *("/zoek partner Zonnestraal", "wat is er met de trekker", "we zoeken een begrip"),
    ],
)
def test_looking_up_anything_else_is_for_the_private_chat(table: Table, text: str) -> None:
    table.group(3).types(text)
    assert "onder vier ogen" in table.group().text


def test_what_is_typed_in_the_open_library_is_no_query_there(table: Table) -> None:
    table.group(3).types("/zoek")
    shown(table)
    table.group(3).types("we vertrouwen het OCMW niet")
    said = shown(table)
    assert "onder vier ogen" in said
    assert "OCMW" not in said + kept(table)
    table.group(3).types("wat is een convenant")
    assert "Convenant" in table.group().text


# -- commands, links, other messages ------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("/peiling Tom is lastig", "/vast door de schepen", "/menu de schepen", "/teamrollen An"),
        f"/peiling {'graag ' * 20}en Tom",
    ],
)
def test_words_behind_a_command_are_led_out_too(table: Table, text: str) -> None:
    shown(table)
    table.group(3).types(text)
    said = shown(table)
    assert "onder vier ogen" in said
    assert text.partition(" ")[2] not in said + kept(table)
    turn = table.group().phone.turn
    assert turn is not None
    assert turn.blank


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("/peiling", "Kort of lang"),
        ("/peiling nu graag", "Kort of lang"),
        ("/peiling met ons team aub", "Kort of lang"),
        ("/vast", "financier"),
        ("/praatkaart voor vandaag", "Praatkaart"),
    ],
)
def test_a_command_with_nothing_else_behind_it_opens(table: Table, text: str, opens: str) -> None:
    table.group(3).types(text)
    assert opens in table.group().text


def test_danger_behind_a_command_is_heard(table: Table) -> None:
    table.group(3).types("/help er is een gezin dat met de dood bedreigd wordt")
    assert "112" in table.group().text


def test_a_command_for_another_door_behind_a_command_is_not_guessed(table: Table) -> None:
    table.group(3).types("/peiling praatkaart")
    assert "onder vier ogen" in table.group().text


def test_a_language_behind_its_command_is_set_by_an_admin(table: Table) -> None:
    table.group(1).types("/taal EN")
    assert table.memories[table.group().key.owner].profile.language == "en"


def test_a_command_that_knoop_does_not_know_is_not_repeated(table: Table) -> None:
    shown(table)
    table.group(3).happens(Called("tom_is_lastig", addressed=True))
    said = shown(table)
    assert "tom" not in said.casefold()
    assert "Dat commando ken ik niet" in said


def test_a_link_that_brought_knoop_opens_what_it_names_and_nothing_else(table: Table) -> None:
    for payload, opens in (
        ("pulse", "Kort of lang"),
        ("help", "Zo werkt Knoop"),
        ("Tom_is_lastig", "Waar kijken jullie samen naar"),
        ("", "Waar kijken jullie samen naar"),
    ):
        table.group(3).happens(Started(payload))
        assert opens in table.group().text
        assert "Tom" not in kept(table)


def test_a_changed_message_and_a_photo_open_nothing(table: Table) -> None:
    shown(table)
    table.group(3).happens(Edited())
    assert not table.said
    table.group(3).happens(Unreadable("photo"))
    assert "Dat kan ik niet lezen" in shown(table)


# -- the private chat ---------------------------------------------------------------------------


def test_a_newcomer_who_was_led_out_is_welcomed_and_told_that_nothing_was_kept(
    table: Table,
) -> None:
    there = table.private(3)
    there.happens(Started("apart"))
    assert "heb ik niet bewaard" in there.text
    assert "Stad Zuid" in there.text
    there.types("welk mandaat heb ik")
    session = there.phone.session
    assert session is not None
    assert [frame.dialogue for frame in session.frames] == ["mandate"]


def test_who_comes_back_keeps_what_they_were_doing(coach: Coach) -> None:
    table = Table(coach, languages={3: "en"})
    table.joins()
    there = table.private(3)
    there.happens(Started("partners"))
    there.happens(Started("apart"))
    assert "I did not keep what was written in the group" in there.text
    assert "Stad Zuid" not in there.text
    assert "Who should join" in labels(there)[0]


# -- the only answer that a group types: who does it --------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("Joke", "jan", "An en Tom", "tom, joke & an", "de trekker", "Els, van de jeugddienst"),
        *("wij met twee", "de dienst welzijn", "Joke (OCMW)", "Huis van het Kind", "the lead"),
        *("iemand van het OCMW", "An Peeters", "the chair and An", "een collega uit Gent"),
    ],
)
def test_names_and_functions_are_an_answer(coach: Coach, text: str) -> None:
    assert names(text, coach.know["nl"]["polls"]["functions"])


@pytest.mark.parametrize(
    "text",
    [
        *("Tom is lastig", "de trekker liegt", "Tom de luiaard", "schepen Janssens weigert"),
        *("welk mandaat heb ik", "wat antwoordde Tom", "", "Tom 3", "An en", "de schepen wil niet"),
        *("Tom lies", "we do not trust the hospital", "niemand vertrouwt Tom"),
    ],
)
def test_a_sentence_is_no_answer_to_who_does_it(coach: Coach, text: str) -> None:
    assert not names(text, coach.know["nl"]["polls"]["functions"])


# -- one word more ------------------------------------------------------------------------------


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_one_word_that_nobody_knows_is_enough_to_be_led_out(
    coach: Coach, data: st.DataObject
) -> None:
    requests = [text for _, door, text in looks() if door != "apart"]
    words = data.draw(st.sampled_from(requests)).split()
    stranger = data.draw(
        st.sampled_from(
            [
                *(
                    "Tom",
                    "schepen",
                    "OCMW",
                    "liegt",
                    "mandaat",
                    "vertrouwt",
                    "X",
                    "‘X’",
                    "3",
                    "zij",
                ),
                *("Griet", "An", "Toon", "cliënt", "directeur", "niemand", "he", "Will"),
                *("wiens", "Zonnestraal", "ruzie", "money", "scored", "hem", "weg", "lui", "who"),
            ]
        )
    )
    place = data.draw(st.integers(1, len(words)))
    assert coach.errands(" ".join([*words[:place], stranger, *words[place:]])) is None


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60))
def test_whatever_is_typed_gets_an_answer_in_a_group(coach: Coach, text: str) -> None:
    table = table_of(coach)
    assert table.group(3).types(text.removeprefix("/"))
