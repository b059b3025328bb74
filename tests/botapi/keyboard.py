"""Inline keyboards: what Telegram accepts, and the buttons as people see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.botapi.markup import units
from tests.botapi.refusal import mistake

BUTTONS_PER_MESSAGE = 100
BUTTONS_PER_ROW = 8
DATA_BYTES = 64
COPIED_CHARACTERS = 256
KINDS = ("callback_data", "url", "copy_text")


@dataclass(frozen=True, slots=True)
class Button:
    """A button as it hangs under a message."""

    text: str
    data: str | None = None
    url: str | None = None
    copied: str | None = None

    def json(self) -> dict[str, Any]:
        if self.data is not None:
            return {"text": self.text, "callback_data": self.data}
        if self.url is not None:
            return {"text": self.text, "url": self.url}
        return {"text": self.text, "copy_text": {"text": self.copied}}


Rows = tuple[tuple[Button, ...], ...]


def read(markup: dict[str, Any] | None) -> Rows:
    """Return the rows of *markup*.

    Raises:
        Refusal: When Telegram would not take it, or when it is no inline keyboard.
    """
    if not markup:
        return ()
    if set(markup) != {"inline_keyboard"}:
        raise mistake(f"unexpected reply markup {sorted(markup)} (Knoop uses inline keyboards)")
    rows = tuple(tuple(_button(raw) for raw in row) for row in markup["inline_keyboard"])
    if sum(map(len, rows)) > BUTTONS_PER_MESSAGE:
        raise mistake("reply markup is too long")
    if any(len(row) > BUTTONS_PER_ROW for row in rows):
        raise mistake("reply markup is too long: more than 8 buttons in a row")
    return tuple(row for row in rows if row)


def _button(raw: dict[str, Any]) -> Button:
    unknown = set(raw) - {"text", *KINDS}
    if unknown:
        raise mistake(f"can't parse inline keyboard button: unexpected {sorted(unknown)}")
    text = str(raw.get("text", "")).strip()
    if not text:
        raise mistake("inline keyboard button text must be non-empty")
    kinds = [kind for kind in KINDS if kind in raw]
    if len(kinds) != 1:
        raise mistake(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in raw:
        data = raw["callback_data"]
        if not data or len(data.encode()) > DATA_BYTES:
            raise mistake("BUTTON_DATA_INVALID")
        return Button(text, data=data)
    if "url" in raw:
        if not str(raw["url"]).startswith(("http://", "https://", "tg://")):
            raise mistake(f"inline keyboard button URL '{raw['url']}' is invalid: Wrong HTTP URL")
        return Button(text, url=raw["url"])
    copied = str(raw["copy_text"].get("text", ""))
    if not 1 <= units(copied) <= COPIED_CHARACTERS:
        raise mistake("BUTTON_COPY_TEXT_INVALID")
    return Button(text, copied=copied)
