"""Events and keys travel through the inbox as JSON, and come out as they went in."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.event import (
    Blocked,
    Broke,
    Called,
    Edited,
    Event,
    FellDue,
    Happening,
    Key,
    Pressed,
    Said,
    Started,
    Unreadable,
    from_json,
    to_json,
)

texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
whole = st.integers(-(2**52), 2**52)
keys = st.builds(Key, whole, whole, whole, whole | st.none())
happenings = st.one_of(
    st.builds(Started, texts),
    st.builds(Called, texts, texts),
    st.builds(Said, texts),
    st.builds(Pressed, whole, whole, whole | st.none()),
    st.builds(Unreadable, texts),
    st.just(Edited()),
    st.builds(Blocked, st.booleans()),
    st.builds(FellDue, texts, texts),
    st.just(Broke()),
)


@given(keys)
def test_a_key_is_read_as_it_was_written(key: Key) -> None:
    assert Key.parse(str(key)) == key


@given(keys, happenings, whole | st.none(), texts | st.none())
def test_an_event_survives_json(
    key: Key, what: Happening, person: int | None, language: str | None
) -> None:
    event = Event(key, datetime(2026, 3, 2, 12, tzinfo=UTC), what, person, language)
    assert from_json(json.loads(json.dumps(to_json(event)))) == event


@pytest.mark.parametrize(
    ("key", "owner", "private"),
    [(Key(1, 77, 0, 77), "1:77", True), (Key(1, -100, 3, None), "1:-100", False)],
)
def test_a_group_has_one_memory_for_all(key: Key, owner: str, private: bool) -> None:
    assert (key.owner, key.private) == (owner, private)


def test_what_cannot_be_shown_is_left_out_of_a_text() -> None:
    said = Said("een\x00 \ud83dregel\nen\tnog een\x7f")
    event = Event(Key(1, 77, 0, 77), datetime(2026, 3, 2, 12, tzinfo=UTC), said)
    assert from_json(to_json(event)).what == Said("een regel\nen\tnog een")
