"""translations beside residents' own words

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('said_translation',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.BigInteger(), nullable=True),
    sa.Column('comment_id', sa.BigInteger(), nullable=True),
    sa.Column('lang', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=600), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('machine', sa.Boolean(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.CheckConstraint('(idea_id IS NULL) <> (comment_id IS NULL)', name=op.f('ck_said_translation_of_one')),
    sa.ForeignKeyConstraint(['comment_id'], ['idea_comment.id'], name=op.f('fk_said_translation_comment_id_idea_comment')),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_said_translation_dialogue_id_dialogue')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_said_translation_idea_id_idea')),
    sa.ForeignKeyConstraint(['made_by'], ['staff_member.id'], name=op.f('fk_said_translation_made_by_staff_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_said_translation')),
    sa.UniqueConstraint('comment_id', 'lang', name=op.f('uq_said_translation_comment_id_lang')),
    sa.UniqueConstraint('idea_id', 'lang', name=op.f('uq_said_translation_idea_id_lang'))
    )
    with op.batch_alter_table('said_translation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_said_translation_dialogue_id'), ['dialogue_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('said_translation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_said_translation_dialogue_id'))

    op.drop_table('said_translation')
