"""What `stuck` says: complete in both languages, short enough for a phone, never a diagnosis."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.facts import Given
from dialogs.instruments.stuck import Stuck
from dialogs.outcome import Advised, Knowledge
from dialogs.text import length, plain
from tests.instruments.symptoms import PRINCIPLES, SIGNS, SYMPTOMS, TIMES

LANGUAGES = ("nl", "en")
BUTTON, SCREEN, MEANING, PLAN = 38, 700, 300, 300
HEAD = 100
"""Room for what stands above the list of lenses."""


@pytest.fixture(scope="module")
def principles(knowledge: Knowledge) -> dict[str, Any]:
    table: dict[str, Any] = knowledge.tables["principles"]
    return table


@pytest.fixture(scope="module")
def symptoms(knowledge: Knowledge) -> dict[str, Any]:
    table: dict[str, Any] = knowledge.tables["symptoms"]
    return table


def said(coach: Coach, advised: Advised, part: str, language: str, symptom: str) -> str:
    text = getattr(coach.advice["stuck"][advised.id], part)
    facts = {"know": coach.know[language], "symptom": symptom, **advised.values}
    return str(text.render(language, facts))


# -- the tables


@pytest.mark.parametrize("name", PRINCIPLES)
def test_a_principle_is_complete_in_both_languages(name: str, principles: dict[str, Any]) -> None:
    entry = principles[name]
    assert len(entry["questions"]) == 3
    for language in LANGUAGES:
        assert len(entry["short"][language]) <= BUTTON
        assert len(entry["meaning"][language]) <= MEANING
        for part in ("name", "pitfall", "answers", *TIMES):
            assert entry[part][language]
        for question in entry["questions"]:
            assert question[language].endswith("?")


@pytest.mark.parametrize("name", PRINCIPLES)
@pytest.mark.parametrize("time", TIMES)
def test_a_plan_is_one_if_and_one_then(name: str, time: str, principles: dict[str, Any]) -> None:
    plan = principles[name]["plans"][time]
    assert plan["nl"].startswith("Als ")
    assert ", dan " in plan["nl"]
    assert plan["en"].startswith("If ")
    assert ", then " in plan["en"]
    for language in LANGUAGES:
        assert len(plan[language]) <= PLAN


def test_there_are_eleven_principles(principles: dict[str, Any]) -> None:
    assert list(principles) == PRINCIPLES


@pytest.mark.parametrize("name", SYMPTOMS)
def test_a_symptom_is_complete_in_both_languages(name: str, symptoms: dict[str, Any]) -> None:
    entry = symptoms["list"][name]
    assert list(entry["signs"]) == ["a", "b", "c"]
    for language in LANGUAGES:
        assert entry["label"][language]
        assert len(entry["short"][language]) <= BUTTON
        for sign in entry["signs"].values():
            assert sign["says"][language]
            assert len(sign["short"][language]) <= BUTTON - 2  # beside its tick
        for check in entry["first"]:
            assert check["why"][language]
    for weights in (entry["weights"], *(sign["shifts"] for sign in entry["signs"].values())):
        assert set(weights) <= set(PRINCIPLES)
        assert all(1 <= weight <= 3 for weight in weights.values())


def test_there_are_22_symptoms(symptoms: dict[str, Any]) -> None:
    assert list(symptoms["list"]) == SYMPTOMS


def test_the_groups_hold_every_symptom_once(symptoms: dict[str, Any]) -> None:
    groups = symptoms["groups"].values()
    assert sorted(chain.from_iterable(group["of"] for group in groups)) == SYMPTOMS
    assert len(groups) <= 5
    for group in groups:
        assert len(group["of"]) <= 6
        assert all(len(group["label"][language]) <= BUTTON for language in LANGUAGES)


def test_what_comes_first_stands_first(symptoms: dict[str, Any]) -> None:
    for entry in symptoms["list"].values():
        gates = [bool(check.get("gate")) for check in entry["first"]]
        assert gates == sorted(gates, reverse=True)


# -- the advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_every_lens_fits_on_a_phone(
    symptom: str, language: str, coach: Coach, stuck: Stuck
) -> None:
    for signs in SIGNS:
        for also in ([], ["S12"], ["S12", "S14"]):
            for time in (*TIMES, None):
                answers = {"symptom": symptom, "signs": list(signs), "also": also, "time": time}
                advice = stuck(Given(answers)).advice
                lenses = [advised for advised in advice if advised.id in PRINCIPLES]
                briefs = [said(coach, lens, "brief", language, symptom) for lens in lenses]
                assert sum(length(brief) + 2 for brief in briefs) <= SCREEN - HEAD
                for lens in lenses:
                    assert length(said(coach, lens, "text", language, symptom)) <= SCREEN
                    assert length(said(coach, lens, "more", language, symptom)) <= 600
                    assert length(said(coach, lens, "label", language, symptom)) <= BUTTON


def test_a_lens_says_what_why_and_the_step_that_fits_the_time(
    coach: Coach, stuck: Stuck, principles: dict[str, Any]
) -> None:
    answers = {"symptom": "S01", "also": ["S12"], "signs": ["a"], "time": "weeks"}
    d3 = stuck(Given(answers)).advice[0]
    text = plain(said(coach, d3, "text", "nl", "S01"))
    assert principles["D3"]["meaning"]["nl"] in text
    assert "Probeer in enkele weken: " + principles["D3"]["weeks"]["nl"] in text
    reasons = "“Leden komen niet opdagen”, “Eigen belangen wegen door”"
    assert f"Omdat je zei: {reasons}, “Telkens dezelfde organisaties”." in text
    more = plain(said(coach, d3, "more", "en", "S01"))
    assert all(question["en"] in more for question in principles["D3"]["questions"])
    assert principles["D3"]["pitfall"]["en"] in more


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_unsafe_leads_to_people_and_numbers(
    language: str, coach: Coach, stuck: Stuck
) -> None:
    (safety,) = stuck(Given({"unsafe": "yes"})).advice
    text = plain(said(coach, safety, "text", language, ""))
    for number in ("112", "1712", "106", "1813"):
        assert number in text
    for contact in coach.know[language]["care"]["contacts"].values():
        assert contact["name"] in text
    assert length(text) <= SCREEN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "answers",
    [
        {"symptom": "S07"},
        {"symptom": "S08"},
        {"symptom": "S11"},
        {"symptom": "S06", "signs": ["c"], "would_be_missed": "no"},
    ],
    ids=["S07", "S08", "S11", "S06"],
)
def test_a_gate_says_what_to_check_and_leaves_the_lenses(
    answers: dict[str, Any], language: str, coach: Coach, stuck: Stuck
) -> None:
    gate, *lenses = stuck(Given(answers)).advice
    text = plain(said(coach, gate, "text", language, answers["symptom"]))
    assert lenses
    assert {"nl": "lenzen", "en": "lenses"}[language] in text
    assert length(text) <= SCREEN
    for check in coach.know[language]["symptoms"]["list"][answers["symptom"]]["first"]:
        if gate.id == "first" and check.get("gate"):
            assert check["why"] in text


def test_every_advice_has_words_and_a_source_in_both_languages(coach: Coach) -> None:
    advice = coach.advice["stuck"]
    assert set(advice) == {"safety", "first", "reason_to_exist", "unclear", *PRINCIPLES}
    for entry in advice.values():
        assert set(entry.text.words) == set(LANGUAGES)
        assert entry.source
