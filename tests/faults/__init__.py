"""Faults, one by one, against real servers: a Telegram on loopback, SQLite, PostgreSQL.

What is tested where its part is tested is not repeated here; docs/reliability.md says where.
"""
