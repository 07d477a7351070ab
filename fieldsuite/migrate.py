"""Brings an older database to the shape of today. Alembic is loaded only when there is something to do."""

from importlib.resources import files
from typing import Any

from sqlalchemy import Engine, inspect

from fieldsuite.databases.locks import begin_changing_tables
from fieldsuite.errors import OfficeError

HEAD = "0013"
"""Newest step under ``migrations/versions``; a test holds the two together."""
BY_MONTH = ("journal", "position", "occurred_on")
"""On a server: the table that lies in parts, the number it counts, and the day whose month says in which part."""


def stamp_new(engine: Engine) -> None:
    """Mark a database that was just made as up to date."""
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
        )
        connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")


def version(engine: Engine) -> str:
    """Give the step a database stands at; empty for one without tables."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def upgrade(engine: Engine) -> None:
    """Run the steps that are missing, in one transaction: after a power cut the database is the old or the new one.

    Raises OfficeError E_VERSION for a database of a newer program, which this one would misread.
    """
    now = version(engine)
    if now == HEAD:
        return
    if now > HEAD:
        raise OfficeError("safe.database_newer", code="E_VERSION", version=now, known=HEAD)
    from alembic import command

    with engine.begin() as connection:
        begin_changing_tables(connection)
        command.upgrade(config(connection), "head")


def config(connection: Any) -> Any:
    """Give alembic its settings for an open connection."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(files("fieldsuite") / "migrations"))
    settings.attributes["connection"] = connection
    return settings
