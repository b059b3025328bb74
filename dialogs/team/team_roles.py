"""Who covers which role, in the group: names of who gave theirs, no numbers of who did not.

The instrument says which members count. Of those who gave no name the group hears of each role only
whether any of them takes it up: how many, or that all others only might, would tell in a small team
what one of them answered (our judgement, found by going through all teams of up to eight).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Picture, Rows, Whisper
from dialogs.facts import Given
from dialogs.instruments.team_roles import TeamRoles
from dialogs.outcome import Advised
from dialogs.pictures import named
from dialogs.pictures.roles import team_text, team_values
from dialogs.poll import Poll, Vote, too_alike
from dialogs.team.saying import advised, button, more, pages, say_page, turn_to

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

OVERLOADED: Final = "overloaded"
WAIT: Final = "wait"
"""What the instrument says while too few share their roles; when a poll is over nobody waits."""


def shown(talk: Talk, poll: Poll, few: bool) -> dict[str, Any]:
    """Return all that the group may see, after telling who carries too much, and only them."""
    instrument = talk.coach.instrument("team_roles", TeamRoles)
    _tell_privately(talk, poll, instrument)
    members = [_member(vote) for vote in poll.votes]
    if too_alike(poll, talk.polls.told("team_roles")):
        members = [one for one in members if one["share"] == "named"]
    outcome = instrument(Given({"members": _veiled(members)}))
    return {
        "n": poll.count,
        "on": talk.today.isoformat(),
        "few": few,
        "advice": [[one.id, _discreet(dict(one.values))] for one in outcome.advice],
    }


def _member(vote: Vote, name: str | None = None) -> dict[str, Any]:
    answers = vote.answers
    return {
        "name": name or str(answers.get("called") or ""),
        "carries": answers.get("carries", []),
        "can": answers.get("can", []),
        "share": answers.get("share", "no"),
    }


def _discreet(values: dict[str, Any]) -> dict[str, Any]:
    """Return *values* with only whether somebody without a name is among them, not how many."""
    if "roles" in values:
        values["roles"] = [
            {**entry, "unnamed": min(entry["unnamed"], 1)} for entry in values["roles"]
        ]
    return values


def _veiled(members: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return *members*, those without a name as if one of them took up all that any of them does.

    A role that nobody with a name takes up, two do, so that it does not hang on one person.
    """
    named = [one for one in members if one["share"] == "named"]
    unnamed = [one for one in members if one["share"] == "unnamed"]
    taken = sorted({role for one in unnamed for role in one["carries"]})
    known = {role for one in named for role in one["carries"]}
    one_does, another = taken, [role for role in taken if role not in known]
    veiled = [
        {"name": "", "carries": roles, "can": [], "share": "unnamed"}
        for roles in (one_does, another, *([] for _ in unnamed))
    ]
    return [*named, *veiled[: len(unnamed)]]


def _tell_privately(talk: Talk, poll: Poll, instrument: TeamRoles) -> None:
    """Tell those who alone carry too many roles; the group hears nothing of it."""
    voters = {vote.voter: vote for vote in poll.votes}
    members = [_member(vote, name=vote.voter) for vote in poll.votes]
    told = instrument.told_privately(Given({"members": members}))
    for voter, advice in told.items():
        name = str(voters[voter].answers.get("called") or "")
        about = json.dumps({"name": name, "roles": advice.values["roles"]})
        talk.effects.append(Whisper(poll.id, voter, OVERLOADED, about))


def overloaded(talk: Talk, about: str) -> None:
    """Say to somebody, in private, which roles nobody else carries."""
    talk.say(advised(talk, "team_roles", OVERLOADED, json.loads(about)))


# -- words --------------------------------------------------------------------------------------


def tell(talk: Talk, poll: Poll) -> None:
    """Say who covers what, and what to do about what is missing."""
    say_page(talk, poll, _pages(talk, poll), rows=_rows(talk, poll))


def tap(talk: Talk, poll: Poll, verb: str) -> None:
    """Show the next page, or hand over the picture."""
    if verb == "p" and _rows(talk, poll):
        talk.effects.append(_picture(talk, poll))
        talk.still = True
    else:
        turn_to(talk, poll, verb, _pages(talk, poll), _rows(talk, poll))


def _rows(talk: View, poll: Poll) -> Rows:
    """Return the button for the picture, where there are roles to draw."""
    drawn = talk.know["pictures"]["team"]["shapes"]
    if not any(name in drawn for name, _ in poll.shown["advice"]):
        return ()
    return ((button(talk, "show_picture", poll, "p"),),)


def _picture(talk: View, poll: Poll) -> Picture:
    """Return who covers which role as a picture, with the same in words: only what was shown."""
    day = date.fromisoformat(poll.shown["on"])
    words = talk.know["pictures"]
    advice = [Advised(name, values=values) for name, values in poll.shown["advice"]]
    values = team_values(advice, talk.know["roles"], words, day)
    return named(talk, "team", words["team"]["file"], values, team_text(values))


def _pages(talk: View, poll: Poll) -> list[Markup]:
    told: Mapping[str, Any] = poll.shown
    day = talk.day(date.fromisoformat(told["on"]))
    blocks = [talk.word("roles_result", day=day, count=told["n"])]
    if [name for name, _ in told["advice"]] == [WAIT]:
        return pages([*blocks, talk.word("roles_too_few")])
    blocks += [advised(talk, "team_roles", name, values) for name, values in told["advice"]]
    blocks += [more(talk, "team_roles", name, values) for name, values in told["advice"]]
    return pages(blocks)
