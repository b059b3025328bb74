"""The contract of ``knoop play``: what it prints, of every dialogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from bot.play import play
from bot.reader.coach import CONTENT
from bot.reader.samples import sample_answers
from dialogs.coach import Coach
from dialogs.text import plain
from tests.play.asking import DAY, KEYS, knoop, report_of

ALL = sorted(path.stem for path in (CONTENT / "dialogs").glob("*.yaml"))

RESULTS: Final = {
    "stuck": {"principles", "shown", "gate", "step"},
    "partners": {"rings", "findings", "shown"},
    "mandate": {"rules", "shown", "kind", "card"},
    "feedback": {"report", "situations"},
    "delegate": {"rules", "weakest"},
    "type": {
        *("points", "excluded", "best", "tie", "fit", "certainty", "flag", "gate", "reasons"),
        "form_split",
    },
    "regie": {"regie_type", "pattern", "clusters", "verdict", "advice_items"},
    "instrument": {"rule", "main", "support", "fallback"},
    "choice": {"rule", "interim", "contradictions"},
    "portfolio": {"networks", "hours"},
    "role": {"profile", "headline", "caution", "growth"},
    "team_roles": {"operator", "promotor", "vision", "creative", "champion", "overloaded"},
    "insights": {"technique", "assumption", "overrides", "ethics"},
    "checkin": {"lines", "purpose"},
    "debrief": {"follow_up"},
    "pulse": set(),
    "library": {"entries"},
}
"""What VOCABULARY.md lets each dialogue give."""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("dialogue", ALL)
def test_an_empty_file_of_answers_works(dialogue: str, language: str) -> None:
    report = report_of(dialogue, "", "--lang", language)
    assert list(report) == KEYS
    assert (report["dialogue"], report["lang"]) == (dialogue, language)
    assert set(report["missing"]) <= set(report["asked"])
    assert isinstance(report["provisional"], bool)
    assert set(report["results"]) >= RESULTS[dialogue]
    for entry in report["advice"]:
        assert list(entry) == ["id", "text", "because", "source"]


@pytest.mark.parametrize("dialogue", ALL)
def test_every_question_may_be_unknown_or_have_any_of_its_answers(
    dialogue: str, headless: Coach
) -> None:
    for language in ("nl", "en"):
        for answers in sample_answers(headless.dialogues[dialogue], headless, language):
            report = play(headless, dialogue, answers, language, DAY).report
            json.dumps(report, allow_nan=False)
            known = {q for q, value in answers.items() if value not in (None, "unknown")}
            assert not known & set(report["missing"])
            assert set(report["missing"]) <= set(report["asked"])
            for entry in report["advice"]:
                assert entry["text"].strip()
                assert "<b>" not in entry["text"]
                assert "&amp;" not in entry["text"]


@pytest.mark.parametrize("dialogue", ALL)
def test_facts_of_the_dossier_beside_the_own_questions_are_never_among_the_asked(
    dialogue: str, headless: Coach
) -> None:
    facts = {
        "name": "Zuid",
        "question": "Hoe komt het?",
        "phase": "goals",
        "form": "lead",
        "trust": 3.5,
        "size": 12,
        "coordinator": "hours",
        "started": "2024-05",
        "mandate": {"kind": "M1"},
        "partners": [{"name": "OCMW", "status": "aboard"}],
    }
    own = set(headless.dialogues[dialogue].questions)
    beside = {name: value for name, value in facts.items() if name not in own}
    report = play(headless, dialogue, beside, "nl", DAY).report
    assert not set(report["asked"]) & set(beside)
    assert set(report["asked"]) <= own


def test_without_json_the_advice_stands_there_as_in_the_chat() -> None:
    answers = "symptom: S01\nsigns: [a]\ntime: hour"
    result = knoop("stuck", stdin=answers)
    assert result.exit_code == 0
    assert "lenzen" in result.stdout.casefold()
    assert "<b>" not in result.stdout


def test_the_text_of_an_advice_includes_what_stands_behind_meer(headless: Coach) -> None:
    answers = {"symptom": "S01", "signs": ["a"], "time": "hour"}
    given = play(headless, "stuck", answers, "nl", DAY).report["advice"]
    assert len(given) == 3
    for entry in given:
        more = headless.advice["stuck"][entry["id"]].more
        assert more is not None
        begins = plain(more.words["nl"].partition("{")[0]).strip()
        assert begins
        assert begins in entry["text"]


def test_english_advice_is_english() -> None:
    answers = "may: listen\nask: [new_money]\nreachable: yes"
    dutch, english = (report_of("mandate", answers, "--lang", code) for code in ("nl", "en"))
    assert [entry["id"] for entry in dutch["advice"]] == [
        entry["id"] for entry in english["advice"]
    ]
    assert dutch["results"]["rules"] == english["results"]["rules"]
    assert dutch["advice"][0]["text"] != english["advice"][0]["text"]


def test_the_day_is_the_one_that_is_given() -> None:
    months = "running: yes\nQ8: nothing\nstarted: 2025-12"
    early = report_of("choice", months)
    late = json.loads(knoop("choice", "--json", "--at", "2028-03-02", stdin=months).stdout)
    assert early["results"]["rule"] != late["results"]["rule"]


def test_true_and_false_are_yes_and_no_and_numbers_are_texts_where_options_are() -> None:
    written = "may: decide\nreachable: {}\nask: []"
    assert (
        report_of("mandate", written.format("true"))["results"]
        == report_of("mandate", written.format("yes"))["results"]
    )
    assert report_of("choice", "running: false\nQ1: yes\nQ3: 0")["missing"].count("Q3") == 0


def test_lists_that_are_asked_on_demand_count_as_answered_when_empty() -> None:
    report = report_of("stuck", "symptom: S01\nsigns: []\ntime: hour")
    assert "also" in report["asked"]
    assert report["missing"] == []


def test_what_never_has_a_screen_is_among_the_asked_only_when_it_was_given() -> None:
    assert "unsafe" not in report_of("stuck", "symptom: S01")["asked"]
    given_ = report_of("stuck", "symptom: S01\nunsafe: yes")
    assert "unsafe" in given_["asked"]
    assert given_["results"]["gate"] == "safety"
    assert given_["results"]["shown"] == []


def test_answers_come_from_a_file_or_from_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "antwoorden.yaml"
    path.write_text("symptom: S01\ntime: hour\n", encoding="utf-8")
    by_file = knoop("stuck", "--json", "--answers", str(path))
    by_stdin = knoop("stuck", "--json", "--answers", "-", stdin=path.read_bytes())
    assert by_file.stdout == by_stdin.stdout
    assert json.loads(by_file.stdout)["missing"] == ["signs"]
