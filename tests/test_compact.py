"""JSON: what is written is read again, also what the quick library refuses."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.compact import encode, read, write
from dialogs.text import html

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.text(st.characters())
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_any_value_of_json_comes_back(value: object) -> None:
    assert read(write(value)) == value
    assert read(encode(value)) == value


@pytest.mark.parametrize("text", ["half \ud83d a pair", "\udc00"])
def test_half_of_a_pair_is_kept_as_the_standard_library_keeps_it(text: str) -> None:
    assert read(write([text])) == [text]
    assert read(json.dumps([text])) == json.loads(json.dumps([text]))


def test_it_is_written_without_blanks_and_letters_stay_letters() -> None:
    assert write({"a": [1, "é", html("<b>")]}) == '{"a":[1,"é","<b>"]}'


@dataclass
class _Thing:
    name: str


@pytest.mark.parametrize("value", [_Thing("x"), {1, 2}, b"x"])
def test_what_is_no_value_of_json_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        write({"it": value})


def test_what_is_no_value_may_be_given_another_way() -> None:
    assert write({"it": b"x"}, lambda one: one.decode()) == '{"it":"x"}'


@pytest.mark.parametrize("written", ["", "{", "[1,]", b"\xff"])
def test_what_is_no_json_is_refused(written: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(written)
