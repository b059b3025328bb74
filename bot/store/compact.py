"""JSON without blanks, by one writer that is made once."""

from __future__ import annotations

import json
from typing import Final

_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))

write: Final = _ENCODER.encode
"""Returns a value as JSON text."""
