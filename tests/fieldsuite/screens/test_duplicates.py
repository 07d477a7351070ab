"""查重 by keys: two people side by side, the way to their cards, a search of the whole office."""

from pathlib import Path
from typing import Any

import numpy as np
from textual.pilot import Pilot

from fieldsuite.casework import pairs
from fieldsuite.casework.face_cut import face_cut
from tests.doubles import card_photos as cards
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work, doubles
from tests.fieldsuite.screens.driving import drive, on, program, shown, unlock, until


async def to_pairs(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("u")
    await until(pilot, lambda: on(pilot, "DuplicatesScreen")() and pilot.app.screen.pairs is not None)  # type: ignore[attr-defined]


def test_two_people_of_one_photograph_stand_side_by_side_and_open_their_cards(
    root: Path, album: Album
) -> None:
    two = {row.name for row in doubles(root)[:2]}

    async def steps(pilot: Pilot[Any]) -> None:
        await to_pairs(pilot)
        await until(pilot, lambda: all(each.frames > 1 for each in pilot.app.screen.query("Preview")))  # type: ignore[attr-defined]
        text = shown(pilot.app)
        (pair, _) = pilot.app.screen.pairs  # type: ignore[attr-defined]
        first, later = pair.earlier, pair.later
        assert {first.name, later.name} == two
        assert "查重：2 个疑点，2 个待判断" in text
        assert "同一张照片" in text and "人脸相像" in text and "未发送" in text
        assert f"1 {later.name}" in text and f"2 {first.name}" in text
        assert later.id_masked in text and "不影响任何人领待遇" in text
        await pilot.press("1")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and later.name in shown(pilot.app))
        await pilot.press("escape", "2")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and first.name in shown(pilot.app))
        await pilot.press("escape", "o")
        await until(pilot, lambda: on(pilot, "EvidenceScreen")() and "第 1 件 / 共 2 件" in shown(pilot.app))
        await album.look(pilot)
        await pilot.press("escape", "escape")
        await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root), steps)


def test_the_space_bar_searches_the_whole_office_and_raises_nothing_twice(root: Path) -> None:
    doubles(root)

    async def steps(pilot: Pilot[Any]) -> None:
        await to_pairs(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "比对了 2 张人脸、2 张照片、0 段录音，新 0 个" in shown(pilot.app), 60)
        assert "查重：2 个疑点" in shown(pilot.app)

    drive(program(root), steps)


def test_f_keeps_what_an_officer_says_of_two_people_with_the_reason(root: Path, album: Album) -> None:
    doubles(root)

    async def steps(pilot: Pilot[Any]) -> None:
        await to_pairs(pilot)
        await until(pilot, lambda: "待判断" in shown(pilot.app))
        await pilot.press("f")
        await until(pilot, lambda: on(pilot, "WhichScreen")() and "是两个不同的人" in shown(pilot.app))
        await pilot.press("1")
        await until(pilot, lambda: on(pilot, "ReasonScreen")() and "为什么这样判断" in shown(pilot.app))
        await pilot.press("enter", *"shuangbaotai")
        await album.look(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "查重：2 个疑点，1 个待判断" in shown(pilot.app))
        judged = next(pair for pair in pilot.app.screen.pairs if pair.judged)  # type: ignore[attr-defined]
        assert judged is pilot.app.screen.pairs[-1], "what is judged stands below"  # type: ignore[attr-defined]
        assert (judged.judged.finding, judged.judged.reason) == ("two_people", "shuangbaotai")
        await pilot.press("end")
        await until(pilot, lambda: "李秀英判断：两个人。shuangbaotai" in shown(pilot.app))

    drive(program(root), steps)


def test_an_office_without_alarms_says_so_before_and_after_the_search(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_pairs(pilot)
        await until(pilot, lambda: "还没有疑点" in shown(pilot.app))
        await pilot.press("1", "2", "o", "space")
        await until(pilot, lambda: "没有疑点" in shown(pilot.app) and "比对了 0 张人脸" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root), steps)


def test_a_photograph_that_is_gone_leaves_an_empty_side_and_no_error(root: Path) -> None:
    doubles(root)
    with at_work(root) as office:
        (one, *_) = pairs.pairs(office)
        office.evidence.erase(one.later.picture)
        later, earlier = pairs.pictures(office, one)
        assert later == b"" and earlier != b""


def test_a_photograph_is_cut_to_its_face_and_left_alone_without_one() -> None:
    import cv2

    def encoded(image: np.ndarray[Any, Any]) -> bytes:
        return bytes(cv2.imencode(".jpg", image)[1].tobytes())

    cut = cv2.imdecode(np.frombuffer(face_cut(encoded(cards.portrait())), np.uint8), cv2.IMREAD_COLOR)
    assert cut.shape[0] < 0.7 * cards.portrait().shape[0]
    wall = encoded(np.full((200, 200, 3), 200, np.uint8))
    assert face_cut(wall) == wall
    assert face_cut(b"no picture") == b"no picture"
