"""What is counted is shown from five on, and says nothing about anybody."""

from __future__ import annotations

from datetime import timedelta

from bot.stats import page
from bot.store import Count, Store, Work
from bot.thinking import thinking
from dialogs.coach import Coach
from dialogs.event import Called, Happening, Said
from dialogs.turn import Turn
from tests.store.echo import NOW, echo, happened, key

COUNTS = [
    Count("started", "stuck", 41),
    Count("started", "choice", 4),
    Count("reached", "stuck", 30),
    Count("planned", "stuck", 18),
    Count("steps", "stuck", 186),
    Count("advised", "stuck.P4 nl", 33),
    Count("advice_right", "stuck.P4 nl", 20),
    Count("advice_partly", "stuck.P4 nl", 6),
    Count("advice_wrong", "stuck.P4 nl", 4),
    Count("advised", "stuck.P2 en", 12),
    Count("advice_right", "stuck.P2 en", 9),
    Count("advice_wrong", "stuck.P2 en", 2),
    Count("advised", "stuck.P9 nl", 40),
    Count("advice_wrong", "stuck.P9 nl", 4),
    Count("plan", "done", 12),
    Count("plan", "dropped", 3),
    Count("came", "first", 50),
    Count("came", "back", 23),
]


def test_the_page_shows_what_is_used_and_what_misses() -> None:
    assert page(COUNTS) == (
        "dialogue  started  advice  planned  steps to advice\n"
        "stuck          41      30       18              6.2\n"
        "choice          -       -        -                -\n"
        "\n"
        "advice       shown  right  partly  wrong  misses\n"
        "stuck.P4 nl     33     20       6      -     33%\n"
        "stuck.P2 en     12      9       -      -       -\n"
        "\n"
        "plans reported: done 12, not done -, dropped -\n"
        "\n"
        "came for the first time 50, came back within 30 days 23\n"
        "\n"
        "- stands for fewer than 5, which are not shown."
    )


def test_without_counts_the_page_says_little() -> None:
    assert page([]) == "- stands for fewer than 5, which are not shown."


async def test_counts_add_up_in_the_commit_of_their_turns(store: Store) -> None:
    def counting(work: Work) -> Turn:
        turn = echo(work)
        return Turn(turn.session, turn.memory, (), False, (("came", "first"), ("came", "first")))

    for number in range(3):
        chats = range(number * 10, number * 10 + 5)
        await store.put([happened(key(chat), Called("menu"), f"{chat}") for chat in chats])
        await store.turns(counting, NOW)
    assert await store.counts() == [Count("came", "first", 30)]


async def test_a_turn_that_fails_counts_nothing(store: Store) -> None:
    def failing(work: Work) -> Turn:
        turn = echo(work)
        broken = {"not": {"json"}}
        turn.session.scratch = broken
        return Turn(turn.session, turn.memory, (), False, (("came", "first"),))

    await store.put([happened(key(7), Called("menu"), "1")])
    await store.turns(failing, NOW)
    assert await store.counts() == []


async def test_a_talk_from_start_to_verdict_is_counted(store: Store, coach: Coach) -> None:
    think = thinking(coach)
    plan = "Als het stil valt, dan laat ik eerst schrijven."
    words = [Said(text) for text in ("nu", "ideeën", "stilte", plan, "Klopt")]
    said: list[Happening] = [Called("checkin"), *words]
    for number, what in enumerate(said):
        moment = NOW + timedelta(seconds=number)
        await store.put([happened(key(7), what, number, moment)])
        await store.turns(think, moment)
    counted = {(count.kind, count.what): count.n for count in await store.counts()}
    assert counted["came", "first"] == 1
    assert counted["started", "checkin"] == 1
    assert counted["reached", "checkin"] == 1
    assert counted["steps", "checkin"] == 4
    assert counted["planned", "checkin"] == 1
    assert {kind for kind, _ in counted} >= {"advised", "advice_right"}
    assert not [kind for kind, what in counted if "1:7" in what]
