"""Plays one dialogue from a file of answers, through the same steps and rules as the chat."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final

from bot.reader.strict import ContentError, read
from dialogs.coach import Coach
from dialogs.event import Event, Key, Said
from dialogs.facts import DOSSIER_FIELDS, UNKNOWN, BadFactError, accept_fact
from dialogs.flow import END
from dialogs.instruments.library import Librarian
from dialogs.memory import Memory
from dialogs.outcome import Advised
from dialogs.screen import BadAnswerError
from dialogs.session import Frame, Session
from dialogs.steps.advise import Advise, behind, cited, worded
from dialogs.steps.many import Many
from dialogs.talk import Talk
from dialogs.text import plain
from dialogs.walking import CAP

ALIASES: Final = 1000
"""So many aliases may stand in a file of answers; the content itself has none."""


class PlayError(Exception):
    """The dialogue cannot be played; one line says what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it: ``report`` is the object of the contract, ``shown`` the text of the chat."""

    report: Mapping[str, Any]
    shown: str

    def json(self) -> str:
        """Return the report as one line of JSON."""
        return json.dumps(self.report, ensure_ascii=False)


def read_answers(text: str, name: str) -> dict[str, Any]:
    """Read a file of answers.

    Raises:
        PlayError: it is no YAML, or no mapping of question ids to answers.
    """
    lines = (line.strip() for line in text.splitlines())
    if all(not line or line.startswith("#") for line in lines):
        return {}
    try:
        value = read(text, name, aliases=ALIASES).value
    except ContentError as error:
        raise PlayError(str(error.mistakes[0])) from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise PlayError(f"{name}: a mapping of question ids to answers is needed")
    return {str(question): answer for question, answer in value.items()}


def play(
    coach: Coach, dialogue: str, answers: Mapping[str, Any], language: str, day: date
) -> Played:
    """Play *dialogue* with *answers* on *day*.

    Raises:
        PlayError: a dialogue, question or option that does not exist, or a value out of range.
    """
    if dialogue not in coach.dialogues:
        allowed = ", ".join(sorted(coach.dialogues))
        raise PlayError(f"unknown dialogue {dialogue!r}; there are: {allowed}")
    if language not in coach.languages:
        allowed = ", ".join(sorted(coach.languages))
        raise PlayError(f"unknown language {language!r}; there are: {allowed}")
    told, given = _accepted(_talk(coach, dialogue, language, day), answers)
    talk = _talk(coach, dialogue, language, day)
    _prepare(talk, told, given)
    shown: list[str] = []
    for _ in range(CAP):
        if talk.frame.state == END:
            break
        if isinstance(talk.step, Advise):
            shown += [plain(page) for page in talk.step.pages(talk)]
        _answer(talk, told)
    outcome = talk.outcome()
    asked, missing = _asked(talk)
    advice = [_advice(talk, advised) for advised in outcome.advice]
    report = {
        "dialogue": dialogue,
        "lang": language,
        "asked": asked,
        "missing": missing,
        "provisional": outcome.provisional,
        "results": talk.results(),
        "advice": advice,
    }
    shown = shown or [entry["text"] for entry in advice] or _looked_up(talk)
    return Played(report, "\n\n".join(shown))


def _looked_up(talk: Talk) -> list[str]:
    """Return the pages that a search in the library found."""
    librarian = talk.dialogue.instrument
    if not isinstance(librarian, Librarian):
        return []
    library = librarian.libraries[talk.language]
    return [plain(library.page(name)) for name in talk.outcome().results["entries"]]


def _talk(coach: Coach, dialogue: str, language: str, day: date) -> Talk:
    key = Key(0, 0, 0, 0)
    event = Event(key, datetime.combine(day, time(12), UTC), Said(""))
    definition = coach.dialogues[dialogue]
    session = Session(language, frames=[Frame(dialogue, definition.first)])
    return Talk(coach, session, Memory(), event)


def _accepted(talk: Talk, answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the answers of the file in canonical form: those to questions, and dossier facts.

    Options may depend on earlier answers (the signs of the symptom), so the questions are taken
    in their own order, and *talk* is only good for checking.
    """
    dialogue = talk.dialogue
    allowed = [*dialogue.questions, *sorted(DOSSIER_FIELDS.difference(dialogue.questions))]
    for question in answers:
        if question not in allowed:
            there_are = ", ".join(allowed)
            raise PlayError(
                f"unknown question {question!r} in {dialogue.id}; there are: {there_are}"
            )
    told: dict[str, Any] = {}
    given: dict[str, Any] = {}
    for question in allowed:
        value = answers.get(question)
        if value is None:
            continue
        try:
            if question in dialogue.questions:
                told[question] = _canonical(talk, question, value)
            elif question == "partners":
                step = talk.coach.dialogues["partners"].asks(question)
                given[question] = step.accept(question, value, talk)
            else:
                given[question] = accept_fact(question, value)
        except (BadAnswerError, BadFactError) as error:
            raise PlayError(f"{question}: {error}") from error
    _check_parallel(told)
    return told, given


