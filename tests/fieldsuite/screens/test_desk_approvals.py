"""What three people must agree to, and what the cycle proposes about payment, by keys alone."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from textual.pilot import Pilot

from fieldsuite.casework.ledgers import tables
from fieldsuite.province import approvals, proposals
from fieldsuite.tables import Benefit, KnownEvent
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_desk import (
    CLERKS,
    about,
    answer,
    at_desk,
    clerk,
    go_to,
    job,
    listed,
    named,
)
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, until

FIRST, SECOND, THIRD = CLERKS
STOPPED, SUSPENDED = "卢志强", "覃桂英"
"""Not certified: stopped since 2026-11, suspended since 2026-09 and stopped from 2026-12-01."""


def open_ones(root: Path) -> tuple[str, ...]:
    with clerk(root) as office:
        return tuple(f"{one.what} {one.name} {one.state}" for one in approvals.approvals(office, which="all"))


async def apply(pilot: Pilot[Any], digit: str, reason: str, **said: str) -> None:
    await pilot.press("q")
    await until(pilot, on(pilot, "WhichScreen"))
    await pilot.press(digit)
    await answer(pilot, "ApplicationScreen", **said, reason=reason)


@pytest.mark.requirement("R153", "R168")
def test_a_stopped_benefit_is_restored_by_three_people_and_by_nobody_twice(desk: Path, album: Album) -> None:
    async def first(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, FIRST)
        await job(pilot, "7", "PaymentScreen")
        await pilot.press("3")
        await go_to(pilot, STOPPED, "pension")
        for digit, what in (("2", "deregister"), ("1", "restore")):
            await pilot.press("q")
            await until(pilot, on(pilot, "WhichScreen"))
            await pilot.press(digit)
            await until(pilot, on(pilot, "ApplicationScreen"))
            await album.look(pilot, what)
            await pilot.press("escape")
        await apply(pilot, "1", "本人健在，11月20日见面")
        await until(pilot, lambda: "申请已提交" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "DeskHomeScreen"))
        await job(pilot, "8", "ApprovalsScreen")
        assert "您已办过前一步" in about(pilot) and "第29条" in about(pilot)
        await pilot.press("a")
        await answer(pilot, "ConfirmScreen")
        await until(pilot, lambda: "必须由三个不同的人" in shown(pilot.app))

    def agrees(who: str, last: bool) -> Any:
        async def steps(pilot: Pilot[Any]) -> None:
            await at_desk(pilot, who)
            assert "1 件在办，您可办 1" in shown(pilot.app)
            await job(pilot, "8", "ApprovalsScreen")
            assert "您可以办理" in about(pilot) and "第26条" in about(pilot)
            await pilot.press("a")
            await until(pilot, lambda: ("审核同意" if last else "复核同意") in shown(pilot.app))
            await pilot.press("enter")
            await until(pilot, lambda: "✓ 已同意。" in shown(pilot.app))
            await listed(pilot)
            assert (STOPPED in shown(pilot.app)) is not last

        return steps

    drive(program(desk), first)
    assert open_ones(desk) == (f"restore {STOPPED} open",)
    drive(program(desk), agrees(SECOND, last=False))
    drive(program(desk), agrees(THIRD, last=True))
    assert open_ones(desk) == (f"restore {STOPPED} done",)


@pytest.mark.requirement("R154")
def test_a_terminated_pension_is_refused_to_a_county_with_the_article_and_a_return_needs_a_reason(
    desk: Path,
) -> None:
    who = named(desk, STOPPED)
    with clerk(desk) as office, office.store.session() as session:
        for one in session.exec(select(Benefit).where(Benefit.person_id == who.id)):
            one.ended_on = office.today()
            session.add(one)
    settings = desk / "province" / "office.json"
    settings.write_text(settings.read_text("utf-8").replace('"area": ""', '"area": "510502"'), "utf-8")

    async def county(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, FIRST)
        await pilot.press("f3")
        await until(pilot, on(pilot, "DeskPeopleScreen"))
        field(pilot, "query").value = STOPPED
        await until(pilot, lambda: len(pilot.app.screen.rows) == 1)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "DeskPersonScreen")() and pilot.app.screen.grounds)  # type: ignore[attr-defined]
        await apply(pilot, "1", "本人健在")
        await until(pilot, lambda: "由市（州）办理" in shown(pilot.app) and "第28条" in shown(pilot.app))

    drive(program(desk), county)
    assert open_ones(desk) == ()
    settings.write_text(settings.read_text("utf-8").replace('"area": "510502"', '"area": "510500"'), "utf-8")
    with clerk(desk, FIRST) as office:
        approvals.ask(office, who.id, "restore", "pension", "本人健在")

    async def city(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, SECOND)
        await job(pilot, "8", "ApprovalsScreen")
        assert "第28条" in about(pilot)
        await pilot.press("x")
        await until(pilot, on(pilot, "ReasonScreen"))
        await pilot.press("enter")
        assert on(pilot, "ReasonScreen")()
        await answer(pilot, "ReasonScreen", reason="缺少见面照片")
        await until(pilot, lambda: "✓ 已退回。" in shown(pilot.app))
        field(pilot, "which").value = "returned"
        await until(pilot, lambda: "缺少见面照片" in about(pilot))

    drive(program(desk), city)
    assert open_ones(desk) == (f"restore {STOPPED} returned",)


@pytest.mark.requirement("R105", "R167")
def test_an_objection_to_a_suspension_keeps_it_from_becoming_a_stop_until_another_officer_rejects_it(
    desk: Path, album: Album
) -> None:
    async def notes(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, FIRST)
        await job(pilot, "7", "PaymentScreen")
        await pilot.press("1")
        await go_to(pilot, SUSPENDED)
        assert "2026-12-01 前无人提出异议即停发" in about(pilot)
        await pilot.press("q")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("1")
        await until(pilot, on(pilot, "ObjectionScreen"))
        field(pilot, "by").value = "本人"
        await album.look(pilot)
        await answer(pilot, "ObjectionScreen", by="本人", reason="住院期间没有收到短信")
        await until(pilot, lambda: "✓ 异议已记下" in shown(pilot.app))
        await pilot.press("2")
        await go_to(pilot, SUSPENDED)
        assert "第26条" in about(pilot)
        await pilot.press("x")
        await answer(pilot, "ReasonScreen", reason="核实后本人承认收到")
        await until(pilot, lambda: "初审" in shown(pilot.app) or "自己" in shown(pilot.app))

    async def rejects(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, SECOND)
        await job(pilot, "7", "PaymentScreen")
        await pilot.press("2")
        await go_to(pilot, SUSPENDED)
        await pilot.press("x")
        await answer(pilot, "ReasonScreen", reason="核实后本人承认收到")
        await until(pilot, lambda: "✓ 异议已驳回" in shown(pilot.app))

    drive(program(desk), notes)
    drive(program(desk), rejects)
    with clerk(desk) as office:
        assert "objected" not in {row.what for row in proposals.proposals(office)}


@pytest.mark.requirement("R168", "R169", "R170")
def test_months_that_are_owed_after_a_certification_are_asked_for_with_one_key_and_then_no_longer_proposed(
    desk: Path,
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, FIRST)
        await job(pilot, "1", "DeskScreen")
        screen: Any = pilot.app.screen
        await until(pilot, lambda: screen.rows and screen.chosen)
        for at, row in enumerate(screen.rows):
            if row.back_pay:
                screen.query_one("#cases").move_cursor(row=at)
        await pilot.pause()
        assert "补发：2026-09、2026-10、2026-11" in shown(pilot.app)
        await pilot.press("a")
        await answer(pilot, "DecideScreen")
        await pilot.press("escape")
        await until(pilot, on(pilot, "DeskHomeScreen"))
        await job(pilot, "8", "ApprovalsScreen")
        assert {row.what for row in pilot.app.screen.rows} == {"restore", "back_pay"}  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, on(pilot, "DeskHomeScreen"))
        await job(pilot, "7", "PaymentScreen")
        await pilot.press("5")
        await until(pilot, lambda: "没有这类建议" in about(pilot))

    drive(program(desk), steps)


@pytest.mark.requirement("R155")
def test_the_card_of_somebody_dead_is_locked_and_says_so_and_of_others_what_a_certification_would_change(
    desk: Path,
) -> None:
    dead = named(desk, STOPPED)
    with clerk(desk) as office, office.store.session() as session:
        session.add(KnownEvent(id="e-dead", person_id=dead.id, kind="death", on=office.today(), origin=""))

    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, FIRST)
        await job(pilot, "7", "PaymentScreen")
        await go_to(pilot, SUSPENDED)
        await pilot.press("enter")
        await until(
            pilot, lambda: on(pilot, "DeskPersonScreen")() and "现在认证 → 2027-11-21" in shown(pilot.app)
        )
        await pilot.press("escape")
        await until(pilot, on(pilot, "PaymentScreen"))
        await listed(pilot)
        await go_to(pilot, STOPPED)
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "DeskPersonScreen")() and "资料锁定" in shown(pilot.app))
        assert "第36条" in shown(pilot.app)

    drive(program(desk), steps)


@pytest.mark.requirement("R174", "R175")
def test_what_was_found_out_of_a_stop_is_noted_at_the_desk_and_stands_in_the_ledger(
    desk: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, FIRST)
        await job(pilot, "7", "PaymentScreen")
        await pilot.press("3")
        await go_to(pilot, STOPPED, "pension")
        await pilot.press("q")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("3")
        await until(pilot, on(pilot, "FollowUpScreen"))
        await until(pilot, lambda: field(pilot, "found"))
        field(pilot, "how").value = "电话"
        field(pilot, "found").value = "本人在外地，下月回来"
        await album.look(pilot)
        field(pilot, "save").press()
        await until(
            pilot, lambda: on(pilot, "PaymentScreen")() and "已记入核实处理工作台账" in shown(pilot.app)
        )

    drive(program(desk), steps)
    with clerk(desk) as office:
        rows = tables.rows(office, "follow-up")
    assert [row["name"] for row in rows if "本人在外地，下月回来" in row["tracked"]] == [STOPPED] * 2
