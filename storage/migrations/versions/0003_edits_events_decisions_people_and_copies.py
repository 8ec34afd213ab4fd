"""Edits, events, decisions, aliases, people and copies"""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op
from storage.errors import WrongSchema
from storage.titles import title_key
from storage.types import Json, UtcDateTime

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

APPEND_ONLY = 'an event is never changed or deleted'
BATCH = 1000


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == 'sqlite'


def _add_key(table: str, column: str, target: str) -> None:
    """SQLite takes a key with its column only, PostgreSQL its name only apart from it."""
    name = op.f(f'fk_{table}_{column}')
    if _is_sqlite():
        op.add_column(table, sa.Column(column, sa.Integer(), sa.ForeignKey(target), nullable=True), inline_references=True)
        return
    op.add_column(table, sa.Column(column, sa.Integer(), nullable=True))
    op.create_foreign_key(name, table, target.partition('.')[0], [column], ['id'])


EVENT = (
    'id', 'public_id', 'kind', 'happened_at', 'actor', 'program', 'publication', 'article', 'record_id', 'run_id',
    'outcome', 'reason', 'undoes',
)  # fmt: skip


def _refuse_changes_of_events() -> None:
    """But for the details, out of which a purge takes names; it says so there."""
    if _is_sqlite():
        new, old = (', '.join(f'{row}.{column}' for column in EVENT) for row in ('NEW', 'OLD'))
        op.execute(
            f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event "
            f"WHEN json_extract(NEW.details, '$.purged') IS NULL OR ({new}) IS NOT ({old}) "
            f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        )
        op.execute(
            f"CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'UPDATE' THEN IF NEW.details->>'purged' IS NOT NULL "
        "AND to_jsonb(NEW) - 'details' = to_jsonb(OLD) - 'details' THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{APPEND_ONLY}'; END $$"
    )
    op.execute(
        'CREATE TRIGGER event_no_update BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change_of_event()'
    )
    op.execute(
        'CREATE TRIGGER event_no_change BEFORE DELETE OR TRUNCATE ON event '
        'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_event()'
    )


def _note_aliases() -> None:
    """Every page that has an article is an alias of it since it was announced."""
    op.execute(
        "INSERT INTO alias (page_id, article_id, evidence, noted_at) "
        "SELECT id, article_id, 'archived', announced_at FROM page WHERE article_id IS NOT NULL ORDER BY id"
    )


def _remake_index_of_new_pages() -> None:
    """Of two indexes that fit alike SQLite takes the one made last; a look for new pages must not meet the others."""
    where = sa.text('visited_at IS NULL')
    op.drop_index('ix_page_new', table_name='page')
    op.create_index(
        'ix_page_new', 'page', ['publication', 'next_visit_at'], sqlite_where=where, postgresql_where=where
    )


def _date_states() -> None:
    """A page is in its state since the first visit after the last one that came to something else."""
    op.execute(
        "UPDATE page SET since_at = (SELECT min(seen.visited_at) FROM visit AS seen WHERE seen.page_id = page.id "
        "AND NOT EXISTS (SELECT 1 FROM visit AS other WHERE other.page_id = page.id "
        "AND other.visited_at >= seen.visited_at AND other.outcome <> page.outcome "
        "AND NOT (other.outcome IN ('archived', 'unchanged') AND page.outcome IN ('archived', 'unchanged')))), "
        "evidence_id = (SELECT last.capture_id FROM visit AS last WHERE last.page_id = page.id "
        "ORDER BY last.visited_at DESC, last.id DESC LIMIT 1) WHERE page.outcome IS NOT NULL"
    )


def _tell_roles() -> None:
    """Where a page's claims are all of its last change, the date of publication is that date."""
    said = "replace(CAST(date_claims AS TEXT), ' ', '')"
    op.execute(
        "UPDATE reading SET published_role = CASE "
        f"WHEN {said} LIKE '%\"role\"\\:\"modified\"%' AND {said} NOT LIKE '%\"role\"\\:\"published\"%' "
        "THEN 'modified' ELSE 'published' END WHERE published_at IS NOT NULL"
    )


