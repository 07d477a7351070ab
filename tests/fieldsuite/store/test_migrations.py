"""The steps under ``migrations`` make exactly the tables that the program uses, all of them or none."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect
from sqlmodel import SQLModel

from fieldsuite import migrate, tables
from fieldsuite.store import in_files


def plain(path: Path) -> Engine:
    return create_engine(f"sqlite:///{path}")


def schema(engine: Engine) -> dict[str, object]:
    """Tables, columns, keys and indexes as the database has them."""
    seen = inspect(engine)
    return {
        name: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name)),
            seen.get_pk_constraint(name)["constrained_columns"],
            sorted(str(key["constrained_columns"]) for key in seen.get_foreign_keys(name)),
            sorted((str(index["name"]), tuple(index["column_names"]), bool(index["unique"]))
                   for index in seen.get_indexes(name)),
            sorted(tuple(one["column_names"]) for one in seen.get_unique_constraints(name)),
        )
        for name in seen.get_table_names()
    }  # fmt: skip


def test_the_steps_lead_to_the_tables_that_a_new_office_gets(tmp_path: Path) -> None:
    assert tables.Person
    new, old = plain(tmp_path / "new.db"), plain(tmp_path / "old.db")
    SQLModel.metadata.create_all(new)
    migrate.stamp_new(new)
    migrate.upgrade(old)
    assert schema(old) == schema(new), "run python -m tests.fieldsuite.store.regenerate"


def test_nothing_is_left_to_generate(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = plain(tmp_path / "old.db")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_program_knows_the_newest_step(tmp_path: Path) -> None:
    from alembic.script import ScriptDirectory

    with plain(tmp_path / "x.db").connect() as connection:
        assert ScriptDirectory.from_config(migrate.config(connection)).get_heads() == [migrate.HEAD]


def test_an_office_that_is_up_to_date_does_not_load_alembic(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = ("import sys; from pathlib import Path; from fieldsuite.store import in_files; root = Path(sys.argv[1]);"
            "s = in_files(root / 'a.db', root / 'b.db', database_key=b'a' * 32, template_key=b'b' * 32);"
            "s.create(); s.migrate(); s.close(); assert 'alembic' not in sys.modules")  # fmt: skip
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, cwd=root).returncode == 0


def test_a_step_that_fails_half_way_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    """The power goes, or the disk is full, in the middle of the statements."""
    store = in_files(tmp_path / "a.db", tmp_path / "b.db", database_key=b"a" * 32, template_key=b"b" * 32)
    with store.session() as session:
        session.connection().exec_driver_sql("CREATE TABLE person (id TEXT)")  # in the way of the step
    with pytest.raises(Exception, match="person"):
        store.migrate()
    with store.session() as session:
        assert inspect(session.connection()).get_table_names() == ["person"]
        session.connection().exec_driver_sql("DROP TABLE person")
    store.migrate()
    with store.session() as session:
        assert set(inspect(session.connection()).get_table_names()) == {
            *SQLModel.metadata.tables,
            "alembic_version",
        }
    store.close()
