"""Care hears danger in whatever words, and lets a network that is merely stuck alone."""

from __future__ import annotations

import ast
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dialogs.care
from bot.reader.coach import CONTENT
from bot.reader.strict import read_file
from dialogs.care import Care

HERE = Path(__file__).parent
SENTENCES: dict[str, Any] = read_file(HERE / "care_sentences.yaml", HERE).value
TABLE: dict[str, Any] = read_file(CONTENT / "knowledge" / "care.yaml", CONTENT).value

KINDS = [
    (kind, sentence)
    for kind, spoken in SENTENCES["heard"].items()
    for sentences in spoken.values()
    for sentence in sentences
]
SOMEHOW = [s for sentences in SENTENCES["heard_somehow"].values() for s in sentences]
HARMLESS = [s for sentences in SENTENCES["harmless"].values() for s in sentences]
UTTERANCES = [
    "ik trek er zelf ook aan een dood paard",
    "2 organisaties maken ruzie over wie de klanten krijgt",
    "Two partners are fighting and it blocks everything",
    "We hebben nog nooit met een cliënt gepraat, hoe begin ik daaraan?",
    "mag ik kwetsbare mensen een dagboek laten bijhouden",
]


@pytest.fixture(scope="module")
def care() -> Care:
    return Care(TABLE)


@pytest.mark.parametrize(("kind", "sentence"), KINDS)
def test_a_worry_is_heard_for_what_it_is(kind: str, sentence: str, care: Care) -> None:
    assert care(sentence) == kind


@pytest.mark.parametrize("sentence", SOMEHOW)
def test_a_worry_is_never_missed(sentence: str, care: Care) -> None:
    assert care(sentence) is not None


@pytest.mark.parametrize("sentence", [*HARMLESS, *UTTERANCES])
def test_a_network_that_is_stuck_is_no_danger(sentence: str, care: Care) -> None:
    assert care(sentence) is None


def test_there_are_enough_sentences_in_both_languages() -> None:
    heard = dict.fromkeys(("nl", "en"), 0)
    for spoken in SENTENCES["heard"].values():
        for code, sentences in spoken.items():
            heard[code] += len(sentences)
    for code, count in heard.items():
        assert count + len(SENTENCES["heard_somehow"][code]) >= 120
        assert len(SENTENCES["harmless"][code]) >= 120


@pytest.mark.parametrize(
    ("before", "after"), [("", "!!!"), ("Hallo, ", ""), ("", "\nWat nu?"), ("HELP. ", " :(")]
)
def test_what_stands_around_a_worry_does_not_hide_it(before: str, after: str, care: Care) -> None:
    for _, sentence in KINDS:
        assert care(f"{before}{sentence}{after}") is not None, sentence


def test_capitals_do_not_hide_a_worry(care: Care) -> None:
    assert care("IK WIL NIET MEER LEVEN") == "despair"
    assert care("HIJ HEEFT EEN MES") == "danger"


def test_a_worry_in_a_long_story_is_heard(care: Care) -> None:
    story = "Het overleg loopt al twee jaar en er komt weinig uit. " * 40
    assert care(f"{story}Gisteren werd mijn collega bedreigd. {story}") == "threat"


def test_the_most_pressing_kind_is_told(care: Care) -> None:
    assert care("er is fraude, en nu wil een collega niet meer leven") == "despair"
    assert care("ik word gepest en hij heeft een mes") == "danger"


def test_denial_is_answered_with_help_all_the_same(care: Care) -> None:
    assert care("niemand wordt bedreigd") == "threat"
    assert care("er is geen fraude gepleegd") == "fraud"


def test_harmless_words_do_not_cover_what_stands_beside_them(care: Care) -> None:
    assert care("het project is in gevaar en ik word bedreigd") == "threat"
    assert care("ons netwerk rond geweld zit vast") is None
    assert care("ons netwerk rond geweld zit vast en ik werd zelf geslagen") == "violence"


