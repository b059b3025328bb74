"""Bars with words beside them."""

import pytest

from dialogs.bars import bar, cluster_bars, role_bars
from dialogs.outcome import Knowledge
from dialogs.text import localise


@pytest.mark.parametrize(("blocks", "drawn"), [(0, "□□□□□"), (2, "■■□□□"), (5, "■■■■■")])
def test_a_bar_has_five_blocks(blocks: int, drawn: str) -> None:
    assert bar(blocks) == drawn


def test_a_role_has_its_name_and_its_level_beside_the_bar(knowledge: Knowledge) -> None:
    know = localise(knowledge.tables["roles"], "nl", frozenset({"nl", "en"}))
    bars = [
        {"role": "vision", "blocks": 5, "level": "strong"},
        {"role": "creative", "blocks": 0, "level": "none"},
    ]
    assert role_bars(bars, know) == (
        "■■■■■ Visiebewaker: sterk\n□□□□□ Creatieve denker: te weinig antwoorden"
    )


@pytest.mark.parametrize(
    ("mean", "line"),
    [
        pytest.param(1.0, "■□□□□ Works? weak", id="weak"),
        pytest.param(2.9, "■■■□□ Works? weak", id="just-weak"),
        pytest.param(3.0, "■■■□□ Works? could be better", id="between"),
        pytest.param(3.5, "■■■■□ Works? strong", id="strong"),
        pytest.param(None, "", id="no-answer"),
    ],
)
def test_a_cluster_has_a_word_beside_the_bar(
    knowledge: Knowledge, mean: float | None, line: str
) -> None:
    know = localise(knowledge.tables["regie"], "en", frozenset({"nl", "en"}))
    know["clusters"]["works"]["label"] = "Works?"
    assert cluster_bars({"works": mean}, know) == line
