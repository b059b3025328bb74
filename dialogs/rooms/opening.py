"""Before a poll: what became of the last one, who is in the group, how long and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from dialogs.effect import KeepPoll, OpenPoll
from dialogs.poll import Poll
from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Row, Screen
from dialogs.session import Action
from dialogs.team import board
from dialogs.team.linking import link_of

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

DONE: Final = ("agreed", "discussed", "nothing")


class Opening(Deaf):
    """Asks one thing at a time, of whoever is there; anybody may start a poll.

    What was answered stands in the scratch of the session: ``kind``, ``done``, ``form``,
    ``power`` (and ``sure`` after each advice not to), ``days``.
    """

    def screen(self, talk: View) -> Screen:
        """Return the question that is next."""
        kind = talk.session.scratch["kind"]
        know = talk.know["polls"]
        name = know["kinds"][kind]["name"]
        stage = _stage(talk)
        told: dict[str, Any] = {"name": name}
        rows: list[Row] = []
        running = talk.polls.running(kind)
        match stage:
            case "running" if running is not None:
                told["until"] = talk.moment(running.due) if running.due else ""
                rows = [[Choice(talk.word("fill_in"), poll=running.id, verb="fill")]]
            case "soon":
                last = _last_day(talk, kind)
                told |= {"last": talk.day(last), "from": talk.day(last + _apart(talk))}
                rows = [[Choice(talk.word("talkcard_name"), ["room", "talkcard"])]]
            case "done":
                told["last"] = talk.day(_last_day(talk, kind))
                rows = [[Choice(talk.word(f"done_{one}"), ["done", one])] for one in DONE]
            case "form":
                forms = know["kinds"][kind]["forms"]
                rows = [[Choice(form["label"], ["form", one])] for one, form in forms.items()]
            case "power":
                rows = [
                    [Choice(talk.word(one), ["power", one]) for one in ("yes", "no")],
                    [Choice(talk.word("unknown"), ["power", "unknown"])],
                ]
            case "days":
                words = [(days, talk.word("for_days", days=days)) for days in know["days"]]
                rows = [[Choice(label, ["days", days]) for days, label in words]]
            case _:
                rows = [[Choice(talk.word("start_anyway"), ["sure", stage])]]
                rows.append([Choice(talk.word("talkcard_name"), ["room", "talkcard"])])
        return Screen(
            talk.word(f"opening_{stage}", **told),
            [*rows, [Choice(talk.word("not_now"), ["room", "menu"])]],
        )

    def press(self, talk: Talk, action: Action) -> None:
        """Note the answer; with the last one the poll begins."""
        scratch = talk.session.scratch
        verb, value = action
        if verb == "sure":
            scratch["sure"] = [*scratch.get("sure", ()), value]
            return
        scratch[verb] = value
        if verb == "done":
            last = talk.polls.told(scratch["kind"])[-1]
            kept = replace(last, shown={**last.shown, "done": value})
            talk.effects.append(KeepPoll(kept))
        if verb == "days":
            _begin(talk)


def _stage(talk: View) -> str:
    """Return what comes next: the name of a screen."""
    scratch = talk.session.scratch
    kind = scratch["kind"]
    know = talk.know["polls"]["kinds"][kind]
    sure = scratch.get("sure", ())
    earlier = talk.polls.told(kind)
    if talk.polls.running(kind) is not None:
        return "running"
    if earlier and talk.today < _last_day(talk, kind) + _apart(talk):
        return "soon"
    if earlier and "done" not in earlier[-1].shown and "done" not in scratch:
        return "done"
    if scratch.get("done") == "nothing" and "nothing" not in sure:
        return "nothing"
    if "forms" in know and "form" not in scratch:
        return "form"
    if know.get("power") == "yes" and "power" not in scratch:
        return "power"
    if scratch.get("power") == "yes" and "powerful" not in sure:
        return "powerful"
    return "days"


def _last_day(talk: View, kind: str) -> date:
    return date.fromisoformat(talk.polls.told(kind)[-1].shown["on"])


def _apart(talk: View) -> timedelta:
    return timedelta(days=talk.know["polls"]["again_after"])


def _about(talk: Talk, kind: str) -> dict[str, Any]:
    """Return what members may choose from: organisations of the network that the group is of."""
    names = link_of(talk).get("organisations", ())
    return {"organisations": list(names)} if kind == "type" and names else {}


def _begin(talk: Talk) -> None:
    """Put the poll in the group; the questions before it are over."""
    scratch = talk.session.scratch
    poll = Poll(
        id=talk.polls.number,
        kind=scratch["kind"],
        conversation=str(talk.event.key),
        starter=talk.polls.me,
        series=talk.polls.series,
        begun=talk.event.at,
        due=talk.event.at + timedelta(days=scratch["days"]),
        form=scratch.get("form", ""),
        about=_about(talk, scratch["kind"]),
    )
    talk.close_screen()
    talk.effects.append(OpenPoll(board.post(talk, poll)))
    talk.enter("menu")
    talk.still = True