def test_a_name_counts_only_with_a_capital(care: Care) -> None:
    assert care("onze cliënt Fatima") == "client"
    assert care("onze cliënt komt niet") is None
    assert care("ONZE CLIENT KOMT NIET") is None


def test_a_number_of_eleven_digits_is_a_register_number(care: Care) -> None:
    assert care("85.07.30-033.28") == "client"
    assert care("bel 0471 23 45 67") is None
    assert care("bel +32 471 23 45 67") is None


def test_the_end_of_the_text_is_the_end(care: Care) -> None:
    assert care("de cliënt:") is None
    assert care("client, Jan") is None
    assert care("") is None


@given(st.text(max_size=300))
def test_any_text_can_be_heard(text: str) -> None:
    assert Care(SMALL)(text) in (None, "danger")


def test_hearing_is_quick(care: Care) -> None:
    sentences = [sentence for _, sentence in KINDS] + HARMLESS
    care("warm up")
    begun = time.perf_counter()
    for sentence in sentences:
        care(sentence)
    assert (time.perf_counter() - begun) / len(sentences) < 0.001


def test_only_the_standard_library_is_needed() -> None:
    tree = ast.parse(Path(dialogs.care.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert imported <= sys.stdlib_module_names


# -- the table


def test_the_table_says_when_it_was_checked() -> None:
    assert TABLE["checked"] == "2026-11-25"
    assert TABLE["verify"] is True


def test_every_number_of_the_referral_is_there() -> None:
    names = {contact["name"]["nl"] for contact in TABLE["contacts"].values()}
    for number in ("112", "1712", "106", "1813"):
        assert any(number in name for name in names)


@pytest.mark.parametrize("kind", TABLE["kinds"])
def test_every_kind_has_a_kind_sentence_and_somebody_to_turn_to(kind: str) -> None:
    entry = TABLE["kinds"][kind]
    assert set(entry["says"]) == {"nl", "en"}
    assert entry["turn_to"]
    assert set(entry["turn_to"]) <= set(TABLE["contacts"])


def test_no_phrase_stands_twice() -> None:
    for kind, entry in TABLE["kinds"].items():
        for part in ("signs", "harmless"):
            for code, lines in entry[part].items():
                phrases = lines.splitlines()
                twice = {phrase for phrase in phrases if phrases.count(phrase) > 1}
                assert not twice, (kind, part, code)


def test_every_group_is_used() -> None:
    written = "\n".join(
        lines
        for entry in TABLE["kinds"].values()
        for part in ("signs", "harmless")
        for lines in entry[part].values()
    )
    for group in TABLE["groups"]:
        assert f"{{{group}}}" in written, group


# -- how phrases are written

SMALL: dict[str, Any] = {
    "kinds": {
        "danger": {
            "signs": {
                "nl": "hij .. gevaar\nmes ... rug\nbrand* <end>\nzie <name>\nwil dood !paard/spoor",
                "en": "{ik} val <end> <name> <name>\nbedreigd",
            },
            "harmless": {"nl": "hij loopt gevaar", "en": "geen zin"},
        }
    },
    "groups": {"ik": "ik wij"},
    "same": {"ik": "k", "ik val": "kval"},
    "slips": "bedreigd",
}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("hij is in gevaar", True),
        ("hij is vandaag weer in gevaar", False),
        ("hij kwam. gevaar", False),
        ("hij loopt gevaar", False),
        ("hij loopt gevaar, hij is gevaar", True),
        ("een mes zat al die tijd in de rug", True),
        ("brandje", True),
        ("brandje, zei hij", True),
        ("brandje geblust", False),
        ("ik zie Jan", True),
        ("ik zie jan", False),
        ("ik wil dood", True),
        ("ik wil dood paard", False),
        ("wij val, Jan Peeters", True),
        ("kval: Jan Peeters", True),
        ("k val: Jan", False),
        ("bedreigdd", True),
        ("bedregid", True),
        ("bedreig", True),
        ("bedr", False),
    ],
)
def test_a_phrase_means_what_its_signs_say(text: str, heard: bool) -> None:
    assert (Care(SMALL)(text) is not None) is heard
