"""模板维护 and 待比对 by keys: what a template has seen, renewing and erasing it; captures compared later."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from biometric.steps import Verdict
from fieldsuite import template_store
from fieldsuite.casework import enrol, later
from tests.doubles import card_photos as cards
from tests.fieldsuite.casework.test_calibrating import enrolled, verified
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import agreed, at_work
from tests.fieldsuite.screens.driving import choose, drive, field, on, program, shown, type_in, unlock, until


async def to_care(pilot: Pilot[Any], name: str) -> None:
    await unlock(pilot)
    await pilot.press("f3")
    await until(pilot, lambda: on(pilot, "PeopleScreen")() and pilot.app.screen.rows)  # type: ignore[attr-defined]
    field(pilot, "query").value = name
    await until(pilot, lambda: pilot.app.screen.rows[0].name == name)  # type: ignore[attr-defined]
    await pilot.press("enter")
    await until(pilot, lambda: on(pilot, "PersonScreen")() and pilot.app.screen.card is not None)  # type: ignore[attr-defined]
    await pilot.press("c")
    await until(pilot, lambda: on(pilot, "TemplateCareScreen")() and pilot.app.screen.templates is not None)  # type: ignore[attr-defined]


def unique(root: Path) -> tuple[str, str]:
    """Somebody whose name nobody shares, who agreed: id and name."""
    with at_work(root) as office:
        rows = agreed(office, 12)
        names = [row.name for row in rows]
        row = next(row for row in rows if names.count(row.name) == 1)
    return row.id, row.name


def test_the_likeness_of_every_verification_is_shown_and_a_falling_one_is_advised_on(
    root: Path, album: Album
) -> None:
    who, name = unique(root)
    with at_work(root) as office:
        enrolled(office, [who])
        for likeness in (0.72, 0.71, 0.70, 0.58, 0.57, 0.56):
            verified(office, who, likeness)

    async def steps(pilot: Pilot[Any]) -> None:
        await to_care(pilot, name)
        await until(pilot, lambda: "最近 0.56（需 0.55）" in shown(pilot.app))
        text = shown(pilot.app)
        assert "▅▅▄▃▃▃" in text
        assert "相像度一直在降" in text and "认证 6 次" in text
        await pilot.press("escape", "escape", "escape", "c")
        await until(pilot, lambda: on(pilot, "RenewalsScreen")() and name in shown(pilot.app))
        assert "要重新建模的：1" in shown(pilot.app) and "相像度" in shown(pilot.app)
        await album.look(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, "TemplateCareScreen"))

    drive(program(root), steps)


def test_the_numbered_ways_lead_to_the_capture_they_name(root: Path, album: Album) -> None:
    who, name = unique(root)
    with at_work(root) as office:
        enrolled(office, [who])

    async def steps(pilot: Pilot[Any]) -> None:
        await to_care(pilot, name)
        for key, screen, words in (
            ("1", "EnrolFaceScreen", "人脸建模"),
            ("2", "EnrolFaceScreen", "戴眼镜"),
            ("3", "EnrolVoiceScreen", "语音建模"),
        ):
            await pilot.press(key)
            await until(
                pilot, lambda screen=screen, words=words: on(pilot, screen)() and words in shown(pilot.app)
            )
            if screen == "EnrolVoiceScreen":
                await album.look(pilot)
            await pilot.press("escape")
            await until(pilot, on(pilot, "TemplateCareScreen"))

    drive(program(root), steps)


def test_a_template_of_the_wrong_person_is_erased_with_a_reason_and_a_proof(root: Path, album: Album) -> None:
    who, name = unique(root)
    with at_work(root) as office:
        enrolled(office, [who])

    async def steps(pilot: Pilot[Any]) -> None:
        await to_care(pilot, name)
        await pilot.press("5")
        await until(pilot, lambda: on(pilot, "ChartsScreen")() and "建模以后还没有认证过" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "TemplateCareScreen"))
        await pilot.press("4")
        await until(pilot, on(pilot, "EraseScreen"))
        choose(pilot, "why", "建错了人")
        field(pilot, "words").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "✗ 请写一句" in shown(pilot.app))
        await album.look(pilot)
        await type_in(pilot, "photo mixed up")
        await pilot.press("enter")
        await until(pilot, lambda: "没有模板" in shown(pilot.app))
        assert template_store.current(pilot.app.office, who, "face") is None  # type: ignore[attr-defined]
        assert "✓ 人脸：删除了 1 个模板" in shown(pilot.app) and "凭证" in shown(pilot.app)
        await pilot.press("4")
        await pilot.pause(0.2)
        assert on(pilot, "TemplateCareScreen")()
        await pilot.press("escape")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and "删除模板" in shown(pilot.app))

    drive(program(root), steps)


def test_withdrawn_consent_erases_what_it_allowed(root: Path) -> None:
    who, name = unique(root)
    with at_work(root) as office:
        enrolled(office, [who])

    async def steps(pilot: Pilot[Any]) -> None:
        await to_care(pilot, name)
        await pilot.press("4")
        await until(pilot, on(pilot, "EraseScreen"))
        field(pilot, "words").focus()
        await type_in(pilot, "Li")
        await pilot.press("enter")
        await until(pilot, lambda: "没有模板" in shown(pilot.app))
        await pilot.press("1")
        await until(pilot, on(pilot, "ConsentScreen"))
        await pilot.press("escape")
        await until(pilot, on(pilot, "TemplateCareScreen"))

    drive(program(root), steps)


def captured(root: Path) -> str:
    """Two captures that were kept for later: one of somebody with a model, one of somebody without; gives a name."""
    picture = cards.good(root / "photos" / "a.jpg")
    with at_work(root) as office:
        first, second = agreed(office, 2)
        for _ in enrol.face_photographs(office, first.id, [picture]):
            pass
        for who, name in ((first.id, "b"), (second.id, "c")):
            other = cards.write(root / "photos" / f"{name}.jpg", cards.portrait()[5:, 4:], quality=80)
            kept = Verdict(
                "no_model", "reason_kept_for_later", "", "", pictures=(other.read_bytes() + name.encode(),)
            )
            later.keep(office, who, "face", kept, "")
    return first.name


def test_captures_are_compared_later_and_each_line_says_what_came_of_it(root: Path, album: Album) -> None:
    name = captured(root)

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("w")
        await until(pilot, lambda: on(pilot, "WaitingScreen")() and "待比对：2" in shown(pilot.app))
        assert "可以比对" in shown(pilot.app) and "这里没有模板" in shown(pilot.app)
        await album.look(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "比对了 1 条" in shown(pilot.app), 60)
        text = shown(pilot.app)
        assert "待比对：1" in text and "相似 0." in text and "未建模" in text
        await album.look(pilot, "compared")
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and name in shown(pilot.app))
        await pilot.press("escape", "escape")
        await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root), steps)


def test_nothing_waits_is_said_and_the_space_bar_does_no_harm(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("w")
        await until(pilot, lambda: "没有待比对的记录" in shown(pilot.app))
        await album.look(pilot, "none")
        await pilot.press("space", "enter")
        assert on(pilot, "WaitingScreen")()
        await pilot.press("escape", "c")
        await until(pilot, lambda: "没有人要重新建模" in shown(pilot.app))
        await album.look(pilot, "none")
        await pilot.press("enter", "f2", "escape")
        await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root), steps)


@pytest.mark.parametrize("values", [(0.4, 1.0, 0.7, 0.0), (2.0, -1.0)])
def test_likeness_is_drawn_between_its_foot_and_its_top(values: tuple[float, ...]) -> None:
    from fieldsuite.widgets.scores import BLOCKS, drawn

    picture = drawn(values)
    assert len(picture) == len(values) and set(picture) <= set(BLOCKS)
    assert drawn([0.5] * 100) == drawn([0.5] * 48)
