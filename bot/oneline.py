"""Says what is wrong with a command in one line."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click


def refuse(what: str) -> NoReturn:
    """Say in one line what is wrong, on standard error, and end with status 2."""
    click.echo(f"knoop: {' '.join(what.split())}", err=True)
    sys.exit(2)


class OneLine(click.Group):
    """Says what is wrong with a command in one line, like everything else that is wrong."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command that was typed."""
        extra["standalone_mode"] = False
        try:
            status = super().main(*args, **extra)
        except click.ClickException as error:
            refuse(error.format_message())
        except click.Abort:
            status = 1
        sys.exit(status if isinstance(status, int) else 0)
