"""The store: what came in, where each conversation stands, what goes out, what is remembered."""

from bot.store.counting import Count
from bot.store.inbox import Arrival, Parked
from bot.store.leases import Waiting, Wanted
from bot.store.oblivion import Lapsed
from bot.store.outbox import chat_of
from bot.store.store import Queue, Store
from bot.store.transfer import carry_over
from bot.store.trouble import StoreError
from bot.store.url import default_url
from bot.store.work import Think, Work, Worked

__all__ = [
    "Arrival",
    "Count",
    "Lapsed",
    "Parked",
    "Queue",
    "Store",
    "StoreError",
    "Think",
    "Waiting",
    "Wanted",
    "Work",
    "Worked",
    "carry_over",
    "chat_of",
    "default_url",
]
