"""How an office starts: after a cut, on a disk that takes no writes, twice, after an upgrade, with a damaged page."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Inspector, create_engine, inspect
from sqlmodel import select

from fieldsuite import migrate
from fieldsuite.casework import audit, backup, people
from fieldsuite.config import Home
from fieldsuite.errors import OfficeError
from fieldsuite.store import in_files
from fieldsuite.tables import Journal
from keys.vault import officers, unlock
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place

ROOT = Path(__file__).resolve().parents[3]

HOLD = """
import sys, time
from pathlib import Path
from tests.grounds import Place
place = Place(Path(sys.argv[1]))
with place.officer() as office:
    place.visit(office, "p-fine")
    print("open", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_d61_a_second_program_is_told_and_a_killed_one_leaves_no_lock(place: Place) -> None:
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(place.root)], cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout is not None and child.stdout.readline() == b"open\n"
    with pytest.raises(OfficeError) as caught, place.officer():
        pass
    assert caught.value.code == "E_BUSY"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    started = time.process_time()
    with place.officer() as office:
        assert time.process_time() - started < 5
        assert [one.key for one in office.mended] == ["cut_off"]
        assert [row.act for row in audit.listed(office, act="mend")] == ["mend"]
        with office.store.session() as session:
            assert len(session.exec(select(Journal)).all()) == 1
    with place.officer() as office:
        assert office.mended == ()


def test_what_a_cut_left_is_removed_and_said(place: Place) -> None:
    home = Home(place.village)
    (home.evidence / "ab").mkdir(parents=True, exist_ok=True)
    for path in (
        home.evidence / "ab" / "x.part",
        home.outbox / "y.part",
        home.keys / "officers" / "z.json.part",
    ):
        path.write_bytes(b"half")
    home.quarantine.mkdir(exist_ok=True)
    (home.quarantine / "blob").write_bytes(b"a face")
    with place.officer() as office:
        assert {one.key: one.count for one in office.mended} == {"parts": 3, "half_opened": 1}
    assert not list(home.path.rglob("*.part")) and not home.quarantine.exists()


def mounted_read_only(folder: Path) -> bool:
    """Mount a folder over itself, read-only; needs rights that a test may not have."""
    bind = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False)
    return (
        not bind.returncode
        and not subprocess.run(
            ["mount", "-o", "remount,ro,bind", folder], capture_output=True, check=False
        ).returncode
    )


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a disk read-only"
)
def test_d56_a_disk_that_takes_no_writes_can_be_looked_at(live: Place, line: Line) -> None:
    with live.officer() as office:
        live.visit(office, "p-fine")
    photo = live.photo()
    if not mounted_read_only(live.village):
        subprocess.run(["umount", live.village], capture_output=True, check=False)
        pytest.skip("this machine lets nobody mount")
    try:
        listed = line.ask("people", "find", "单国强", home=live.village, secret=live.secret)
        assert [one["name"] for one in listed["people"]] == ["单国强"]
        with live.officer() as office:
            assert office.read_only and len(people.find(office)) == 28
            with pytest.raises(OfficeError) as caught:
                live.visit(office, "p-cut", photos=())
            assert caught.value.code in ("E_DISK", "E_RULE", "E_INPUT")
            with pytest.raises(OfficeError, match="E_DISK"):
                live.check(office, "p-cut")
            scratch = office.scratch
        assert scratch is not None and not scratch.exists()
        bad = live.root / "bad.txt"
        bad.write_text("wrong-passphrase")
        assert line.say("due", "list", home=live.village, secret=bad).error == "E_PASSPHRASE"
    finally:
        subprocess.run(["umount", live.village], capture_output=True, check=False)
    with live.officer() as office:
        live.visit(office, "p-cut", photos=(photo,))


def first_tables() -> Inspector:
    """The tables of the first step, empty."""
    from alembic import command

    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), "0001")
    return inspect(engine)


