"""The settings, from the environment: every one begins with ``KNOOP_``."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Final, Literal, TextIO, cast

import structlog
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.complaints import Complaints, Overheard
from bot.store.url import default_url
from dialogs.access import read_access

ADDRESS: Final = r"^(\[[0-9A-Fa-f:.]+\]|[^\s:\[\]/]+):\d{1,5}$"
"""``host:port``; the host of IPv6 stands in square brackets."""


class SettingsError(Exception):
    """A setting is wrong; the message names it and says what to do."""


class Settings(BaseSettings):
    """What differs from one Knoop to another."""

    model_config = SettingsConfigDict(env_prefix="KNOOP_", frozen=True)

    token: str = Field(default="", description="The token that BotFather gave; only for Telegram.")
    api_url: str = Field(
        default="https://api.telegram.org/bot",
        pattern=r"^https?://.+/bot$",
        description="Where the Bot API is; ends in /bot.",
    )
    file_url: str = Field(
        default="https://api.telegram.org/file/bot",
        pattern=r"^https?://.+/bot$",
        description="Where files of the Bot API are; ends in /bot.",
    )
    database_url: str = Field(
        default_factory=default_url,
        description="sqlite:/path/file or postgresql://user:password@host/name.",
    )
    log: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged; never any text of a person."
    )
    controller: str = Field(
        default="", description="Who runs this Knoop: named on the first screen and in /privacy."
    )
    contact: str = Field(default="", description="Where that somebody can be reached.")
    allowed: str = Field(
        default="",
        description="Who may talk with it: numbers of people, with commas between, or code:WORD "
        "for whoever types WORD or follows ?start=WORD; members of groups need it too. "
        "Left out, everybody may.",
    )
    burst: int = Field(
        default=30,
        ge=0,
        le=1_000_000,
        description="How many events of one person are taken at once; after that one a second. "
        "0 takes any number.",
    )
    free_days: str = Field(
        default="",
        description="Days on which nobody works here, besides Belgian holidays and 11 July: "
        "YYYY-MM-DD, with commas between. No reminder goes out then.",
    )
    poll_key: str = Field(
        default="",
        pattern=r"^(\S{16,256})?$",
        description="16 to 256 signs that are kept apart from the database and its backups: "
        "without them nobody can find out there who took part in a poll. Choose it before the "
        "first poll: changed, Knoop knows nobody in a poll any more.",
    )
    webhook_url: str = Field(
        default="",
        pattern=r"^(https://[^\s/]+(/[^\s{}#]*)?|http://127\.0\.0\.1:\d+(/[^\s{}#]*)?)?$",
        description="Where Telegram brings updates (knoop telegram --webhook): https://host/path; "
        "a proxy there hands them on to KNOOP_WEBHOOK_LISTEN, path and all.",
    )
    webhook_secret: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9_-]{16,256})?$",
        description="What Telegram shows with every update, 16 to 256 of A-Z a-z 0-9 _ -; "
        "left out, it is derived from the token.",
    )
    webhook_listen: str = Field(
        default="127.0.0.1:8080",
        pattern=ADDRESS,
        description="Where Knoop listens for the proxy, as host:port.",
    )
    watch_listen: str = Field(
        default="",
        pattern=f"{ADDRESS}|^$",
        description="Where /healthz and /metrics can be asked, as host:port; left out, nowhere. "
        "They hold no text and no person, but are not for the internet.",
    )

    @field_validator("free_days")
    @classmethod
    def _days(cls, free_days: str) -> str:
        read_days(free_days)
        return free_days

    @field_validator("allowed")
    @classmethod
    def _readable(cls, allowed: str) -> str:
        read_access(allowed)
        return allowed


def read_days(written: str) -> tuple[date, ...]:
    """Return the days that stand in *written*, with commas between.

    Raises:
        ValueError: one of them is no day.
    """
    return tuple(date.fromisoformat(one.strip()) for one in written.split(",") if one.strip())


def read_settings() -> Settings:
    """Return the settings of the environment.

    Raises:
        SettingsError: one of them is wrong.
    """
    _refuse_slips(os.environ)
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"KNOOP_{str(first['loc'][0]).upper()}"
        hint = Settings.model_fields[str(first["loc"][0])].description
        raise SettingsError(f"{name} is wrong: {first['msg']}. {hint}") from error


def _refuse_slips(environment: Iterable[str]) -> None:
    """Raise SettingsError for a name that is nearly one of ours, as KNOOP_ALOWED.

    Passed over in silence it would leave the door open that somebody meant to close. Names that are
    like none of ours are somebody else's: a cluster gives a service named *knoop* some.
    """
    names = [f"KNOOP_{field.upper()}" for field in Settings.model_fields]
    for given in environment:
        name = given.upper()
        if not name.startswith("KNOOP_") or name in (*names, "KNOOP_CACHE", "KNOOP_HOST"):
            continue
        for meant in get_close_matches(name, names, 1, cutoff=0.8):
            raise SettingsError(f"{given} is no setting of Knoop; is {meant} meant?")


def begin_logging(level: str) -> None:
    """Log to standard error: one line an event, with ids and never with texts.

    What libraries say goes the same way. A log that cannot be written holds up nothing.
    """
    logging.basicConfig(handlers=[Overheard()], level=logging.WARNING)
    human = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if human else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.WriteLoggerFactory(file=cast(TextIO, Complaints(sys.stderr))),
        cache_logger_on_first_use=True,
    )
