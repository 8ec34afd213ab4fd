"""Genre, lead image and notices of a reading"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from storage.types import Json

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('reading', sa.Column('genre', sa.String(length=32), nullable=True))
    op.add_column('reading', sa.Column('genre_reason', sa.Text(), nullable=True))
    op.add_column('reading', sa.Column('lead_image', Json, nullable=True))
    op.add_column('reading', sa.Column('notices', Json, nullable=False, server_default='[]'))
    op.create_index(op.f('ix_reading_genre'), 'reading', ['genre'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_reading_genre'), table_name='reading')
    for name in ('notices', 'lead_image', 'genre_reason', 'genre'):
        op.drop_column('reading', name)
