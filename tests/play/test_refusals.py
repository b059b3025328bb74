"""What ``knoop play`` refuses, with one line; whatever is in the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.play import PlayError, play
from dialogs.coach import Coach
from dialogs.facts import DOSSIER_FIELDS
from tests.play.asking import DAY, KEYS, knoop, refused, report_of

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
