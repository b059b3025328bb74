"""Who covers which role, in the group: names of who gave theirs, no numbers of who did not.

The instrument says which members count. Beyond that a role is not called crowded when whoever does
not take it up would know that all others do (our judgement, found by going through small teams).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Whisper
from dialogs.facts import Given
from dialogs.instruments.team_roles import TeamRoles
from dialogs.outcome import Advised
from dialogs.poll import Poll, Vote, too_alike
from dialogs.team.saying import advised, more, pages, say_page

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

OVERLOADED: Final = "overloaded"


def shown(talk: Talk, poll: Poll, few: bool) -> dict[str, Any]:
    """Return all that the group may see, after telling who carries too much, and only them."""
    instrument = _instrument(talk)
    _tell_privately(talk, poll, instrument)
    members = [_member(vote) for vote in poll.votes]
    if too_alike(poll, talk.polls.told("team_roles")):
        members = [one for one in members if one["share"] == "named"]
    outcome = instrument(Given({"members": members}))
    return {
        "n": poll.count,
        "on": talk.today.isoformat(),
        "few": few,
        "advice": [
            [one.id, _discreet(dict(one.values))]
            for one in _uncrowded(outcome.advice, members, instrument.table["crowded"]["above"])
        ],
    }


def _instrument(talk: View) -> TeamRoles:
    instrument = talk.coach.dialogues["team_roles"].instrument
    if not isinstance(instrument, TeamRoles):
        raise TypeError("the dialogue team_roles has no instrument that reads a team")
    return instrument


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


def _uncrowded(
    advice: Iterable[Advised], members: list[dict[str, Any]], above: float
) -> Iterator[Advised]:
    """Yield the advice; *crowded* only where it tells nobody what all the others do.

    ``above`` is the share of the members above which a role is crowded.
    """
    sharing = [one for one in members if one["share"] != "no"]
    all_named = all(one["share"] == "named" for one in sharing)
    least = int(len(sharing) * Fraction(str(above))) + 1
    for one in advice:
        if one.id != "crowded" or all_named or least <= len(sharing) - 2:
            yield one


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
    say_page(talk, poll, _pages(talk, poll))


def tap(talk: Talk, poll: Poll, verb: str) -> None:
    """Show the next page."""
    if verb[:1] == "m" and verb[1:].isdecimal():
        say_page(talk, poll, _pages(talk, poll), int(verb[1:]))
    else:
        talk.still = True


def _pages(talk: View, poll: Poll) -> list[Markup]:
    told: Mapping[str, Any] = poll.shown
    day = talk.day(date.fromisoformat(told["on"]))
    blocks = [talk.word("roles_result", day=day, count=told["n"])]
    blocks += [advised(talk, "team_roles", name, values) for name, values in told["advice"]]
    blocks += [more(talk, "team_roles", name, values) for name, values in told["advice"]]
    return pages(blocks)
