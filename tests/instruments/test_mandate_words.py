"""The words of mandate, feedback and delegate: in every language, short enough for a phone."""

from pathlib import Path
from typing import Any

import pytest

from bot.reader.strict import read_file
from dialogs.condition import NOT_ANSWERED
from dialogs.facts import Given
from dialogs.instruments import delegate, feedback, mandate
from dialogs.outcome import Knowledge
from dialogs.text import Text, length, localise

CONTENT = Path(__file__).parent.parent.parent / "content"
LANGUAGES = frozenset({"nl", "en"})
BUILD = {"mandate": mandate.build, "feedback": feedback.build, "delegate": delegate.build}
IDS = {
    "mandate": [*(f"K{number}" for number in range(1, 13)), "clear"],
    "feedback": [*(f"F{number}" for number in range(1, 7)), "report"],
    "delegate": [
        *(f"W{number}" for number in range(1, 8)),
        *(f"weakest_D{number}" for number in range(1, 6)),
    ],
}
ITEM = "de verlenging van het project rond jeugdwelzijn"
SITUATIONS: dict[str, list[dict[str, Any]]] = {
    "mandate": [
        {"item": "none", "may": "unknown", "reachable": "yes"},
        {"may": "unknown", "reachable": "no", "sensitive": "very", "ask": ["data"]},
        {"item": ITEM, "may": "unknown", "reachable": "no", "ask": ["hours"]},
        {"item": ITEM, "may": "unknown", "reachable": "yes"},
        {
            "item": ITEM,
            "ask": ["new_money", "signature", "data", "position"],
            "may": "decide",
            "source": "alderman",
            "written": "no",
            "sensitive": "very",
            "reachable": "yes",
            "overruled": "yes",
            "alderman_present": "yes",
            "two_hats": "yes",
        },
        {
            "item": ITEM,
            "ask": ["signature"],
            "source": "alderman",
            "written": "no",
            "may": "listen",
            "listened_twice": "yes",
            "reachable": "yes",
            "decided_on": "2026-12-31",
        },
        {"may": "decide", "source": "nobody"},
        {"may": "advise", "ask": ["budgeted_money"], "reachable": "yes"},
        {"may": "reserve", "ask": ["info"]},
        {"may": "reserve"},
    ],
    "feedback": [
        {"decided": "none", "allowed": "within", "received": "een bus"},
        {"allowed": "too_far", "surprise_political": "yes", "overruled_now": "yes"},
        {},
    ],
    "delegate": [
        {"want": "negotiate", "may": "listen"},
        {"want": "decide", "may": "advise"},
        {"rotates": "yes", "hours": "none", "likes_contact": "no", "D1": 1},
        {"experience": "junior", "backing": "no", "D2": 1},
        {"want": "listen", "listened_before": "yes"},
        *({f"D{number}": 1} for number in range(3, 6)),
    ],
}


def said(knowledge: Knowledge, dialogue: str, language: str) -> dict[str, list[tuple[str, int]]]:
    """Return the advice of *dialogue* in all its situations: id -> (text or more, at most)."""
    written = read_file(CONTENT / "advice" / f"{dialogue}.yaml", CONTENT).value
    questions = {name for given in SITUATIONS[dialogue] for name in given}
    words: dict[str, list[tuple[str, int]]] = {}
    for answers in SITUATIONS[dialogue]:
        outcome = BUILD[dialogue](knowledge)(Given(answers))
        known = localise(knowledge.tables, language, LANGUAGES)
        facts = dict.fromkeys(questions, NOT_ANSWERED) | Given(answers).names()
        facts |= {"know": known, "result": localise(outcome.results, language, LANGUAGES)}
        for advised in outcome.advice:
            entry = written[advised.id]
            for part, most in (("label", 38), ("text", 330), ("more", 600)):
                if part in entry:
                    text = Text(entry[part]).render(language, {**facts, **advised.values})
                    words.setdefault(advised.id, []).append((str(text), most))
    return words


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("dialogue", sorted(IDS))
def test_every_advice_can_be_said_and_fits_a_phone(
    knowledge: Knowledge, dialogue: str, language: str
) -> None:
    words = said(knowledge, dialogue, language)
    assert sorted(words) == sorted(IDS[dialogue])
    for name, texts in words.items():
        for text, most in texts:
            assert text.strip(), name
            assert "  " not in text, (name, text)
            assert "…" not in text or name in ("K1", "F6"), (name, text)
            assert length(text) <= most, (name, length(text), text)


@pytest.mark.parametrize("dialogue", sorted(IDS))
def test_the_rules_stand_in_number_order_with_their_reasons(
    knowledge: Knowledge, dialogue: str
) -> None:
    rules = knowledge.rules[dialogue]
    assert [rule.id for rule in rules] == IDS[dialogue]
    assert all(rule.because for rule in rules)


@pytest.mark.parametrize("dialogue", sorted(IDS))
def test_every_advice_names_sources_that_exist(dialogue: str) -> None:
    sources = {
        name
        for path in (CONTENT / "sources").glob("*.yaml")
        for name in read_file(path, CONTENT).value
    } | {"ours"}
    written = read_file(CONTENT / "advice" / f"{dialogue}.yaml", CONTENT).value
    for name, entry in written.items():
        assert entry["source"], name
        assert set(entry["source"]) <= sources, name


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_message_to_the_superior_stands_in_a_block_that_can_be_copied(
    knowledge: Knowledge, language: str
) -> None:
    messages = [text for text, _ in said(knowledge, "mandate", language)["K2"] if "<pre>" in text]
    assert len(messages) == 5
    assert any(ITEM in text for text in messages)


def test_what_somebody_typed_is_never_read_as_markup(knowledge: Knowledge) -> None:
    written = read_file(CONTENT / "advice" / "mandate.yaml", CONTENT).value
    facts = {"item": "<b>{{ 7 }}", "asked": [], "know": {}, "result": {}}
    text = Text(written["K2"]["text"]).render("nl", facts)
    assert "“&lt;b&gt;{{ 7 }}”" in text
