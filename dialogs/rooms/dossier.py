"""One network on one page: what is known of it, each fact one tap from being changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.facts import BadFactError, accept_fact
from dialogs.memory import Fact, Network
from dialogs.rooms.room import Deaf
from dialogs.route import closest
from dialogs.screen import Choice, Row, Screen, chosen, in_columns
from dialogs.session import Action
from dialogs.team.feeding import answers_behind
from dialogs.text import joined, listed, month_name

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

PER_PAGE = 6


class Dossier(Deaf):
    """The network that is meant: its facts, partners, plans; and the question behind a fact."""

    def screen(self, talk: View) -> Screen:
        """Return the page of the network, or the question of the fact that is being changed."""
        network = talk.memory.current
        if network is None:
            return Screen(talk.word("no_networks"), [[Choice(talk.word("to_menu"), ["leave"])]])
        fact = talk.session.scratch.get("fact")
        if fact is not None:
            return self._asking(fact, network, talk)
        if talk.session.scratch.get("facts"):
            return self._choosing(talk)
        rows = [
            [
                Choice(talk.word("change_fact"), ["facts"]),
                Choice(talk.word("as_picture"), ["send", "glance_picture"]),
            ],
            [Choice(talk.word("as_report"), ["room", "report"])],
            [
                Choice(talk.word("other_network"), ["room", "networks"]),
                Choice(talk.word("go_on"), ["leave"]),
            ],
        ]
        return Screen(joined("\n", page(network, talk)), rows)

    def _choosing(self, talk: View) -> Screen:
        fields = list(_fields(talk).items())
        pages = -(-len(fields) // PER_PAGE)
        page = talk.session.scratch.get("page", 0)
        shown = fields[page * PER_PAGE : (page + 1) * PER_PAGE]
        rows: list[Row] = [[Choice(field["label"], ["fact", name])] for name, field in shown]
        further = talk.word("page", page=page + 1, pages=pages)
        rows.append([Choice(further, ["page", (page + 1) % pages])])
        return Screen(talk.word("change_which"), [*rows, [Choice(talk.word("back"), ["overview"])]])

    def _asking(self, fact: str, network: Network, talk: View) -> Screen:
        field = _fields(talk)[fact]
        known = network.facts.get(fact)
        value = known.value if known else None
        rows: list[Row] = []
        if field["kind"] == "choice":
            rows = [
                [Choice(chosen(label, name == value), ["set", name])]
                for name, label in field["values"].items()
            ]
        elif field["kind"] == "scale":
            rows = in_columns([Choice(chosen(n, n == value), ["set", n]) for n in range(1, 6)], 5)
        if known is not None:
            rows.append([Choice(talk.word("forget_fact"), ["set", None])])
        rows.append([Choice(talk.word("back"), ["overview"])])
        return Screen(Markup.escape(field["ask"]), rows, numeric=field["kind"] == "number")

    def press(self, talk: Talk, action: Action) -> None:
        """Open the facts, one of them, or set it."""
        scratch = talk.session.scratch
        match action:
            case ["facts"]:
                scratch["facts"] = True
            case ["page", number]:
                scratch["page"] = number
            case ["overview"]:
                for kept in ("facts", "fact", "page"):
                    scratch.pop(kept, None)
            case ["fact", name]:
                scratch["fact"] = name
            case _:
                self._set(action[1], talk)

    def hear(self, talk: Talk, text: str) -> bool:
        """Take a typed value of the fact that is being changed."""
        fact = talk.session.scratch.get("fact")
        if fact is None:
            return False
        field = _fields(talk)[fact]
        value: Any = " ".join(text.split())
        if field["kind"] == "choice":
            value = closest(text, field["values"])
        elif field["kind"] in ("scale", "number"):
            value = int(value) if value.isdecimal() else None
        try:
            if value in (None, ""):
                raise BadFactError(text)
            self._set(accept_fact(fact, value), talk)
        except BadFactError:
            talk.note = talk.word("no_such_value")
        return True

    def _set(self, value: Any, talk: Talk) -> None:
        network, scratch = talk.memory.current, talk.session.scratch
        name = scratch.pop("fact", None)
        for kept in ("facts", "page"):
            scratch.pop(kept, None)
        if network is None or name is None:
            return
        facts = {key: fact for key, fact in network.facts.items() if key != name}
        if value is not None:
            facts[name] = Fact(value, talk.today, "dossier")
        talk.memory = talk.memory.with_network(replace(network, facts=facts, used=talk.today))
        talk.note = talk.word("fact_kept")


def _fields(talk: View) -> Mapping[str, Any]:
    fields: Mapping[str, Any] = talk.know["dossier"]
    return fields


def fact_in_words(name: str, value: Any, talk: View) -> Markup:
    """Return the value of a fact as a person says it."""
    field = _fields(talk)[name]
    if field["kind"] == "choice":
        return Markup.escape(field["values"].get(value, value))
    if field["kind"] == "month":
        return Markup.escape(month_name(value, talk.language))
    if field["kind"] == "scale":
        return talk.word("out_of_five", value=f"{value:g}")
    return Markup.escape(value)


def _when(fact: Fact, talk: View) -> Markup:
    """Return of which day a fact is, and of how many of the team when a team told it."""
    day = Markup("{:%d/%m/%y}").format(fact.on)
    count = answers_behind(fact)
    return day if count is None else talk.word("told_by_team", day=day, count=count)


def page(network: Network, talk: View) -> list[Markup]:
    """Return the lines of the one-page overview: facts with their day, partners, plans."""
    lines = [Markup("<b>{}</b>").format(network.name)]
    for name in _fields(talk):
        fact = network.facts.get(name)
        if fact is not None:
            label, value = _fields(talk)[name]["label"], fact_in_words(name, fact.value, talk)
            when = _when(fact, talk)
            lines.append(Markup("{}: <b>{}</b> <i>({})</i>").format(label, value, when))
    if network.partners:
        told, more = network.partners[:8], len(network.partners[8:])
        names = listed((partner["name"] for partner in told), talk.language, more)
        lines.append(talk.word("partners_line", count=len(network.partners), names=names))
    plans = [p for p in talk.memory.plans if p.network == network.id and p.status == "open"]
    lines += [
        talk.word("plan_line", plan=plan.text, day=f"{plan.made:%d/%m}") for plan in plans[-3:]
    ]
    if len(lines) == 1:
        lines.append(talk.word("nothing_known"))
    return lines
