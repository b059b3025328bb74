"""Voters are hashes of one group; a ticket is good for one person and one group only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import token
from bot.token import Ticket, genuine, read, sign, voter

SECRET, OTHER = b"a" * 32, b"b" * 32
numbers = st.integers(-(2**62), 2**62)
tickets = st.builds(Ticket, st.sampled_from(["poll", "link"]), numbers, numbers)


@settings(deadline=None)
@given(tickets, numbers)
def test_a_ticket_fits_a_start_parameter_and_is_read_back(ticket: Ticket, chat: int) -> None:
    word = sign(SECRET, 1, chat, ticket)
    assert len(word) == 64
    assert set(word) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    assert read(word) == ticket
    assert genuine(SECRET, 1, chat, word)


@settings(deadline=None)
@given(tickets, numbers, st.integers(0, 63), st.sampled_from("Az09_-"))
def test_a_ticket_that_was_changed_anywhere_is_not_genuine(
    ticket: Ticket, chat: int, place: int, letter: str
) -> None:
    word = sign(SECRET, 1, chat, ticket)
    forged = word[:place] + letter + word[place + 1 :]
    assert genuine(SECRET, 1, chat, forged) == (forged == word)


@pytest.mark.parametrize(
    ("secret", "bot", "chat"), [(OTHER, 1, -100), (SECRET, 2, -100), (SECRET, 1, -101)]
)
def test_a_ticket_of_another_knoop_or_another_group_is_not_genuine(
    secret: bytes, bot: int, chat: int
) -> None:
    assert not genuine(SECRET, 1, -100, sign(secret, bot, chat, Ticket("poll", 3, 77)))


@settings(deadline=None)
@given(st.text(max_size=70))
def test_whatever_stands_behind_start_is_read_without_a_word(word: str) -> None:
    assert not genuine(SECRET, 1, -100, word)


@pytest.mark.parametrize("word", ["", "stuck", "A" * 63, "A" * 65, "A" * 64, "é" * 64, "=" * 64])
def test_what_is_no_ticket_says_nothing(word: str) -> None:
    assert read(word) is None


def test_a_voter_is_the_same_in_one_group_and_another_in_the_next() -> None:
    assert voter(SECRET, 1, 5, 77) == voter(SECRET, 1, 5, 77)
    others = {
        voter(SECRET, 1, 5, 78),
        voter(SECRET, 1, 6, 77),
        voter(SECRET, 2, 5, 77),
        voter(OTHER, 1, 5, 77),
    }
    assert len({*others, voter(SECRET, 1, 5, 77)}) == 5
    assert "77" not in {voter(SECRET, 1, 5, 77)}
    assert token.SECRET_BYTES >= 32
