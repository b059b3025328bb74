"""The world around the coach: store, Telegram, terminal, command line."""

__version__ = "0.1.0"
