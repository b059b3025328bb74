"""A mandate that is calm: nothing in it calls for a rule."""

from typing import Any

Answers = dict[str, Any]
FLAGS = ["overruled", "alderman_present", "two_hats", "listened_twice"]
CALM: Answers = {
    "item": "de zomerwerking",
    "ask": ["info"],
    "may": "reserve",
    "source": "head",
    "written": "yes",
    "sensitive": "no",
    **dict.fromkeys(FLAGS, "no"),
    "reachable": "no",
}
