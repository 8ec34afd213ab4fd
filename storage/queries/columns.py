"""The columns that a search reads, without the mapped classes: a search starts faster than those are made."""

from __future__ import annotations

from sqlalchemy import Boolean, Integer, String, column, table

from storage.types import Json, Text, UtcDateTime

ARTICLES = table(
    "article",
    column("id", Integer),
    column("public_id", String),
    column("publication", String),
    column("url", Text),
    column("published_at", UtcDateTime),
    column("taken_down", String),
    column("merged_into_id", Integer),
    column("byline_overlaid", Boolean),
    column("reading_id", Integer),
)
READINGS = table(
    "reading",
    column("id", Integer),
    column("title", Text),
    column("standfirst", Text),
    column("byline_printed", Text),
    column("genre", String),
    column("text_state", String),
    column("published_precision", String),
    column("published_offset", Integer),
    column("text", Text),
)
CONTRIBUTORS = table(
    "contributor",
    column("reading_id", Integer),
    column("position", Integer),
    column("name", Text),
    column("name_key", Text),
    column("name_form_id", Integer),
    column("kind", String),
    column("credit", Text),
)
PERSONS = table(
    "person",
    column("id", Integer),
    column("public_id", String),
    column("ended_at", UtcDateTime),
    column("ended_by", String),
)
NAME_FORMS = table("name_form", column("id", Integer), column("name", Text), column("name_key", Text))
PERSON_FORMS = table(
    "person_form",
    column("id", Integer),
    column("person_id", Integer),
    column("name_form_id", Integer),
    column("publication", String),
    column("article_id", Integer),
    column("ended_at", UtcDateTime),
)
OVERLAID_NAMES = table(
    "overlaid_name",
    column("article_id", Integer),
    column("position", Integer),
    column("name", Text),
    column("name_key", Text),
)
CORRECTIONS = table(
    "correction",
    column("id", Integer),
    column("article_id", Integer),
    column("field", String),
    column("value", Json),
    column("reason", Text),
    column("actor", Text),
    column("made_at", UtcDateTime),
    column("event", String),
    column("withdrawn_at", UtcDateTime),
)
TAKEDOWNS = table(
    "takedown",
    column("id", Integer),
    column("article_id", Integer),
    column("level", String),
    column("fields", Json),
    column("undone_at", UtcDateTime),
)
PUBLICATIONS = table("publication", column("slug", String), column("timezone", Text))
COPIES = table("copy_member", column("article_id", Integer), column("lead_id", Integer))
