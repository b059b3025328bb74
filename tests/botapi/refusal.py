"""Why a request is refused: with the code and the words that Telegram uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):  # noqa: N818 - it is an answer, not a failure of this server
    """A request that is answered with an error.

    ``loud`` refusals are mistakes of the program (a parameter that does not exist, markup that
    cannot be read): they make the test fail at its end, whatever the program did with the error.
    """

    def __init__(
        self,
        code: int,
        description: str,
        *,
        loud: bool = False,
        parameters: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.loud = loud
        self.parameters = dict(parameters or {})

    def json(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def mistake(description: str) -> Refusal:
    """A request that a correct program never makes."""
    return Refusal(400, f"Bad Request: {description}", loud=True)


def bad_request(description: str) -> Refusal:
    """A request that can go wrong for a correct program: the world changed meanwhile."""
    return Refusal(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refusal:
    return Refusal(403, f"Forbidden: {description}")


def conflict(description: str) -> Refusal:
    return Refusal(409, f"Conflict: {description}")


def too_many(seconds: int) -> Refusal:
    return Refusal(
        429,
        f"Too Many Requests: retry after {seconds}",
        parameters={"retry_after": seconds},
    )


def migrated(chat_id: int) -> Refusal:
    return Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": chat_id},
    )
