"""Many records at once at the desk, by keys: look first, accept the clear ones, return with letters, undo by two."""

from contextlib import closing
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fieldsuite.casework import audit, people, send, visit
from fieldsuite.office import open_office
from fieldsuite.practice.pictures import drawn_picture
from fieldsuite.province import adjudicate
from fieldsuite.province.cases import cases
from fieldsuite.province.undo import undos
from keys.vault import officers
from tests.fieldsuite.screens.at_desk import CLERKS, answer, at_desk, clerk, job, listed
from tests.fieldsuite.screens.driving import PASSPHRASE, drive, field, frozen, on, program, shown, until


def sent(root: Path) -> None:
    """One visit more, on the stick, not received yet."""
    village = root / "village"
    who = {card.name: card.id for card in officers(village / "keys")}["李秀英"]
    with closing(open_office(village, who, PASSPHRASE, now=frozen)) as office:
        row = people.find(office, limit=20)[-1]
        photo = (drawn_picture(root / "pictures", row.id, row.name),)
        visit.save(
            office, row.id, visit.VisitForm("self_care", row.address, office.today(), "09:05", photos=photo)
        )
        list(send.to_province(office, root / "stick"))


def test_a_look_takes_nothing_in_and_i_then_does(desk: Path) -> None:
    sent(desk)

    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await job(pilot, "1", "DeskScreen")
        await pilot.press("ctrl+r")
        await answer(pilot, "PathScreen", path=str(desk / "stick"))
        await until(pilot, lambda: on(pilot, "RehearsalScreen")() and not pilot.app.screen.looking)  # type: ignore[attr-defined]
        assert "没有导入" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, on(pilot, "DeskScreen"))
        assert len(adjudicate.desk(pilot.app.office).bundles) == 1  # type: ignore[attr-defined]
        await pilot.press("ctrl+r")
        await answer(pilot, "PathScreen", path=str(desk / "stick"))
        await until(pilot, lambda: on(pilot, "RehearsalScreen")() and not pilot.app.screen.looking)  # type: ignore[attr-defined]
        await pilot.press("i")
        await until(pilot, lambda: on(pilot, "DeskScreen")() and len(pilot.app.screen.view.bundles) == 2)  # type: ignore[attr-defined]

    drive(program(desk), steps)


def test_a_bundle_is_given_away_returned_with_letters_and_taken_back_by_two(
    desk: Path, tmp_path: Path
) -> None:
    async def first(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await job(pilot, "1", "DeskScreen")
        await until(pilot, lambda: len(pilot.app.screen.rows) > 1)  # type: ignore[attr-defined]
        field(pilot, "bundles").focus()
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.screen.chosen_bundle)  # type: ignore[attr-defined]
        await pilot.press("equals_sign")
        await until(pilot, on(pilot, "PickOneScreen"))
        screen: Any = pilot.app.screen
        at = [words for _, words in screen.options].index(CLERKS[1])
        await pilot.press(str(at + 1))
        await until(pilot, lambda: on(pilot, "DeskScreen")() and not pilot.app.screen.rows)  # type: ignore[attr-defined]
        field(pilot, "whose").value = "all"
        await until(pilot, lambda: set(pilot.app.screen.clerks) == {CLERKS[1]})  # type: ignore[attr-defined]
        await pilot.press("ctrl+x")
        await answer(pilot, "DecideScreen", todo="请重新拍照，脸要看得清")
        await answer(pilot, "PathScreen", path=str(tmp_path))
        await until(pilot, lambda: list(tmp_path.glob("退回通知书-*.pdf")))
        await until(pilot, on(pilot, "DeskScreen"))
        field(pilot, "bundles").focus()
        await pilot.press("ctrl+u")
        await answer(pilot, "ReasonScreen", reason="这一包报错了")
        await until(pilot, on(pilot, "DeskScreen"))

    async def second(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, CLERKS[1])
        await pilot.press("ctrl+g")
        await until(pilot, on(pilot, "DeskMoreScreen"))
        await pilot.press("2")
        await until(pilot, on(pilot, "UndosScreen"))
        await listed(pilot)
        assert "不再算" in shown(pilot.app)
        await pilot.press("a")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "UndosScreen")() and not pilot.app.screen.rows)  # type: ignore[attr-defined]

    drive(program(desk), first)
    with clerk(desk, CLERKS[1]) as office:
        assert {row.code for row in adjudicate.desk(office).bundles} == {""}
        (asked,) = undos(office)
        assert (asked.first, asked.state) == (CLERKS[0], "open")
    drive(program(desk), second)
    with clerk(desk) as office:
        assert undos(office)[0].state == "done" and audit.verified(office).intact


def test_a_batch_of_decisions_is_asked_back_from_its_list(desk: Path) -> None:
    with clerk(desk) as office:
        adjudicate.decide(office, [row.record_id for row in cases(office)[:2]], "held")

    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await pilot.press("ctrl+g")
        await until(pilot, on(pilot, "DeskMoreScreen"))
        await pilot.press("2")
        await until(pilot, on(pilot, "UndosScreen"))
        field(pilot, "which").value = "batches"
        await until(pilot, lambda: pilot.app.screen.rows)  # type: ignore[attr-defined]
        await pilot.press("ctrl+u")
        await answer(pilot, "ReasonScreen", reason="看错了")
        await until(pilot, lambda: on(pilot, "UndosScreen")() and not pilot.app.screen.rows)  # type: ignore[attr-defined]

    drive(program(desk), steps)
    with clerk(desk) as office:
        (asked,) = undos(office, which="open")
        assert (asked.what, asked.records, asked.reason) == ("decisions", 2, "看错了")
