"""Choosing together, with buttons in the group: a lens, then a step, then who does it and when.

While it runs the group sees how many chose; afterwards the choice, and the counts only where none
of them tells what one person chose. With too few votes the first lens is taken: the one that fits
the answers best. Our judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Cast, Edit, KeepPoll, OpenPoll, Pin
from dialogs.memory import Plan
from dialogs.poll import Poll
from dialogs.rhythm import AFTERNOON, Hours
from dialogs.team import board
from dialogs.team.linking import feed_plan
from dialogs.team.saying import button
from dialogs.text import joined, plain

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

DAYS: Final = 2
CHOICE: Final = "choice"
LEAST: Final = 5
SEVERAL: Final = 4
"""So often every option that was chosen at all must be chosen before the counts are shown.

With two options, counts that are held back would else tell two who chose otherwise what all others
did. A choice of all is never shown as such.
"""

AGAIN: Final = (7, 14, 28)
"""In how many days the group may look back at its plan."""

STEPS: Final = ("minutes", "hour", "weeks")


def begin(
    talk: Talk, after: Poll, kind: str, options: Sequence[str], about: Mapping[str, Any]
) -> None:
    """Let the group choose one of *options*; whoever started *after* may close this, too."""
    poll = Poll(
        id=talk.polls.number,
        kind=kind,
        conversation=after.conversation,
        starter=after.starter,
        series=after.series,
        begun=talk.event.at,
        due=talk.event.at + timedelta(days=DAYS),
        about={**about, "options": list(options)},
    )
    talk.effects.append(OpenPoll(board.post(talk, poll)))


def vote(talk: Talk, poll: Poll, verb: str) -> None:
    """Take the vote of whoever pressed; they may change it until it closes."""
    options, place = poll.about["options"], verb.removeprefix("o")
    talk.still = True
    if not place.isdecimal() or int(place) >= len(options) or not poll.me:
        return
    talk.effects.append(Cast(poll.id, poll.me, {CHOICE: options[int(place)]}))
    if poll.conversation == str(talk.event.key):
        board.refresh(talk, replace(poll, count=len({*poll.voters, poll.me})))


def shown(talk: Talk, poll: Poll, few: bool) -> dict[str, Any]:  # noqa: ARG001 - alike for all
    """Return what was chosen, and the counts where they tell nothing about one person."""
    counts = Counter(vote.answers.get(CHOICE) for vote in poll.votes)
    options = poll.about["options"]
    enough = poll.count >= LEAST
    ranked = sorted(options, key=lambda one: -counts[one]) if enough else options
    chosen = [counts[one] for one in options if counts[one]]
    discreet = enough and len(chosen) > 1 and min(chosen) >= SEVERAL
    return {
        "n": poll.count,
        "on": talk.today.isoformat(),
        "choice": ranked[0],
        "enough": enough,
        "counts": {one: counts[one] for one in options} if discreet else {},
    }


# -- words --------------------------------------------------------------------------------------


def tell(talk: Talk, poll: Poll) -> None:
    """Say what was chosen, and go on: from the lens to the step, from the step to the plan."""
    said = _said(talk, poll)
    if poll.kind == "lens":
        talk.say(said)
        begin(talk, poll, "step", STEPS, {**poll.about, "lens": poll.shown["choice"]})
        return
    asks = [button(talk, "in_days", poll, f"d{days}", days=days) for days in AGAIN]
    words = joined("\n\n", [said, talk.word("when_back")])
    ref = talk.say(words, tuple((one,) for one in asks))
    talk.effects.append(KeepPoll(replace(poll, shown={**poll.shown, OFFERED: ref})))


def _said(talk: View, poll: Poll) -> Markup:
    """Return what was chosen, and what it means: the options are gone from the message above."""
    told = poll.shown
    word = "chosen" if told["enough"] else "chosen_without_votes"
    name = board.option_name(talk, poll, told["choice"])
    counts = [
        talk.word("chosen_count", name=board.option_name(talk, poll, one), count=count)
        for one, count in told["counts"].items()
    ]
    means = board.option_says(talk, poll, told["choice"])
    return joined("\n", [talk.word(word, name=name, count=told["n"]), *counts, means])


def tap(talk: Talk, poll: Poll, verb: str) -> None:
    """Note when the group looks back, and ask who does it; or note how it went."""
    talk.still = True
    days = verb.removeprefix("d")
    if poll.kind != "step":
        return
    if verb[:1] == "d" and days.isdecimal() and "plan" not in poll.shown:
        talk.effects.append(KeepPoll(replace(poll, shown={**poll.shown, "days": int(days)})))
        talk.still, talk.fresh = False, True
        talk.enter("agreeing", poll=poll.id, days=int(days))
    elif verb in STATUSES:
        _looked_back(talk, poll, STATUSES[verb])


# -- the plan -----------------------------------------------------------------------------------

OFFERED: Final = "offered"
"""Where a poll keeps the screen on which its group was asked when to look back."""

ASKED: Final = "asked"
"""Where a poll keeps the screen on which its group was asked how the plan went."""

STATUSES: Final = {"gd": "done", "gn": "not_done", "gx": "dropped"}


def keep_plan(talk: Talk, number: int, days: int, who: str) -> None:
    """Keep what the group does, with who and when; pin it, and come back to it then."""
    poll = talk.polls.find(number)
    if poll is None:
        talk.say(talk.word("no_such_poll"))
        return
    hours = Hours.of(talk.memory.profile.settings, talk.coach.almanac)
    day = talk.today + timedelta(days=days)
    while not hours.works(day):
        day += timedelta(days=1)
    step = talk.know["principles"][poll.about["lens"]][poll.shown[CHOICE]]
    text = plain(str(talk.word("team_plan", step=step, who=who, day=talk.day(day))))
    plan_id = talk.memory.profile.last_id + 1
    plan = Plan(plan_id, talk.memory.profile.network, "stuck", text, talk.today, due=day)
    profile = replace(talk.memory.profile, last_id=plan_id)
    talk.memory = replace(talk.memory, plans=(*talk.memory.plans, plan), profile=profile)
    kept = {**poll.shown, "plan": plan_id}
    talk.effects.append(KeepPoll(replace(poll, shown=kept, due=hours.at(day, AFTERNOON))))
    _answered(talk, poll, OFFERED, _said(talk, poll))
    talk.close_screen()
    talk.effects.append(Pin(talk.say(talk.word("plan_agreed", plan=text))))
    feed_plan(talk, poll, plan)
    talk.enter("menu")
    talk.still = True


def look_back(talk: Talk, poll: Poll) -> None:
    """Ask how the plan went, on the day that the group chose."""
    plan, shown = _plan(talk, poll), poll.shown
    if plan is not None:
        rows = tuple(
            (button(talk, f"plan_{status}", poll, verb),) for verb, status in STATUSES.items()
        )
        shown = {**shown, ASKED: talk.say(talk.word("plan_back", plan=plan.text), rows)}
    talk.effects.append(KeepPoll(replace(poll, due=None, shown=shown)))


def _looked_back(talk: Talk, poll: Poll, status: str) -> None:
    """Note how the plan went, once; the question then shows the answer instead of buttons."""
    plan = _plan(talk, poll)
    if plan is None:
        return
    talk.settle_plan(plan.id, status)
    feed_plan(talk, poll, replace(plan, status=status))
    answer = talk.word("plan_answered", plan=plan.text, answer=talk.word(f"plan_{status}"))
    _answered(talk, poll, ASKED, answer)
    talk.say(talk.word(f"plan_was_{status}"))


def _answered(talk: Talk, poll: Poll, question: str, words: Markup) -> None:
    """Let the *question* of *poll* show *words* instead of its buttons."""
    ref = poll.shown.get(question)
    if ref is not None:
        talk.effects.append(Edit(ref, ref, str(words)))


def _plan(talk: View, poll: Poll) -> Plan | None:
    """Return the plan that *poll* led to, as long as it is open and its text is there."""
    kept = poll.shown.get("plan")
    return next(
        (one for one in talk.memory.plans if one.id == kept and one.status == "open" and one.text),
        None,
    )
