"""The cases of ``tests/play/cases``: the advice that every one of them leads to, in all languages.

Each is named after what it carries; ``knoop check --coverage`` shows what no case or talk reaches.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.play import play
from bot.reached.played import DAY, cases
from dialogs.coach import Coach

TESTS = Path(__file__).parent.parent
CASES = [
    pytest.param(dialogue, case, id=f"{dialogue}-{name}") for dialogue, name, case in cases(TESTS)
]


@pytest.mark.parametrize(("dialogue", "case"), CASES)
def test_the_case_leads_to_its_advice(
    dialogue: str, case: Mapping[str, Any], headless: Coach
) -> None:
    day = date.fromisoformat(str(case.get("at", DAY)))
    for language in headless.languages:
        played = play(headless, dialogue, case["answers"], language, day)
        assert [advice["id"] for advice in played.report["advice"]] == case["advice"]
        assert all(advice["text"] for advice in played.report["advice"])