def _add_name_forms() -> None:
    connection = op.get_bind()
    form = sa.table('name_form', sa.column('id'), sa.column('name'), sa.column('name_digest'), sa.column('name_key'))
    names = connection.execute(sa.text('SELECT name, min(name_key) FROM contributor GROUP BY name ORDER BY min(id)')).all()
    for start in range(0, len(names), BATCH):
        connection.execute(
            sa.insert(form),
            [
                {'name': name, 'name_digest': hashlib.sha256(name.encode()).hexdigest(), 'name_key': key}
                for name, key in names[start : start + BATCH]
            ],
        )
    connection.execute(
        sa.text(
            'UPDATE contributor SET name_form_id = '
            '(SELECT name_form.id FROM name_form WHERE name_form.name_key = contributor.name_key '
            'AND name_form.name = contributor.name)'
        )
    )


def _key_titles() -> None:
    connection = op.get_bind()
    last = 0
    while titles := connection.execute(
        sa.text('SELECT id, title FROM reading WHERE id > :last AND title IS NOT NULL ORDER BY id LIMIT :batch'),
        {'last': last, 'batch': BATCH},
    ).all():
        last = titles[-1][0]
        keys = [{'id': id_, 'key': title_key(title)} for id_, title in titles]
        connection.execute(sa.text('UPDATE reading SET title_key = :key WHERE id = :id'), keys)


def _drop_targets() -> None:
    """Where a link leads is worked out when it is asked."""
    with op.batch_alter_table('related_story') as related_story:
        related_story.drop_index(op.f('ix_related_story_target_id'))
        if not _is_sqlite():
            related_story.drop_constraint(op.f('fk_related_story_target_id'), type_='foreignkey')
        related_story.drop_column('target_id')


TARGET_BY_URL = """
UPDATE related_story SET target_id = (
    SELECT page.article_id FROM page
    WHERE page.url_key = related_story.url_key AND page.article_id IS NOT NULL ORDER BY page.id LIMIT 1
) WHERE url_key IS NOT NULL
"""
OWN = """
SELECT article.publication FROM article JOIN observation ON observation.article_id = article.id
WHERE observation.id = related_story.observation_id
"""
TARGET_BY_TITLE = f"""
UPDATE related_story SET target_id = (
    SELECT CASE WHEN count(*) = 1 THEN min(article.id) END FROM article
    WHERE article.title_key = related_story.title_key AND article.publication = ({OWN})
) WHERE url_key IS NULL
"""
TARGET_BY_FORMER_TITLE = f"""
UPDATE related_story SET target_id = (
    SELECT CASE WHEN count(DISTINCT reading.article_id) = 1 THEN min(reading.article_id) END
    FROM reading JOIN article AS named ON named.id = reading.article_id
    WHERE reading.title_key = related_story.title_key AND named.publication = ({OWN})
) WHERE url_key IS NULL AND target_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM article AS titled WHERE titled.title_key = related_story.title_key AND titled.publication = ({OWN})
)
"""


def _add_targets() -> None:
    with op.batch_alter_table('related_story') as related_story:
        related_story.add_column(sa.Column('target_id', sa.Integer(), nullable=True))
        related_story.create_foreign_key(op.f('fk_related_story_target_id'), 'article', ['target_id'], ['id'])
        related_story.create_index(op.f('ix_related_story_target_id'), ['target_id'], unique=False)
    for filling in (TARGET_BY_URL, TARGET_BY_TITLE, TARGET_BY_FORMER_TITLE):
        op.execute(filling)


