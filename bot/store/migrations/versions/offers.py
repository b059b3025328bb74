"""Networks that wait for a colleague to take them over."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table of offers; a token is only kept as its hash."""
    op.create_table(
        "offers",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("network", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
    )
    op.create_index("ix_offers_owner", "offers", ["owner"])
