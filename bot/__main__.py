"""``python -m bot`` is ``knoop``."""

from bot.cli import main

main(prog_name="knoop")
