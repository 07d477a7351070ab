"""A paper that is printed from a screen: the printers are offered with the path, the last one is chosen already."""

import sys
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from fieldsuite.casework import paper_settings
from tests.doubles import print_system
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import choose, drive, field, on, program, shown, unlock, until
from tests.forms.samples import fonts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="printing through CUPS is for other systems")


async def print_roster(pilot: Pilot[Any], path: Path) -> None:
    """F5, P, and the path."""
    await pilot.press("f5")
    await until(pilot, lambda: on(pilot, "RosterScreen")() and pilot.app.screen.sheet)  # type: ignore[attr-defined]
    await pilot.press("p")
    await until(pilot, on(pilot, "PathScreen"))
    field(pilot, "path").value = str(path)


async def asked(pilot: Pilot[Any], path: Path) -> None:
    """P, and the printers that are offered with the path."""
    await until(pilot, on(pilot, "RosterScreen"))
    await pilot.press("p")
    await until(pilot, lambda: on(pilot, "PathScreen")() and field(pilot, "printer").display)
    field(pilot, "path").value = str(path)


def test_a_paper_goes_to_the_printer_chosen_with_its_path_which_is_chosen_the_next_time(
    root: Path, tmp_path: Path, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts()
    none, first, second = (tmp_path / f"{name}.pdf" for name in ("none", "one", "two"))

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await print_roster(pilot, none)
        await until(pilot, lambda: "这台电脑没有打印机" in shown(pilot.app))
        field(pilot, "path").value = "/media/usb/roster.pdf"
        await album.look(pilot, "no_printer")
        field(pilot, "path").value = str(none)
        await pilot.press("enter")
        await until(pilot, none.is_file)
        system = print_system.installed(tmp_path, monkeypatch, "HP-201", "窗口")
        await asked(pilot, first)
        assert "只写文件" in shown(pilot.app)
        pilot.app.screen_stack[-2].query_one("#printed", Static).update()
        choose(pilot, "printer", "窗口")
        field(pilot, "path").value = "/media/usb/roster.pdf"
        await album.look(pilot)
        field(pilot, "path").value = str(first)
        await pilot.press("enter")
        await until(
            pilot, lambda: any("已送到打印机 窗口" in one.message for one in pilot.app._notifications)
        )
        await pilot.press("p")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(second)
        await pilot.press("enter")  # at once: the printers may not be known yet
        await until(pilot, lambda: len(system.jobs) == 2)
        assert [Path(job["words"][-1]) for job in system.jobs] == [first, second]
        assert [system.printer_of(at) for at in (0, 1)] == ["窗口", "窗口"]
        print_system.installed(tmp_path, monkeypatch, "HP-201", "窗口", refuses="lp: out of paper")
        await asked(pilot, second)
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "RosterScreen")() and "out of paper" in shown(pilot.app))

    print_system.none_here(monkeypatch)
    drive(program(root / "village"), steps)
    with at_work(root) as office:
        assert paper_settings.read(office).printer == "窗口"
