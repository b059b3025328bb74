"""The collector still finds what is new, and leaves what was there alone."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from bot.interpreter import SOON, settle_in


class _Knot:
    """Refers to itself, so that only the collector can let it go."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def as_before() -> Iterator[None]:
    before, interval = gc.get_threshold(), sys.getswitchinterval()
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("as_before")
def test_new_cycles_are_still_let_go() -> None:
    settle_in(server=False)
    assert gc.get_freeze_count() > 0
    gone = weakref.ref(_Knot())
    assert gone() is not None
    gc.collect()
    assert gone() is None


@pytest.mark.usefixtures("as_before")
def test_threads_alternate_sooner_where_a_server_is_waited_for() -> None:
    before = sys.getswitchinterval()
    settle_in(server=False)
    assert sys.getswitchinterval() == before
    settle_in(server=True)
    assert sys.getswitchinterval() == pytest.approx(SOON)
