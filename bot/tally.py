"""What a worker did since it began, for whoever watches over it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one worker; ``turn_seconds`` and ``delivery_seconds`` are sums."""

    taken: int = 0
    failed: int = 0
    parked: int = 0
    batches: int = 0
    turn_seconds: float = 0.0
    delivery_seconds: float = 0.0
    deliveries: Counter[str] = field(default_factory=Counter)
