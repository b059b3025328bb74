"""The result of a pulse in the group: words that hold whoever is left out, and one talk.

One strength, one point to work on, one statement that divides, one question; never ten bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Document, Picture, Rows
from dialogs.instruments.pulse import TRUST, Pulse, Reading, answers
from dialogs.pictures import named
from dialogs.pictures.pulse import pulse_text, pulse_values
from dialogs.poll import Poll, outline
from dialogs.team.discretion import discreet
from dialogs.team.saying import ON, advised, button, lead_on, pages, say_page, turn_to, way_on
from dialogs.team.trend import changes, comparable
from dialogs.text import joined, plain

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

OPEN_LINE: Final = "open_line"
FILL: Final = "fill"
"""The button that leads to one's own chat."""

BLOCK: Final = "▪"
MOST_BLOCKS: Final = 10


def shown(talk: Talk, poll: Poll, few: bool) -> dict[str, Any]:
    """Return all that the group may see of the answers, and nothing else."""
    told = outline(poll, talk.polls, talk.today, few)
    if told["alike"]:
        return {**told, "statements": {}, "advice": [], "lines": []}
    instrument = talk.coach.instrument("pulse", Pulse)
    readings = {
        name: _discreet(instrument, answers(poll.answers(name)))
        for name in _asked(talk, poll, instrument)
    }
    statements = {name: _statement(one, given) for name, (one, given) in readings.items()}
    before = comparable(poll, talk.polls.told("pulse"))
    if before is not None:
        told["since"] = before.shown["on"]
        told["moved"] = changes(statements, before.shown["statements"])
    return {
        **told,
        "statements": statements,
        "advice": [
            [one.id, dict(one.values)]
            for one in instrument.advise({name: one for name, (one, _) in readings.items()})
        ],
        "lines": _lines(poll, instrument.limits.publish),
    }


def _asked(talk: View, poll: Poll, instrument: Pulse) -> list[str]:
    short = talk.know["pulse"]["short_form"] if poll.form == "short" else instrument.statements
    return [name for name in instrument.statements if name in short]


def _discreet(instrument: Pulse, given: list[int]) -> tuple[Reading, list[int]]:
    return discreet(instrument, given), given


def _statement(reading: Reading, given: list[int]) -> dict[str, Any]:
    """Return what may be seen of one statement: bands, agreement, perhaps bars."""
    whole = reading.show == "histogram"
    return {
        "bands": list(reading.mean_shown),
        "spread": reading.agreement,
        "bars": [given.count(value) for value in range(1, 6)] if whole else None,
    }


def _lines(poll: Poll, publish: int) -> list[str]:
    """Return what was written, in the order of the alphabet; only from enough people."""
    written = [one for one in poll.answers(OPEN_LINE) if isinstance(one, str)]
    return sorted(written) if len(written) >= publish else []


# -- words --------------------------------------------------------------------------------------


def tell(talk: Talk, poll: Poll) -> None:
    """Say the result, one page at a time, with the talk of ten minutes under it."""
    say_page(talk, poll, _pages(talk, poll), 0, _rows(talk, poll))


def _pages(talk: View, poll: Poll) -> list[Markup]:
    told = poll.shown
    day = talk.day(date.fromisoformat(told["on"]))
    blocks = [talk.word("pulse_result", day=day, count=told["n"])]
    if told["alike"]:
        blocks.append(talk.word("alike"))
    if told["few"]:
        blocks.append(Markup.escape(talk.know["pulse"]["few_of_all"]))
    blocks += [advised(talk, "pulse", name, values) for name, values in told["advice"]]
    if "since" in told:
        blocks.append(_moved(talk, told))
    if told["lines"]:
        heading = Markup("<b>{}</b>").format(talk.know["pulse"]["open_line"])
        lines = [Markup("• {}").format(line) for line in told["lines"]]
        blocks.append(joined("\n", [heading, *lines]))
    return pages(blocks)


def _moved(talk: View, told: Mapping[str, Any]) -> Markup:
    """Return what changed since the last pulse, or that nothing certainly did."""
    day = talk.day(date.fromisoformat(told["since"]))
    statements = talk.know["pulse"]["statements"]
    moved = [
        talk.word(f"moved_{way}", label=statements[name]["label"]) for name, way in told["moved"]
    ]
    if not moved:
        return talk.word("moved_nothing", day=day)
    return joined("\n", [talk.word("moved_since", day=day), *moved])


