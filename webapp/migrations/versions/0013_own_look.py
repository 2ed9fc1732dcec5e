"""own look

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql')


def upgrade() -> None:
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.add_column(sa.Column('look', JSON, nullable=False, server_default='{}'))

    op.create_table('logo',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('small', sa.LargeBinary(), nullable=False),
    sa.Column('plain', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_logo'))
    )


def downgrade() -> None:
    op.drop_table('logo')
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.drop_column('look')
