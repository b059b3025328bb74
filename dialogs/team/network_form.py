"""Does our form fit, asked of a team: disagreement leads, then only what exposes nobody.

One organisation is one voice: the mean of its people. Of every question the group may see where the
answers lie together, when that holds whichever voice is left out (:mod:`dialogs.team.voices`); the
form, a flag or a gate is named only when it follows from those words alone, so that it tells no
more than they do. Who leads is called a split when at least two views have at least two people.
Our judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from statistics import median, median_low
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.facts import UNKNOWN, Given
from dialogs.instruments.network_type import COORDINATOR, TODAY, NetworkType
from dialogs.instruments.respondents import deviation, exact
from dialogs.outcome import Advised
from dialogs.poll import Poll, outline
from dialogs.team.saying import advised, more, pages, say_page, turn_to
from dialogs.team.voices import LEAST, Lying, Question, Voices, lying, of_organisation
from dialogs.text import joined, listed

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

JUDGED_APART: Final = ("trust", "consensus")
COUNTED_FROM: Final = 8
SEVERAL: Final = 2
DIVIDED: Final = Fraction(8, 10)
JUDGED_FROM: Final = 3
"""From so many voices on it is judged whether they lie far apart."""

MIDDLING: Final[Mapping[str, Callable[[Voices], float | Fraction]]] = {
    "size": median,
    "coordinator": median_low,
}
"""What stands for all voices where that is not their mean."""

Answers = Sequence[Mapping[str, Any]]
"""What each member answered; the organisation of each only serves to average."""


@dataclass(frozen=True, slots=True)
class Views:
    """What is said of who leads: views that several have, how many have which, and today's form."""

    split: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    today: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What a group may see of the answers; read once from the tables."""

    instrument: NetworkType
    levels: Mapping[str, Sequence[Mapping[str, Any]]]
    questions: Mapping[str, Question[Lying]]
    views: Question[Views]

    @classmethod
    def read(cls, instrument: NetworkType, rules: Mapping[str, Any]) -> Form:
        """Build it from the *rules* of this kind of poll."""
        questions = {
            name: lying(
                rules["answers"][name],
                _level(levels, MIDDLING.get(name, _mean)),
                _sets([one["band"] for one in levels]),
                _far_apart if name in JUDGED_APART else lambda _: False,
            )
            for name, levels in rules["levels"].items()
        }
        return cls(instrument, rules["levels"], questions, Question(TODAY, _views, _wider, Views()))

    def seen(self, answers: Answers) -> dict[str, Any]:
        """Return the split, what divides, and what holds whoever is left out."""
        voices = {name: _voices(answers, name) for name in self.questions}
        said = {name: one.said(voices[name]) for name, one in self.questions.items()}
        views = self.views.said(one["form"] for one in answers if one.get("form") is not None)
        return {
            "split": list(views.split),
            "counts": dict(views.counts),
            "divided": [name for name in JUDGED_APART if said[name].apart],
            "today": views.today,
            **self.follows(said, views.today),
            "bands": self.bands(said),
            "voices": len(set(_seats(answers))) >= LEAST,
        }

    def bands(self, said: Mapping[str, Lying]) -> dict[str, str]:
        """Return the band of each factor of which one band is said."""
        bands = {
            name: {self.levels[name][level]["band"] for level in said[name].levels}
            for name in self.instrument.table.points
        }
        return {name: one.pop() for name, one in bands.items() if len(one) == 1}

    def follows(self, said: Mapping[str, Lying], today: str | None) -> dict[str, Any]:
        """Return the flag, the gate and the best form that follow from what is *said* alone."""
        possible = [
            [self.levels[name][level]["stands"] for level in sorted(one.levels)]
            for name, one in said.items()
        ]
        common: dict[str, Any] | None = None
        for values in product(*possible):
            told = Given({**dict(zip(said, values, strict=True)), "form": today or UNKNOWN})
            results = self.instrument(told).results
            some = {name: results[name] for name in ("flag", "gate", "best")}
            common = some if common is None else _shared(common, some)
            if not any(common.values()):
                break
        return common or {}


def _shared(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is the same in both, None where they differ."""
    return {name: value if other[name] == value else None for name, value in one.items()}


def _level(
    levels: Sequence[Mapping[str, Any]], middle: Callable[[Voices], float | Fraction]
) -> Callable[[Voices], int]:
    """Return what tells at which of the *levels* some voices lie together."""
    under = [exact(one["under"]) if "under" in one else None for one in levels]
    upto = [exact(one["upto"]) if "upto" in one else None for one in levels]

    def level(voices: Voices) -> int:
        value = middle(voices)
        return next(
            place
            for place, (below, last) in enumerate(zip(under, upto, strict=True))
            if (below is None or value < below) and (last is None or value <= last)
        )

    return level


def _mean(voices: Voices) -> Fraction:
    return Fraction(sum(voices), len(voices))


def _sets(bands: Sequence[str]) -> list[frozenset[int]]:
    """Return which levels words can be about: one, a band, two bands side by side, all."""
    names = list(dict.fromkeys(bands))
    of_band = [{place for place, band in enumerate(bands) if band == name} for name in names]
    pairs = [one | other for one, other in pairwise(of_band)]
    singles = [{place} for place in range(len(bands))]
    every = [*singles, *of_band, *pairs, set(range(len(bands)))]
    return list(dict.fromkeys(map(frozenset, every)))


