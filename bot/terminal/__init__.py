"""The terminal: the same talks, typed."""
