"""Running the migrations from inside the program, on a connection that is already in a transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings for this package; no ini file."""
    out = Config()
    out.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    out.set_main_option("path_separator", "os")
    out.attributes["connection"] = connection
    return out


def knows(revision: str) -> bool:
    """Whether this version has that revision among its migrations."""
    try:
        return ScriptDirectory.from_config(config()).get_revision(revision) is not None
    except CommandError:
        return False


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema forward, in the transaction of the caller: all of it or nothing."""
    command.upgrade(config(connection), revision)
