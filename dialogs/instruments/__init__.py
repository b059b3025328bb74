"""The instruments: one small pure module each, from answers to results and advice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from dialogs.outcome import Instrument, Knowledge

MODULES: Final[Mapping[str, str]] = {
    "stuck": "stuck",
    "partners": "arena",
    "mandate": "mandate",
    "feedback": "feedback",
    "delegate": "delegate",
    "type": "network_type",
    "regie": "regie",
    "instrument": "instrument",
    "choice": "choice",
    "portfolio": "portfolio",
    "role": "roles",
    "team_roles": "team_roles",
    "insights": "insights",
    "checkin": "checkin",
    "debrief": "debrief",
    "pulse": "pulse",
    "library": "library",
}
"""The module of each dialogue's instrument; a dialogue without one gives no results."""


def _builder(module: str) -> Callable[[Knowledge], Instrument]:
    def build(knowledge: Knowledge) -> Instrument:
        made: Instrument = import_module(f"{__name__}.{module}").build(knowledge)
        return made

    return build


INSTRUMENTS: Final[Mapping[str, Callable[[Knowledge], Instrument]]] = {
    dialogue: _builder(module) for dialogue, module in MODULES.items()
}
