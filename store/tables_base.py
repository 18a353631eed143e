"""What all tables share: their metadata, with names for every constraint, and the class they come from."""

from __future__ import annotations

from sqlalchemy import MetaData, Table
from sqlmodel import SQLModel

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Stored(SQLModel):
    """Keeps our tables in metadata of their own, apart from any other user of SQLModel."""

    metadata = METADATA


def table(name: str) -> Table:
    """The table of that name, for SQLAlchemy Core. Raises KeyError where its module was not imported."""
    return METADATA.tables[name]
