"""Places of the house itself: they stand over the dialogues, and every one has a way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dialogs.rooms import (
    agreeing,
    care,
    doors,
    dossier,
    facts,
    handover,
    language,
    lookback,
    manual,
    meeting,
    menu,
    networks,
    opening,
    privacy,
    pulse,
    reminded,
    reminders,
    report,
    settings,
    stopped,
    talkcard,
    team,
    together,
    tying,
    when,
)
from dialogs.rooms.room import Room

ROOMS: Final[Mapping[str, Room]] = {
    "agreeing": agreeing.Agreeing(),
    "care": care.Care(),
    "doors": doors.TwoDoors(),
    "dossier": dossier.Dossier(),
    "facts": facts.Facts(),
    "forget": privacy.Forgetting(),
    "given": handover.Given(),
    "giving": handover.Giving(),
    "taking": handover.Taking(),
    "help": manual.Manual(),
    "language": language.Language(),
    "lookback": lookback.Lookback(),
    "meeting": meeting.Meeting(),
    "menu": menu.Menu(),
    "opening": opening.Opening(),
    "naming": networks.Naming(),
    "networks": networks.Networks(),
    "privacy": privacy.Privacy(),
    "pulse": pulse.KeptPulse(),
    "report": report.Reporting(),
    "reminded": reminded.Reminded(),
    "reminders": reminders.Reminders(),
    "settings": settings.Settings(),
    "stopped": stopped.Stopped(),
    "talkcard": talkcard.TalkCard(),
    "team": team.Team(),
    "together": together.Together(),
    "tying": tying.Tying(),
    "when": when.When(),
}
