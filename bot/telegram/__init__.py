"""The way in and out by Telegram: updates become events, effects become requests."""

import os

# PTB 22 warns at every 429 unless its times are timedeltas, as they will be in a later version.
os.environ.setdefault("PTB_TIMEDELTA", "1")
