"""Builds a step from its entry in the file of a dialogue: its kind, its branches and its links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dialogs.condition import Condition, Expression
from dialogs.field import Field
from dialogs.flow import Branch, Link, Step
from dialogs.options import Options
from dialogs.steps.advise import Advise
from dialogs.steps.choose import Choose
from dialogs.steps.day import Day
from dialogs.steps.each import Each
from dialogs.steps.hand_in import HandIn
from dialogs.steps.highest import Highest
from dialogs.steps.listing import Listing
from dialogs.steps.look import Look
from dialogs.steps.many import Many, Ticks
from dialogs.steps.number import Number
from dialogs.steps.plan import MakePlan, Suggestion
from dialogs.steps.say import Say
from dialogs.steps.scale import Scale
from dialogs.steps.taps import Taps
from dialogs.steps.write import Write
from dialogs.steps.yesno import YesNo
from dialogs.text import Text

Written = Mapping[str, Any]
Common = dict[str, Any]


def words(written: Written, name: str) -> Text | None:
    """Return the words under *name*, where they are written."""
    return Text(written[name]) if name in written else None


def _options(written: Written) -> Options:
    return Options.read(written["options"]) if "options" in written else Options()


def _choose(written: Written, common: Common) -> Step:
    options = _options(written)
    several = [question for option in options.written for question in option.sets]
    if several:
        common = {**common, "questions": tuple(dict.fromkeys(several))}
    return Choose(
        options=options,
        unknown=written.get("unknown", True),
        columns=written.get("columns", 1),
        propose=written.get("propose", False),
        **common,
    )


def _many(written: Written, common: Common) -> Step:
    return Many(
        options=_options(written),
        most=written.get("most", 99),
        columns=written.get("columns", 1),
        unknown=written.get("unknown", False),
        without=written.get("without"),
        **common,
    )


def _ticks(written: Written, common: Common) -> Step:
    asked = tuple(str(name) for name in written["options"])
    return Ticks(
        options=_options(written),
        columns=written.get("columns", 1),
        **{**common, "questions": asked},
    )


def _yesno(_: Written, common: Common) -> Step:
    return YesNo(**common)


def _scale(written: Written, common: Common) -> Step:
    return Scale(
        low=Text(written["low"]),
        high=Text(written["high"]),
        unknown=words(written, "unknown"),
        **common,
    )


def _highest(written: Written, common: Common) -> Step:
    return Highest(
        low=Text(written["low"]),
        high=Text(written["high"]),
        unknown=words(written, "unknown"),
        statements=tuple(map(Text, written["statements"])),
        enough=written.get("enough", 5),
        **common,
    )


def _number(written: Written, common: Common) -> Step:
    return Number(
        least=written.get("min", 0),
        most=written.get("max", 9999),
        near=tuple(written.get("near", ())),
        **common,
    )


def _write(written: Written, common: Common) -> Step:
    return Write(
        most=written.get("max", 300),
        options=_options(written),
        unknown=written.get("unknown", False),
        **common,
    )


def _day(written: Written, common: Common) -> Step:
    return Day(ahead=tuple(written.get("ahead", (0, 1, 7))), **common)


def _field(name: str, written: Written) -> Field:
    return Field(
        name=name,
        kind=written.get("kind", "choice"),
        ask=words(written, "ask"),
        options=_options(written),
        columns=written.get("columns", 1),
        unknown=written.get("unknown", True),
    )


def _listing(written: Written, common: Common) -> Step:
    fields = {name: _field(name, entry) for name, entry in written["fields"].items()}
    return Listing(
        fields=fields,
        taps=Taps(fields, tuple(written["taps"]), words(written, "noun")),
        most=written.get("max", 40),
        checklist=Expression(written["checklist"]) if "checklist" in written else None,
        known=Expression(written["known"]) if "known" in written else None,
        begins=Expression(written["begins"]) if "begins" in written else None,
        nouns=words(written, "nouns"),
        **common,
    )


def _each(written: Written, common: Common) -> Step:
    return Each(
        of=written["of"],
        field=written["field"],
        value=written.get("value"),
        otherwise=written.get("otherwise"),
        values=Expression(written["values"]) if "values" in written else None,
        days=written.get("days", False),
        among=Condition(written["among"]) if "among" in written else None,
        shows=Expression(written["shows"]) if "shows" in written else None,
        none=words(written, "none"),
        counts=written.get("counts", True),
        **{**common, "questions": ()},
    )


def _look(_: Written, common: Common) -> Step:
    return Look(**{**common, "skip": False})


def _say(written: Written, common: Common) -> Step:
    return Say(go=words(written, "go"), **{**common, "questions": (), "skip": False})


def _hand_in(written: Written, common: Common) -> Step:
    return HandIn(go=Text(written["go"]), **{**common, "questions": (), "skip": False})


def _advise(written: Written, common: Common) -> Step:
    return Advise(
        go=words(written, "go"),
        pick=words(written, "pick"),
        lenses=written.get("lenses", False),
        of=tuple(written.get("of", ())),
        **{**common, "questions": (), "skip": False},
    )


def _plan(written: Written, common: Common) -> Step:
    question = written.get("question")
    return MakePlan(
        suggestions=tuple(map(Suggestion.read, written.get("suggestions", ()))),
        source=Expression(written["from"]) if "from" in written else None,
        counts=question is not None,
        **{**common, "questions": (question,) if question else ()},
    )


KINDS: Final[Mapping[str, Callable[[Written, Common], Step]]] = {
    "choose": _choose,
    "many": _many,
    "ticks": _ticks,
    "yesno": _yesno,
    "scale": _scale,
    "highest": _highest,
    "number": _number,
    "write": _write,
    "day": _day,
    "list": _listing,
    "each": _each,
    "look": _look,
    "say": _say,
    "hand_in": _hand_in,
    "advise": _advise,
    "plan": _plan,
}
"""A new kind of step is a module in ``dialogs/steps`` and an entry here."""


def _branches(written: Any, following: str) -> tuple[Branch, ...]:
    if written is None:
        return (Branch(following),)
    if isinstance(written, str):
        return (Branch(written),)
    return tuple(
        Branch(entry["to"], Condition(entry["when"]) if "when" in entry else None)
        for entry in written
    )


def _link(written: Written) -> Link:
    return Link(
        label=Text(written["label"]),
        when=Condition(written["when"]) if "when" in written else None,
        to=written.get("to"),
        open=written.get("open"),
        proposes=Expression(written["proposes"]) if "proposes" in written else None,
        visits=written.get("visits"),
        sends=written.get("sends"),
        sets=written.get("sets", {}),
    )


def _keep(name: str, written: Any) -> dict[str, str]:
    if written is None:
        return {}
    if isinstance(written, str):
        return {name: written.removeprefix("network.")}
    return {question: fact.removeprefix("network.") for question, fact in written.items()}


def step(name: str, written: Written, following: str) -> Step:
    """Build the step *name*; without a ``then`` it leads to *following*."""
    kind = next(kind for kind in KINDS if kind in written)
    question = written.get("question", name)
    common: Common = {
        "id": name,
        "ask": Text(written["ask"]),
        "questions": (question,) if question else (),
        "short": words(written, "short"),
        "keep": _keep(question, written.get("keep")),
        "only": Condition(written["only"]) if "only" in written else None,
        "skip": written.get("skip", True),
        "optional": written.get("optional", False),
        "then": _branches(written.get("then"), following),
        "links": tuple(map(_link, written.get("links", ()))),
        "was": tuple(written.get("was", ())),
    }
    return KINDS[kind](written[kind] or {}, common)
