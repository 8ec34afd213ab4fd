"""The schema's version: checked at every opening, changed only by migrations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

from storage.database import plain_errors
from storage.errors import WrongSchema
from storage.locks import exclusive

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The newest migration; a test holds it to the files in `migrations/versions`."""


def find_version(engine: Engine) -> str | None:
    """The version a database is at; None for an empty one."""
    with plain_errors(engine.url), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def check_version(engine: Engine) -> None:
    """Refuses a database that this program does not fit.

    Raises:
        WrongSchema: older, newer or unknown.
    """
    version = find_version(engine)
    where = engine.url.render_as_string(hide_password=True)
    if version == HEAD:
        return
    if version is None:
        raise WrongSchema(f"{where} holds no archive yet: crawl something, or run `backfile database upgrade`")
    if version < HEAD:
        raise WrongSchema(f"{where} is at schema {version}, older than {HEAD}: run `backfile database upgrade`")
    raise WrongSchema(f"{where} is at schema {version}, newer than {HEAD}: upgrade the program, not the database")


def upgrade(engine: Engine, *, lock_directory: Path, to: str = "head") -> None:
    """Brings the database to this program's schema; an empty one too. One process at a time does it.

    Raises:
        WrongSchema: the database is newer than the program.
        ArchiveBusy: another process is migrating it.
    """
    if (find_version(engine) or "") > HEAD:
        check_version(engine)
    from alembic import command

    with exclusive("schema", directory=lock_directory, engine=engine), plain_errors(engine.url):
        command.upgrade(alembic_config(engine), to)


def alembic_config(engine: Engine) -> Config:
    """Alembic's configuration for this archive, with no file to find or edit."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    return config
