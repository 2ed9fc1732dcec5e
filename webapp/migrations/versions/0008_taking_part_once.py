"""taking part once

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mode_name', sa.String(length=20), nullable=False, server_default='open'))

    op.create_table('code_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=120), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.Column('used', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_code_batch_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_code_batch'))
    )
    with op.batch_alter_table('code_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_code_batch_dialogue_id'), ['dialogue_id'], unique=False)

    op.create_table('one_time_code',
    sa.Column('mark', sa.LargeBinary(length=16), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['code_batch.id'], name=op.f('fk_one_time_code_batch_id_code_batch')),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_one_time_code_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('mark', name=op.f('pk_one_time_code')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('one_time_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_one_time_code_batch_id'), ['batch_id'], unique=False)

    op.create_table('participation',
    sa.Column('dialogue_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('marks', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_participation_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('dialogue_id', name=op.f('pk_participation'))
    )


def downgrade() -> None:
    op.drop_table('participation')
    op.drop_table('one_time_code')
    op.drop_table('code_batch')
    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.drop_column('mode_name')