def upgrade() -> None:
    op.create_table('event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('happened_at', UtcDateTime(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('program', sa.Text(), nullable=True),
    sa.Column('publication', sa.String(length=63), nullable=True),
    sa.Column('article', sa.String(length=16), nullable=True),
    sa.Column('record_id', sa.String(length=64), nullable=True),
    sa.Column('run_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(length=32), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('details', Json, nullable=True),
    sa.Column('undoes', sa.String(length=36), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event')),
    sa.UniqueConstraint('public_id', name=op.f('uq_event_public_id'))
    )
    op.create_index(op.f('ix_event_article'), 'event', ['article'], unique=False)
    op.create_index(op.f('ix_event_happened_at'), 'event', ['happened_at'], unique=False)
    op.create_index(op.f('ix_event_kind_happened_at'), 'event', ['kind', 'happened_at'], unique=False)
    op.create_index(op.f('ix_event_record_id'), 'event', ['record_id'], unique=False)
    op.create_index(op.f('ix_event_undoes'), 'event', ['undoes'], unique=False)
    op.create_table('name_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_digest', sa.String(length=64), nullable=False),
    sa.Column('name_key', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_name_form')),
    sa.UniqueConstraint('name_digest', name=op.f('uq_name_form_name_digest'))
    )
    op.create_index(op.f('ix_name_form_name_key'), 'name_form', ['name_key'], unique=False)
    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('added_at', UtcDateTime(), nullable=False),
    sa.Column('event', sa.String(length=36), nullable=False),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('ended_by', sa.String(length=36), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('public_id', name=op.f('uq_person_public_id'))
    )
    op.create_table('barred_url',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('publication', sa.String(length=63), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('url_key', sa.String(length=64), nullable=False),
    sa.Column('barred_at', UtcDateTime(), nullable=False),
    sa.Column('event', sa.String(length=36), nullable=False),
    sa.Column('lifted_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['publication'], ['publication.slug'], name=op.f('fk_barred_url_publication')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_barred_url')),
    sa.UniqueConstraint('publication', 'url_key', 'event', name=op.f('uq_barred_url_publication_url_key_event'))
    )
    op.create_index(op.f('ix_barred_url_url_key'), 'barred_url', ['url_key'], unique=False)
    op.create_table('correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=32), nullable=False),
    sa.Column('value', Json, nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('event', sa.String(length=36), nullable=False),
    sa.Column('withdrawn_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_correction_article_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction')),
    sa.UniqueConstraint('event', name=op.f('uq_correction_event'))
    )
    op.create_index(op.f('ix_correction_article_id'), 'correction', ['article_id'], unique=False)
    op.create_table('overlaid_name',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_key', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_overlaid_name_article_id')),
    sa.PrimaryKeyConstraint('article_id', 'position', name=op.f('pk_overlaid_name'))
    )
    op.create_index(op.f('ix_overlaid_name_name_key'), 'overlaid_name', ['name_key'], unique=False)
    op.create_table('copy_link',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('likeness', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_copy_link_article_id')),
    sa.ForeignKeyConstraint(['other_id'], ['article.id'], name=op.f('fk_copy_link_other_id')),
    sa.PrimaryKeyConstraint('article_id', 'other_id', name=op.f('pk_copy_link'))
    )
    op.create_table('copy_member',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('lead_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_copy_member_article_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['article.id'], name=op.f('fk_copy_member_lead_id')),
    sa.PrimaryKeyConstraint('article_id', name=op.f('pk_copy_member'))
    )
    op.create_index(op.f('ix_copy_member_lead_id'), 'copy_member', ['lead_id'], unique=False)
    op.create_table('fingerprint',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('scheme', sa.String(length=32), nullable=False),
    sa.Column('text_digest', sa.String(length=64), nullable=False),
    sa.Column('words', sa.Integer(), nullable=False),
    sa.Column('signature', sa.LargeBinary(), nullable=False),
    sa.Column('credit', sa.Text(), nullable=True),
    sa.Column('credit_source', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_fingerprint_article_id')),
    sa.PrimaryKeyConstraint('article_id', name=op.f('pk_fingerprint'))
    )
    op.create_table('fingerprint_band',
    sa.Column('value', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('article_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('value', 'article_id', name=op.f('pk_fingerprint_band')),
    sqlite_with_rowid=False
    )
    op.create_table('person_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name_form_id', sa.Integer(), nullable=False),
    sa.Column('publication', sa.String(length=63), nullable=True),
    sa.Column('article_id', sa.Integer(), nullable=True),
    sa.Column('joined_at', UtcDateTime(), nullable=False),
    sa.Column('event', sa.String(length=36), nullable=False),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('ended_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_person_form_article_id')),
    sa.ForeignKeyConstraint(['name_form_id'], ['name_form.id'], name=op.f('fk_person_form_name_form_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_form_person_id')),
    sa.ForeignKeyConstraint(['publication'], ['publication.slug'], name=op.f('fk_person_form_publication')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_form'))
    )
    op.create_index(op.f('ix_person_form_article_id'), 'person_form', ['article_id'], unique=False)
    op.create_index(op.f('ix_person_form_ended_by'), 'person_form', ['ended_by'], unique=False)
    op.create_index(op.f('ix_person_form_event'), 'person_form', ['event'], unique=False)
    op.create_index(op.f('ix_person_form_name_form_id'), 'person_form', ['name_form_id'], unique=False)
    op.create_index(op.f('ix_person_form_person_id'), 'person_form', ['person_id'], unique=False)
    op.create_table('takedown',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.String(length=32), nullable=False),
    sa.Column('fields', Json, nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('event', sa.String(length=36), nullable=False),
    sa.Column('undone_at', UtcDateTime(), nullable=True),
    sa.Column('passages', Json, nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_takedown_article_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_takedown')),
    sa.UniqueConstraint('event', name=op.f('uq_takedown_event'))
    )
    op.create_index(op.f('ix_takedown_article_id'), 'takedown', ['article_id'], unique=False)
    op.create_table('alias',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('page_id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('evidence', sa.String(length=32), nullable=False),
    sa.Column('detail', sa.Text(), nullable=True),
    sa.Column('noted_at', UtcDateTime(), nullable=False),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('ended_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_alias_article_id')),
    sa.ForeignKeyConstraint(['page_id'], ['page.id'], name=op.f('fk_alias_page_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alias'))
    )
    op.create_index(op.f('ix_alias_article_id'), 'alias', ['article_id'], unique=False)
    op.create_index(op.f('ix_alias_page_id'), 'alias', ['page_id'], unique=False)
    op.create_table('edit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('field', sa.String(length=32), nullable=False),
    sa.Column('rule', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['revision_id'], ['revision.id'], name=op.f('fk_edit_revision_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edit')),
    sa.UniqueConstraint('revision_id', 'position', name=op.f('uq_edit_revision_id_position'))
    )
    op.create_index(op.f('ix_edit_kind'), 'edit', ['kind'], unique=False)
    _add_key('article', 'merged_into_id', 'article.id')
    op.add_column('article', sa.Column('taken_down', sa.String(length=32), nullable=True))
    op.add_column('article', sa.Column('byline_overlaid', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(op.f('ix_article_merged_into_id'), 'article', ['merged_into_id'], unique=False)
    op.create_index(op.f('ix_article_reading_id'), 'article', ['reading_id'], unique=False)
    op.add_column('publication', sa.Column('rebuilt_to', sa.Integer(), nullable=True))
    op.add_column('publication', sa.Column('redone_to', sa.Integer(), nullable=True))
    op.add_column('page', sa.Column('canonical_key', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_page_publication_canonical_key'), 'page', ['publication', 'canonical_key'], unique=False)
    op.add_column('page', sa.Column('since_at', UtcDateTime(), nullable=True))
    _add_key('page', 'evidence_id', 'capture.id')
    _remake_index_of_new_pages()
    _add_key('contributor', 'name_form_id', 'name_form.id')
    op.create_index(op.f('ix_contributor_name_form_id'), 'contributor', ['name_form_id'], unique=False)
    op.add_column('capture', sa.Column('modified_at', UtcDateTime(), nullable=True))
    op.add_column('warc_file', sa.Column('removed_at', UtcDateTime(), nullable=True))
    op.add_column('reading', sa.Column('published_role', sa.String(length=32), nullable=True))
    op.add_column('reading', sa.Column('title_key', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_reading_title_key'), 'reading', ['title_key'], unique=False)
    _add_key('revision', 'before_id', 'reading.id')
    op.add_column('revision', sa.Column('is_stealth', sa.Boolean(), nullable=True))
    op.create_index(op.f('ix_revision_seen_at'), 'revision', ['seen_at'], unique=False)

    _refuse_changes_of_events()
    _note_aliases()
    _date_states()
    _tell_roles()
    _add_name_forms()
    _key_titles()
    _drop_targets()


def _refuse_to_forget_takedowns() -> None:
    connection = op.get_bind()
    takedowns, addresses = (
        connection.scalar(sa.text(f'SELECT count(*) FROM {table} WHERE {ended} IS NULL'))
        for table, ended in (('takedown', 'undone_at'), ('barred_url', 'lifted_at'))
    )
    if takedowns or addresses:
        raise WrongSchema(
            f"{takedowns} takedown{' is' if takedowns == 1 else 's are'} in force and "
            f"{addresses} address{' is' if addresses == 1 else 'es are'} barred, which schema {down_revision} cannot hold: "
            'what was taken down would be shown and fetched again; nothing was changed'
        )


def downgrade() -> None:
    _refuse_to_forget_takedowns()
    _add_targets()
    if not _is_sqlite():
        op.execute('DROP TRIGGER event_no_change ON event')
        op.execute('DROP TRIGGER event_no_update ON event')
        op.execute('DROP FUNCTION refuse_change_of_event()')
    op.drop_index(op.f('ix_revision_seen_at'), table_name='revision')
    op.drop_column('revision', 'is_stealth')
    op.drop_column('revision', 'before_id')
    op.drop_index(op.f('ix_reading_title_key'), table_name='reading')
    op.drop_column('reading', 'title_key')
    op.drop_column('reading', 'published_role')
    op.drop_column('warc_file', 'removed_at')
    op.drop_column('capture', 'modified_at')
    op.drop_index(op.f('ix_contributor_name_form_id'), table_name='contributor')
    op.drop_column('contributor', 'name_form_id')
    op.drop_column('page', 'evidence_id')
    op.drop_column('page', 'since_at')
    op.drop_index(op.f('ix_page_publication_canonical_key'), table_name='page')
    op.drop_column('page', 'canonical_key')
    op.drop_index(op.f('ix_article_reading_id'), table_name='article')
    op.drop_index(op.f('ix_article_merged_into_id'), table_name='article')
    op.drop_column('article', 'byline_overlaid')
    op.drop_column('publication', 'redone_to')
    op.drop_column('publication', 'rebuilt_to')
    op.drop_column('article', 'taken_down')
    op.drop_column('article', 'merged_into_id')
    op.drop_index(op.f('ix_edit_kind'), table_name='edit')
    op.drop_table('edit')
    op.drop_index(op.f('ix_alias_page_id'), table_name='alias')
    op.drop_index(op.f('ix_alias_article_id'), table_name='alias')
    op.drop_table('alias')
    op.drop_index(op.f('ix_takedown_article_id'), table_name='takedown')
    op.drop_table('takedown')
    op.drop_index(op.f('ix_person_form_person_id'), table_name='person_form')
    op.drop_index(op.f('ix_person_form_name_form_id'), table_name='person_form')
    op.drop_index(op.f('ix_person_form_event'), table_name='person_form')
    op.drop_index(op.f('ix_person_form_ended_by'), table_name='person_form')
    op.drop_index(op.f('ix_person_form_article_id'), table_name='person_form')
    op.drop_table('person_form')
    op.drop_table('fingerprint_band')
    op.drop_table('fingerprint')
    op.drop_index(op.f('ix_copy_member_lead_id'), table_name='copy_member')
    op.drop_table('copy_member')
    op.drop_table('copy_link')
    op.drop_index(op.f('ix_overlaid_name_name_key'), table_name='overlaid_name')
    op.drop_table('overlaid_name')
    op.drop_index(op.f('ix_correction_article_id'), table_name='correction')
    op.drop_table('correction')
    op.drop_index(op.f('ix_barred_url_url_key'), table_name='barred_url')
    op.drop_table('barred_url')
    op.drop_table('person')
    op.drop_index(op.f('ix_name_form_name_key'), table_name='name_form')
    op.drop_table('name_form')
    op.drop_index(op.f('ix_event_undoes'), table_name='event')
    op.drop_index(op.f('ix_event_record_id'), table_name='event')
    op.drop_index(op.f('ix_event_kind_happened_at'), table_name='event')
    op.drop_index(op.f('ix_event_happened_at'), table_name='event')
    op.drop_index(op.f('ix_event_article'), table_name='event')
    op.drop_table('event')
