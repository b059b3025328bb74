"""The team at the table: what Knoop does in a group, and what it asks each member privately."""