def _check_parallel(told: Mapping[str, Any]) -> None:
    """See to it that every respondent who has an organisation has a place in every list.

    Raises:
        PlayError: the lists have different lengths.
    """
    organisations = told.get("organisation")
    if organisations is None:
        return
    count = len(organisations) if isinstance(organisations, list) else 1
    for question, value in told.items():
        if isinstance(value, list) and len(value) != count:
            raise PlayError(
                f"organisation: has {count} entries, {question} has {len(value)}; give one for each"
            )


def _canonical(talk: Talk, question: str, value: Any) -> Any:
    step = talk.dialogue.asks(question)
    if talk.dialogue.respondents and isinstance(value, list):
        canonical: Any = [
            None if one is None else step.accept(question, one, talk) for one in value
        ]
    else:
        canonical = step.accept(question, value, talk)
    talk.frame.answers[question] = canonical
    talk.frame.path.append(step.id)
    return canonical


def _prepare(talk: Talk, told: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Note what is not asked on the way, and begin.

    ``scratch.told`` says what the file answers: that is used, also where the dossier knows it.
    """
    dialogue = talk.dialogue
    talk.frame.scratch["given"] = dict(given)
    talk.frame.scratch["told"] = list(told)
    for question in (*dialogue.silent, *dialogue.later):
        if question in told:
            talk.frame.answers[question] = told[question]
        elif question in dialogue.later and isinstance(dialogue.asks(question), Many):
            talk.frame.answers[question] = []
    talk.settle()


def _answer(talk: Talk, told: Mapping[str, Any]) -> None:
    """Answer the step that has the floor from the file, and go on."""
    step = talk.step
    talk.note_answers({question: told.get(question) for question in step.questions})
    talk.onward()


def _asked(talk: Talk) -> tuple[list[str], list[str]]:
    """Return the questions on the path taken, and those of them without an answer."""
    dialogue, frame = talk.dialogue, talk.frame
    on_path = [question for name in frame.path for question in dialogue.steps[name].questions]
    on_demand = [q for q in (*dialogue.later, *dialogue.silent) if q in frame.answers]
    asked = list(dict.fromkeys([*on_path, *on_demand]))
    return asked, [q for q in asked if _unanswered(frame.answers.get(q), dialogue.respondents)]


def _unanswered(value: Any, respondents: bool) -> bool:
    """Return whether nobody answered: also when all of several people left it open."""
    if respondents and isinstance(value, list):
        return all(one in (None, UNKNOWN) for one in value)
    return value in (None, UNKNOWN)


def _advice(talk: Talk, advised: Advised) -> dict[str, Any]:
    parts = (worded(advised, talk, reasons=False), behind(advised, talk, sources=False))
    return {
        "id": advised.id,
        "text": "\n".join(plain(part) for part in parts if part),
        "because": list(advised.because),
        "source": plain(cited([advised], talk)),
    }
