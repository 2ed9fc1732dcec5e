"""ideas in depth

Revision ID: 0005
Revises: 0004
"""

import secrets

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

Json = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

IDEA = sa.table('idea', sa.column('id', sa.BigInteger), sa.column('dialogue_id', sa.Integer), sa.column('number', sa.Integer))
LOWEST, HIGHEST = 100_000, 999_999


def upgrade() -> None:
    op.create_table('moderation_act',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('act', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_moderation_act_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_moderation_act'))
    )
    with op.batch_alter_table('moderation_act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_moderation_act_dialogue_id'), ['dialogue_id'], unique=False)

    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.add_column(sa.Column('number', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('place', sa.String(length=600), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('published_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('read_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('reason_code', sa.String(length=20), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('joined_to', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('appeal', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('appealed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('appeal_answer', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('appeal_answered_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('outcome_name', sa.String(length=20), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('outcome_reason', Json, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('outcome_on', sa.Date(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_idea_joined_to_idea'), 'idea', ['joined_to'], ['id'])
        batch_op.create_index(batch_op.f('ix_idea_joined_to'), ['joined_to'], unique=False)

    _draw_numbers()
    op.execute("UPDATE idea SET read_on = day WHERE state <> 'waiting'")
    op.execute("UPDATE idea SET published_on = day WHERE state = 'published'")
    op.execute("UPDATE idea SET reason_code = 'other' WHERE state = 'declined'")
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_idea_dialogue_id_number'), ['dialogue_id', 'number'])

    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ideas_shown_at_once', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('idea_rules', Json, nullable=False, server_default='{}'))


def _draw_numbers() -> None:
    taken: set[tuple[int, int]] = set()
    connection = op.get_bind()
    for id_, dialogue_id in connection.execute(sa.select(IDEA.c.id, IDEA.c.dialogue_id)).all():
        number = LOWEST + secrets.randbelow(HIGHEST - LOWEST + 1)
        while (dialogue_id, number) in taken:
            number = LOWEST + secrets.randbelow(HIGHEST - LOWEST + 1)
        taken.add((dialogue_id, number))
        connection.execute(sa.update(IDEA).where(IDEA.c.id == id_).values(number=number))


def downgrade() -> None:
    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.drop_column('idea_rules')
        batch_op.drop_column('ideas_shown_at_once')

    op.execute("UPDATE idea SET state = 'published' WHERE state = 'joined'")
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_idea_dialogue_id_number'), type_='unique')
        batch_op.drop_constraint(batch_op.f('fk_idea_joined_to_idea'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_idea_joined_to'))
        for name in ('outcome_on', 'outcome_reason', 'outcome_name', 'appeal_answered_on', 'appeal_answer', 'appealed_on', 'appeal',
                     'joined_to', 'reason_code', 'read_on', 'published_on', 'place', 'number'):
            batch_op.drop_column(name)

    with op.batch_alter_table('moderation_act', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_moderation_act_dialogue_id'))

    op.drop_table('moderation_act')
