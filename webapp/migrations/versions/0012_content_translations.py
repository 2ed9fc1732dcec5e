"""content translations

What residents of a published dialogue read already counts as reviewed: nobody loses a language.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
COLUMNS = (
    *('title', 'purpose', 'goal', 'target_group', 'can_influence', 'cannot_influence', 'matter', 'weighing'),
    *('idea_prompt', 'idea_rules', 'result_text', 'decision_text', 'feedback_text', 'onward_text'),
)
LISTED = ('idea_categories', 'question_summaries', 'question_document')


def upgrade() -> None:
    op.create_table('content_translation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=250), nullable=False),
    sa.Column('lang', sa.String(length=20), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('machine', sa.Boolean(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('reviewed_by', sa.Integer(), nullable=True),
    sa.Column('reviewed_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], name=op.f('fk_content_translation_dialogue_id_dialogue')),
    sa.ForeignKeyConstraint(['made_by'], ['staff_member.id'], name=op.f('fk_content_translation_made_by_staff_member')),
    sa.ForeignKeyConstraint(['reviewed_by'], ['staff_member.id'], name=op.f('fk_content_translation_reviewed_by_staff_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_content_translation')),
    sa.UniqueConstraint('dialogue_id', 'key', 'lang', name=op.f('uq_content_translation_dialogue_id_key_lang'))
    )
    with op.batch_alter_table('content_translation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_content_translation_dialogue_id'), ['dialogue_id'], unique=False)
    _take_over()


def _take_over() -> None:
    dialogues = sa.table(
        'dialogue',
        *(sa.column(name) for name in ('id', 'source_language')),
        sa.column('published_on', sa.Date),
        *(sa.column(name, Json) for name in (*COLUMNS, *LISTED)),
    )
    made = sa.table(
        'content_translation',
        *(sa.column(name) for name in ('dialogue_id', 'key', 'lang', 'source', 'text')),
        sa.column('machine', sa.Boolean),
        sa.column('reviewed_on', sa.Date),
    )
    connection = op.get_bind()
    published = sa.select(dialogues).where(dialogues.c.published_on.is_not(None))
    for row in connection.execute(published).mappings().all():
        rows = [
            {'dialogue_id': row['id'], 'key': key, 'lang': lang, 'source': texts[row['source_language']],
             'text': text, 'machine': False, 'reviewed_on': row['published_on']}
            for key, texts in _texts(row)
            if (texts.get(row['source_language']) or '').strip()
            for lang, text in texts.items()
            if lang != row['source_language'] and (text or '').strip()
        ]
        if rows:
            op.bulk_insert(made, rows)


def _texts(row):
    yield from ((name, row[name] or {}) for name in COLUMNS)
    for place, texts in enumerate(row['idea_categories'] or []):
        yield f'category:{place}', texts
    for question, texts in (row['question_summaries'] or {}).items():
        yield f'summary:{question}', texts
    for section in (row['question_document'] or {}).get('sections', []):
        for field in ('title', 'intro'):
            yield f"section:{section['id']}:{field}", section.get(field) or {}
        for question in section['questions']:
            yield from _of_question(question)


def _of_question(question):
    start = f"question:{question['id']}"
    for field in ('text', 'hint'):
        yield f'{start}:{field}', question.get(field) or {}
    for row in question.get('rows', []):
        yield f"{start}:row:{row['id']}", row.get('text') or {}
    for option in question.get('options', []):
        if not option.get('ready'):
            yield f"{start}:option:{option['id']}", option.get('text') or {}
        if option.get('picture'):
            yield f"{start}:alt:{option['id']}", option.get('alt') or {}


def downgrade() -> None:
    with op.batch_alter_table('content_translation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_content_translation_dialogue_id'))

    op.drop_table('content_translation')
