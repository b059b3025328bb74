"""The collector still finds what is new, and leaves what was there alone."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.garbage import spare_what_stays


class _Knot:
    """Refers to itself, so that only the collector can let it go."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("as_before")
def test_new_cycles_are_still_let_go() -> None:
    spare_what_stays()
    assert gc.get_freeze_count() > 0
    gone = weakref.ref(_Knot())
    assert gone() is not None
    gc.collect()
    assert gone() is None
