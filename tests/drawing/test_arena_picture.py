"""The arena map as a picture: golden, private and for a group, with few partners and with many."""

from __future__ import annotations

import re
import struct
import time

import pytest

from bot.drawing import draw, svg
from dialogs.coach import Coach
from tests.drawing.conftest import Golden
from tests.drawing.sample import arena, words


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("count", [0, 1, 12, 40])
def test_the_arena_looks_as_it_did(coach: Coach, golden: Golden, language: str, count: int) -> None:
    golden(f"arena.{language}.{count}", arena(coach, language, count))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_for_a_group_nothing_private_is_drawn(coach: Coach, golden: Golden, language: str) -> None:
    picture = arena(coach, language, 12, group=True)
    drawn = golden(f"arena.{language}.group", picture)
    know = coach.know[language]["partners"]
    told = " ".join(words(drawn))
    assert "Politiezone" not in told  # no place now
    for private in ("critic", "out"):
        assert know["map"]["voices"].get(private, know["map"]["marks"]["✕"]) not in told
    assert know["findings"]["C1"] not in told
    assert {seat["shape"] for seat in picture.values["seats"]} <= {
        *("aboard", "waiting", "critical", "open"),
    }
    assert all(know["map"]["letters"]["critic"] not in s["voices"] for s in picture.values["seats"])


def test_whoever_refuses_and_is_indispensable_is_a_gap_in_a_group(coach: Coach) -> None:
    rows = [{"name": "OCMW", "status": "refuses"}]
    private = arena(coach, "nl", 1, rows=rows).values["seats"]
    group = arena(coach, "nl", 1, rows=rows, group=True).values["seats"]
    assert (private[0]["shape"], group[0]["shape"]) == ("out", "critical")
    assert (private[0]["ring"], group[0]["ring"]) == ("core", "core")


def test_no_more_than_twelve_are_named_and_the_rest_is_counted(coach: Coach) -> None:
    values = arena(coach, "nl", 40).values
    assert len(values["seats"]) == 12
    assert all(len(seat["name"]) <= 16 for seat in values["seats"])
    tags = [*values["rings"].values(), values["outside"]["label"]]
    assert sum(int(tag.split("+")[1]) for tag in tags if "+" in tag) == 28
    assert values["notes"][-1] == "12 van 40 partners staan op de kaart."


def test_without_a_family_there_are_no_sectors(coach: Coach) -> None:
    values = arena(coach, "nl", 1, rows=[{"name": "OCMW", "voice": ["user"]}]).values
    assert values["sectors"] == []


def test_an_empty_sector_says_so(coach: Coach) -> None:
    values = arena(coach, "nl", 1).values
    assert [sector["empty"] for sector in values["sectors"]] == [
        "",
        "niemand",
        "niemand",
        "niemand",
    ]


def test_without_a_question_the_map_asks_one(coach: Coach) -> None:
    assert "Wat willen we samen?" in words(svg(arena(coach, "nl", 1, question="")))


def test_no_name_covers_another(coach: Coach) -> None:
    drawn = svg(arena(coach, "nl", 40))
    marks = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" font-size="13.5">([^<]+)', drawn)
    assert len(marks) == 12
    places = {(float(x) > 180, float(y)) for x, y, _ in marks}
    assert len(places) == 12


def test_what_somebody_typed_is_never_markup(coach: Coach) -> None:
    rows = [{"name": "<b>&\u0000🎉", "status": "aboard"}]
    drawn = svg(arena(coach, "nl", 1, rows=rows, question="<script>{{ 1 + 1 }}"))
    assert "&lt;b&gt;&amp;" in drawn
    assert "&lt;script&gt;{{ 1" in drawn
    draw(arena(coach, "nl", 1, rows=rows))


def test_a_picture_is_a_png_of_720_dots_wide_and_quick(coach: Coach) -> None:
    pictures = [arena(coach, language, 12) for language in ("nl", "en", "nl", "en", "nl")]
    took = []
    for picture in pictures:
        began = time.process_time()
        drawn = draw(picture)
        took.append(time.process_time() - began)
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">I", drawn[16:20]) == (720,)
    assert min(took) < 0.150