def _far_apart(voices: Voices) -> bool:
    return deviation([Fraction(one) for one in voices], JUDGED_FROM) > DIVIDED


def _voices(answers: Answers, name: str) -> list[int]:
    """Return the answers to a question as whole numbers, one of each organisation."""
    groups: dict[object, list[int]] = {}
    for seat, one in zip(_seats(answers), answers, strict=True):
        value = one.get(name)
        if value is not None and value != UNKNOWN:
            number = COORDINATOR.index(value) if name == "coordinator" else int(value)
            groups.setdefault(seat, []).append(number)
    return [of_organisation(one) for one in groups.values()]


def _seats(answers: Answers) -> Iterator[object]:
    """Yield the organisation of each member as it is compared, however typed, or a place alone."""
    for place, one in enumerate(answers):
        said = " ".join(str(one.get("organisation") or "").casefold().split())
        yield said if said not in ("", UNKNOWN) else place


def _views(voices: Voices) -> Views:
    """Return what can be said of who leads today, "weet ik niet" too."""
    counts = Counter(voices)
    several = sorted(view for view, count in counts.items() if count >= SEVERAL)
    if len(several) < SEVERAL:
        return Views(today=_today(counts))
    enough = len(voices) >= COUNTED_FROM and min(counts.values()) >= SEVERAL
    return Views(tuple(several), tuple(sorted(counts.items())) if enough else ())


def _wider(views: Views) -> Iterable[Views]:
    return (views, replace(views, counts=()), Views())


def _today(counts: Counter[str]) -> str | None:
    """Return who leads today, as far as that hangs on nobody: one view stands far before all."""
    (view, most), *others = counts.most_common(2)
    clear = most - 1 > sum(count for _, count in others)
    return view if clear and view != UNKNOWN else None


def shown(talk: Talk, poll: Poll, few: bool) -> dict[str, Any]:
    """Return all that the group may see of the answers, and nothing else."""
    told = outline(poll, talk.polls, talk.today, few)
    if told["alike"]:
        return told
    instrument = talk.coach.instrument("type", NetworkType)
    form = Form.read(instrument, talk.know["polls"]["kinds"]["type"])
    return {**told, **form.seen([vote.answers for vote in poll.votes])}


# -- words --------------------------------------------------------------------------------------


def tell(talk: Talk, poll: Poll) -> None:
    """Say the result: disagreement leads."""
    say_page(talk, poll, _pages(talk, poll))


def tap(talk: Talk, poll: Poll, verb: str) -> None:
    """Show the next page."""
    turn_to(talk, poll, verb, _pages(talk, poll))


def _pages(talk: View, poll: Poll) -> list[Markup]:
    told = poll.shown
    day = talk.day(date.fromisoformat(told["on"]))
    blocks = [talk.word("form_result", day=day, count=told["n"])]
    if told["few"]:
        blocks.append(Markup.escape(talk.know["pulse"]["few_of_all"]))
    if told["alike"]:
        return pages([*blocks, talk.word("alike")])
    advice = list(_advice(told))
    blocks += _disagreement(talk, told)
    blocks += [advised(talk, "type", one.id, one.values) for one in advice]
    blocks += _without_today(talk, told)
    blocks += [more(talk, "type", one.id, one.values) for one in advice]
    return pages(blocks)


def _disagreement(talk: View, told: Mapping[str, Any]) -> Iterator[Markup]:
    """Yield the headlines: who leads, and on what the members lie far apart."""
    today, views = talk.know["types"]["today"], told["split"]
    if told["counts"]:
        yield _heard(talk, (f"{today[view]} ({n})" for view, n in told["counts"].items()))
    elif views:
        yield _heard(talk, (today[view] for view in views))
    if told["divided"]:
        statements = [talk.word(f"divided_{name}") for name in told["divided"]]
        yield talk.word("form_divided", on=joined(" / ", statements))


def _heard(talk: View, views: Iterable[str]) -> Markup:
    """Return the sentence that says which *views* there are on who leads."""
    said = listed((Markup("<i>{}</i>").format(view) for view in views), talk.language)
    return talk.word("form_split", views=said)


def _advice(told: Mapping[str, Any]) -> Iterator[Advised]:
    """Yield what to say of the form: flags first, then gates, then the move from today's form."""
    # A band that hangs on one member is not told: then the words that depend on it are left out.
    untold = dict.fromkeys(("trust", "size", "consensus", "competence"), "mid")
    values = {"best": told["best"], "bands": {**untold, **told["bands"]}}
    if told["flag"] is not None:
        yield Advised(told["flag"], values=values)
        return
    if told["gate"] is not None:
        yield Advised(told["gate"], values=values)
    if told["best"] is not None and told["today"] is not None:
        yield Advised(f"{told['today']}_{told['best']}", values=values)


def _without_today(talk: View, told: Mapping[str, Any]) -> Iterator[Markup]:
    """Yield what can be said of the form when it hangs on somebody who leads today, or at all."""
    if told["flag"] is not None or (told["best"] and told["today"]):
        return
    if told["best"] is None:
        yield talk.word("form_open" if told["voices"] else "form_few_voices")
        return
    form = talk.know["types"]["forms"][told["best"]]
    yield talk.word("form_best", form=form["label"], means=form["means"])
