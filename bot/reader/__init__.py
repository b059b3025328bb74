"""Reads the content and checks it: every mistake with its file and line, all at once."""
