"""The log, the backups and the lock by keys: in Chinese, in English, and in pictures."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import people
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import (
    PASSPHRASE,
    drive,
    field,
    on,
    palette,
    program,
    shown,
    type_in,
    unlock,
    until,
)
from tests.grounds import Place

Steps = Callable[[Pilot[Any]], Any]


def test_the_log_is_shown_verified_filtered_and_taken_out(root: Path) -> None:
    out = root / "log.jsonl"
    with at_work(root) as office:
        who = people.find(office, limit=1)[0].id
        people.unmask(office, who)

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await palette(pilot, "审计", "AuditScreen")
        await until(pilot, lambda: "审计日志完整" in shown(pilot.app))
        assert "显示号码" in shown(pilot.app) and "李秀英" in shown(pilot.app)
        field(pilot, "act").value = "unmask"
        await until(
            pilot,
            lambda: "显示号码" in shown(pilot.app) and "共 1" in shown(pilot.app).replace("1 条", "共 1"),
        )
        await pilot.press("f9")
        await until(pilot, lambda: "The log is whole" in shown(pilot.app))
        await pilot.press("ctrl+e")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(out)
        await pilot.press("enter")
        await until(pilot, out.is_file)
        assert who not in out.read_text(encoding="utf-8")

    drive(program(root), steps)


def test_a_log_that_was_altered_says_so_on_the_screen(root: Path) -> None:
    from tests.fieldsuite.safe.tampering import with_key

    with_key(root / "village", PASSPHRASE, ("UPDATE auditentry SET officer = '' WHERE position = 3", ()))

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("ctrl+t")
        await until(pilot, on(pilot, "CheckupScreen"))
        await pilot.press("8")
        await until(pilot, lambda: "第 3 条" in shown(pilot.app) and "被改动" in shown(pilot.app))

    drive(program(root), steps)


def test_a_backup_is_made_verified_and_brought_back_by_keys(root: Path, tmp_path: Path) -> None:
    disk, new = tmp_path / "disk", tmp_path / "new"
    disk.mkdir()

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await palette(pilot, "beifen", "BackupScreen")
        await until(pilot, lambda: "还没有备份过" in shown(pilot.app))
        field(pilot, "folder").value = str(disk)
        field(pilot, "start").press()
        await until(pilot, lambda: "备份完成" in shown(pilot.app))
        (made,) = disk.iterdir()
        field(pilot, "file").value = str(made)
        field(pilot, "passphrase").value = PASSPHRASE
        field(pilot, "verify").press()
        await until(pilot, lambda: "备份完好" in shown(pilot.app))
        assert field(pilot, "passphrase").value == ""
        field(pilot, "passphrase").value = "not this one"
        field(pilot, "verify").press()
        await until(pilot, lambda: "口令不对" in shown(pilot.app))
        field(pilot, "passphrase").value = PASSPHRASE
        field(pilot, "home").value = str(new)
        field(pilot, "restore").press()
        await until(pilot, lambda: "已恢复到" in shown(pilot.app))

    drive(program(root), steps)
    assert (new / "office.json").is_file()


def test_a_backup_is_brought_back_where_no_office_can_be_opened(root: Path, tmp_path: Path) -> None:
    from fieldsuite.casework import backup

    with at_work(root) as office, closing(backup.create(office, tmp_path)) as steps_of:  # type: ignore[type-var]
        *_, made = steps_of
    assert isinstance(made, backup.Made)
    (root / "village" / "office.db").write_bytes(b"damaged" * 1000)
    new = root / "again"

    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "UnlockScreen"))
        await type_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "从备份恢复" in shown(pilot.app))
        await pilot.press("ctrl+t")
        await until(pilot, on(pilot, "CheckupScreen"))
        await pilot.press("7")
        await until(pilot, on(pilot, "BackupScreen"))
        field(pilot, "file").value = str(made.path)
        field(pilot, "passphrase").value = PASSPHRASE
        field(pilot, "home").value = str(new)
        field(pilot, "restore").press()
        await until(pilot, lambda: "已恢复到" in shown(pilot.app))

    drive(program(root), steps)
    shutil.rmtree(root / "village")
    assert Place(root).root == root and (new / "office.db").is_file()


def test_after_five_minutes_without_a_key_the_screens_lock_and_say_so(root: Path) -> None:
    app = program(root)
    now = [0.0]
    app.ticks = lambda: now[0]

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        now[0] += 275
        app.look()
        assert app.warned
        await pilot.press("down")
        now[0] += 299
        app.look()
        assert on(pilot, "HomeScreen")()
        now[0] += 2
        app.look()
        await until(pilot, on(pilot, "UnlockScreen"))
        assert app.office is None
        assert "5 分钟没有操作，已自动锁定" in shown(pilot.app)

    drive(app, steps)
    with at_work(root) as office:
        from fieldsuite.casework import audit

        assert [row.why for row in audit.listed(office, act="lock")] == ["idle"]


def test_a_job_that_runs_is_not_cut_off_by_the_lock(root: Path) -> None:
    app = program(root)
    now = [0.0]
    app.ticks = lambda: now[0]

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        app.packing = True
        now[0] += 10_000
        app.look()
        assert on(pilot, "HomeScreen")() and app.office is not None
        app.packing = False

    drive(app, steps)


@pytest.mark.parametrize("name", ["audit", "backup"])
def test_pictures_of_the_log_and_the_backups(album: Album, root: Path, name: str) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        pilot.app.open_office_job(name)  # type: ignore[attr-defined]
        await until(pilot, on(pilot, "AuditScreen" if name == "audit" else "BackupScreen"))
        if name == "audit":
            field(pilot, "act").value = "unlock"  # other entries have random names
            await until(pilot, lambda: pilot.app.screen.act == "unlock")  # type: ignore[attr-defined]
            await until(pilot, lambda: pilot.app.screen.report is not None and pilot.app.screen.rows)  # type: ignore[attr-defined]
        await album.look(pilot, small=True)

    drive(program(root), steps)
