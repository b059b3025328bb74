"""What comes back: did you try it, what did you see; a plan closes, shrinks, or waits a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.memory import KEEP_NOTES, Note, Plan
from dialogs.reminding import drop, remind, spoken, start_again, stop_all
from dialogs.reviewing import asked
from dialogs.rhythm import start_of, subject
from dialogs.rooms.meeting import name_of
from dialogs.rooms.when import confirmed
from dialogs.screen import Choice, Row, Screen
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

LONGEST = 300
HALF_HOUR = timedelta(minutes=30)


class Reminded:
    """One message of a reminder, and what it leads to.

    ``doing`` is what was answered already: ``saw`` (it was tried: what happened?) or ``smaller``
    (it was not: what would be a smaller step?).
    """

    def screen(self, talk: View) -> Screen:
        """Return the message, with its answers, the way to stop, and the way back to the talk."""
        kind, doing = talk.session.scratch["kind"], talk.session.scratch.get("doing")
        if doing is not None:
            leave = Choice(talk.word(f"plan_{doing}_skip"), ["enough"])
            return Screen(talk.word(f"plan_{doing}"), [[leave]])
        if kind == "stopped":
            again = Choice(talk.word("reminders_again"), ["again"])
            return Screen(talk.word("reminders_stopped_ignored"), [[again], _ways_out(talk)])
        if kind == "review":
            text, rows = self._review(talk)
        else:
            text, rows = self._plan(talk) if kind == "plan" else self._meeting(kind, talk)
        return Screen(text, [*rows, _ways_out(talk)])

    def _plan(self, talk: View) -> tuple[Markup, list[Row]]:
        plan = _plan_of(talk)
        day = "" if plan is None else f"{plan.made:%d/%m}"
        text = talk.word("remind_plan", day=day, plan=plan.text if plan else "")
        rows = [
            [Choice(talk.word("plan_tried"), ["tried"]), Choice(talk.word("plan_not"), ["not"])],
            [Choice(talk.word("plan_moment_did_not_come"), ["later"])],
            [Choice(talk.word("plan_dropped"), ["let_go"])],
        ]
        return text, rows

    def _review(self, talk: View) -> tuple[Markup, list[Row]]:
        about = talk.session.scratch["about"]
        row = [Choice(talk.word("not_needed"), ["enough"])]
        if about["dialogue"] in talk.coach.dialogues:
            row.insert(0, Choice(talk.word("begin_now"), ["begin"]))
        return asked(talk, about, name_of(talk, about)), [row]

    def _meeting(self, kind: str, talk: View) -> tuple[Markup, list[Row]]:
        about = talk.session.scratch["about"]
        when = spoken(talk, start_of(about))
        text = talk.word(f"remind_{kind}", name=name_of(talk, about), when=when)
        rows = [
            [Choice(talk.word("begin_now"), ["begin"]), Choice(talk.word("not_needed"), ["enough"])]
        ]
        if kind == "checkin" and start_of(about) - HALF_HOUR > talk.event.at + HALF_HOUR:
            rows.append([Choice(talk.word("half_hour_before"), ["before"])])
        return text, rows

    def press(self, talk: Talk, action: Action) -> None:
        """Note how it went, ask on, or leave it."""
        scratch = talk.session.scratch
        drop(talk, [scratch["reminder"]])
        match action:
            case ["tried"]:
                self._settle(talk, "done")
                scratch["doing"] = "saw"
            case ["not"]:
                self._settle(talk, "not_done")
                scratch["doing"] = "smaller"
            case ["later"]:
                talk.enter("when", kind=scratch["kind"], about=scratch["about"])
            case ["let_go"]:
                self._settle(talk, "dropped")
                talk.note = talk.word("plan_was_dropped")
                talk.leave()
            case ["no_more"]:
                stop_all(talk)
                talk.note = talk.word("reminders_stopped")
                talk.leave()
            case ["again"]:
                talk.note = talk.word("reminders_started", count=start_again(talk))
                talk.leave()
            case ["enough"]:
                said = f"plan_{scratch['doing']}_left" if "doing" in scratch else "not_needed_note"
                talk.note = talk.word(said)
                talk.leave()
            case ["begin"]:
                about = scratch["about"]
                self._begin(talk, about.get("dialogue", scratch["kind"]), about)
            case _:
                about = {**subject(scratch["about"]), "how": "minutes", "minutes": 30}
                reminder = remind(talk, "checkin", about)
                talk.note = confirmed(talk, reminder) if reminder else None
                talk.leave()

    def hear(self, talk: Talk, text: str) -> bool:
        """Take what was seen, or a smaller plan."""
        doing = talk.session.scratch.get("doing")
        words = " ".join(text.split())
        if doing is None:
            return False
        if len(words) > LONGEST:
            talk.note = talk.word("too_long", most=LONGEST, length=len(words))
        elif doing == "saw":
            _note(talk, {"saw": words})
            talk.note = talk.word("plan_saw_kept")
            talk.leave()
        else:
            self._smaller(talk, words)
        return True

    def _settle(self, talk: Talk, status: str) -> None:
        plan = _plan_of(talk)
        if plan is not None:
            talk.settle_plan(plan.id, status)

    def _begin(self, talk: Talk, dialogue: str, about: dict[str, Any]) -> None:
        """Begin the check-in, the reflection or what was promised anew, for its network.

        What was left of an earlier one is about another meeting.
        """
        number, session = about.get("network"), talk.session
        talk.pause()
        session.paused = [frame for frame in session.paused if frame.dialogue != dialogue]
        known = [network.id for network in talk.memory.networks if network.id == number]
        if known:
            talk.use_network(known[0])
        talk.open(dialogue)

    def _smaller(self, talk: Talk, words: str) -> None:
        """Keep *words* as a new plan in the place of the old one, and ask when to come back."""
        old, memory = _plan_of(talk), talk.memory
        number = memory.profile.last_id + 1
        plan = Plan(
            number,
            old.network if old else memory.profile.network,
            old.dialogue if old else "",
            words,
            talk.today,
        )
        talk.memory = replace(
            memory,
            plans=(*memory.plans, plan),
            profile=replace(memory.profile, last_id=number),
        )
        talk.note = talk.word("plan_smaller_kept")
        talk.enter("when", kind="plan", about={"plan": number})


def _plan_of(talk: View) -> Plan | None:
    number = talk.session.scratch["about"].get("plan")
    return next((plan for plan in talk.memory.plans if plan.id == number), None)


def _ways_out(talk: View) -> Row:
    row = [Choice(talk.word("reminders_no_more"), ["no_more"])]
    if talk.session.frames:
        row.append(Choice(talk.word("go_on"), ["leave"]))
    return row


def _note(talk: Talk, values: dict[str, Any]) -> None:
    """Keep words of the person about a plan for ninety days."""
    memory = talk.memory
    plan = _plan_of(talk)
    number = memory.profile.last_id + 1
    note = Note(
        id=number,
        network=plan.network if plan else memory.profile.network,
        dialogue="plan",
        made=talk.today,
        lapses=talk.today + KEEP_NOTES,
        values=values,
        outcome={"plan": plan.id} if plan else {},
    )
    profile = replace(memory.profile, last_id=number)
    talk.memory = replace(memory, notes=(*memory.notes, note), profile=profile)
