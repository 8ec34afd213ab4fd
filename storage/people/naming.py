"""What a reader types for a person: an id, or a name as it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.collation import by_code_point
from storage.errors import NotFound, UsageError
from storage.people.name_forms import digest_of_name, key_of
from storage.public_ids import SHORTEST
from storage.queries.persons import PERSON_ID, get_person_id

_WHOLE_ID = 12
_NAMED = 5


def find_person(session: Session, name: str) -> models.Person | None:
    """The person of an id, or of the beginning of one where no byline prints a name like it.

    Raises:
        NotFound: the id is that of nobody, or the beginning of several.
    """
    wanted = name.strip().lower()
    if not PERSON_ID.fullmatch(wanted) or len(wanted) < SHORTEST or forms_alike(session, name):
        return None
    is_begun = select(models.Person.id).where(models.Person.public_id.startswith(wanted))
    if len(wanted) < _WHOLE_ID and session.scalar(is_begun.limit(1)) is None:
        return None
    return get_person(session, name)


def get_person(session: Session, name: str) -> models.Person:
    """The person of an id, or of the beginning of one.

    Raises:
        NotFound: there is none, or there are several.
    """
    return session.get_one(models.Person, get_person_id(session.connection(), name))


def get_form(session: Session, name: str) -> models.NameForm:
    """The name form that is printed so; or the only one that is when case and diacritics are left out.

    Raises:
        NotFound: no byline prints it, or several forms of it are printed; the sentence names them.
    """
    form = models.NameForm
    if (exact := session.scalar(select(form).where(form.name_digest == digest_of_name(name)))) is not None:
        return exact
    alike = forms_alike(session, name)
    if len(alike) == 1:
        return alike[0]
    if not alike:
        raise NotFound(f"no byline of this archive prints {name!r}: `backfile people` lists names")
    several = ", ".join(repr(found.name) for found in alike[:_NAMED])
    raise NotFound(f"{name!r} is printed in several forms, {several}: name one as it is printed")


def forms_alike(session: Session, name: str) -> Sequence[models.NameForm]:
    """The name forms that differ in case, diacritics and marks alone."""
    form = models.NameForm
    if not (key := key_of(name)):
        return []
    return session.scalars(select(form).where(form.name_key == key).order_by(by_code_point(form.name))).all()


def parse_preferred(name: str) -> str:
    """A preferred name, blanks collapsed.

    Raises:
        UsageError: it is empty.
    """
    if not (said := " ".join(name.split())[:200]):
        raise UsageError("--name is empty: give the name by which the person shall be listed")
    return said
