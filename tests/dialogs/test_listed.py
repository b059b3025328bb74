"""Names one after the other, as people say them in each language."""

import pytest

from dialogs.text import Text, listed


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
    assert listed(names, "nl", more) == said
    text = Text({"nl": "{{ names | listed(more) }}"})
    assert text.render("nl", {"names": names, "more": more}) == said


def test_english_has_no_comma_before_and() -> None:
    text = Text({"en": "{{ names | listed }}"})
    assert text.render("en", {"names": ["a", "b", "c"]}) == "a, b and c"
