"""A hundred ways per language to say when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reader.strict import read_file
from dialogs.moments import Typed, moments_in

HERE = Path(__file__).parent / "phrases"
NOW = datetime(2026, 3, 2, 13, 0, tzinfo=ZoneInfo("Europe/Brussels"))
PHRASES = [
    pytest.param(path.stem, str(said), meant, id=f"{path.stem}: {said}")
    for path in sorted(HERE.glob("*.yaml"))
    for said, meant in read_file(path, HERE).value.items()
]


def written(meant: tuple[Typed, ...]) -> str:
    """What was understood, as the files write it."""
    if not meant:
        return "-"
    told = []
    for typed in meant:
        hours = f" {typed.hour:%H:%M}" if typed.hour else ""
        hours += f"-{typed.until:%H:%M}" if typed.until else ""
        rule = f" {typed.rule}" if typed.rule else ""
        told.append(f"{'every ' if rule else ''}{typed.day.isoformat()}{hours}{rule}")
    return " | ".join(told)


def test_there_are_a_hundred_per_language() -> None:
    for language in ("nl", "en"):
        assert sum(param.values[0] == language for param in PHRASES) >= 100


@pytest.mark.parametrize(("language", "said", "meant"), PHRASES)
def test_what_people_type_is_understood_or_asked(language: str, said: str, meant: str) -> None:
    assert written(moments_in(said, NOW, language)) == meant


WORDS = st.sampled_from(
    (
        *(
            "dinsdag",
            "tuesday",
            "over",
            "drie",
            "weken",
            "om",
            "14u",
            "half",
            "kwart",
            "voor",
            "an",
        ),
        *("elke", "eerste", "maand", "van", "de", "morgen", "avond", "volgende", "week", "31/2"),
        *("99", "u", ":", "-", "tot", "'s", "§", "in", "hour"),
    )
)


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=8).map(" ".join)))
def test_whatever_is_typed_is_understood_or_not(said: str) -> None:
    for typed in moments_in(said, NOW, "nl"):
        assert typed.until is None or (typed.hour is not None and typed.hour < typed.until)


def test_half_three_is_said_otherwise_in_english() -> None:
    assert written(moments_in("half 3", NOW, "nl")) == "2026-03-02 14:30"
    assert written(moments_in("half 3", NOW, "en")) == "2026-03-02 15:30"
    assert written(moments_in("half een", NOW, "nl")) == "2026-03-03 12:30"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("13 pm", "-"),
        ("om half 26", "-"),
        ("06:30", "2026-03-03 06:30"),
        ("eind december", "2026-12-31"),
        ("eind februari", "2027-02-28"),
        ("eerste maandag", "2026-03-02"),
        ("elke tweede woensdag om 9u", "every 2026-03-11 09:00 FREQ=MONTHLY;BYDAY=2WE"),
        ("elke maand op de 31ste", "every 2026-03-31 FREQ=MONTHLY;BYMONTHDAY=31"),
        ("elke maand op de 32ste", "-"),
        (
            "elk kwartaal op de eerste maandag 9u",
            "every 2026-06-01 09:00 FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO",
        ),
        ("de 32ste", "-"),
        ("de 31ste", "2026-03-31"),
        ("99/99/9999", "-"),
        ("over 999 jaren", "3025-03-02"),
        ("10 jan 25", "-"),
        ("1/4/27", "2027-04-01"),
    ],
)
def test_at_the_edges(said: str, meant: str) -> None:
    assert written(moments_in(said, NOW, "nl")) == meant


def test_nobody_needs_a_page_to_say_when() -> None:
    assert moments_in("dinsdag " * 40, NOW, "nl") == ()
