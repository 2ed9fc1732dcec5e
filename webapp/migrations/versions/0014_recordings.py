"""recordings

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('recording',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('lang', sa.String(length=20), nullable=False),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('milliseconds', sa.Integer(), nullable=False),
    sa.Column('text_lang', sa.String(length=20), nullable=False),
    sa.Column('captions', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('kept_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_recording_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recording')),
    sa.UniqueConstraint('dialogue_id', 'kind', 'lang', name=op.f('uq_recording_dialogue_id_kind_lang'))
    )
    op.create_index(op.f('ix_recording_dialogue_id'), 'recording', ['dialogue_id'], unique=False)
    op.create_table('recording_piece',
    sa.Column('recording_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['recording_id'], ['recording.id'], name=op.f('fk_recording_piece_recording_id_recording'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('recording_id', 'number', name=op.f('pk_recording_piece'))
    )


def downgrade() -> None:
    op.drop_table('recording_piece')
    op.drop_index(op.f('ix_recording_dialogue_id'), table_name='recording')
    op.drop_table('recording')
