"""Words are measured, cut and broken over lines before they are drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.font import drawable, font

WORD = "welzijnsoverlegplatformcoördinatievergadering"


def test_bold_letters_are_wider_and_capitals_too() -> None:
    assert font("bold").width("netwerk", 14) > font().width("netwerk", 14) > 0
    assert font().width("NETWERK", 14) > font().width("netwerk", 14)
    assert font().width("netwerk", 28) == pytest.approx(2 * font().width("netwerk", 14))


def test_what_fits_stays_as_it_is_and_the_rest_is_cut() -> None:
    assert font().fit("OCMW", 14, 60) == "OCMW"
    cut = font().fit(WORD, 14, 100)
    assert cut.endswith("…")
    assert WORD.startswith(cut[:-1])
    assert font().width(cut, 14) <= 100


def test_lines_break_between_words() -> None:
    lines = font().wrap("Hoe bereiken we ouderen die niemand meer zien", 14, 160)
    assert " ".join(lines) == "Hoe bereiken we ouderen die niemand meer zien"
    assert len(lines) == 3


def test_a_word_that_is_too_long_is_broken_with_a_hyphen() -> None:
    lines = font().wrap(f"de {WORD} van morgen", 14, 150)
    assert "".join(lines).replace("-", "").replace(" ", "") == f"de{WORD}vanmorgen"
    assert all(font().width(line, 14) <= 150 for line in lines)
    assert lines[0].endswith("-")


def test_a_word_is_broken_at_a_hyphen_of_its_own() -> None:
    assert font().wrap("netwerk-administratieve", 14, 100)[0] == "netwerk-"


def test_nothing_of_a_long_word_is_left_alone_behind_other_words() -> None:
    lines = font().wrap(f"een huis {WORD}", 14, font().width("een huis we", 14))
    assert lines[0] == "een huis"


def test_the_last_line_tells_that_there_was_more() -> None:
    lines = font().wrap("een twee drie vier vijf zes zeven acht", 14, 80, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert font().wrap("", 14, 80) == []


def test_what_the_font_cannot_draw_is_left_out() -> None:
    assert drawable("Jeugd 🎉 é\u0000ş\nњ") == "Jeugd  éş\nњ"


@given(st.text(max_size=60), st.integers(30, 300), st.integers(1, 4))
def test_no_line_is_ever_wider_than_asked_and_no_letter_gets_lost(
    text: str, width: int, most: int
) -> None:
    whole = font().wrap(drawable(text), 13, width)
    assert all(font().width(line, 13) <= width for line in whole)
    letters = "".join(drawable(text).split())
    assert "".join("".join(whole).split()).replace("-", "") == letters.replace("-", "")
    assert len(font().wrap(text, 13, width, most)) <= most
