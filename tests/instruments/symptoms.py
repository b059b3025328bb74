"""The symptoms, their signs and the principles, as `stuck` counts them."""

from __future__ import annotations

from itertools import chain, combinations

SYMPTOMS = [f"S{n:02}" for n in range(1, 23)]
PRINCIPLES = [f"D{n}" for n in range(1, 12)]
TIMES = ("minutes", "hour", "weeks")
SIGNS = list(chain.from_iterable(combinations("abc", n) for n in range(4)))
