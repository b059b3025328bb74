"""The coach itself: pure, synchronous, without clock, chance, Telegram or database."""