def older(place: Place) -> bytes:
    """Put the database back to the first step, as an office of an older program has it; give what its file held."""
    keys = Home(place.village).keys
    ring = unlock(keys, officers(keys)[0].id, PASSPHRASE)
    store = in_files(place.village / "office.db", place.village / "templates.db", database_key=ring.database_key,
                     template_key=ring.template_key)  # fmt: skip
    with closing(store), store.session() as session:
        run, now, then = session.connection().exec_driver_sql, inspect(session.connection()), first_tables()
        for table in set(now.get_table_names()) - set(then.get_table_names()) - {"alembic_version"}:
            run(f"DROP TABLE {table}")
        for table in then.get_table_names():
            known = {index["name"] for index in then.get_indexes(table)}
            for index in now.get_indexes(table):
                if index["name"] not in known:
                    run(f"DROP INDEX {index['name']}")
            columns = {column["name"] for column in then.get_columns(table)}
            gone = columns - {column["name"] for column in now.get_columns(table)}
            for name in gone:
                run(f"ALTER TABLE {table} ADD COLUMN {name} VARCHAR NOT NULL DEFAULT ''")
            here = {index["name"] for index in now.get_indexes(table)}
            for index in then.get_indexes(table):
                if index["name"] not in here:
                    run(
                        f"CREATE INDEX {index['name']} ON {table} ({', '.join(map(str, index['column_names']))})"
                    )
            for column in now.get_columns(table):
                if column["name"] not in columns:
                    run(f"ALTER TABLE {table} DROP COLUMN {column['name']}")
        run("UPDATE alembic_version SET version_num = '0001'")
    return ring.database_key


def test_an_upgrade_keeps_a_copy_that_can_be_read_back(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.pack(office)
        place.visit(office, "p-cut")
    key = older(place)
    with place.officer() as office:
        report = audit.verified(office)
        assert report.intact and report.records == 2
        place.visit(office, "p-soon")
        place.pack(office)
    kept = place.village / f"office.db.before-{migrate.HEAD}"
    assert kept.is_file() and kept.stat().st_mode & 0o077 == 0
    shutil.copy(kept, place.root / "office.db")
    back = in_files(
        place.root / "office.db", place.village / "templates.db", database_key=key, template_key=b"x" * 32
    )
    with closing(back), back.session() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM journal").scalar() == 2
        assert migrate.version(session.get_bind()) == "0001"  # type: ignore[arg-type]


def test_a_database_of_a_newer_program_is_left_alone(place: Place) -> None:
    with place.officer() as office, office.store.session() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(OfficeError) as caught, place.officer():
        pass
    assert (caught.value.key, caught.value.code) == ("safe.database_newer", "E_VERSION")


def test_d62_a_damaged_page_is_found_at_the_start_and_a_backup_brings_everything_back(
    live: Place, line: Line
) -> None:
    with live.officer() as office:
        live.visit(office, "p-fine")
        (live.root / "disk").mkdir()
        *_, made = backup.create(office, live.root / "disk")
        assert isinstance(made, backup.Made)
    path = live.village / "office.db"
    data = bytearray(path.read_bytes())
    data[3 * 4096 + 100 : 3 * 4096 + 200] = os.urandom(100)
    path.write_bytes(data)
    answer = line.say("due", "list", home=live.village, secret=live.secret)
    assert answer.error == "E_DATABASE" and "备份" in answer.object["error"]["hint"]
    new = live.root / "new"
    line.ask("backup", "restore", made.path, home=new, secret=live.secret)
    assert line.ask("audit", "verify", home=new, secret=live.secret)["records"] == 1


def test_d62_what_a_damaged_database_still_gives_is_taken_in_after_the_backup(
    live: Place, line: Line
) -> None:
    disk = live.root / "disk"
    disk.mkdir()
    with live.officer() as office:
        live.visit(office, "p-fine")
        *_, made = backup.create(office, disk)
        assert isinstance(made, backup.Made)
        live.visit(office, "p-cut")
        live.check(office, "p-soon")
        with office.store.session() as session:
            root = (
                session.connection()
                .exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'knowncertification'")
                .scalar()
            )
    path = live.village / "office.db"
    data = bytearray(path.read_bytes())
    at = (int(root) - 1) * 4096
    data[at + 100 : at + 200] = os.urandom(100)
    path.write_bytes(data)
    assert line.say("due", "list", home=live.village, secret=live.secret).error == "E_DATABASE"
    new = live.root / "new"
    line.ask("backup", "restore", made.path, home=new, secret=live.secret)
    said = line.ask("backup", "rescue", live.village, home=new, secret=live.secret)
    assert (said["records"], said["evidence"]) == (2, 2)
    found = line.ask("audit", "verify", home=new, secret=live.secret)
    assert found["intact"] is True and found["records"] == 3
    again = line.ask("backup", "rescue", live.village, home=new, secret=live.secret)
    assert again["records"] == 0
    path.write_bytes(os.urandom(len(data)))
    assert line.say("backup", "rescue", live.village, home=new, secret=live.secret).error == "E_DATABASE"
    assert line.say("backup", "rescue", live.root, home=new, secret=live.secret).error == "E_INPUT"
