"""declarations

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql')
COLUMNS = ('accessibility', 'privacy')


def upgrade() -> None:
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        for name in COLUMNS:
            batch_op.add_column(sa.Column(name, JSON, nullable=False, server_default='{}'))

    op.create_table('fault_report',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('lang', sa.String(length=20), nullable=False),
    sa.Column('page', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('contact', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('receipt_hash', sa.String(length=64), nullable=False),
    sa.Column('answer', JSON, nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fault_report')),
    sa.UniqueConstraint('receipt_hash', name=op.f('uq_fault_report_receipt_hash'))
    )


def downgrade() -> None:
    op.drop_table('fault_report')
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        for name in reversed(COLUMNS):
            batch_op.drop_column(name)
