"""Which instrument to choose: the table of regie.md §5 over every combination of answers."""

from itertools import product
from typing import Any

from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.instrument import Choosing
from tests.instruments.instrument_answers import CHOICES, KINDS, LIGHTER, mix
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "instrument"


def expected(told: dict[str, Any]) -> str | None:
    """Return the rule by the table of regie.md §5, read aloud; None: a question comes first."""
    if "result" not in told:
        return "N1"
    if "do_self" not in told:
        return None
    if told["do_self"] == "yes":
        return "N2"
    if "willing" not in told:
        return None
    if told["willing"] == "yes":
        return "N3"
    if told.get("providers") == "several":
        return "N4"
    if told.get("depends_on_money") == "yes":
        return "N5"
    urgent = told.get("harm_soon") == "yes" or LIGHTER & set(told.get("tried", ()))
    if told.get("legal_ground") == "yes" and urgent and "would_use_stick" in told:
        return "N6" if told["would_use_stick"] == "yes" else "N7"
    return "N8"


def test_every_combination_ends_in_an_advice_or_in_the_question_to_ask_first(
    choosing: Choosing,
) -> None:
    reached: set[str] = set()
    for values in product(*CHOICES.values()):
        answers = dict(zip(CHOICES, values, strict=True))
        told = {question: value for question, value in answers.items() if value != "unknown"}
        outcome = choosing(Given(answers))
        rule, main, support, fallback = mix(outcome)
        assert rule == expected(told), answers
        assert outcome.advice
        assert main in KINDS | {"do_self", None}
        assert support in KINDS | {None}
        assert fallback in KINDS | {"do_self", None}
        assert (main == "legal") <= (told.get("would_use_stick") == "yes")
        assert (fallback == "legal") <= (told.get("legal_ground") == "yes")
        reached.update(ids(outcome))
    assert reached == {
        *(f"N{n}" for n in range(1, 9)),
        *("ask_do_self", "ask_willing", "ask_lawyer", "again"),
    }


@settings(deadline=None)
@examples(
    answers=st.fixed_dictionaries(
        {},
        optional={
            question: st.sampled_from([*options, None])
            if question != "tried"
            else st.none()
            | st.just("unknown")
            | st.lists(st.sampled_from(sorted(KINDS)), unique=True)
            for question, options in CHOICES.items()
        },
    )
)
def test_any_answers_can_be_said_and_a_provisional_result_can_still_change(
    choosing: Choosing, speaker: Speaker, answers: dict[str, Any]
) -> None:
    outcome = choosing(Given(answers))
    speaker.check(outcome)
    told = {q: value for q, value in answers.items() if value not in (None, "unknown")}
    assert mix(choosing(Given(told))) == mix(outcome)
    still_open = [question for question in CHOICES if question not in told]
    if "tried" in told:
        assert mix(choosing(Given({**told, "tried": told["tried"][::-1]}))) == mix(outcome)
    options = [[v for v in CHOICES[question] if v != "unknown"] for question in still_open]
    endings = {
        mix(choosing(Given({**told, **dict(zip(still_open, values, strict=True))})))
        for values in product(*options)
    }
    assert outcome.provisional is (endings != {mix(outcome)})
