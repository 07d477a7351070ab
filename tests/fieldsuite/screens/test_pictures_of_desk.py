"""Pictures of the desk's jobs: in Chinese at the usual size, in English in a small terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.province import approvals, compare
from fieldsuite.province.compare import Wish
from tests.fieldsuite.screens.at_desk import CLERKS, answer, at_desk, clerk, job, named, table
from tests.fieldsuite.screens.driving import copied, field, on, program, until
from tests.fieldsuite.screens.test_pictures import settled

Steps = Callable[[Pilot[Any]], Any]


@pytest.fixture(scope="module")
def desk_ground(lived_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk in the middle of its day: a contradiction, a file to be compared, an application of a colleague."""
    root = copied(lived_desk, tmp_path_factory.mktemp("pictured"))
    dead, stopped = named(root, "蒙建国"), named(root, "卢志强")
    with clerk(root, CLERKS[1]) as office:
        day = office.today()
        for kind, department, on_ in (
            ("death", "civil_affairs", "2026-09-10"),
            ("travel", "transport", "2026-10-20"),
        ):
            file = table(root / f"{kind}.csv", [("身份证号", "日期"), (dead.id_no, on_)])
            compare.take(office, file, Wish(kind, department, day, {}))
        approvals.ask(office, stopped.id, "restore", "pension", "本人健在，11月20日见面核实")
    table(root / "高铁.csv", [("证件号码", "姓名", "乘车日期"), (stopped.id_no, stopped.name, "2026-11-05"),
                            (dead.id_no, "张三", "2026-11-06"), ("1234", "李四", "2026-11-07")])  # fmt: skip
    return root


def opened(digit: str, screen: str, *keys: str) -> Steps:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await job(pilot, digit, screen)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await settled(pilot)

    return steps


async def home(pilot: Pilot[Any]) -> None:
    await at_desk(pilot)
    await settled(pilot)


async def person(pilot: Pilot[Any]) -> None:
    await opened("7", "PaymentScreen", "enter")(pilot)
    await until(pilot, lambda: on(pilot, "DeskPersonScreen")() and pilot.app.screen.grounds)  # type: ignore[attr-defined]
    await settled(pilot)


async def comparing(pilot: Pilot[Any]) -> None:
    await at_desk(pilot)
    await pilot.press("2")
    await answer(pilot, "PathScreen", path=str(pilot.app.root / "高铁.csv"))  # type: ignore[attr-defined]
    field(pilot, "kind").value = "travel"
    await until(pilot, lambda: pilot.app.screen.found and not pilot.app.screen.running)  # type: ignore[attr-defined]
    await settled(pilot)


SCREENS: dict[str, Steps] = {
    "home": home,
    "lists": opened("4", "RollScreen"),
    "uncertified": opened("6", "UncertifiedScreen"),
    "payment": opened("7", "PaymentScreen"),
    "approvals": opened("8", "ApprovalsScreen"),
    "person": person,
    "comparing": comparing,
}


IN_ENGLISH = ("home", "lists", "approvals", "comparing")
"""The widest in words; the others are made of the same list."""


@pytest.mark.parametrize(
    ("name", "lang", "size"),
    [*((name, "zh", (100, 30)) for name in SCREENS), *((name, "en", (80, 24)) for name in IN_ENGLISH)],
)
def test_the_screen_of_the_desk_looks_as_it_did(
    name: str, lang: str, size: tuple[int, int], desk_ground: Path, tmp_path: Path, snap_compare: Any
) -> None:
    app = program(copied(desk_ground, tmp_path), lang)
    assert snap_compare(app, terminal_size=size, run_before=SCREENS[name])
