"""Names the file when something goes wrong while the content is put to use.

The shape of most files is checked before; the tables of ``content/knowledge`` have each their own,
which shows only when an instrument or a recogniser reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bot.reader.strict import ContentError, Mistake


class Watched(dict[str, Any]):
    """The tables of the content, by file; ``read`` is the one that was looked at last."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        super().__init__(tables)
        self.read = ""

    def __getitem__(self, name: str) -> Any:
        """Return the table *name*, and remember that it was read."""
        self.read = name
        return super().__getitem__(name)

    @property
    def file(self) -> str:
        """The file that was looked at last."""
        return f"knowledge/{self.read}.yaml"


@contextmanager
def blaming(tables: Watched) -> Iterator[None]:
    """Turn whatever goes wrong within into a mistake of the table that was read last.

    Raises:
        ContentError: something went wrong.
    """
    try:
        yield
    except ContentError:
        raise
    except Exception as error:
        raise ContentError([Mistake(tables.file, 1, unusable(error))]) from error


def unusable(error: Exception) -> str:
    """Return what is wrong with a file of which the use ended in *error*."""
    what = " ".join(str(error).split())[:200]
    return (
        f"this cannot be used as it is ({type(error).__name__}: {what}); "
        "look what is missing, or what is no list, mapping or number as it should be"
    )
