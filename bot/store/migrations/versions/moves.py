"""Which group lives on under which number: what still comes under the old one belongs there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table of groups that moved."""
    op.create_table(
        "moves",
        sa.Column("old", sa.Text, primary_key=True),
        sa.Column("new", sa.Text, nullable=False),
    )
    op.create_index("ix_moves_new", "moves", ["new"])
