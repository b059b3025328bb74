"""Python itself, set for a process that answers for weeks: its collector and its threads.

Measured in ``docs/performance.md``.
"""

from __future__ import annotations

import gc
import sys
from typing import Final

SELDOM: Final = (50_000, 20, 100)
"""New objects before the young ones are looked at, and how many such looks before older ones are.
Cycles of some hundred turns wait meanwhile: a few MB."""

SOON: Final = 0.0002
"""Seconds after which one thread lets another go first, where statements wait for a server."""


def settle_in(*, server: bool) -> None:
    """Spare what stays, and let the threads alternate as the database wants it.

    Call it once all is read. The collector then looks no more at what is there now, and seldom at
    the rest: by far the most of it is content, which never goes, and a turn would cost a sixth
    more. With a database *server* the thread of the store gives way at each of some twenty
    statements a batch, and would wait 5 ms each time until it may go on.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    if server:
        sys.setswitchinterval(SOON)
