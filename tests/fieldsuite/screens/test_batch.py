"""批量建模 by keys: name the folder, see what came of it by result and by village, save it; stop and go on."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from biometric.steps import Progress
from forms.field import Field
from forms.paper.workbook import read_table
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import card_folder
from tests.fieldsuite.screens.driving import choose, drive, field, on, program, shown, type_in, unlock, until


async def to_batch(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("b")
    await until(pilot, lambda: on(pilot, "BatchScreen")() and pilot.app.focused.id == "folder")  # type: ignore[union-attr]


@pytest.mark.requirement("R046")
@pytest.mark.requirement("R047")
def test_a_folder_becomes_models_and_a_list_of_whom_to_visit_village_by_village(root: Path) -> None:
    folder, rows = card_folder(root)

    async def steps(pilot: Pilot[Any]) -> None:
        await to_batch(pilot)
        field(pilot, "folder").value = str(folder)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, on(pilot, "BatchResultScreen"), 90)
        await until(pilot, lambda: "需现场建模 38" in shown(pilot.app))
        text = shown(pilot.app)
        assert "建模通过 2" in text and "照片里没有人脸 1" in text and "照片对不上人 1" in text
        assert "三村（" in text
        choose(pilot, "which", "照片里没有人脸")
        await until(pilot, lambda: "1 人" in shown(pilot.app) and rows[2].name in shown(pilot.app))
        assert "请本人到现场建模" in shown(pilot.app)
        field(pilot, "rows").focus()
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and rows[2].name in shown(pilot.app))
        await pilot.press("escape", "ctrl+e")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(root / "report.txt")
        await pilot.press("enter")
        await until(pilot, lambda: "✗ 报告要写成 .xlsx 或 .csv" in shown(pilot.app))
        await pilot.press("ctrl+e")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(root / "report.csv")
        await pilot.press("enter")
        await until(pilot, lambda: "已存 1 行" in shown(pilot.app))
        (saved,) = read_table(root / "report.csv", (Field("name", "姓名", "Name"),))
        assert saved["name"] == rows[2].name
        await pilot.press("escape")
        await until(pilot, lambda: "做完了：4 张照片" in shown(pilot.app))

    drive(program(root), steps)


def test_what_is_missing_is_said_beside_the_field_and_a_wrong_folder_above(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_batch(pilot)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: "✗ 请填写照片在哪个文件夹" in shown(pilot.app))
        await album.look(pilot)
        field(pilot, "folder").focus()
        await type_in(pilot, "/nowhere")
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: "✗" in shown(pilot.app).splitlines()[1])
        assert on(pilot, "BatchScreen")() and not pilot.app.screen.running  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root), steps)


def test_esc_asks_before_it_stops_and_the_folder_is_still_there_the_next_day(
    root: Path, album: Album
) -> None:
    closed = threading.Event()

    def endless() -> Iterator[object]:
        try:
            while True:
                yield Progress(7, 100, "batch_measuring")
                closed.wait(0.02)
        finally:
            closed.set()

    async def steps(pilot: Pilot[Any]) -> None:
        from fieldsuite.casework import drafts

        await to_batch(pilot)
        screen: Any = pilot.app.screen
        drafts.keep(pilot.app.office, "batch", {"folder": "/media/usb", "table": ""})  # type: ignore[attr-defined]
        screen.begin(endless())
        await until(pilot, lambda: "/ 100" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: on(pilot, "ConfirmScreen")() and "已经建好的都留着" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "BatchScreen"))
        assert screen.running
        await pilot.press("escape", "enter")
        await until(pilot, lambda: not screen.running and "已停下" in shown(pilot.app))
        assert closed.wait(5)
        await pilot.press("escape", "b")
        await until(pilot, lambda: on(pilot, "BatchScreen")() and "上次没有做完" in shown(pilot.app))
        await album.look(pilot, "taken_up")
        assert field(pilot, "folder").value == "/media/usb"

    drive(program(root), steps)


def test_other_work_goes_on_meanwhile_and_locking_lets_go_of_the_job(root: Path) -> None:
    closed = threading.Event()

    def endless() -> Iterator[object]:
        try:
            while True:
                yield Progress(1, 100, "batch_measuring")
                closed.wait(0.02)
        finally:
            closed.set()

    async def steps(pilot: Pilot[Any]) -> None:
        await to_batch(pilot)
        screen: Any = pilot.app.screen
        screen.begin(endless())
        await until(pilot, lambda: "1 / 100" in shown(pilot.app))
        await pilot.press("f7")
        await until(pilot, on(pilot, "ReviewScreen"))
        assert screen.running
        await pilot.press("escape", "ctrl+l")
        await until(pilot, on(pilot, "UnlockScreen"))
        assert closed.wait(5)

    drive(program(root), steps)


def test_a_job_that_was_stopped_ends_the_piece_it_is_at_before_the_next_begins(
    root: Path, album: Album
) -> None:
    at_it, let_go, order = threading.Event(), threading.Event(), []

    def slow() -> Iterator[object]:
        try:
            yield Progress(7, 100, "batch_measuring")
            at_it.set()
            let_go.wait(10)
            yield Progress(1, 2, "batch_measuring")
        finally:
            order.append("first ended")

    def following() -> Iterator[object]:
        order.append("second began")
        yield Progress(1, 1, "batch_measuring")

    async def steps(pilot: Pilot[Any]) -> None:
        await to_batch(pilot)
        screen: Any = pilot.app.screen
        screen.begin(slow())
        await until(pilot, lambda: "7 / 100" in shown(pilot.app))
        screen.tell("jobs.batch_running")
        await album.look(pilot, "running")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: not screen.running)
        screen.begin(following())
        await pilot.pause(0.2)
        assert order == []
        let_go.set()
        await until(pilot, lambda: len(order) == 2)
        assert order == ["first ended", "second began"]

    drive(program(root), steps)


def test_the_time_left_is_said_once_the_pace_is_known() -> None:
    from fieldsuite.screens.job import time_left
    from fieldsuite.widgets.job_bar import JobBar
    from fieldsuite.words import say

    now = [0.0]
    bar = JobBar(lambda *_: "", clock=lambda: now[0])
    bar.begin()
    bar.show(10, 100)  # done before
    now[0] = 4.0
    bar.show(12, 100)
    assert bar.left is None
    now[0] = 20.0
    bar.show(20, 100)
    assert bar.left == pytest.approx(160.0)

    def words(key: str, **values: object) -> str:
        return say(key, "zh", **values)

    assert [time_left(seconds, words) for seconds in (None, 12, 160, 4000)] == [
        "", "还要约 10 秒", "还要约 3 分钟", "还要约 1 小时 7 分",
    ]  # fmt: skip
