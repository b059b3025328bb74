"""The command line: every way into Knoop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from bot import __version__
from bot.oneline import OneLine, refuse

LONGEST_ANSWERS = 10_000_000
"""Characters of a file of answers: far more than any talk has."""


def _answers(path: str) -> str:
    """Read the answers, from standard input when *path* is ``-``."""
    try:
        if path == "-":
            text = sys.stdin.read(LONGEST_ANSWERS + 1)
        else:
            with Path(path).open(encoding="utf-8") as answers:
                text = answers.read(LONGEST_ANSWERS + 1)
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"cannot read the answers {path!r}: {error}; give a YAML file in UTF-8, or -")
    if len(text) > LONGEST_ANSWERS:
        refuse(f"the answers {path!r} are longer than {LONGEST_ANSWERS} characters; shorten them")
    return text


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="knoop")
def main() -> None:
    """Knoop coaches people who run networks of organisations for a local council."""


@main.command()
@click.argument("dialogue")
@click.option("--answers", "-a", default="-", help="A YAML file of answers, or - for stdin.")
@click.option("--lang", default="nl", help="nl or en.")
@click.option("--at", default=None, help="The day on which it is played, as 2026-03-01.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def play(dialogue: str, answers: str, lang: str, at: str | None, as_json: bool) -> None:
    """Play one dialogue from a file of answers and print the advice."""
    from bot.play import PlayError, read_answers  # noqa: PLC0415 - each command loads its own
    from bot.play import play as played  # noqa: PLC0415
    from bot.reader.coach import read_coach  # noqa: PLC0415
    from bot.reader.strict import ContentError  # noqa: PLC0415

    day = date.today()  # noqa: DTZ011 - the user's own day
    if at is not None:
        try:
            day = date.fromisoformat(at if "-" in at else "")
        except ValueError:
            refuse(f"--at {at!r} is not a day written as 2026-03-01")
    text = _answers(answers)
    try:
        coach = read_coach(headless=True)
        result = played(coach, dialogue, read_answers(text, answers), lang, day)
    except ContentError as error:
        refuse(str(error.mistakes[0]))
    except PlayError as error:
        refuse(str(error))
    click.echo(result.json() if as_json else result.shown)


@main.command()
@click.option("--content", type=click.Path(path_type=Path), default=None, help="A content folder.")
@click.option("--schema", default=None, help="Print the JSON Schema of dialogs, advice or sources.")
@click.option("--coverage", is_flag=True, help="Show what no played talk or case comes to.")
def check(content: Path | None, schema: str | None, coverage: bool) -> None:
    """Check all content: file and line of every mistake, and what to do about it."""
    from bot.reader.check import check as checked  # noqa: PLC0415
    from bot.reader.check import json_schema  # noqa: PLC0415
    from bot.reader.coach import CONTENT  # noqa: PLC0415

    if schema is not None:
        try:
            click.echo(json_schema(schema))
        except KeyError as error:
            refuse(f"there is no schema of {error}; there are dialogs, advice, sources, phrases")
        return
    if coverage:
        _show_coverage()
    mistakes = checked(content or CONTENT)
    for mistake in mistakes:
        click.echo(str(mistake))
    if mistakes:
        click.echo(f"{len(mistakes)} to mend.", err=True)
        sys.exit(1)
    click.echo("The content is in order.")


def _show_coverage() -> NoReturn:
    """Show what of the content the written talks and cases reach; status 1 when not all of it."""
    from bot.reached.coverage import CoverageError  # noqa: PLC0415
    from bot.reached.coverage import coverage as measured  # noqa: PLC0415

    try:
        found = measured()
    except CoverageError as error:
        refuse(str(error))
    for line in (*found.lines(), *map(str, found.unreached)):
        click.echo(line)
    click.echo(f"{len(found.unreached)} unreached.", err=True)
    sys.exit(1 if found.unreached else 0)


@main.command()
@click.option("--lang", default=None, help="nl or en; otherwise the language of last time.")
def chat(lang: str | None) -> None:
    """Talk with Knoop in this terminal."""
    import asyncio  # noqa: PLC0415

    from bot.chat import chat as talk  # noqa: PLC0415
    from bot.reader.strict import ContentError  # noqa: PLC0415
    from bot.settings import SettingsError, begin_logging, read_settings  # noqa: PLC0415
    from bot.store import StoreError  # noqa: PLC0415

    if lang not in (None, "nl", "en"):
        refuse(f"--lang {lang!r} is no language of Knoop; there are nl and en")
    try:
        settings = read_settings()
        begin_logging("error")
        asyncio.run(talk(settings, lang))
    except (ContentError, SettingsError, StoreError) as error:
        refuse(str(error))


@main.command()
@click.option("--webhook", is_flag=True, help="Let Telegram bring it, to KNOOP_WEBHOOK_URL.")
def telegram(webhook: bool) -> None:
    """Answer on Telegram; the token is in KNOOP_TOKEN."""
    _serve("webhook" if webhook else "polling")


@main.command()
def worker() -> None:
    """Share the work of a PostgreSQL database with knoop telegram; any number may."""
    _serve("worker")


def _serve(way: str) -> None:
    """Answer on Telegram, getting to know in this *way* what people do, until told to end."""
    import asyncio  # noqa: PLC0415

    from bot.app import Way  # noqa: PLC0415
    from bot.app import telegram as serve  # noqa: PLC0415
    from bot.reader.strict import ContentError  # noqa: PLC0415
    from bot.settings import SettingsError, begin_logging, read_settings  # noqa: PLC0415
    from bot.store import StoreError  # noqa: PLC0415
    from bot.telegram.line import StartError  # noqa: PLC0415
    from bot.web import ListenError  # noqa: PLC0415

    try:
        settings = read_settings()
        begin_logging(settings.log)
        asyncio.run(serve(settings, Way(way)))
    except (ContentError, ListenError, SettingsError, StartError, StoreError) as error:
        refuse(str(error))


@main.command()
@click.argument("dialogue")
def draw(dialogue: str) -> None:
    """Draw a dialogue as a Mermaid diagram."""
    from bot.draw import draw as drawn  # noqa: PLC0415
    from bot.reader.coach import read_coach  # noqa: PLC0415
    from bot.reader.strict import ContentError  # noqa: PLC0415

    try:
        coach = read_coach()
    except ContentError as error:
        refuse(str(error.mistakes[0]))
    if dialogue not in coach.dialogues:
        refuse(f"unknown dialogue {dialogue!r}; there are: {', '.join(sorted(coach.dialogues))}")
    click.echo(drawn(coach.dialogues[dialogue]), nl=False)


@main.group(invoke_without_command=True)
@click.pass_context
def parked(context: click.Context) -> None:
    """List the events that failed three times; retry or drop them."""
    if context.invoked_subcommand is None:
        from bot import upkeep  # noqa: PLC0415

        _look_after(upkeep.parked)


@parked.command()
@click.argument("which", metavar="ID|all")
def retry(which: str) -> None:
    """Let a parked event, or all of them, be tried again."""
    from bot import upkeep  # noqa: PLC0415

    _look_after(lambda url: upkeep.retry(url, which))


@parked.command()
@click.argument("which", metavar="ID")
def drop(which: str) -> None:
    """Give a parked event up and wipe its text."""
    from bot import upkeep  # noqa: PLC0415

    _look_after(lambda url: upkeep.drop(url, which))


@main.command()
def stats() -> None:
    """Show what is used and which advice misses; nothing below five."""
    from bot import upkeep  # noqa: PLC0415

    _look_after(upkeep.counted)


@main.command()
@click.option("--from", "old", default=None, help="The old database; without it, yours.")
@click.option("--to", "new", required=True, help="The new one; it must be empty.")
def move(old: str | None, new: str) -> None:
    """Carry everything over to another database; stop Knoop first."""
    from bot import upkeep  # noqa: PLC0415
    from bot.settings import SettingsError, read_settings  # noqa: PLC0415
    from bot.store import StoreError  # noqa: PLC0415

    try:
        click.echo(upkeep.move(old or read_settings().database_url, new))
    except (SettingsError, StoreError) as error:
        refuse(str(error))


def _look_after(work: Callable[[str], Coroutine[Any, Any, str]]) -> None:
    """Do *work* with the database of the settings, and print what it says."""
    import asyncio  # noqa: PLC0415

    from bot.settings import SettingsError, begin_logging, read_settings  # noqa: PLC0415
    from bot.store import StoreError  # noqa: PLC0415
    from bot.upkeep import UpkeepError  # noqa: PLC0415

    try:
        settings = read_settings()
        begin_logging("error")
        click.echo(asyncio.run(work(settings.database_url)))
    except (SettingsError, StoreError, UpkeepError) as error:
        refuse(str(error))


@main.command()
@click.argument("text", required=False)
@click.option("--lang", default="nl", help="nl or en: the language in which the person talks.")
@click.option(
    "--evaluate",
    "sentences",
    type=click.Path(path_type=Path),
    default=None,
    help="A file with language, topic and text on every line, with tabs between them.",
)
@click.option("--train", is_flag=True, help="Learn from the phrases how topics are written.")
@click.option("--content", type=click.Path(path_type=Path), default=None, help="A content folder.")
def route(
    text: str | None, lang: str, sentences: Path | None, train: bool, content: Path | None
) -> None:
    """Show where typed words lead, or measure it for a file; or learn from the phrases."""
    from bot.evaluate import SentencesError, evaluate, read_sentences, report  # noqa: PLC0415
    from bot.evaluate import route as routed  # noqa: PLC0415
    from bot.reader.coach import CONTENT, learn_anew, read_coach  # noqa: PLC0415
    from bot.reader.strict import ContentError  # noqa: PLC0415

    if [text, sentences, train or None].count(None) != 2:
        refuse("give a text, a file with --evaluate, or --train")
    try:
        if train:
            click.echo("Learnt from {} phrases: {}".format(*learn_anew(content or CONTENT)))
            return
        coach = read_coach(content or CONTENT)
        if lang not in coach.languages:
            refuse(f"--lang {lang!r} is no language of Knoop; there are nl and en")
        if sentences is not None:
            for line in report(evaluate(coach, read_sentences(sentences))):
                click.echo(line)
            return
    except ContentError as error:
        refuse(str(error.mistakes[0]))
    except SentencesError as error:
        refuse(str(error))
    click.echo(str(routed(coach, text or "", lang)))


@main.command(hidden=True)
@click.argument("root", type=click.Path(exists=True, path_type=Path), default=Path())
def handbook(root: Path) -> None:
    """Write the parts of the documentation that are made from the program."""
    from bot.handbook import pages  # noqa: PLC0415
    from bot.reader.coach import read_coach  # noqa: PLC0415

    for path, text in pages(root, read_coach(), main):
        path.write_text(text, encoding="utf-8")
