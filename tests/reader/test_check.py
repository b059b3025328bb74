"""``knoop check``: every kind of mistake is found, with file, line, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reader.check import check
from bot.reader.coach import read_coach
from bot.reader.strict import ContentError
from tests.reader.sample import ADVICE, TRIAL, Folder

LONG = "Een zin die niet op een knop past, hoe men het ook keert"


def test_a_content_in_order_has_no_mistakes(folder: Folder) -> None:
    assert folder.mistakes() == []


# -- one file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        # YAML
        (TRIAL, "later: [more]", "later: [more", 6, "this is no YAML"),
        (TRIAL, "later: [more]", "title: {nl: a, en: b}", 5, "stands here twice"),
        (TRIAL, "later: [more]", "later: !!set {more}", 5, "the tag"),
        (TRIAL, "later: [more]", "later: &x [more]\nsilent2: *x", 5, "an alias"),
        (TRIAL, "later: [more]", "~: [more]", 5, "a key must be a word"),
        (TRIAL, "later: [more]", "lapses: 1.0e999", 5, "too large"),
        # shape
        (TRIAL, "later: [more]", "latter: [more]", 5, "'latter' is not known here"),
        (TRIAL, "later: [more]", "later: more", 5, "'later' must be a list"),
        (TRIAL, "later: [more]", "lapses: soon", 5, "'lapses' must be a whole number"),
        (TRIAL, "later: [more]", "respondents: yes", 5, "'respondents' must be true or false"),
        (TRIAL, "later: [more]", "scope: public", 5, "scope"),
        (TRIAL, "    number: {}\n    keep", "    keep", 9, "exactly one kind is needed"),
        (TRIAL, "    advise: {}", "    advise: {}\n    say: {}", 20, "exactly one kind is needed"),
        (TRIAL, "    advise: {}", "    advise: x", 22, "mapping"),
        (
            TRIAL,
            '    ask: {nl: "{{ said',
            '    asks: {nl: "{{ said',
            21,
            "'asks' is not known here",
        ),
        (ADVICE, "  source: [ours", "  sauce: [ours", 6, "'sauce' is not known here"),
        (ADVICE, "  text: {nl", "  tekst: {nl", 4, "'tekst' is not known here"),
        (ADVICE, "  text: {nl", "  like: few\n  text: {nl", 1, "either a text is needed"),
        ("menu.yaml", "first:", "firsts:", 2, "firsts"),
        # texts
        (TRIAL, ', en: "Trial"', "", 1, "the text lacks en"),
        (TRIAL, ', en: "Trial"', ', en: "Trial", fr: "Essai"', 1, "'fr' is no language"),
        (TRIAL, 'en: "Trial"', 'en: ""', 1, "the text is empty"),
        (TRIAL, "<b>Hoeveel?</b>", "<b>Hoeveel?", 10, "<b> is never closed"),
        (TRIAL, "<b>Hoeveel?</b>", "Hoeveel?</b>", 10, "closes a tag that is not open"),
        (TRIAL, "<b>Hoeveel?</b>", "<h1>Hoeveel?</h1>", 10, "is not known to Telegram"),
        (TRIAL, "<b>Hoeveel?</b>", "Wie & hoeveel?", 10, "an & by itself"),
        (TRIAL, "{{ network.name }}", "{{ network.name", 10, "the template cannot be read"),
    ],
)
def test_a_mistake_in_one_file_is_found_on_its_line(
    folder: Folder, file: str, old: str, new: str, line: int, says: str
) -> None:
    folder.spoil(file, old, new)
    found = folder.mistakes()
    where = [one for one in found if one.startswith(f"{file}:{line}: ")]
    assert any(says in one for one in where), found


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"# niets\n", "the file is empty"),
        (b"\xff\xfe", "cannot read the file"),
        (b"- een\n- lijst\n", "must be a mapping"),
        (b"tekst", "must be a mapping"),
        (b"42", "must be a mapping"),
        (b"x: " + b"[" * 900 + b"]" * 900, "levels deep"),
        (b"x: y\n" * 50_000, "stands here twice"),
    ],
    ids=["empty", "comment", "no text", "list", "word", "number", "deep", "huge"],
)
def test_a_file_that_is_none_is_a_mistake(folder: Folder, content: bytes, says: str) -> None:
    (folder.root / TRIAL).write_bytes(content)
    assert any(one.startswith(f"{TRIAL}:") and says in one for one in folder.mistakes())


@pytest.mark.parametrize("file", ["languages", "menu", "commands", "talk"])
def test_a_file_of_the_house_that_is_missing_is_a_mistake(folder: Folder, file: str) -> None:
    (folder.root / f"{file}.yaml").unlink()
    assert any(one.startswith(f"{file}.yaml:1: ") for one in folder.mistakes())


def test_a_folder_without_content_is_a_mistake(tmp_path: Path) -> None:
    assert check(tmp_path / "nowhere")
    with pytest.raises(ContentError):
        read_coach(tmp_path / "nowhere")


# -- all files together -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        # ways
        (TRIAL, "{to: advice}]", "{to: advise}]", "there is no step 'advise'"),
        (TRIAL, "to: advice, when", "to: advise, when", "there is no step 'advise'"),
        (TRIAL, ", {to: advice}]", "]", "the last branch of `then` must have no `when`"),
        (
            TRIAL,
            'then: [{when: "size is known and size > 3", to: more}, {to: advice}]',
            "then: advice",
            "no step leads to 'more'",
        ),
        (TRIAL, "    advise: {}", "    advise: {}\n    then: size", "there is no way to the end"),
        # names
        (TRIAL, "size > 3", "sise > 3", "'sise' in"),
        (TRIAL, "size > 3", "size >", "cannot read"),
        (TRIAL, 'only: "size is', 'only: "sise is', "'sise' in"),
        (TRIAL, 'when: "size > 5"', 'when: "sise > 5"', "'sise' in"),
        (TRIAL, "remember: {size: size}", "remember: {size: sise}", "'sise' in"),
        (TRIAL, "facts: {size: size}", "facts: {size: sise}", "'sise' in"),
        (TRIAL, "past.size", "passed.size", "'passed' in"),
        (TRIAL, "{{ network.name }}", "{{ netwerk }}", "'netwerk' in the text is not known"),
        (TRIAL, "{{ network.name }}", "{{ network.nam }}", "'network.nam' does not exist"),
        (TRIAL, 'nl: "{{ said.size', 'nl: "{{ said.sise', "'said.sise' does not exist"),
        (TRIAL, "{{ network.name }}", "{{ know.nothing }}", "'know.nothing' does not exist"),
        (TRIAL, "{{ network.name }}", "{{ figure.nothing }}", "'figure.nothing' does not exist"),
        (TRIAL, "{{ network.name }}", "{{ advice.many }}", "'advice.many' does not exist"),
        (TRIAL, "keep: network.size", "keep: network.sise", "'sise' is no fact of a network"),
        (TRIAL, "later: [more]", "later: [mor]", "there is no question 'mor'"),
        (TRIAL, "to: advice, when", "open: nothing, when", "no dialogue is called nothing"),
        (TRIAL, "to: advice, when", "sends: nothing, when", "nothing to send is called 'nothing'"),
        (ADVICE, "when: size < 3", "when: sise < 3", "'sise' is not known here"),
        (ADVICE, "when: size < 3", "when: size <", "cannot read"),
        (ADVICE, "because: [size]", "because: [sise]", "there is no question 'sise'"),
        (ADVICE, "vvsg-regie", "vvsg-nothing", "no source is called 'vvsg-nothing'"),
        (ADVICE, '{nl: "{{ said.size', '{nl: "{{ said.sise', "'said.sise' does not exist"),
        (ADVICE, "few:", "none_else: {like: nothing}\nfew:", "there is no advice 'nothing'"),
        # screens
        (TRIAL, 'title: {nl: "Proef"', f'title: {{nl: "{LONG}"', "longer than 38 characters"),
        (TRIAL, '{nl: "Aap"', f'{{nl: "{LONG}"', "is over 38 characters"),
        (TRIAL, '{nl: "Wat nog?"', f'{{nl: "{LONG * 10}"', "this kind of screen has 500"),
        (TRIAL, '{nl: "Wat nog?"', '{nl: "{{ size / 0 }}"', "this screen cannot be drawn"),
        (ADVICE, "Zoek er meer.", LONG * 22, "longer than 900 characters"),
        (
            TRIAL,
            'options: {a: {nl: "Aap", en: "Ape"}',
            "options: {from: \"{'a': 1}\", groups: \"{'g': {'label': 'G', 'of': 3}}\"}}\n#",
            "this screen cannot be drawn",
        ),
        # the house
        (TRIAL, "nl: [proef]", "nl: [menu]", "the command /menu is taken by menu"),
        ("commands.yaml", "[room, menu]", "[room, attic]", "no room is called 'attic'"),
        ("commands.yaml", "does: [back]", "does: [open, attic]", "no dialogue is called 'attic'"),
        ("menu.yaml", "first: [stuck", "first: [attic", "no dialogue is called 'attic'"),
        ("talk.yaml", "unknown:", "unknowns:", "the sentence 'unknown' is missing here"),
    ],
)
def test_what_shows_only_together_is_found(
    folder: Folder, file: str, old: str, new: str, says: str
) -> None:
    folder.spoil(file, old, new)
    found = folder.mistakes()
    assert any(one.startswith(f"{file}:") and says in one for one in found), found


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("knowledge/care.yaml", "kinds: 3\n"),
        ("knowledge/care.yaml", "[een, twee]\n"),
        ("knowledge/requests.yaml", "x: y\n"),
        ("knowledge/topics.yaml", "mandate: [{}]\n"),
        ("knowledge/meetings.yaml", "purposes: []\n"),
        ("knowledge/meetings.yaml", "nothing: 1\n"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(folder: Folder, file: str, content: str) -> None:
    (folder.root / file).write_text(content, encoding="utf-8")
    found = folder.mistakes()
    assert found
    assert any("cannot be used as it is" in one for one in found), found


def test_a_table_that_is_missing_is_named(folder: Folder) -> None:
    (folder.root / "knowledge" / "meetings.yaml").unlink()
    found = folder.mistakes()
    assert found
    assert all("meetings" in one for one in found), found


def test_all_mistakes_are_told_at_once(folder: Folder) -> None:
    folder.spoil(TRIAL, "later: [more]", "latter: [more]")
    folder.spoil(ADVICE, "  source:", "  sauce:")
    folder.spoil("menu.yaml", "first:", "firsts:")
    assert len({one.split(":")[0] for one in folder.mistakes()}) == 3


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('trial: {nl: ["proef"], en: ["trial"]}', "'trial' is nothing that a group may open"),
        ('attic: {nl: ["zolder"], en: ["attic"]}', "'attic' is nothing that a group may open"),
        (
            'help: {nl: ["hulp"], en: ["help"]}\nmenu: {nl: ["Hulp."], en: ["menu"]}',
            "'Hulp.' stands under 'help' too",
        ),
        ('fillers: {nl: ["graag"], en: ["please"]}\nhelp: {nl: ["hulp"], en: ["help"]}', ""),
    ],
)
def test_what_a_group_asks_for_has_one_door_that_it_may_open(
    folder: Folder, written: str, says: str
) -> None:
    (folder.root / "phrases" / "errands.yaml").write_text(f"{written}\n", encoding="utf-8")
    found = folder.mistakes()
    assert len(found) == bool(says), found
    assert all("phrases/errands.yaml:" in line and says in line for line in found)


# -- whatever the files hold --------------------------------------------------------------------


FILES = (TRIAL, ADVICE, "menu.yaml", "commands.yaml", "languages.yaml", "knowledge/meetings.yaml")
BITS = st.sampled_from(
    [
        *("", "\t", "&x", "*y", "!!t ", " :", "\x00", "[", "'", "\n- x", "{{", "}}", "{% if %}"),
        *("<b>", " & ", ": 3", "null", "\n\n", "#", "| ", "🙂", "nope == 'x'", "x" * 5000, "\r"),
    ]
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(file=st.sampled_from(FILES), at=st.integers(0, 3000), gone=st.integers(0, 60), bit=BITS)
def test_whatever_the_files_hold_the_check_ends_in_mistakes(
    folder: Folder, file: str, at: int, gone: int, bit: str
) -> None:
    path = folder.root / file
    before = path.read_text(encoding="utf-8")
    cut = at % len(before)
    path.write_text(before[:cut] + bit + before[cut + gone :], encoding="utf-8")
    try:
        for mistake in check(folder.root):
            assert mistake.file
            assert mistake.line >= 1
            assert mistake.what
    finally:
        path.write_text(before, encoding="utf-8")
