"""The collector of garbage, told what stays: it costs a turn a sixth of its time otherwise.

Python looks for cycles after every 700 new objects, and now and then among all that is there: the
content, which never goes, is by far the most of it.
"""

from __future__ import annotations

import gc
from typing import Final

SELDOM: Final = (50_000, 20, 100)
"""New objects before the young ones are looked at, and how many such looks before older ones are
(measured: ``docs/performance.md``). Cycles of some hundred turns wait meanwhile: a few MB."""


def spare_what_stays() -> None:
    """Look no more at what is there now, and seldom at the rest; call it once all is read."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
