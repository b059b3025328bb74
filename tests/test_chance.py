"""Chance by the page is as good as chance by the draw."""

from __future__ import annotations

import re

from bot.chance import Chance


def test_nothing_is_given_twice() -> None:
    chance = Chance()
    words = [chance.word(24) for _ in range(1000)]
    assert len(set(words)) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", word) for word in words)
    assert not any(word in "".join(words[:100]) for word in words[100:])


def test_numbers_use_all_their_bits_and_no_more() -> None:
    chance = Chance()
    numbers = [chance.bits(62) for _ in range(1000)]
    assert len(set(numbers)) == 1000
    assert max(numbers).bit_length() == 62
    assert all(0 <= chance.bits(1) <= 1 for _ in range(100))


def test_two_never_deal_the_same() -> None:
    assert Chance().word(24) != Chance().word(24)
