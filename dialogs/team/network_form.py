"""Does our form fit, asked of a team: disagreement first, then only what holds without anybody.

One organisation is one voice. A form, a flag or a gate is only named when it stays the same with
any one member left out; who leads is called a split when at least two views have at least two
voices. Counts are shown from eight members on, and never of one. Our judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.facts import UNKNOWN, Given
from dialogs.instruments.network_type import NetworkType
from dialogs.instruments.respondents import Respondents, deviation
from dialogs.outcome import Advised
from dialogs.poll import Poll, too_alike
from dialogs.team.saying import advised, more, page_of, pages, say_page
from dialogs.text import listed

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

ASKED: Final = ("trust", "size", "consensus", "competence", "leader", "coordinator", "form")
JUDGED_APART: Final = ("trust", "consensus")
COUNTED_FROM: Final = 8
SEVERAL: Final = 2
DIVIDED: Final = Fraction(8, 10)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of the members; the organisation of each only serves to average."""

    members: tuple[Mapping[str, Any], ...]

    def given(self, **instead: Any) -> Given:
        """Return them as lists, as the instrument reads them; *instead* replaces a question."""
        lists = {name: [one.get(name) for one in self.members] for name in ASKED}
        organisations = [_named(one.get("organisation")) for one in self.members]
        return Given({**lists, **instead, "organisation": organisations})

    def without_one(self) -> Iterator[Answers]:
        """Yield them once for each member, with that one left out."""
        for place in range(len(self.members)):
            yield Answers((*self.members[:place], *self.members[place + 1 :]))

    def divided(self, name: str) -> bool:
        """Return whether the organisations lie far apart on *name*."""
        given = self.given()
        people = Respondents(given["organisation"])
        return deviation(people.voices(given.answers[name]), 3) > DIVIDED

    def all_but_one(self, name: str) -> bool:
        """Return whether at most one member said something else on *name* than all others."""
        told = Counter(one.get(name) for one in self.members)
        return told.most_common(1)[0][1] >= len(self.members) - 1

    def views(self) -> Counter[str]:
        """Return how many say who leads today, "weet ik niet" too."""
        return Counter(str(one["form"]) for one in self.members if one.get("form") is not None)


def _named(organisation: Any) -> str | None:
    """Return an organisation as it is compared: however it was typed."""
    said = " ".join(str(organisation or "").casefold().split())
    return said if said not in ("", UNKNOWN) else None


def shown(talk: Talk, poll: Poll, few: bool) -> dict[str, Any]:
    """Return all that the group may see of the answers, and nothing else."""
    told: dict[str, Any] = {
        "n": poll.count,
        "on": talk.today.isoformat(),
        "few": few,
        "alike": too_alike(poll, talk.polls.told("type")),
    }
    if told["alike"]:
        return told
    instrument = talk.coach.instrument("type", NetworkType)
    return {**told, **seen(instrument, Answers(tuple(v.answers for v in poll.votes)))}


def seen(instrument: NetworkType, answers: Answers) -> dict[str, Any]:
    """Return what a group may see: the split, what divides, and what holds whoever is left out."""
    views = answers.views()
    several = [view for view, count in views.items() if count >= SEVERAL]
    today = _today(views)
    everyone = (answers, *answers.without_one())
    held = _common([_results(instrument, one, today) for one in everyone])
    if held.get("flag") and _exposed(instrument, answers, held["flag"], today):
        held["flag"] = None
    return {
        "split": sorted(several) if len(several) >= SEVERAL else [],
        "counts": _counts(views) if len(several) >= SEVERAL else {},
        "divided": [name for name in JUDGED_APART if all(one.divided(name) for one in everyone)],
        "today": today,
        "flag": held.get("flag"),
        "gate": held.get("gate"),
        "best": held.get("best"),
        "bands": _common([_bands(instrument, one) for one in everyone]),
    }


def _exposed(instrument: NetworkType, answers: Answers, flag: str, today: str | None) -> bool:
    """Return whether *flag* hangs on trust or the goal, of which all but one said the same.

    It takes answers at the very end of the scale: whoever gave another knows then what all others
    said.
    """
    alike = [name for name in JUDGED_APART if answers.all_but_one(name)]
    without = [_results(instrument, answers, today, **{name: None})["flag"] for name in alike]
    return any(one != flag for one in without)


def _common(several: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what is the same in all of *several*."""
    return {
        name: value
        for name, value in several[0].items()
        if all(name in one and one[name] == value for one in several)
    }


def _today(views: Counter[str]) -> str | None:
    """Return who leads today, as far as that hangs on nobody: one view stands far before all."""
    ranked = views.most_common(2)
    if not ranked or ranked[0][0] == UNKNOWN:
        return None
    others = ranked[1][1] if len(ranked) > 1 else 0
    clear = others < SEVERAL and ranked[0][1] - 1 > others
    return ranked[0][0] if clear else None


def _counts(views: Counter[str]) -> dict[str, int]:
    """Return how many have which view, from enough members on, and when none stands alone."""
    enough = sum(views.values()) >= COUNTED_FROM and min(views.values()) >= SEVERAL
    return dict(sorted(views.items())) if enough else {}


def _results(
    instrument: NetworkType, answers: Answers, today: str | None, **instead: Any
) -> dict[str, Any]:
    """Return what the answers come to, with the form of *today* instead of each one's view.

    *instead* replaces the answers to other questions, too.
    """
    results = instrument(answers.given(form=today or UNKNOWN, **instead)).results
    flag = results["flag"]
    return {
        "gate": results["gate"],
        "best": results["best"],
        "flag": None if flag == "spread" else flag,
    }


def _bands(instrument: NetworkType, answers: Answers) -> dict[str, str]:
    levels = instrument.situation(answers.given()).levels
    return {name: instrument.table.band(name, level) for name, level in levels.items()}


# -- words --------------------------------------------------------------------------------------


def tell(talk: Talk, poll: Poll) -> None:
    """Say the result: disagreement leads."""
    say_page(talk, poll, _pages(talk, poll))


def tap(talk: Talk, poll: Poll, verb: str) -> None:
    """Show the next page."""
    if (page := page_of(verb)) is not None:
        say_page(talk, poll, _pages(talk, poll), page)
    else:
        talk.still = True


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
        yield talk.word("form_divided", on=Markup(" / ").join(statements))


def _heard(talk: View, views: Iterable[str]) -> Markup:
    """Return the sentence that says which *views* there are on who leads."""
    said = listed((Markup("<i>{}</i>").format(view) for view in views), talk.language)
    return talk.word("form_split", views=said)


def _advice(told: Mapping[str, Any]) -> Iterator[Advised]:
    """Yield what to say of the form: flags first, then gates, then the move from today's form."""
    values = {"best": told["best"], "bands": {"competence": "mid", **told["bands"]}}
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
        yield talk.word("form_open")
        return
    form = talk.know["types"]["forms"][told["best"]]
    yield talk.word("form_best", form=form["label"], means=form["means"])
