"""The archive as it begins"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from storage.search import create_index_objects, drop_index_objects
from storage.types import Json, UtcDateTime

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def _adds_later() -> bool:
    """PostgreSQL wants the table a key refers to first; SQLite cannot add a key later, and does not ask."""
    return op.get_bind().dialect.name == 'postgresql'


def _forward_keys() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([f'{name}_id'], [f'{name}.id'], name=op.f(f'fk_article_{name}_id'))
        for name in ('reading', 'observation')
    ]


def upgrade() -> None:
    op.create_table('extractor',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('identity', sa.String(length=255), nullable=False),
    sa.Column('added_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extractor')),
    sa.UniqueConstraint('identity', name=op.f('uq_extractor_identity'))
    )
    op.create_table('publication',
    sa.Column('slug', sa.String(length=63), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('timezone', sa.Text(), nullable=False),
    sa.Column('added_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('slug', name=op.f('pk_publication'))
    )
    op.create_table('warc_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('added_at', UtcDateTime(), nullable=False),
    sa.Column('sealed_at', UtcDateTime(), nullable=True),
    sa.Column('size', sa.BigInteger(), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_warc_file')),
    sa.UniqueConstraint('name', name=op.f('uq_warc_file_name'))
    )
    op.create_table('article',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('publication', sa.String(length=63), nullable=False),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('url_key', sa.String(length=64), nullable=True),
    sa.Column('canonical_url', sa.Text(), nullable=True),
    sa.Column('title_key', sa.String(length=64), nullable=True),
    sa.Column('text_digest', sa.String(length=64), nullable=False),
    sa.Column('published_at', UtcDateTime(), nullable=True),
    sa.Column('archived_at', UtcDateTime(), nullable=False),
    sa.Column('reading_id', sa.Integer(), nullable=True),
    sa.Column('observation_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['publication'], ['publication.slug'], name=op.f('fk_article_publication')),
    *([] if _adds_later() else _forward_keys()),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article')),
    sa.UniqueConstraint('public_id', name=op.f('uq_article_public_id'))
    )
    op.create_index(op.f('ix_article_publication'), 'article', ['publication'], unique=False)
    op.create_index(op.f('ix_article_publication_title_key'), 'article', ['publication', 'title_key'], unique=False)
    op.create_index(op.f('ix_article_published_at_id'), 'article', ['published_at', 'id'], unique=False)
    op.create_index(op.f('ix_article_text_digest'), 'article', ['text_digest'], unique=False)
    op.create_table('run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('publication', sa.String(length=63), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=False),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('ended', sa.String(length=32), nullable=True),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('definition', sa.String(length=64), nullable=True),
    sa.Column('report', Json, nullable=True),
    sa.ForeignKeyConstraint(['publication'], ['publication.slug'], name=op.f('fk_run_publication')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_run'))
    )
    op.create_index(op.f('ix_run_publication'), 'run', ['publication'], unique=False)
    op.create_table('source',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('publication', sa.String(length=63), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('url_key', sa.String(length=64), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('reach', sa.Integer(), nullable=False),
    sa.Column('etag', sa.Text(), nullable=True),
    sa.Column('last_modified', sa.Text(), nullable=True),
    sa.Column('announced_at', UtcDateTime(), nullable=True),
    sa.Column('polled_for', UtcDateTime(), nullable=True),
    sa.Column('polled_at', UtcDateTime(), nullable=True),
    sa.Column('changed_at', UtcDateTime(), nullable=True),
    sa.Column('outcome', sa.String(length=32), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['parent_id'], ['source.id'], name=op.f('fk_source_parent_id')),
    sa.ForeignKeyConstraint(['publication'], ['publication.slug'], name=op.f('fk_source_publication')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source')),
    sa.UniqueConstraint('publication', 'url_key', name=op.f('uq_source_publication_url_key'))
    )
    op.create_table('capture',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('publication', sa.String(length=63), nullable=True),
    sa.Column('run_id', sa.Integer(), nullable=True),
    sa.Column('record_id', sa.String(length=64), nullable=False),
    sa.Column('record_type', sa.String(length=32), nullable=False),
    sa.Column('role', sa.String(length=32), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('url_key', sa.String(length=64), nullable=False),
    sa.Column('requested_url', sa.Text(), nullable=True),
    sa.Column('location', sa.Text(), nullable=True),
    sa.Column('captured_at', UtcDateTime(), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('content_type', sa.Text(), nullable=True),
    sa.Column('etag', sa.Text(), nullable=True),
    sa.Column('last_modified', sa.Text(), nullable=True),
    sa.Column('payload_digest', sa.String(length=64), nullable=False),
    sa.Column('payload_length', sa.BigInteger(), nullable=False),
    sa.Column('truncated', sa.String(length=32), nullable=True),
    sa.Column('warc_file_id', sa.Integer(), nullable=False),
    sa.Column('offset', sa.BigInteger(), nullable=False),
    sa.Column('length', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['publication'], ['publication.slug'], name=op.f('fk_capture_publication')),
    sa.ForeignKeyConstraint(['run_id'], ['run.id'], name=op.f('fk_capture_run_id')),
    sa.ForeignKeyConstraint(['warc_file_id'], ['warc_file.id'], name=op.f('fk_capture_warc_file_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_capture')),
    sa.UniqueConstraint('record_id', name=op.f('uq_capture_record_id')),
    sa.UniqueConstraint('warc_file_id', 'offset', name=op.f('uq_capture_warc_file_id_offset'))
    )
    op.create_index(op.f('ix_capture_payload_digest'), 'capture', ['payload_digest'], unique=False)
    op.create_index(op.f('ix_capture_run_id'), 'capture', ['run_id'], unique=False)
    op.create_index(op.f('ix_capture_url_key_captured_at'), 'capture', ['url_key', 'captured_at'], unique=False)
    op.create_table('page',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('publication', sa.String(length=63), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('url_key', sa.String(length=64), nullable=False),
    sa.Column('key_rules', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.String(length=64), nullable=True),
    sa.Column('announced_at', UtcDateTime(), nullable=False),
    sa.Column('outcome', sa.String(length=32), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('visited_at', UtcDateTime(), nullable=True),
    sa.Column('visits', sa.Integer(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('next_visit_at', UtcDateTime(), nullable=True),
    sa.Column('leased_by', sa.Integer(), nullable=True),
    sa.Column('capture_id', sa.Integer(), nullable=True),
    sa.Column('article_id', sa.Integer(), nullable=True),
    sa.Column('moved_to_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_page_article_id')),
    sa.ForeignKeyConstraint(['capture_id'], ['capture.id'], name=op.f('fk_page_capture_id')),
    sa.ForeignKeyConstraint(['leased_by'], ['run.id'], name=op.f('fk_page_leased_by')),
    sa.ForeignKeyConstraint(['moved_to_id'], ['page.id'], name=op.f('fk_page_moved_to_id')),
    sa.ForeignKeyConstraint(['publication'], ['publication.slug'], name=op.f('fk_page_publication')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_page')),
    sa.UniqueConstraint('publication', 'url_key', name=op.f('uq_page_publication_url_key'))
    )
    op.create_index(op.f('ix_page_article_id'), 'page', ['article_id'], unique=False)
    op.create_index(op.f('ix_page_leased_by'), 'page', ['leased_by'], unique=False)
    op.create_index('ix_page_new', 'page', ['publication', 'next_visit_at'], unique=False, sqlite_where=sa.text('visited_at IS NULL'), postgresql_where=sa.text('visited_at IS NULL'))
    op.create_index(op.f('ix_page_publication_next_visit_at'), 'page', ['publication', 'next_visit_at'], unique=False)
    op.create_index(op.f('ix_page_publication_post_id'), 'page', ['publication', 'post_id'], unique=False)
    op.create_index(op.f('ix_page_url_key'), 'page', ['url_key'], unique=False)
    op.create_table('search_document',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('analyser', sa.Integer(), nullable=False),
    sa.Column('tokens', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_search_document_article_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('article_id', name=op.f('pk_search_document'))
    )
    op.create_table('observation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('capture_id', sa.Integer(), nullable=False),
    sa.Column('extractor_id', sa.Integer(), nullable=False),
    sa.Column('observed_at', UtcDateTime(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_observation_article_id')),
    sa.ForeignKeyConstraint(['capture_id'], ['capture.id'], name=op.f('fk_observation_capture_id')),
    sa.ForeignKeyConstraint(['extractor_id'], ['extractor.id'], name=op.f('fk_observation_extractor_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_observation')),
    sa.UniqueConstraint('capture_id', 'extractor_id', name=op.f('uq_observation_capture_id_extractor_id'))
    )
    op.create_index(op.f('ix_observation_article_id'), 'observation', ['article_id'], unique=False)
    op.create_table('reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('capture_id', sa.Integer(), nullable=False),
    sa.Column('extractor_id', sa.Integer(), nullable=False),
    sa.Column('read_at', UtcDateTime(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('standfirst', sa.Text(), nullable=True),
    sa.Column('kicker', sa.Text(), nullable=True),
    sa.Column('section', sa.Text(), nullable=True),
    sa.Column('language', sa.Text(), nullable=True),
    sa.Column('canonical_url', sa.Text(), nullable=True),
    sa.Column('byline_printed', sa.Text(), nullable=True),
    sa.Column('byline_claims', Json, nullable=False),
    sa.Column('tags', Json, nullable=False),
    sa.Column('published_at', UtcDateTime(), nullable=True),
    sa.Column('published_printed', sa.Text(), nullable=True),
    sa.Column('published_precision', sa.String(length=32), nullable=True),
    sa.Column('published_offset', sa.Integer(), nullable=True),
    sa.Column('modified_at', UtcDateTime(), nullable=True),
    sa.Column('modified_printed', sa.Text(), nullable=True),
    sa.Column('modified_precision', sa.String(length=32), nullable=True),
    sa.Column('modified_offset', sa.Integer(), nullable=True),
    sa.Column('date_claims', Json, nullable=False),
    sa.Column('blocks', Json, nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('text_digest', sa.String(length=64), nullable=False),
    sa.Column('text_state', sa.String(length=32), nullable=False),
    sa.Column('text_reason', sa.Text(), nullable=True),
    sa.Column('paywalled', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_reading_article_id')),
    sa.ForeignKeyConstraint(['capture_id'], ['capture.id'], name=op.f('fk_reading_capture_id')),
    sa.ForeignKeyConstraint(['extractor_id'], ['extractor.id'], name=op.f('fk_reading_extractor_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading')),
    sa.UniqueConstraint('capture_id', 'extractor_id', name=op.f('uq_reading_capture_id_extractor_id'))
    )
    op.create_index(op.f('ix_reading_article_id'), 'reading', ['article_id'], unique=False)
    op.create_table('sighting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('page_id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('dated', sa.Text(), nullable=True),
    sa.Column('published_at', UtcDateTime(), nullable=True),
    sa.Column('modified_at', UtcDateTime(), nullable=True),
    sa.Column('first_seen_at', UtcDateTime(), nullable=False),
    sa.Column('last_seen_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['page_id'], ['page.id'], name=op.f('fk_sighting_page_id')),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_sighting_source_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sighting')),
    sa.UniqueConstraint('page_id', 'source_id', 'digest', name=op.f('uq_sighting_page_id_source_id_digest'))
    )
    op.create_index(op.f('ix_sighting_source_id'), 'sighting', ['source_id'], unique=False)
    op.create_table('visit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('page_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=True),
    sa.Column('capture_id', sa.Integer(), nullable=True),
    sa.Column('visited_at', UtcDateTime(), nullable=False),
    sa.Column('outcome', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['capture_id'], ['capture.id'], name=op.f('fk_visit_capture_id')),
    sa.ForeignKeyConstraint(['page_id'], ['page.id'], name=op.f('fk_visit_page_id')),
    sa.ForeignKeyConstraint(['run_id'], ['run.id'], name=op.f('fk_visit_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit')),
    sa.UniqueConstraint('page_id', 'capture_id', name=op.f('uq_visit_page_id_capture_id'))
    )
    op.create_index(op.f('ix_visit_page_id'), 'visit', ['page_id'], unique=False)
    op.create_index(op.f('ix_visit_run_id'), 'visit', ['run_id'], unique=False)
    op.create_table('contributor',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reading_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_key', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('role', sa.Text(), nullable=True),
    sa.Column('affiliation', sa.Text(), nullable=True),
    sa.Column('credit', sa.Text(), nullable=True),
    sa.Column('credentials', sa.Text(), nullable=True),
    sa.Column('honorific', sa.Text(), nullable=True),
    sa.Column('location', sa.Text(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['reading_id'], ['reading.id'], name=op.f('fk_contributor_reading_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contributor')),
    sa.UniqueConstraint('reading_id', 'position', name=op.f('uq_contributor_reading_id_position'))
    )
    op.create_index(op.f('ix_contributor_name_key'), 'contributor', ['name_key'], unique=False)
    op.create_table('related_story',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('observation_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('heading', sa.Text(), nullable=True),
    sa.Column('label', sa.Text(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('canonical_url', sa.Text(), nullable=True),
    sa.Column('url_key', sa.String(length=64), nullable=True),
    sa.Column('title_key', sa.String(length=64), nullable=True),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['observation_id'], ['observation.id'], name=op.f('fk_related_story_observation_id')),
    sa.ForeignKeyConstraint(['target_id'], ['article.id'], name=op.f('fk_related_story_target_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_related_story')),
    sa.UniqueConstraint('observation_id', 'position', name=op.f('uq_related_story_observation_id_position'))
    )
    op.create_index(op.f('ix_related_story_target_id'), 'related_story', ['target_id'], unique=False)
    op.create_index(op.f('ix_related_story_title_key'), 'related_story', ['title_key'], unique=False)
    op.create_index(op.f('ix_related_story_url_key'), 'related_story', ['url_key'], unique=False)
    op.create_table('revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('reading_id', sa.Integer(), nullable=False),
    sa.Column('seen_at', UtcDateTime(), nullable=False),
    sa.Column('changed', Json, nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_revision_article_id')),
    sa.ForeignKeyConstraint(['reading_id'], ['reading.id'], name=op.f('fk_revision_reading_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision')),
    sa.UniqueConstraint('article_id', 'number', name=op.f('uq_revision_article_id_number'))
    )
    if _adds_later():
        for name in ('reading', 'observation'):
            op.create_foreign_key(op.f(f'fk_article_{name}_id'), 'article', name, [f'{name}_id'], ['id'])
    create_index_objects(op.get_bind())


def downgrade() -> None:
    drop_index_objects(op.get_bind())
    if _adds_later():
        for name in ('reading', 'observation'):
            op.drop_constraint(op.f(f'fk_article_{name}_id'), 'article', type_='foreignkey')
    op.drop_table('revision')
    op.drop_index(op.f('ix_related_story_url_key'), table_name='related_story')
    op.drop_index(op.f('ix_related_story_title_key'), table_name='related_story')
    op.drop_index(op.f('ix_related_story_target_id'), table_name='related_story')
    op.drop_table('related_story')
    op.drop_index(op.f('ix_contributor_name_key'), table_name='contributor')
    op.drop_table('contributor')
    op.drop_index(op.f('ix_visit_run_id'), table_name='visit')
    op.drop_index(op.f('ix_visit_page_id'), table_name='visit')
    op.drop_table('visit')
    op.drop_index(op.f('ix_sighting_source_id'), table_name='sighting')
    op.drop_table('sighting')
    op.drop_index(op.f('ix_reading_article_id'), table_name='reading')
    op.drop_table('reading')
    op.drop_index(op.f('ix_observation_article_id'), table_name='observation')
    op.drop_table('observation')
    op.drop_table('search_document')
    op.drop_index(op.f('ix_page_url_key'), table_name='page')
    op.drop_index(op.f('ix_page_publication_post_id'), table_name='page')
    op.drop_index(op.f('ix_page_publication_next_visit_at'), table_name='page')
    op.drop_index('ix_page_new', table_name='page', sqlite_where=sa.text('visited_at IS NULL'), postgresql_where=sa.text('visited_at IS NULL'))
    op.drop_index(op.f('ix_page_leased_by'), table_name='page')
    op.drop_index(op.f('ix_page_article_id'), table_name='page')
    op.drop_table('page')
    op.drop_index(op.f('ix_capture_url_key_captured_at'), table_name='capture')
    op.drop_index(op.f('ix_capture_run_id'), table_name='capture')
    op.drop_index(op.f('ix_capture_payload_digest'), table_name='capture')
    op.drop_table('capture')
    op.drop_table('source')
    op.drop_index(op.f('ix_run_publication'), table_name='run')
    op.drop_table('run')
    op.drop_index(op.f('ix_article_text_digest'), table_name='article')
    op.drop_index(op.f('ix_article_published_at_id'), table_name='article')
    op.drop_index(op.f('ix_article_publication_title_key'), table_name='article')
    op.drop_index(op.f('ix_article_publication'), table_name='article')
    op.drop_table('article')
    op.drop_table('warc_file')
    op.drop_table('publication')
    op.drop_table('extractor')
