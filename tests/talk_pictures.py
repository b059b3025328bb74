"""Pictures of played talks for the README and the docs, drawn as on a phone: ``make pictures``.

Every talk is played anew with the coach of today, so that a picture never shows what Knoop no
longer says.
"""

from __future__ import annotations

import base64
import re
import struct
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any, Final

from bot.drawing import draw
from bot.drawing.font import drawable, font
from bot.drawing.picture import environment, paint
from bot.reader.coach import read_coach
from bot.reader.strict import read_file
from dialogs.coach import Coach
from dialogs.effect import Edit, Effect, Picture, Rows, Say
from dialogs.event import FellDue
from tests.conversations.stage import GROUP, Around, stage_of
from tests.phone import BEGIN, Phone

HERE: Final = Path(__file__).parent
TALKS: Final = HERE / "conversations"
PICTURES: Final = HERE.parent / "docs" / "pictures"
ZOOM: Final = 1.6
WIDTH: Final = 296
"""How wide a message may be; the phone is 360 wide."""

SIZE, LEADING = 13.5, 18
_TAG: Final = re.compile(r"(</?[a-z]+[^>]*>)")


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of a talk: from the answer number ``start`` on (from 0), so many answers.

    Of a whole team it is what stands in the group. ``drawn``: only the pictures that Knoop hands
    over in it.
    """

    talk: str
    start: int
    answers: int
    drawn: bool = False


SCENES: Final = {
    "stuck.en": Scene("stuck.en", 3, 4),
    "checkin.nl": Scene("checkin.nl", 4, 2),
    "partners.nl": Scene("partners.nl", 50, 1, drawn=True),
    "partners.en": Scene("partners.en", 52, 1, drawn=True),
    "checkin.en": Scene("checkin.en", 6, 1),
    "stuck.nl": Scene("stuck.nl", 3, 3),
    "plan.nl": Scene("rhythm/plan.nl", 14, 3),
    "meeting.en": Scene("rhythm/meeting.en", 3, 5),
    "group.nl": Scene("tables/pulse.nl", 5, 10),
    "result.nl": Scene("tables/pulse.nl", 27, 1),
    "team_plan.en": Scene("tables/stuck.en", 22, 4),
}
"""The pictures that are made, by the name of their file."""


@dataclass(slots=True)
class Bubble:
    """One message: what Knoop shows, or what the person typed."""

    mine: bool
    lines: list[list[tuple[str, bool]]]
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    image: dict[str, Any] | None = None


def scenes(coach: Coach, scene: Scene) -> list[Bubble]:
    """Return the messages of *scene*; of a screen that was pressed, the button is marked."""
    talk = read_file(TALKS / f"{scene.talk}.yaml", TALKS).value
    if "people" in talk:
        return list(_in_the_group(coach, talk, scene))
    phone = Phone(coach, talk.get("language", "nl"), BEGIN)
    acts = [entry for entry in talk["talk"] if "knoop" not in entry]
    shown: list[Bubble] = []
    for place, entry in enumerate(acts[: scene.start + scene.answers]):
        wanted = place >= scene.start
        if "press" in entry:
            if wanted and shown:
                _mark(shown[-1], str(entry["press"]))
            effects = phone.presses(str(entry["press"]))
        elif "falls_due" in entry:
            effects = phone.happens(FellDue(**entry["falls_due"]))
        elif "days_later" in entry:
            phone.now += timedelta(days=int(entry["days_later"]))
            effects = []
        else:
            if wanted:
                shown.append(Bubble(True, _lines(str(entry["you"]))))
            effects = phone.types(str(entry["you"]))
        if place >= scene.start - 1:
            for bubble in (one for effect in effects for one in _bubbles(effect)):
                if scene.drawn and bubble.image is None:
                    continue
                # A tick changes the message that is there, as it does on a phone.
                if shown and bubble.lines and shown[-1].lines == bubble.lines:
                    shown.pop()
                shown.append(bubble)
    return shown


def _in_the_group(coach: Coach, talk: Any, scene: Scene) -> Iterator[Bubble]:
    """Yield what stands in the group of a team after *scene*: messages that change do so there."""
    stage = stage_of(coach, talk)
    assert isinstance(stage, Around)
    acts = [entry for entry in talk["talk"] if "knoop" not in entry]
    there: dict[object, Bubble] = {}
    for place, entry in enumerate(acts[: scene.start + scene.answers]):
        wanted = place >= scene.start
        if wanted and "you" in entry and entry.get("in") == GROUP:
            there[place, "typed"] = Bubble(True, _lines(f"<b>{entry['by']}</b> {entry['you']}"))
        before = len(stage.table.said)
        deque(stage.does(entry), maxlen=0)
        for _, effect in stage.table.said[before:]:
            if isinstance(effect, Say) and wanted:
                there[effect.screen] = Bubble(False, _lines(effect.text), _buttons(effect.rows))
            elif isinstance(effect, Edit) and effect.ref in there:
                there[effect.ref].lines = _lines(effect.text)
                there[effect.ref].rows = _buttons(effect.rows)
    yield from there.values()


def _bubbles(effect: Effect) -> Iterator[Bubble]:
    if isinstance(effect, Say | Edit) and effect.rows:
        yield Bubble(False, _lines(effect.text), _buttons(effect.rows))
    elif isinstance(effect, Picture):  # its caption stands in the talk, in words
        png = draw(effect)
        width, height = struct.unpack(">II", png[16:24])
        data = base64.b64encode(png).decode()
        yield Bubble(False, [], image={"data": data, "height": round(WIDTH * height / width)})


def _buttons(rows: Rows) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "label": drawable(button.label).strip(),
                "box": button.label[:1] in "☐☑",
                "ticked": button.label.startswith("☑"),
                "pressed": False,
            }
            for button in row
        ]
        for row in rows
    ]


def _mark(bubble: Bubble, label: str) -> None:
    bare = label.lstrip("☐☑✓ ")
    for row in bubble.rows:
        for button in row:
            button["pressed"] = not any(b["pressed"] for r in bubble.rows for b in r) and button[
                "label"
            ].startswith(bare)


def _lines(html: str) -> list[list[tuple[str, bool]]]:
    """Break *html* into lines of words, each with the space behind it and whether it is bold."""
    lines: list[list[tuple[str, bool]]] = []
    bold = False
    for paragraph in html.split("\n"):
        words: list[tuple[str, bool]] = []
        for part in _TAG.split(paragraph):
            if _TAG.fullmatch(part):
                bold = part == "<b>" if part in ("<b>", "</b>") else bold
                continue
            words += [(word, bold) for word in re.findall(r"\S+\s*|\s+", drawable(unescape(part)))]
        lines += _wrapped(words)
    return lines


def _wrapped(words: Sequence[tuple[str, bool]]) -> Iterator[list[tuple[str, bool]]]:
    line: list[tuple[str, bool]] = []
    taken = 0.0
    for word, bold in words:
        room = font("bold" if bold else "plain").width(word, SIZE)
        if line and taken + room > WIDTH - 20:
            yield line
            line, taken = [], 0.0
        line.append((word, bold))
        taken += room
    yield line


def chat(bubbles: Sequence[Bubble]) -> str:
    """Return *bubbles* as SVG, below each other, as on a phone."""
    template = environment(HERE).get_template("talk.svg")
    return template.render(bubbles=bubbles, width=WIDTH, size=SIZE, leading=LEADING)


def main() -> None:
    """Draw all scenes into ``docs/pictures``."""
    coach = read_coach()
    PICTURES.mkdir(exist_ok=True)
    for name, scene in SCENES.items():
        path = PICTURES / f"{name}.png"
        path.write_bytes(paint(chat(scenes(coach, scene)), name, ZOOM))
        print(f"{path.relative_to(HERE.parent)} ({path.stat().st_size // 1024} kB)")


if __name__ == "__main__":
    main()
