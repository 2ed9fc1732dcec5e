"""comments on ideas

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('idea_comment',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.BigInteger(), nullable=False),
    sa.Column('stand', sa.String(length=10), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('lang', sa.String(length=20), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('receipt_hash', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('read_on', sa.Date(), nullable=True),
    sa.Column('reason_code', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('appeal', sa.Text(), nullable=False),
    sa.Column('appealed_on', sa.Date(), nullable=True),
    sa.Column('appeal_answer', sa.Text(), nullable=False),
    sa.Column('appeal_answered_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_idea_comment_dialogue_id_dialogue')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_comment_idea_id_idea')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_comment')),
    sa.UniqueConstraint('receipt_hash', name=op.f('uq_idea_comment_receipt_hash'))
    )
    with op.batch_alter_table('idea_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idea_comment_dialogue_id'), ['dialogue_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_idea_comment_idea_id'), ['idea_id'], unique=False)

    with op.batch_alter_table('support', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_support_supporter_hash'), ['supporter_hash'], unique=False)

    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.add_column(sa.Column('idea_comments', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.drop_column('idea_comments')

    with op.batch_alter_table('support', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_support_supporter_hash'))

    with op.batch_alter_table('idea_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_idea_comment_idea_id'))
        batch_op.drop_index(batch_op.f('ix_idea_comment_dialogue_id'))

    op.drop_table('idea_comment')
