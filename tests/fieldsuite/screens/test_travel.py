"""Onto the stick, through the province, and back: the account balances and the card says what became of
it.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.practice.pictures import drawn_picture
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, type_in, unlock, until
from tests.fieldsuite.screens.test_work import open_first


async def visit_first(pilot: Pilot[Any], photo: str) -> str:
    await open_first(pilot)
    name = str(pilot.app.screen.card.name)  # type: ignore[attr-defined]
    await pilot.press("v")
    await until(pilot, lambda: on(pilot, "VisitScreen")() and field(pilot, "place").value)
    await pilot.press("j")
    field(pilot, "photos").value = photo
    field(pilot, "save").press()
    await until(pilot, on(pilot, "PersonScreen"))
    return name


async def read_stick(pilot: Pilot[Any]) -> None:
    await pilot.press("f8")
    await until(pilot, lambda: on(pilot, "StickScreen")() and field(pilot, "folder").value)
    field(pilot, "read_now").press()


@pytest.mark.requirement("R178")
def test_a_record_goes_out_is_decided_and_the_answer_is_shown_to_the_person(
    root: Path, tmp_path: Path, album: Album
) -> None:
    names: list[str] = []
    photo = str(drawn_picture(tmp_path, "door", "door"))

    async def village_sends(pilot: Pilot[Any]) -> None:
        names.append(await visit_first(pilot, photo))
        await pilot.press("f8")
        await until(pilot, lambda: field(pilot, "folder").value == str(root / "stick"))
        field(pilot, "send_now").press()
        await until(pilot, lambda: "可以拔出。" in shown(pilot.app))
        await until(pilot, lambda: "路上 1" in shown(pilot.app))
        assert "✓" in shown(pilot.app).splitlines()[-2]

    async def province_decides(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office="省级")
        await pilot.press("i")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(root / "stick")
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "DeskScreen")() and len(pilot.app.screen.rows) == 1)  # type: ignore[attr-defined]
        assert "拒收" not in "".join(str(row) for row in pilot.app.screen.view.bundles)  # type: ignore[attr-defined]
        await pilot.press("a")
        await until(pilot, on(pilot, "DecideScreen"))
        assert "→ 2027-11-21" in shown(pilot.app)
        await album.look(pilot, "accepted")
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "DeskScreen")() and not pilot.app.screen.rows)  # type: ignore[attr-defined]
        await pilot.press("f8")
        await until(pilot, lambda: on(pilot, "DispatchScreen")() and field(pilot, "folder").value)
        field(pilot, "send_now").press()
        await until(pilot, lambda: "可以拔出。" in shown(pilot.app))
        field(pilot, "folder").value = "/media/usb"
        await album.look(pilot, "written")

    async def village_reads(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office="三村")
        await read_stick(pilot)
        await until(pilot, lambda: "采纳 1" in shown(pilot.app).splitlines()[-2])
        await pilot.press("f3")
        await until(pilot, on(pilot, "PeopleScreen"))
        await type_in(pilot, names[0])
        await until(pilot, lambda: len(pilot.app.screen.rows) == 1)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and "采纳" in shown(pilot.app))
        assert "2027-11-21" in shown(pilot.app)

    drive(program(root), village_sends)
    drive(program(root), province_decides)
    drive(program(root), village_reads)


def test_a_return_needs_what_to_do_and_comes_back_to_the_village_with_it(
    root: Path, tmp_path: Path, album: Album
) -> None:
    photo = str(drawn_picture(tmp_path, "door", "door"))

    async def village_sends(pilot: Pilot[Any]) -> None:
        await visit_first(pilot, photo)
        await pilot.press("f8")
        await until(pilot, lambda: field(pilot, "folder").value)
        field(pilot, "send_now").press()
        await until(pilot, lambda: "可以拔出。" in shown(pilot.app))

    async def province_returns(pilot: Pilot[Any]) -> None:
        twice = tmp_path / "twice"
        twice.mkdir()
        (path,) = (root / "village" / "outbox").glob("*.fosb")
        shutil.copy(path, twice)
        shutil.copy(path, twice / f"copy-{path.name}")
        await unlock(pilot, office="省级")
        await pilot.press("i")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(twice)
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app._notifications))
        (told,) = pilot.app._notifications
        assert told.message == "收了 2 个文件：已导入 1、以前导入过 1"
        await until(pilot, lambda: on(pilot, "DeskScreen")() and len(pilot.app.screen.rows) == 1)  # type: ignore[attr-defined]
        await pilot.press("h")
        await until(pilot, on(pilot, "DecideScreen"))
        await album.look(pilot, "held")
        await pilot.press("escape", "x")
        await until(pilot, on(pilot, "DecideScreen"))
        field(pilot, "todo").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "请写一句" in shown(pilot.app))
        await album.look(pilot, "returned")
        field(pilot, "todo").value = "请重新拍照"
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "DeskScreen")() and not pilot.app.screen.rows)  # type: ignore[attr-defined]
        await pilot.press("f8")
        await until(pilot, lambda: on(pilot, "DispatchScreen")() and field(pilot, "folder").value)
        field(pilot, "send_now").press()
        await until(pilot, lambda: "可以拔出。" in shown(pilot.app))

    async def village_reads(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office="三村")
        await read_stick(pilot)
        await until(pilot, lambda: "请重新拍照" in shown(pilot.app))
        field(pilot, "returned").focus()
        await pilot.press("enter")
        await until(pilot, on(pilot, "PersonScreen"))

    drive(program(root), village_sends)
    drive(program(root), province_returns)
    drive(program(root), village_reads)


def test_a_folder_that_is_none_is_said_in_place_and_nothing_is_being_packed(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f8")
        await until(pilot, lambda: on(pilot, "StickScreen")() and field(pilot, "folder").value)
        field(pilot, "folder").value = str(root / "no-such-folder")
        field(pilot, "send_now").press()
        await until(pilot, lambda: "不是文件夹" in shown(pilot.app))
        assert not pilot.app.packing  # type: ignore[attr-defined]

    drive(program(root), steps)


def test_something_else_on_the_stick_is_named_and_the_rest_is_read(root: Path) -> None:
    (root / "stick" / "0-other.fosb").write_bytes(b"not one of ours")

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await read_stick(pilot)
        await until(pilot, lambda: "✗ 0-other.fosb" in shown(pilot.app))
        await until(pilot, lambda: "以前读过" in shown(pilot.app))
        assert not pilot.app.screen.waiting  # type: ignore[attr-defined]

    drive(program(root), steps)


def test_leaving_asks_only_while_a_bundle_is_being_packed(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        pilot.app.packing = True  # type: ignore[attr-defined]
        await pilot.press("f10")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.press("escape")
        await until(pilot, on(pilot, "HomeScreen"))
        assert pilot.app.is_running
        pilot.app.packing = False  # type: ignore[attr-defined]
        await pilot.press("f10")
        await pilot.pause(0.2)
        assert pilot.app.return_code == 0

    drive(program(root), steps)
