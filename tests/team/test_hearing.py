"""What is typed in a group and is not asked of Knoop: it is led out, and kept nowhere."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.coach import Coach
from dialogs.event import Started
from dialogs.route import bare
from dialogs.text import plain
from tests.table import Table
from tests.team.hearing import kept, labels, looks, room, shown, table_of

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


PRIVATE = [text for _, door, text in looks() if door == "apart"] + ASKED_BEFORE


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
