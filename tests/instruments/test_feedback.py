"""Feedback: every situation, and the five lines that are ready to copy."""

from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.feedback import build
from dialogs.outcome import Instrument, Knowledge

Answers = dict[str, Any]

CALM: Answers = {
    "decided": "het charter gaat door",
    "promised": "een lokaal in mei",
    "allowed": "reserve",
    "received": "none",
    "surprise": "none",
    "need": "none",
    "surprise_political": "no",
    "tell": ["service"],
    "overruled_now": "no",
}

text = st.sampled_from(["iets", "none", "a {b}\n<c>.", "unknown", None])
yes_no = st.sampled_from(["yes", "no", "unknown", None])
answer_sets = st.fixed_dictionaries(
    {},
    optional={
        "decided": text,
        "promised": text,
        "received": text,
        "allowed": st.sampled_from(["within", "reserve", "too_far", "nothing", "unknown", None]),
        "surprise": text,
        "surprise_political": yes_no,
        "tell": st.lists(st.sampled_from(["alderman", "director", "service"]), unique=True),
        "need": st.one_of(text, st.just("geld tegen vrijdag")),
        "overruled_now": yes_no,
    },
)


@pytest.fixture(scope="module")
def feedback(knowledge: Knowledge) -> Instrument:
    return build(knowledge)


@pytest.mark.parametrize(
    ("situation", "change"),
    [
        pytest.param("F1", {"allowed": "within"}, id="F1"),
        pytest.param("F2", {"allowed": "too_far"}, id="F2"),
        pytest.param("F3", {"surprise_political": "yes"}, id="F3"),
        pytest.param("F3", {"surprise_political": "yes", "surprise": "ruzie"}, id="F3-told"),
        pytest.param("F4", {"decided": "none"}, id="F4"),
        pytest.param("F5", {"received": "de zorgraad zet het op de site"}, id="F5"),
        pytest.param("F6", {"overruled_now": "yes"}, id="F6"),
    ],
)
def test_a_situation_holds_alone(feedback: Instrument, situation: str, change: Answers) -> None:
    outcome = feedback(Given(CALM | change))
    assert outcome.results["situations"] == [situation]
    assert [advised.id for advised in outcome.advice] == [situation]
    assert not outcome.provisional


@pytest.mark.parametrize(
    ("situation", "change"),
    [
        pytest.param("F1", {"allowed": "unknown"}, id="F1"),
        pytest.param("F2", {"allowed": None}, id="F2"),
        pytest.param("F3", {"surprise_political": "unknown"}, id="F3"),
        pytest.param("F3", {"surprise": "ruzie", "surprise_political": None}, id="F3-skipped"),
        pytest.param("F4", {"decided": "unknown"}, id="F4"),
        pytest.param("F5", {"received": None}, id="F5"),
        pytest.param("F6", {"overruled_now": None}, id="F6"),
        pytest.param("F3", {"surprise": None}, id="surprise"),
        pytest.param("F1", {"need": "unknown"}, id="need"),
        pytest.param("F2", {"promised": None}, id="promise-without-words"),
    ],
)
def test_what_is_unknown_is_silent_and_makes_the_result_provisional(
    feedback: Instrument, situation: str, change: Answers
) -> None:
    outcome = feedback(Given(CALM | change))
    assert situation not in outcome.results["situations"]
    assert outcome.provisional


@pytest.mark.parametrize("change", [{"surprise_political": None}, {"promised": "none"}, {}])
def test_who_tells_of_nothing_had_nothing_to_tell(feedback: Instrument, change: Answers) -> None:
    outcome = feedback(Given(CALM | change))
    assert outcome.results["situations"] == []
    assert [advised.id for advised in outcome.advice] == ["report"]
    assert not outcome.provisional


def test_what_cannot_wait_comes_first(feedback: Instrument) -> None:
    bad_day = CALM | {
        "decided": "none",
        "received": "een bus",
        "allowed": "too_far",
        "surprise_political": "yes",
        "overruled_now": "yes",
    }
    outcome = feedback(Given(bad_day))
    assert outcome.results["situations"] == ["F2", "F3", "F4", "F5", "F6"]
    assert [advised.id for advised in outcome.advice] == ["F6", "F2", "F3", "F5", "F4"]


