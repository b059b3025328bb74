"""Who may talk with Knoop: everybody, a list, or who shows the code."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialogs.access import Access, read_access
from dialogs.event import Called, Event, Happening, Key, Said, Started

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def did(what: Happening, person: int = 7, group: bool = False) -> Event:
    key = Key(1, -100) if group else Key(1, person, 0, person)
    return Event(key, NOW, what, person)


def test_without_a_rule_everybody_is_let_in() -> None:
    for text in ("", " "):
        access = read_access(text)
        assert access.open
        assert access.admits(did(Said("hallo")), known=False)


def test_a_list_is_the_whole_list() -> None:
    access = read_access("7, 8")
    assert not access.open
    assert access.admits(did(Said("hallo"), 8), known=False)
    assert not access.admits(did(Said("hallo"), 9), known=True)


@pytest.mark.parametrize("what", [Said("zuid2026"), Said(" Zuid2026 "), Started("ZUID2026")])
def test_who_shows_the_code_is_let_in(what: Happening) -> None:
    access = read_access("code:Zuid2026")
    assert access.admits(did(what), known=False)
    assert access.invited(did(what))


@pytest.mark.parametrize("what", [Said("zuid"), Said("mijn code is zuid2026"), Called("zuid2026")])
def test_who_shows_something_else_is_not(what: Happening) -> None:
    access = read_access("code:zuid2026")
    assert not access.admits(did(what), known=False)
    assert access.admits(did(what), known=True)


def test_a_code_is_not_shown_in_a_group() -> None:
    access = read_access("code:zuid2026")
    assert not access.admits(did(Said("zuid2026"), group=True), known=False)
    assert access.admits(did(Called("vast"), group=True), known=True)


def test_a_list_and_codes_go_together() -> None:
    access = read_access("7,code:zuid2026,code:noord-2026")
    assert access == Access(frozenset({7}), frozenset({"zuid2026", "noord-2026"}))
    assert access.admits(did(Called("vast"), 7), known=False)


@pytest.mark.parametrize(
    "text", [",", " , ", "ann", "7;8", "code:kort", "code:met spatie", "code:", "-7", "²"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"neither the number|a code has 6 or more|names nobody"):
        read_access(text)
