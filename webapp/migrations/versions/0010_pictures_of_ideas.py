"""pictures of ideas

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.add_column(sa.Column('idea_pictures', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.add_column(sa.Column('picture_id', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('picture_width', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('picture_height', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('picture_alt', sa.Text(), nullable=False, server_default=''))
        batch_op.create_index(batch_op.f('ix_idea_picture_id'), ['picture_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_idea_picture_id'))
        batch_op.drop_column('picture_alt')
        batch_op.drop_column('picture_height')
        batch_op.drop_column('picture_width')
        batch_op.drop_column('picture_id')

    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.drop_column('idea_pictures')
