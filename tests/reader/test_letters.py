"""What was learnt about how topics are written: kept in a file, and told when it is old."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.reader.check import check
from bot.reader.coach import CONTENT, read_coach, read_phrases
from bot.reader.letters import FILE, read_learnt, write_learnt
from bot.reader.strict import ContentError
from bot.training import fingerprint, learn
from tests.reader.sample import Folder

LESSONS = [
    ("meeting", ("straks", "een", "vergadering")),
    ("meeting", ("help", "mij", "vergaderen")),
    ("stuck", ("alles", "loopt", "vast")),
    ("stuck", ("er", "komt", "niemand")),
    ("stuck", ()),
]


@pytest.fixture
def root(folder: Folder) -> Path:
    """A content folder with phrases of its own, from which nothing was learnt yet."""
    (folder.root / "phrases" / "doors.yaml").write_text(
        'checkin: {nl: ["straks een vergadering"], en: ["a meeting soon"]}\n'
        'none: {nl: ["mooi weer vandaag"], en: ["nice weather"]}\n'
    )
    return folder.root


def test_the_same_lessons_teach_the_same_and_are_kept(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    learnt = learn(LESSONS)
    assert learn(LESSONS) == learnt
    path = write_learnt(tmp_path, learnt)
    assert path == tmp_path / FILE
    again = read_learnt(tmp_path)
    assert again is not None
    assert (again.of, again.topics, again.table) == (learnt.of, learnt.topics, learnt.table)
    assert again.unit == pytest.approx(learnt.unit, rel=1e-4)


def test_another_sentence_has_another_fingerprint() -> None:
    assert fingerprint(LESSONS) != fingerprint(LESSONS[1:])


def test_a_folder_without_the_file_works_by_counting_alone(root: Path) -> None:
    assert read_learnt(root) is None
    assert read_coach(root).doors("straks een vergadering", "nl").doors == ("checkin",)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "# only a title",
        "# title\nno json\nAAAA",
        '# title\n{"of": "x", "topics": ["a"]}\nAAAA',
        '# title\n{"of": "x", "topics": ["a"], "unit": 1}\n!!!!',
        '# title\n{"of": "x", "topics": ["a"], "unit": 1}\nAAAA',
        '# title\n{"of": "x", "topics": ["a"], "unit": 1}\neJxjAAAAAQAB',
        "caf\u00e9",
    ],
)
def test_a_broken_file_is_named_with_what_to_do(root: Path, written: str) -> None:
    (root / FILE).write_text(written, encoding="utf-8")
    with pytest.raises(ContentError, match=r"phrases/letters\.txt:1: .*knoop route --train"):
        read_learnt(root)


def test_training_writes_the_file_and_the_check_tells_when_the_phrases_changed(root: Path) -> None:
    told = CliRunner().invoke(main, ["route", "--train", "--content", str(root)])
    assert told.exit_code == 0
    assert told.output == f"Learnt from 4 phrases: {root / FILE}\n"
    assert check(root) == []
    doors = root / "phrases" / "doors.yaml"
    doors.write_text(doors.read_text().replace("mooi weer", "slecht weer"))
    assert [str(one) for one in check(root)] == [
        "phrases/letters.txt:1: the phrases have changed since it was learnt; "
        "learn it anew with: knoop route --train"
    ]
    assert read_coach(root).doors("slecht weer vandaag", "nl").doors == ()


def test_one_thing_at_a_time_is_asked_of_the_command(root: Path) -> None:
    told = CliRunner().invoke(main, ["route", "hallo", "--train"])
    assert (told.exit_code, told.stdout) == (2, "")
    assert "give a text, a file with --evaluate, or --train" in told.stderr


def test_what_is_shipped_was_learnt_from_the_phrases_that_are_shipped() -> None:
    learnt = read_learnt(CONTENT)
    assert learnt is not None
    assert learnt.of == fingerprint(read_phrases().lessons())
    assert (CONTENT / FILE).stat().st_size < 1_500_000


def test_the_check_names_a_broken_file(root: Path) -> None:
    (root / FILE).write_text("broken")
    assert any(one.file == FILE for one in check(root))


def test_without_phrases_there_is_nothing_to_learn(root: Path) -> None:
    (root / "phrases" / "doors.yaml").unlink()
    told = CliRunner().invoke(main, ["route", "--train", "--content", str(root)])
    assert (told.exit_code, told.stdout) == (2, "")
    assert "there are no phrases to learn from" in told.stderr


def test_a_single_topic_teaches_nothing_and_does_no_harm() -> None:
    learnt = learn(LESSONS[:2])
    assert learnt.topics == ("meeting",)
    assert learnt.unit == 1.0
