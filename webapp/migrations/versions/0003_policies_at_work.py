"""policies at work

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

Json = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


STAYS = 'An entry of the trace is never changed or taken away'
SQLITE_KEEPS = (
    f"CREATE TRIGGER trace_entry_is_not_changed BEFORE UPDATE ON trace_entry BEGIN SELECT RAISE(ABORT, '{STAYS}'); END",
    f"CREATE TRIGGER trace_entry_is_not_deleted BEFORE DELETE ON trace_entry BEGIN SELECT RAISE(ABORT, '{STAYS}'); END",
)
SQLITE_LETS_GO = ('DROP TRIGGER trace_entry_is_not_changed', 'DROP TRIGGER trace_entry_is_not_deleted')
POSTGRESQL_KEEPS = (
    f"CREATE FUNCTION trace_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{STAYS}'; END $$",
    'CREATE TRIGGER trace_entry_stays BEFORE UPDATE OR DELETE ON trace_entry FOR EACH ROW EXECUTE FUNCTION trace_entry_stays()',
)
POSTGRESQL_LETS_GO = ('DROP TRIGGER trace_entry_stays ON trace_entry', 'DROP FUNCTION trace_entry_stays()')


def _all(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in sqlite if op.get_bind().dialect.name == 'sqlite' else postgresql:
        op.execute(statement)


def upgrade() -> None:
    op.create_table('membership',
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['board.id'], name=op.f('fk_membership_board_id_board')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_membership_staff_id_staff_member')),
    sa.PrimaryKeyConstraint('staff_id', 'board_id', name=op.f('pk_membership'))
    )
    op.create_table('board_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['board_id'], ['board.id'], name=op.f('fk_board_part_board_id_board')),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_board_part_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_part')),
    sa.UniqueConstraint('dialogue_id', 'board_id', 'part', name=op.f('uq_board_part_dialogue_id_board_id_part'))
    )
    with op.batch_alter_table('board_part', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_part_dialogue_id'), ['dialogue_id'], unique=False)

    op.create_table('correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=60), nullable=False),
    sa.Column('before', Json, nullable=False),
    sa.Column('after', Json, nullable=False),
    sa.Column('reason', Json, nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_correction_dialogue_id_dialogue')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_correction_staff_id_staff_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_dialogue_id'), ['dialogue_id'], unique=False)

    op.create_table('finding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', Json, nullable=False),
    sa.Column('text', Json, nullable=False),
    sa.Column('quotes', Json, nullable=False),
    sa.Column('outcome_name', sa.String(length=20), nullable=False),
    sa.Column('outcome_reason', Json, nullable=False),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_finding_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding'))
    )
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_dialogue_id'), ['dialogue_id'], unique=False)

    op.create_table('gate_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('gate', sa.String(length=80), nullable=False),
    sa.Column('value', sa.String(length=10), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_gate_answer_dialogue_id_dialogue')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_gate_answer_staff_id_staff_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gate_answer')),
    sa.UniqueConstraint('dialogue_id', 'gate', name=op.f('uq_gate_answer_dialogue_id_gate'))
    )
    with op.batch_alter_table('gate_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gate_answer_dialogue_id'), ['dialogue_id'], unique=False)

    op.create_table('proposal',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('lang', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('sender', sa.String(length=20), nullable=False),
    sa.Column('sender_name', sa.String(length=200), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('receipt_hash', sa.String(length=64), nullable=False),
    sa.Column('submission_key', sa.String(length=64), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=True),
    sa.Column('answer', Json, nullable=False),
    sa.Column('accepted', sa.Boolean(), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_proposal_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal')),
    sa.UniqueConstraint('receipt_hash', name=op.f('uq_proposal_receipt_hash')),
    sa.UniqueConstraint('submission_key', name=op.f('uq_proposal_submission_key'))
    )
    op.create_table('resolution',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('kind_name', sa.String(length=20), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('meeting', sa.Date(), nullable=False),
    sa.Column('paragraph', sa.String(length=60), nullable=False),
    sa.Column('registration_number', sa.String(length=60), nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['board_id'], ['board.id'], name=op.f('fk_resolution_board_id_board')),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_resolution_dialogue_id_dialogue')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_resolution_staff_id_staff_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resolution'))
    )
    with op.batch_alter_table('resolution', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resolution_dialogue_id'), ['dialogue_id'], unique=False)

    op.create_table('subscription',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('lang', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_subscription_dialogue_id_dialogue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subscription')),
    sa.UniqueConstraint('dialogue_id', 'email', name=op.f('uq_subscription_dialogue_id_email'))
    )
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.add_column(sa.Column('access', sa.String(length=300), nullable=False, server_default=''))

    with op.batch_alter_table('board', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind_name', sa.String(length=20), nullable=False, server_default='board'))
        batch_op.add_column(sa.Column('dissolved_on', sa.Date(), nullable=True))

    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.add_column(sa.Column('type_name', sa.String(length=20), nullable=False, server_default='resident'))
        batch_op.add_column(sa.Column('scope', sa.String(length=20), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('political', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('public_environment', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('initiator', sa.String(length=20), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('phase', sa.String(length=20), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('reason', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('steering_goal', sa.String(length=300), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('law_reference', sa.String(length=300), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('resources', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('uses', Json, nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('methods', Json, nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('channels', Json, nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('politicians', Json, nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('responsible_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('budget_year', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('review_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('considered_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('agreed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('declined_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('decline_reason', Json, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('goal', Json, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('process_degree', sa.String(length=20), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('question_summaries', Json, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('basis_reference', sa.String(length=120), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('onward_text', Json, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('participants_told_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('evaluation', Json, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('evaluated_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('archived_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('archive_reference', sa.String(length=120), nullable=False, server_default=''))
        batch_op.create_foreign_key(batch_op.f('fk_dialogue_responsible_id_staff_member'), 'staff_member', ['responsible_id'], ['id'])

    op.execute('UPDATE dialogue SET participants_told_on = fed_back_on')
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.add_column(sa.Column('revision', sa.Integer(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('complaints_address', sa.String(length=500), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('profile_id', sa.String(length=60), nullable=False, server_default='standard'))
        batch_op.add_column(sa.Column('profile_changes', Json, nullable=False, server_default='{}'))

    _all(SQLITE_KEEPS, POSTGRESQL_KEEPS)



def downgrade() -> None:
    _all(SQLITE_LETS_GO, POSTGRESQL_LETS_GO)
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.drop_column('profile_changes')
        batch_op.drop_column('profile_id')
        batch_op.drop_column('complaints_address')
        batch_op.drop_column('revision')

    with op.batch_alter_table('dialogue', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_dialogue_responsible_id_staff_member'), type_='foreignkey')
        batch_op.drop_column('archive_reference')
        batch_op.drop_column('archived_on')
        batch_op.drop_column('evaluated_on')
        batch_op.drop_column('evaluation')
        batch_op.drop_column('participants_told_on')
        batch_op.drop_column('onward_text')
        batch_op.drop_column('basis_reference')
        batch_op.drop_column('question_summaries')
        batch_op.drop_column('process_degree')
        batch_op.drop_column('goal')
        batch_op.drop_column('decline_reason')
        batch_op.drop_column('declined_on')
        batch_op.drop_column('agreed_on')
        batch_op.drop_column('considered_on')
        batch_op.drop_column('review_on')
        batch_op.drop_column('budget_year')
        batch_op.drop_column('responsible_id')
        batch_op.drop_column('politicians')
        batch_op.drop_column('channels')
        batch_op.drop_column('methods')
        batch_op.drop_column('uses')
        batch_op.drop_column('resources')
        batch_op.drop_column('law_reference')
        batch_op.drop_column('steering_goal')
        batch_op.drop_column('reason')
        batch_op.drop_column('phase')
        batch_op.drop_column('initiator')
        batch_op.drop_column('public_environment')
        batch_op.drop_column('political')
        batch_op.drop_column('scope')
        batch_op.drop_column('type_name')

    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.drop_column('access')

    with op.batch_alter_table('board', schema=None) as batch_op:
        batch_op.drop_column('dissolved_on')
        batch_op.drop_column('kind_name')

    op.drop_table('subscription')
    with op.batch_alter_table('resolution', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resolution_dialogue_id'))

    op.drop_table('resolution')
    op.drop_table('proposal')
    with op.batch_alter_table('gate_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gate_answer_dialogue_id'))

    op.drop_table('gate_answer')
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_finding_dialogue_id'))

    op.drop_table('finding')
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_dialogue_id'))

    op.drop_table('correction')
    with op.batch_alter_table('board_part', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_part_dialogue_id'))

    op.drop_table('board_part')
    op.drop_table('membership')
