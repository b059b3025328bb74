"""The kinds of step; a new kind is a new module here."""
