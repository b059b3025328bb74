"""``knoop check --coverage``: what is reached, and that nothing is left out."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.reached.coverage import TESTS, Coverage, CoverageError, coverage
from bot.reached.piece import Piece
from bot.reached.results import values

TALK = """\
language: nl
talk:
- you: /keuze
- press: Iets nieuws
- press: Nee
- you: /taal en
- press: There is a recipe
"""


@pytest.fixture(scope="module")
def whole() -> Coverage:
    """What all talks and cases reach."""
    return coverage()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder of tests with one talk and one case."""
    for folder in ("conversations", "play/cases"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "conversations" / "short.yaml").write_text(TALK, encoding="utf-8")
    case = "over:\n  answers: {result: genoeg, do_self: 'yes'}\n  advice: [N2]\n"
    (tmp_path / "play" / "cases" / "instrument.yaml").write_text(case, encoding="utf-8")
    return tmp_path


def test_nothing_is_unreached(whole: Coverage) -> None:
    assert list(map(str, whole.unreached)) == []


def test_the_table_has_a_line_for_every_dialogue(whole: Coverage) -> None:
    lines = list(whole.lines())
    assert len(lines) == 2 + len({placed.piece.dialogue for placed in whole.pieces})
    assert f"{whole.talks} talks, {whole.cases} cases" in lines[0]


def test_a_talk_reaches_what_it_comes_to_and_nothing_else(written: Path) -> None:
    found = coverage(written)
    assert found.reached["nl"][Piece("choice", "option", "running: no")] == ["short"]
    assert Piece("choice", "option", "running: yes") not in found.reached["nl"]
    assert Piece("choice", "step", "Q4") not in found.reached["en"]


def test_what_is_said_after_the_language_changed_counts_for_that_language(written: Path) -> None:
    found = coverage(written)
    assert Piece("choice", "option", "Q2: recipe") in found.reached["en"]
    assert Piece("choice", "option", "Q2: recipe") not in found.reached["nl"]


def test_a_case_reaches_its_advice_in_every_language(written: Path) -> None:
    found = coverage(written)
    for language in ("nl", "en"):
        assert found.reached[language][Piece("instrument", "advice", "N2")] == ["instrument: over"]
        assert Piece("instrument", "result", "main do_self") in found.reached[language]
        assert Piece("instrument", "advice", "N1") not in found.reached[language]


def test_what_is_unreached_is_named_with_file_and_line(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "__defaults__", (written,))
    ran = CliRunner().invoke(main, ["check", "--coverage"])
    assert ran.exit_code == 1
    assert "advice/choice.yaml:" in ran.stdout
    assert "advice S3 is reached by no talk and no case (nl)" in ran.stdout
    assert ran.stderr.endswith("unreached.\n")


def test_a_button_that_is_not_there_is_blamed_on_its_line(written: Path) -> None:
    talk = written / "conversations" / "short.yaml"
    talk.write_text(TALK.replace("press: Nee", "press: Misschien"), encoding="utf-8")
    with pytest.raises(CoverageError, match=r"short\.yaml:5: no button 'Misschien' among \['Ja'"):
        coverage(written)


def test_outside_the_source_tree_there_is_nothing_to_play(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "__defaults__", (tmp_path / "nowhere",))
    ran = CliRunner().invoke(main, ["check", "--coverage"])
    assert ran.exit_code == 2
    assert "the played talks are not here" in ran.stderr


def test_a_result_is_found_however_deep_it_stands() -> None:
    per_statement = {"P1": {"show": "nothing", "mean_shown": []}, "P2": {"show": "histogram"}}
    assert list(values("pulse", per_statement)) == [("show", "nothing"), ("show", "histogram")]
    assert list(values("team_roles", {"operator": "empty"})) == [("status", "empty")]


def test_the_talks_are_kept_beside_the_content() -> None:
    assert (TESTS / "conversations").is_dir()
