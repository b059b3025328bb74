"""The contract of ``knoop play``: what it prints, and what it refuses with one line."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.play import PlayError, play
from bot.reader.coach import CONTENT
from bot.reader.samples import sample_answers
from dialogs.coach import Coach
from dialogs.facts import DOSSIER_FIELDS

DAY = date(2026, 3, 2)
KEYS = ["dialogue", "lang", "asked", "missing", "provisional", "results", "advice"]
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


def knoop(*arguments: str, stdin: str | bytes = "") -> Result:
    """Call the command line in this process."""
    return CliRunner().invoke(main, ["play", *arguments], input=stdin)


def report_of(dialogue: str, answers: str, *arguments: str) -> dict[str, Any]:
    result = knoop(dialogue, "--json", "--at", "2026-03-02", *arguments, stdin=answers)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def refused(result: Result) -> str:
    """Return the one line of a refusal."""
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("knoop: ")
    return line


# -- what it prints -----------------------------------------------------------------------------


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
    for entry in play(headless, "stuck", answers, "nl", DAY).report["advice"]:
        advice = headless.advice["stuck"][entry["id"]]
        if advice.more is not None and "{" not in advice.more.words["nl"]:
            assert advice.more.words["nl"].split()[0].strip("<b>") in entry["text"]


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


# -- what it refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dialogue", "answers", "says"),
    [
        ("nonsense", "", ["unknown dialogue 'nonsense'", "mandate", "stuck"]),
        ("stuck", "colour: red", ["unknown question 'colour'", "symptom", "phase"]),
        ("stuck", "symptom: S23", ["symptom", "'S23'", "S01", "S22"]),
        ("stuck", "symptom: S01\nalso: [S02, S03, S04]", ["also", "at most 2", "3"]),
        ("stuck", "symptom: S01\nsigns: [d]", ["signs", "'d'", "a, b, c"]),
        ("type", "trust: 6", ["trust", "6", "1 to 5"]),
        ("type", "size: 0", ["size", "0", "999"]),
        ("choice", "months: -1", ["months", "-1"]),
        ("mandate", "reachable: perhaps", ["reachable", "yes, no, unknown"]),
        ("partners", "partners: [{name: A, importance: 5}]", ["partners", "entry 1", "1, 2, 3, 4"]),
        ("partners", "partners: [{name: A, colour: red}]", ["entry 1", "'colour'", "importance"]),
        ("partners", "partners: A", ["partners", "not a list"]),
        ("checkin", "phase: spring", ["phase", "'spring'", "explore, define, goals, act"]),
        ("checkin", "started: yesterday", ["started", "'yesterday'", "2026-03"]),
        ("checkin", "mandate: M1", ["mandate", "M0, M1, M2, M3"]),
        ("checkin", "mandate: {kind: M9}", ["mandate", "M0, M1, M2, M3"]),
        ("checkin", "partners: [{name: A, status: gone}]", ["partners", "entry 1", "aboard"]),
        ("checkin", "size: 1.0e999", ["too large"]),
        ("stuck", "- S01", ["a mapping of question ids to answers"]),
        ("stuck", "S01", ["a mapping of question ids to answers"]),
        ("stuck", "symptom: [S01", ["this is no YAML"]),
        ("stuck", "symptom: S01\nsymptom: S02", ["-:2", "'symptom'", "twice"]),
        ("stuck", "symptom: !!python/object:os.system x", ["tag"]),
        ("stuck", "a: &x [*x]", ["alias"]),
        ("stuck", "symptom: " + "[" * 900 + "]" * 900, ["deep"]),
        ("stuck", "symptom: \x00", ["this is no YAML"]),
    ],
)
def test_what_is_wrong_is_named_in_one_line_with_what_is_allowed(
    dialogue: str, answers: str, says: list[str]
) -> None:
    line = refused(knoop(dialogue, "--json", stdin=answers))
    for words in says:
        assert words in line


@pytest.mark.parametrize("empty", ["", "\n", "# niets\n", "---\n", "{}", "null"])
def test_an_empty_file_is_no_mistake(empty: str) -> None:
    assert report_of("stuck", empty)["missing"] == ["symptom"]


def test_a_file_that_is_not_there_or_is_no_text_is_named(tmp_path: Path) -> None:
    assert "nergens.yaml" in refused(knoop("stuck", "--answers", "nergens.yaml"))
    assert str(tmp_path) in refused(knoop("stuck", "--answers", str(tmp_path)))
    binary = tmp_path / "beeld.yaml"
    binary.write_bytes(b"\xff\xfe\x00symptom")
    assert "UTF-8" in refused(knoop("stuck", "--answers", str(binary)))


def test_a_wrong_language_or_day_is_named() -> None:
    assert "nl" in refused(knoop("stuck", "--lang", "fr"))
    assert "2026-03-01" in refused(knoop("stuck", "--at", "morgen"))


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["stuck", "--json"], 0),
        (["stuck", "--answers", "nergens.yaml"], 2),
        (["nonsense"], 2),
        (["stuck", "--colour", "red"], 2),
        ([], 2),
    ],
)
def test_the_program_itself_ends_as_promised(arguments: list[str], status: int) -> None:
    ended = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "bot", "play", *arguments],
        input=b"",
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == status
    if status:
        assert ended.stdout == b""
        assert b"Traceback" not in ended.stderr
    else:
        assert ended.stderr == b""
        assert list(json.loads(ended.stdout)) == KEYS


# -- whatever is in the file --------------------------------------------------------------------

values = st.recursive(
    st.sampled_from(
        [
            *(None, True, False, 0, 1, 3, 7, -1, 2.5, 10**17, "unknown", "yes", "no", "none", "a"),
            *("S01", "S07", "lead", "2026-03-01", "2026-13", "", "x" * 400, "<b>&{{ x }}"),
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "hours", "Q8", "importance", "success", "worry", "carries"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_is_in_the_file_it_is_played_or_refused(
    data: st.DataObject, headless: Coach
) -> None:
    dialogue = data.draw(st.sampled_from(sorted(headless.dialogues)))
    questions = sorted({*headless.dialogues[dialogue].questions, *DOSSIER_FIELDS})
    answers = data.draw(st.dictionaries(st.sampled_from(questions), values, max_size=4))
    try:
        report = play(headless, dialogue, answers, "nl", DAY).report
    except PlayError:
        return
    json.dumps(report, allow_nan=False)
    assert list(report) == KEYS
