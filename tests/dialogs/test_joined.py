"""Names one after the other, as people say them."""

import pytest

from dialogs.condition import joined


@pytest.mark.parametrize(
    ("names", "more", "said"),
    [
        pytest.param([], 0, "", id="nobody"),
        pytest.param(["CAW"], 0, "CAW", id="one"),
        pytest.param(["CAW", "OCMW"], 0, "CAW en OCMW", id="two"),
        pytest.param(["CAW", "OCMW", "VDAB"], 0, "CAW, OCMW en VDAB", id="three"),
        pytest.param(["CAW", "OCMW"], 2, "CAW, OCMW (+2)", id="and-more"),
        pytest.param(["Kind & Gezin", "<b>"], 0, "Kind &amp; Gezin en &lt;b&gt;", id="escaped"),
    ],
)
def test_names_are_said_one_after_the_other(names: list[str], more: int, said: str) -> None:
    assert joined(names, "en", more) == said
