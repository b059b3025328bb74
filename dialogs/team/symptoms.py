"""Where a network is stuck, as a team sees it: what several recognise, and lenses to choose from.

A symptom is shown when at least three chose it, among seven or more at least four: then also who
ticked what is not shown cannot tell whether another did. The sensitive ones only among eight. They
are shown in the order of the list, so that the order tells nothing. Our judgement, within UX.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.facts import Given
from dialogs.instruments.stuck import Stuck
from dialogs.poll import Poll, outline
from dialogs.team import choosing
from dialogs.team.saying import ON, lead_on, pages, say_page, way_on
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

TICKED: Final = "symptoms"
PACE: Final = "minutes"


def shown(talk: Talk, poll: Poll, few: bool) -> dict[str, Any]:
    """Return all that the group may see: shared symptoms, and the lenses that follow from them."""
    told = {
        **outline(poll, talk.polls, talk.today, few),
        "symptoms": [],
        "lenses": [],
        "gate": None,
    }
    if told["alike"]:
        return told
    symptoms = shared(talk, poll)
    results = [_results(talk, main, symptoms) for main in symptoms]
    gates = [one["gate"] for one in results if one["gate"] is not None]
    return {
        **told,
        "symptoms": symptoms,
        "lenses": _lenses(results),
        "gate": next(iter(gates), None),
    }


def _results(talk: View, main: str, symptoms: list[str]) -> Mapping[str, Any]:
    """Return what the instrument says when *main* is what weighs most."""
    instrument = talk.coach.instrument("stuck", Stuck)
    also = [one for one in symptoms if one != main]
    return instrument(Given({"symptom": main, "also": also, "signs": []})).results


def _lenses(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the lenses that fit best when every symptom in turn weighs most.

    None weighs more than the others: which lens comes first would tell which symptom most chose,
    and from that in a small group who did.
    """
    scores: Counter[str] = Counter()
    for one in results:
        scores.update({principle["id"]: principle["score"] for principle in one["principles"]})
    ranked = sorted(scores, key=lambda principle: (-scores[principle], principle))
    return ranked[: max((len(one["shown"]) for one in results), default=0)]


def shared(talk: View, poll: Poll) -> list[str]:
    """Return the two or three symptoms that most recognise, within the thresholds.

    They stand in the order of the list.
    """
    rules = talk.know["polls"]["kinds"]["stuck"]["shared"]
    ticked = [name for one in poll.answers(TICKED) if isinstance(one, list) for name in set(one)]
    counts = Counter(ticked)

    least = max(ticks for people, ticks in rules["least"].items() if int(people) <= poll.count)

    def may_be_shown(name: str) -> bool:
        may = name not in rules["sensitive"] or poll.count >= int(rules["sensitive_from"])
        return may and counts[name] >= int(least)

    names = sorted(filter(may_be_shown, counts), key=lambda name: (-counts[name], name))
    return sorted(names[: rules["most"]], key=list(talk.know["symptoms"]["list"]).index)


# -- words --------------------------------------------------------------------------------------


def tell(talk: Talk, poll: Poll) -> None:
    """Say what is shared; where there are lenses, the group chooses one with buttons."""
    first = _first(talk, poll.shown)
    rows = () if first is None else ((way_on(talk, poll, first),),)
    say_page(talk, poll, pages(_blocks(talk, poll.shown)), rows=rows)
    if poll.shown["lenses"]:
        choosing.begin(talk, poll, "lens", poll.shown["lenses"], {"n": poll.shown["n"]})


def tap(talk: Talk, poll: Poll, verb: str) -> None:
    """Lead on to what comes first."""
    first = _first(talk, poll.shown)
    if verb == ON and first is not None:
        lead_on(talk, first)
    else:
        talk.still = True


def _blocks(talk: View, told: Mapping[str, Any]) -> Iterator[Markup]:
    yield talk.word("stuck_result", day=talk.day(date.fromisoformat(told["on"])), count=told["n"])
    if told["few"]:
        yield Markup.escape(talk.know["pulse"]["few_of_all"])
    if told["alike"]:
        yield talk.word("alike")
        return
    if not told["symptoms"]:
        yield talk.word("stuck_nothing")
        return
    symptoms = talk.know["symptoms"]["list"]
    lines = [Markup("• {}").format(symptoms[name]["label"]) for name in told["symptoms"]]
    yield joined("\n", [talk.word("stuck_shared"), *lines])
    if (first := _first(talk, told)) is not None:
        yield talk.word("stuck_gate", title=talk.title(first))


def _first(talk: View, told: Mapping[str, Any]) -> str | None:
    """Return the dialogue that comes before any lens, or None."""
    if told["gate"] is None:
        return None
    dialogue = str(told["gate"]).removeprefix("first:")
    return dialogue if dialogue in talk.coach.dialogues else "choice"
