"""What typed words are about, and which door they mean: the tongue, the doors, the letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.coach import Coach
from dialogs.route import Doors, Found, Letters, Tongue
from dialogs.route.letters import BUCKETS
from dialogs.route.phrasebook import Phrasebook

SYNONYMS = {
    "meeting": {"nl": ["vergadering", "overleg"], "en": ["meeting"]},
    "soon": {"nl": ["zo dadelijk", "straks"], "en": ["in a moment"]},
}
SPOKEN = {"ik heb": {"nl": ["kheb"], "en": []}}
PHRASES = {
    "checkin": {"nl": ["ik heb straks een vergadering"], "en": ["I have a meeting"]},
    "none": {"nl": ["mooi weer vandaag"], "en": ["nice weather"]},
}


@pytest.fixture(scope="module")
def tongue() -> Tongue:
    return Tongue(("nl", "en", "sv"), SYNONYMS, SPOKEN, [PHRASES])


@pytest.mark.parametrize(
    ("typed", "language", "about"),
    [
        ("kheb zo dadelijk overleg", "nl", ("meeting", "soon")),
        ("vergaderringen", "nl", ("meeting",)),
        ("een startvergadering", "nl", ("meeting",)),
        ("a meting in a moment", "en", ("meeting", "soon")),
        ("overleg", "en", ()),
        ("overleg", "sv", ()),
        ("", "nl", ()),
    ],
)
def test_words_are_about_something_in_dialect_with_typos_and_in_compounds(
    tongue: Tongue, typed: str, language: str, about: tuple[str, ...]
) -> None:
    assert tongue.hear(typed, language).about == about


def test_unknown_words_make_a_text_strange(tongue: Tongue) -> None:
    assert tongue.hear("ik heb straks een vergadering", "nl").strange == 0
    assert tongue.hear("qqqq vergadering", "nl").strange == 0.5
    assert tongue.hear("xq " * 20, "nl").strange == 1


@pytest.mark.parametrize(
    ("typed", "usual", "heard"),
    [("nice weather", "nl", "en"), ("mooi weer", "en", "nl"), ("hm", "sv", "sv")],
)
def test_a_text_is_in_the_language_that_knows_its_words(
    tongue: Tongue, typed: str, usual: str, heard: str
) -> None:
    assert tongue.language(typed, usual) == heard


# -- the doors ----------------------------------------------------------------------------------


def test_a_topic_with_several_doors_is_found_first(tongue: Tongue) -> None:
    phrases = {
        "checkin": {"nl": ["straks vergadering", "overleg voorbereiden"]},
        "debrief": {"nl": ["vergadering gedaan", "overleg afgelopen"]},
        "none": {"nl": ["mooi weer vandaag"]},
    }
    doors = Doors(
        Tongue(("nl",), SYNONYMS, {}, [phrases]), phrases, {"meeting": ["checkin", "debrief"]}
    )
    assert doors.topic("debrief") == "meeting"
    assert doors.topic("stuck") == "stuck"
    assert doors("straks een vergadering", "nl").doors == ("checkin",)
    assert doors("mijn vergadering is gedaan", "nl").doors == ("debrief",)
    assert doors("het overleg", "nl").topics == ("meeting",)
    assert doors("mooi weer", "nl").doors == ()
    assert doors("qwerty", "nl").doors == ()


def test_a_topic_of_which_no_door_knows_the_words_offers_its_first_two() -> None:
    same = ("stuck", "type", "regie", "choice", "pulse")
    phrases = {name: {"nl": ["alles loopt vast"]} for name in same}
    phrases |= {"checkin": {"nl": ["agenda"]}, "debrief": {"nl": ["verslag"]}}
    table = bytes([0, 127, 1] * BUCKETS)
    doors = Doors(
        Tongue(("nl",), {}, {}, [phrases]),
        phrases,
        {"meeting": ["checkin", "debrief", "third"]},
        Letters(["stuck", "meeting"], 1, table),
    )
    assert doors("alles loopt vast", "nl") == Found(("meeting",), ("checkin", "debrief"))


def test_letters_need_a_table_of_the_right_size_and_words() -> None:
    with pytest.raises(ValueError, match="the table holds 3 bytes"):
        Letters(["one"], 1, b"abc")
    letters = Letters(["one", "two"], 0.5, bytes([1, 255, 4] * BUCKETS))
    assert letters.shares([]) == {}
    shares = letters.shares(["woord"])
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["one"] > shares["two"]


def test_without_any_known_sign_there_is_nothing_to_share() -> None:
    assert Phrasebook([("one", ["a", "b"]), ("two", ["c"])]).shares(["z"]) == {}


def test_shares_add_up_to_one_and_the_likeliest_leads() -> None:
    shares = Phrasebook([("one", ["a", "b"]), ("two", ["b", "c"])]).shares(["a", "b"])
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["one"] > shares["two"]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_whatever_is_typed_something_is_answered(coach: Coach, text: str) -> None:
    found = coach.doors(text, "nl")
    assert len(found.doors) <= 2
    assert found.topics
    assert coach.asks(text) in (None, "forget", "quiet")
    assert coach.first(text, "nl") in (None, "forget", "quiet", *coach.know["nl"]["care"]["kinds"])


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "mandaat",
                "overleg",
                "straks",
                "wis",
                "niet",
                "partner",
                "regie",
                "stuur",
                "mij",
                "weer",
                "de",
            ]
        ),
        max_size=40,
    )
)
def test_the_same_words_lead_to_the_same_door(coach: Coach, words: list[str]) -> None:
    text = " ".join(words)
    assert coach.doors(text, "nl") == coach.doors(text.upper(), "nl")


def test_the_letters_are_learned_from_every_phrase_under_its_topic(coach: Coach) -> None:
    lessons = coach.doors.lessons()
    topics = {topic for topic, _ in lessons}
    assert {"stuck", "meeting", "privacy"} <= topics
    assert "checkin" not in topics
    assert any("checklist" in words or "vergadering" in words for _, words in lessons)
