"""what participants thought of taking part

Revision ID: 0004
Revises: 0003
"""
import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'experience',
        sa.Column('dialogue_id', sa.Integer(), nullable=False),
        sa.Column('asked', sa.String(length=10), nullable=False),
        sa.Column('question', sa.String(length=20), nullable=False),
        sa.Column('answer', sa.String(length=10), nullable=False),
        sa.Column('amount', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['dialogue_id'], ['dialogue.id'], name=op.f('fk_experience_dialogue_id_dialogue')
        ),
        sa.PrimaryKeyConstraint('dialogue_id', 'asked', 'question', 'answer', name=op.f('pk_experience')),
    )
    op.create_table(
        'experience_given',
        sa.Column('mark', sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint('mark', name=op.f('pk_experience_given')),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table('experience_given')
    op.drop_table('experience')
