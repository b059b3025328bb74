"""Bad input: whatever Telegram may send, and whatever somebody may write in a content file."""