def lines(feedback: Instrument, language: str = "nl", **change: Any) -> list[str]:
    report = feedback(Given(CALM | change)).results["report"]
    return [line[language] for line in report]


def test_a_report_of_five_lines(feedback: Instrument) -> None:
    told = {"received": "de zorgraad: een bus", "surprise": "de pers zat erbij", "need": "een ja"}
    assert lines(feedback, **told) == [
        "Beslist: het charter gaat door.",
        "Toegezegd: een lokaal in mei (onder voorbehoud). Aan ons toegezegd: de zorgraad: een bus.",
        "Let op: de pers zat erbij.",
        "Vraag aan jou: een ja. Tegen wanneer lukt dat?",
        "Volgende keer: ik breng jullie antwoord mee, ook als het nee is.",
    ]
    assert lines(feedback, "en", **told)[3] == "Question for you: een ja. By when can that be done?"


def test_a_report_of_nothing_makes_nothing_up(knowledge: Knowledge) -> None:
    report = build(knowledge)(Given({})).results["report"]
    assert [line["nl"] for line in report] == [
        "Beslist: nog aan te vullen.",
        "Toegezegd: nog aan te vullen.",
        "Let op: nog aan te vullen.",
        "Vraag aan jou: nog aan te vullen.",
        "Volgende keer: ik zeg ook aan de partners wat ons bestuur hiermee deed.",
    ]


@pytest.mark.parametrize(
    ("change", "line", "ends"),
    [
        ({"decided": "none"}, 0, "nog niets."),
        ({"allowed": "within"}, 1, "(binnen mijn mandaat)."),
        ({"allowed": "too_far"}, 1, "(te ver: dat mocht ik niet alleen)."),
        ({"allowed": "nothing"}, 1, "Toegezegd: niets."),
        ({"promised": "none"}, 1, "Toegezegd: niets."),
        ({}, 2, "Let op: niets bijzonders."),
        ({"surprise": None}, 2, "nog aan te vullen."),
        ({}, 3, "Vraag aan jou: geen."),
        ({"need": None}, 3, "nog aan te vullen."),
        ({"allowed": None}, 1, "(nog na te kijken of dat mocht)."),
        ({"surprise": "x", "surprise_political": "yes"}, 2, "x. Dat ligt politiek gevoelig."),
        ({"surprise_political": "yes"}, 2, "Liever mondeling."),
        ({"need": "een ja tegen vrijdag."}, 3, "een ja tegen vrijdag."),
        ({"need": "een ja\ntegen 14/3"}, 3, "een ja tegen 14/3."),
        ({"need": "een ja", "allowed": "too_far"}, 3, "Graag vandaag nog antwoord."),
        ({"allowed": "too_far"}, 3, "kunnen we vandaag nog even bellen?"),
        ({"overruled_now": "yes", "allowed": "too_far"}, 4, "mijn mandaat opnieuw af."),
        ({"allowed": "too_far"}, 4, "tot waar ik mag gaan."),
        ({"surprise_political": "yes"}, 4, "als dit op de agenda staat."),
        ({"decided": "none"}, 4, "Zeg het gerust."),
        ({"received": "een bus", "allowed": "nothing"}, 4, "van hun toezegging kwam."),
        ({"allowed": "within"}, 4, "tenzij ik anders hoor."),
    ],
)
def test_each_line_says_what_was_told(
    feedback: Instrument, change: Answers, line: int, ends: str
) -> None:
    assert lines(feedback, **change)[line].endswith(ends)


@for_all(answers=answer_sets)
def test_any_set_of_answers_gives_five_lines(knowledge: Knowledge, answers: Answers) -> None:
    outcome = build(knowledge)(Given(answers))
    assert set(outcome.results) == {"report", "situations"}
    assert len(outcome.results["report"]) == 5
    for line in outcome.results["report"]:
        assert set(line) == {"nl", "en"}
        assert not any("\n" in words for words in line.values())
    assert {advised.id for advised in outcome.advice} == set(
        outcome.results["situations"] or ["report"]
    )
