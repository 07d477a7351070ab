"""The same tables and the same steps on PostgreSQL as in an office's file."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from fieldsuite import migrate
from fieldsuite.databases.postgres import Postgres, checked
from fieldsuite.errors import OfficeError
from fieldsuite.store import Store, on_server
from fieldsuite.template_table import TemplateBase
from tests.fieldsuite.store.test_migrations import schema


def test_the_steps_lead_to_the_same_tables_on_a_server(postgres: str) -> None:
    old, new = Postgres(postgres, "old"), Postgres(postgres, "new")
    for one in (old, new):
        one.prepare()
    migrate.upgrade(old.engine)
    Store(new, new).create()
    here, there = schema(old.engine), schema(new.engine)
    assert here == {name: made for name, made in there.items() if name not in TemplateBase.metadata.tables}
    with old.engine.connect() as connection:
        # The parts of the journal, their numbers and their index are the server's own, and no number is unique in one.
        own = {name for name in here if name.startswith("journal_")} | {"ix_journal_id"}
        found = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
        left = [
            one for one in found if getattr(one[1], "name", "") not in own and one[1].table.name not in own
        ]
        assert [(kind, list(what.columns.keys())) for kind, what in left] == [("add_constraint", ["id"])]
    assert migrate.version(old.engine) == migrate.HEAD
    old.engine.dispose()
    new.engine.dispose()


def test_a_server_that_does_not_answer_is_a_sentence(tmp_path: object) -> None:
    pytest.importorskip("psycopg")
    store = on_server(f"postgresql://nobody@/nothing?host={tmp_path}")
    with pytest.raises(OfficeError) as caught:
        store.check()
    assert (caught.value.key, caught.value.code) == ("storage.away", "E_BUSY")


@pytest.mark.parametrize(
    ("address", "key"),
    [("mysql://a@b/c", "storage.bad_address"), ("four", "storage.bad_address"), ("", "storage.bad_address"),
     ("postgresql://a:secret@b/c", "storage.password_in_address"),
     ("postgresql://a@b/c?password=secret", "storage.password_in_address")],
)  # fmt: skip
def test_an_address_that_is_none_or_holds_a_password_is_refused(address: str, key: str) -> None:
    with pytest.raises(OfficeError) as caught:
        checked(address)
    assert caught.value.key == key and "secret" not in str(caught.value)
