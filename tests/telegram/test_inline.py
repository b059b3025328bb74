"""Inline mode: what the library knows, to post in any chat; nothing of anybody is kept."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.telegram.inline import CACHE, PAGE, SHELVES, Inline
from bot.telegram.intake import Intake
from bot.telegram.line import Line
from bot.telegram.polling import Polling
from dialogs.coach import Coach
from tests.botapi import BotApi, User
from tests.botapi.state import Question
from tests.telegram.conftest import Inbox


@pytest.fixture
def inline(coach: Coach) -> Inline:
    return Inline(coach, "KnoopBot")


async def asked(
    line: Line, inbox: Inbox, inline: Inline | None, person: User, words: str, offset: str = ""
) -> Question:
    """Let somebody type behind the bot's name, and the bot answer."""
    intake = Intake(line, inbox.keep, SystemClock(), inline=inline)
    receiver = Polling(line, intake)
    await receiver.start()
    try:
        question = await person.asks_inline(words, offset)
        return await question.is_answered()
    finally:
        await receiver.stop()


async def test_forms_are_found_in_the_language_of_the_app(
    botapi: BotApi, line: Line, inbox: Inbox, inline: Inline
) -> None:
    dutch = await asked(line, inbox, inline, botapi.user("Ann", language="nl"), "vormen")
    assert {one["id"] for one in dutch.articles} >= {"form.self", "form.lead", "form.nao"}
    english = await asked(line, inbox, inline, botapi.user("Bo", language="en"), "vormen")
    by_id = {one["id"]: one for one in english.articles}
    assert by_id["form.nao"]["title"].endswith("Network forms")
    assert by_id["form.nao"]["text"].rstrip().endswith("@KnoopBot")
    assert inbox.kept == {}


async def test_an_answer_is_remembered_for_the_one_who_asked_only(
    line: Line, inbox: Inbox, inline: Inline, ann: User
) -> None:
    question = await asked(line, inbox, inline, ann, "persona")
    assert (question.cache_time, question.is_personal) == (CACHE, True)


async def test_nothing_asked_is_everything_page_after_page(
    line: Line, inbox: Inbox, inline: Inline, ann: User
) -> None:
    offset, found = "", list[str]()
    while True:
        question = await asked(line, inbox, inline, ann, "", offset)
        assert len(question.articles) <= PAGE
        found += [one["id"] for one in question.articles]
        offset = question.next_offset
        if not offset:
            break
    assert len(found) == len(set(found)) > PAGE
    assert {name.partition(".")[0] for name in found} == set(SHELVES)


@pytest.mark.parametrize("words", ["qqqqxyz", "x" * 300, "<b>{{ 7 }}</b>"])
async def test_words_that_mean_nothing_find_nothing(
    line: Line, inbox: Inbox, inline: Inline, ann: User, words: str
) -> None:
    assert (await asked(line, inbox, inline, ann, words)).articles == []


@pytest.mark.parametrize("offset", ["-5", "x", "²", "99999"])
def test_an_offset_of_somebody_elses_making_does_no_harm(inline: Inline, offset: str) -> None:
    articles, following = inline.page("", "nl", offset)
    assert len(articles) in (0, PAGE)
    assert following in ("", str(PAGE))


def test_every_article_fits_in_both_languages(inline: Inline, coach: Coach) -> None:
    for code in coach.languages:
        articles = inline._find("", code)
        assert articles
        for article in articles:
            assert 1 <= len(article.id.encode()) <= 64
            assert 0 < len(article.title) <= 80
            assert article.description


def test_an_article_is_made_once_and_no_question_is_kept(inline: Inline) -> None:
    inline.page("", "nl", "")
    entries = inline.article.cache_info().currsize
    for words in ("Vormen ", "vormen", "vormen van netwerken", "waar niemand van weet"):
        inline.page(words, "nl-BE", "")
    kept = inline.article.cache_info()
    assert (kept.currsize, kept.misses) == (entries, entries)


def test_without_a_library_nothing_is_found(coach: Coach) -> None:
    bare = type(coach)(**{**{n: getattr(coach, n) for n in coach.__slots__}, "dialogues": {}})
    assert Inline(bare).page("vormen", "nl", "") == ([], "")


async def test_a_question_that_is_too_old_is_left(
    botapi: BotApi, line: Line, inbox: Inbox, inline: Inline, ann: User
) -> None:
    botapi.state.question_within = -1.0
    intake = Intake(line, inbox.keep, SystemClock(), inline=inline)
    with capture_logs() as logs:
        await _handed_out(botapi, line, intake, ann)
    assert logs == []


async def test_trouble_on_the_way_is_logged_without_words(
    botapi: BotApi, line: Line, inbox: Inbox, inline: Inline, ann: User
) -> None:
    botapi.fault("answerInlineQuery", status=502)
    intake = Intake(line, inbox.keep, SystemClock(), inline=inline)
    with capture_logs() as logs:
        await _handed_out(botapi, line, intake, ann)
    assert [one["event"] for one in logs] == ["inline question not answered"]
    assert "geheim" not in str(logs)


async def test_without_inline_mode_nothing_is_answered(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    await _handed_out(botapi, line, Intake(line, inbox.keep, SystemClock()), ann)
    assert not botapi.called("answerInlineQuery")


async def _handed_out(botapi: BotApi, line: Line, intake: Intake, person: User) -> None:
    """Let a question come in, and wait until it was dealt with."""
    await person.asks_inline("geheim")
    (update,) = await line.get_updates(allowed_updates=["inline_query"])
    assert intake.receive(update) is None
    await intake.close()