def _rows(talk: View, poll: Poll) -> Rows:
    if not poll.shown["statements"]:
        return ()
    rows: list[tuple[Any, ...]] = []
    if _subject(poll):
        rows.append((button(talk, "show_script", poll, "s"),))
    if (door := _door(talk, poll)) is not None:
        rows.append((way_on(talk, poll, door),))
    rows.append((button(talk, "show_all", poll, "a"), button(talk, "show_file", poll, "f")))
    rows.append((button(talk, "show_picture", poll, "p"), button(talk, "keep_it_mine", poll, FILL)))
    return tuple(rows)


def _subject(poll: Poll) -> str | None:
    """Return the statement to talk about, None where there is none."""
    about = dict(poll.shown["advice"])
    subject: str | None = about.get("discuss", {}).get("statement")
    return subject


def _door(talk: View, poll: Poll) -> str | None:
    """Return the dialogue for what lies low, else for what divides (meetings.md, 4), or None.

    On trust there is none: that is talked about one to one.
    """
    about = dict(poll.shown["advice"])
    told = about.get("worry") or about.get("divided")
    if told is None or told["statement"] == TRUST:
        return None
    door: str = talk.know["pulse"]["statements"][told["statement"]]["door"]["dialogue"]
    return door


def tap(talk: Talk, poll: Poll, verb: str) -> None:
    """Show what the button says: the script, the way on, all statements, a page, a file."""
    know = talk.know["pulse"]
    subject = _subject(poll)
    if verb == "s" and subject is not None:
        label = know["statements"][subject]["label"].lower()
        talk.say(talk.word("script", subject=label, steps=know["script"]))
    elif verb == ON and (door := _door(talk, poll)) is not None:
        lead_on(talk, door)
    elif verb == "a":
        say_page(talk, poll, pages([talk.word("all_statements"), *_all(talk, poll.shown)]))
    elif verb == "f":
        talk.effects.append(_file(talk, poll))
        talk.still = True
    elif verb == "p":
        talk.effects.append(_picture(talk, poll))
        talk.still = True
    else:
        turn_to(talk, poll, verb, _pages(talk, poll), _rows(talk, poll))


def _all(talk: View, told: Mapping[str, Any]) -> Iterator[Markup]:
    """Yield a line per statement, with bars where the group may see them."""
    for name, one in told["statements"].items():
        label = talk.know["pulse"]["statements"][name]["label"]
        line = talk.word("statement_line", label=label, words=_words(talk, one))
        yield joined("\n", [line, *_bars(one["bars"] or ())])


def _words(talk: View, one: Mapping[str, Any]) -> Markup:
    know = talk.know["pulse"]
    bands = [know["bands"][band] for band in one["bands"]]
    if not bands:
        return talk.word("nothing_shown")
    said = (
        Markup.escape(bands[0])
        if len(bands) == 1
        else talk.word("one_or_other", one=bands[0], other=bands[1])
    )
    if one["spread"] is None:
        return said
    return Markup("{}, {}").format(said, know["spreads"][one["spread"]])


def _bars(counts: Any) -> Iterator[Markup]:
    """Yield a bar for each value that was given, the highest first."""
    for value in range(5, 0, -1):
        if counts and counts[value - 1]:
            blocks = BLOCK * min(counts[value - 1], MOST_BLOCKS)
            yield Markup("{} {} {}").format(value, blocks, counts[value - 1])


def _file(talk: View, poll: Poll) -> Document:
    """Return what was shown as a text; what was written freely stays in the group."""
    told = {**poll.shown, "lines": []}
    said = _pages(talk, replace(poll, shown=told))
    blocks = [*said, talk.word("all_statements"), *_all(talk, told)]
    text = "\n\n".join(plain(str(block)) for block in blocks) + "\n"
    return Document(f"{talk.word('pulse_file')}-{told['on']}.txt", text)


def _picture(talk: View, poll: Poll) -> Picture:
    """Return what was shown as a picture, with the same in words."""
    day = date.fromisoformat(poll.shown["on"])
    words = talk.know["pictures"]
    values = pulse_values(poll.shown, talk.know["pulse"], words, day)
    return named(talk, "pulse", words["pulse"]["file"], values, pulse_text(values))
