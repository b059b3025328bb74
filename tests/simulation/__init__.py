"""A simulated world under one seed: the real Knoop, a Telegram, a clock, and everything that fails.

Of Knoop all is real but four things: the clock, the thread of the store (its work is done in the
event loop, some moments later), the HTTP connection (requests go straight to ``tests/botapi``) and
chance. Nothing depends on real time, so the same seed is the same history, to the millisecond.

``make simulate SEED=n`` plays one history and prints it; ``make simulate COUNT=n`` plays many.
"""
