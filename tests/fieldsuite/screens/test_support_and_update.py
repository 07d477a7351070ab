"""A support bundle is read to its last page before it is saved; a newer program is verified before it is installed."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import update, update_news
from fieldsuite.doctor import Check
from fieldsuite.province import publish
from starting import versions
from starting.pack import here
from tests.doubles import packs
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_desk import clerk
from tests.fieldsuite.screens.driving import copied, drive, field, on, palette, program, shown, unlock, until
from tests.fieldsuite.screens.test_pictures import settled


def found(*_: object, **__: object) -> Iterator[Check]:
    """What the checks of a machine might find; tests/fieldsuite/doctor shows the real ones."""
    yield Check("disk", False, "disk_full", {"free": "0.1 GB"}, "E_DISK")


def test_a_support_bundle_is_saved_only_behind_its_last_page_and_goes_onto_the_stick(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fieldsuite.screens.support_bundle.examine", found)

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await palette(pilot, "zhichibao", "SupportScreen")
        screen: Any = pilot.app.screen
        await until(pilot, lambda: "about.json" in shown(pilot.app))
        pages = []
        while on(pilot, "SupportScreen")():
            pages.append(screen.at)
            await pilot.press("enter")
        assert sorted(set(pages)) == list(range(len(screen.files))) and "disk_full" in "".join(
            screen.files.values()
        )
        await until(pilot, lambda: field(pilot, "path").value.startswith(str(root / "stick")))
        await pilot.press("enter")
        await until(pilot, lambda: "✓ 已保存" in shown(pilot.app))
        with zipfile.ZipFile(next((root / "stick").glob("*.zip"))) as file:
            assert {name: file.read(name).decode() for name in file.namelist()} == screen.files
        await pilot.press("left_square_bracket", "f9")
        await until(pilot, lambda: "What the checks found" in shown(pilot.app))

    drive(program(root), steps)


CHANGES = """# 更新内容 · What is new

## 9.0.0

**村居 · Villages**

- 花名册可以一次打印
  几个村。
  The roster of several villages prints at once.

## 0.0.1

- 旧的。
  Old.
"""


def program_of_its_own(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No update reaches the program that runs the tests; pip's part is done at once (tests/starting shows it)."""
    place = root / "program"
    (place / "fieldsuite").mkdir(parents=True)
    (place / "start.py").write_text("", encoding="utf-8")
    (place / "fieldsuite" / "__init__.py").write_text('__version__ = "0.1.0"\n', encoding="utf-8")

    def install(version: Path) -> None:
        (version / ".venv").mkdir(exist_ok=True)
        (version / ".venv" / "fieldsuite-steps.json").write_text("{}", encoding="utf-8")

    monkeypatch.setattr(update, "PROGRAM", place)
    monkeypatch.setattr(update, "installer", lambda *_, quiet: install if quiet else None)
    monkeypatch.setattr(update, "runs", lambda _version: lambda _place: None)
    return place


def publish_pack(root: Path) -> Path:
    """The province publishes 9.0.0 and writes it onto the practice stick."""
    newer = packs.made(root / "stick", "9.0.0", changes=CHANGES)
    with clerk(root) as desk:
        publish.add(desk, next(newer.glob("*.fosrelease")))
        publish.carry(desk, root / "stick")
    return newer


@pytest.mark.skipif(not here(), reason="packs are made for Windows and Linux on x86-64")
def test_what_a_newer_program_changes_is_read_before_it_is_installed_and_one_goes_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, newer = program_of_its_own(root, monkeypatch), publish_pack(root)

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await palette(pilot, "shengji", "UpdateScreen")
        await until(pilot, lambda: field(pilot, "folder").value == str(newer))
        assert "没有留着上一版" in shown(pilot.app) and not field(pilot, "install").display
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: "花名册可以一次打印几个村" in shown(pilot.app))
        assert "旧的" not in shown(pilot.app) and versions.chosen(place) == place
        await pilot.press("f9")
        await until(pilot, lambda: "prints at once" in shown(pilot.app))
        await pilot.press("f9", "tab", "enter")
        await until(pilot, lambda: "9.0.0 版已经换好：请按 F10 退出" in shown(pilot.app))
        assert versions.version_of(versions.chosen(place)) == "9.0.0"
        assert not field(pilot, "verify").display and list((root / "village" / "updates").iterdir())
        await pilot.press("escape")
        # As if the new version had been opened.
        monkeypatch.setattr(update, "PROGRAM", versions.chosen(place))
        await palette(pilot, "update", "UpdateScreen")
        await until(pilot, lambda: field(pilot, "back").display)
        field(pilot, "back").focus()
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "ConfirmScreen")() and "退回 0.1.0 版" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: "✓ 下次打开程序就是 0.1.0 版" in shown(pilot.app))
        assert versions.chosen(place) == place

    drive(program(root), steps)


async def support_page(pilot: Pilot[Any]) -> None:
    """Before anybody unlocked, the page that says nothing of the machine that runs the tests."""
    await until(pilot, on(pilot, "UnlockScreen"))
    pilot.app.open_office_job("support")  # type: ignore[attr-defined]
    await until(pilot, lambda: "about.json" in shown(pilot.app))
    await pilot.press("right_square_bracket", "right_square_bracket")
    await settled(pilot)


async def offered(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    pilot.app.open_office_job("update")  # type: ignore[attr-defined]
    await until(pilot, on(pilot, "UpdateScreen"))
    await settled(pilot)
    pack = Path("/media/usb/fieldsuite-9.0.0-linux-x64")
    field(pilot, "folder").value = str(pack)
    screen: Any = pilot.app.screen
    screen.step(update.Offer(update.Release(pack, "9.0.0"), update_news.read(CHANGES, "0.1.0")))
    await settled(pilot)


@pytest.mark.parametrize("step", [support_page, offered])
def test_the_bundle_and_the_update_look_as_they_did(
    step: Any, made_ground: Path, tmp_path: Path, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fieldsuite.screens.support_bundle.examine", found)

    async def steps(pilot: Pilot[Any]) -> None:
        await step(pilot)
        await album.look(pilot)

    drive(program(copied(made_ground, tmp_path)), steps)
