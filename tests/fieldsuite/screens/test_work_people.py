"""What is done for one person, by keys: corrections, contacts, losses, services, visits that met nobody, questions."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import correct, particulars, people
from fieldsuite.casework.ledgers import tables
from fieldsuite.casework.reports import reported
from fieldsuite.casework.visits import attempt
from fieldsuite.casework.visits.attempt import AttemptForm
from fieldsuite.casework.visits.plan import day_plan
from fieldsuite.screens.survey import SurveyScreen
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, type_in, unlock, until
from tests.forms.samples import fonts, pdftotext


def said(pilot: Pilot[Any], name: str) -> str:
    """What stands beside a field."""
    return str(field(pilot, f"entry_{name}").query_one(".wrong").render())


async def save(pilot: Pilot[Any], name: str = "save") -> None:
    field(pilot, name).press()
    await pilot.pause()


async def card(pilot: Pilot[Any], which: int = 0) -> Any:
    """Unlock and open the card of somebody; gives their row."""
    await unlock(pilot)
    from fieldsuite.screens.person import PersonScreen

    row = people.find(pilot.app.office, limit=40)[which]  # type: ignore[attr-defined]
    await pilot.app.push_screen(PersonScreen(row.id))
    await until(pilot, lambda: on(pilot, "PersonScreen")() and pilot.app.screen.more is not None)  # type: ignore[attr-defined]
    return row


async def write_to(pilot: Pilot[Any], path: Path) -> None:
    await until(pilot, on(pilot, "PathScreen"))
    field(pilot, "path").value = str(path)
    await pilot.press("enter")
    await until(pilot, path.is_file)


@pytest.mark.requirement("R013")
@pytest.mark.requirement("R010")
def test_a_particular_is_corrected_with_its_reason_and_a_fifth_person_on_a_telephone_is_warned_of(
    root: Path,
) -> None:
    with at_work(root) as office:
        first, *others = people.find(office, limit=40)
        for other in others[:4]:
            correct.correct(office, other.id, "phone", "13912345678", "家里的电话")

    async def steps(pilot: Pilot[Any]) -> None:
        await card(pilot)
        before = pilot.app.screen.card.phone_masked  # type: ignore[attr-defined]
        await pilot.press("k")
        await until(pilot, lambda: on(pilot, "CorrectScreen")() and before in shown(pilot.app))
        field(pilot, "value").value = "12"
        await save(pilot)
        await until(pilot, lambda: "请填写" in said(pilot, "why"))
        field(pilot, "why").value = "本人换号"
        await save(pilot)
        await until(pilot, lambda: "✗" in said(pilot, "value"))
        field(pilot, "value").value = "139 1234 5678"
        await save(pilot)
        await until(pilot, lambda: on(pilot, "PersonScreen")() and "每个号码最多 4 人" in shown(pilot.app))
        await pilot.press("4")
        await until(
            pilot, lambda: f"{before} → 139****5678" in shown(pilot.app) and "本人换号" in shown(pilot.app)
        )
        await pilot.press("k")
        await until(pilot, on(pilot, "CorrectScreen"))
        field(pilot, "field").value = "sex"
        await until(pilot, lambda: "要省里采纳才生效" in shown(pilot.app))

    drive(program(root / "village"), steps, (110, 36))
    with at_work(root) as office:
        assert particulars.of_person(office, first.id).phone_crowded


@pytest.mark.requirement("R158")
@pytest.mark.requirement("R111")
@pytest.mark.requirement("R160")
def test_a_death_is_reported_with_source_and_proof_and_its_papers_are_printed(
    root: Path, tmp_path: Path, album: Album
) -> None:
    fonts()

    async def steps(pilot: Pilot[Any]) -> None:
        row = await card(pilot)
        await pilot.press("d")
        await until(pilot, lambda: on(pilot, "LossScreen")() and row.name in shown(pilot.app))
        assert "家属、村（居）委会" in shown(pilot.app)
        for name, value in (
            ("loss_source", "funeral"),
            ("lost_on", "2027-01-01"),
            ("reporter", "区某"),
            ("relation", "长子"),
        ):
            field(pilot, name).value = value
        await save(pilot)
        await until(pilot, lambda: "✗" in said(pilot, "lost_on"))
        seen = max(one.on for one in pilot.app.screen.card.history)  # type: ignore[attr-defined]
        field(pilot, "lost_on").value = seen.isoformat()
        await until(pilot, lambda: f"{seen} 还认证过本人健在" in shown(pilot.app))
        field(pilot, "lost_on").value = "2026-11-02"
        await until(pilot, lambda: "还认证过本人健在" not in shown(pilot.app))
        await save(pilot)
        await until(pilot, lambda: "✗" in said(pilot, "proof"))
        field(pilot, "proof").value = "火化证 123"
        await save(pilot)
        await until(pilot, lambda: on(pilot, "WhichScreen")() and "待经办机构确认" in shown(pilot.app))
        await pilot.press("1")
        await write_to(pilot, tmp_path / "report.pdf")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and "死亡/丧失报告" in shown(pilot.app))
        await pilot.press("escape", "ctrl+g")
        await until(pilot, lambda: on(pilot, "JobsScreen")() and pilot.app.screen.found)  # type: ignore[attr-defined]
        await go(pilot, "losses")
        await until(pilot, lambda: on(pilot, "LossesScreen")() and "火化证 123" in shown(pilot.app))
        assert "待复核" in shown(pilot.app)
        await album.look(pilot)
        await pilot.press("p")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("2")
        await write_to(pilot, tmp_path / "reduction.pdf")

    drive(program(root / "village"), steps)
    assert "火化证" in pdftotext(tmp_path / "report.pdf")
    assert "减员（待遇停发）申请表" in pdftotext(tmp_path / "reduction.pdf")
    with at_work(root) as office:
        (report,) = reported.reported(office)
        assert (report.source, report.reporter, report.form) == ("funeral", "区某 长子", True)


async def go(pilot: Pilot[Any], job: str) -> None:
    """Put the cursor of the list of jobs on one, and open it."""
    listing = field(pilot, "rows")
    listing.move_cursor(row=listing.get_row_index(job))
    await pilot.press("enter")


@pytest.mark.requirement("R031")
@pytest.mark.requirement("R125")
def test_a_visit_is_applied_for_given_a_day_and_two_officers_and_closed(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        name = people.find(pilot.app.office)[0].name  # type: ignore[attr-defined]
        await pilot.press("ctrl+g")
        await until(pilot, lambda: on(pilot, "JobsScreen")() and pilot.app.screen.found)  # type: ignore[attr-defined]
        await go(pilot, "services")
        await until(pilot, on(pilot, "ServicesScreen"))
        await pilot.press("insert")
        await until(pilot, on(pilot, "AskPersonScreen"))
        await type_in(pilot, name)
        await until(pilot, lambda: field(pilot, "found").row_count)
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "ApplyScreen")() and name in shown(pilot.app))
        field(pilot, "applicant").value = "区某"
        field(pilot, "form").value = "late_hours"
        await album.look(pilot)
        await save(pilot)
        await until(pilot, lambda: on(pilot, "ServicesScreen")() and "要排日子" in shown(pilot.app))
        assert "延时服务" in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, on(pilot, "ScheduleScreen"))
        field(pilot, "visit_day").value = "2026-11-20"
        field(pilot, "second_officer").value = "李秀英"
        await save(pilot)
        await until(pilot, lambda: "✗" in said(pilot, "second_officer"))
        await album.look(pilot)
        field(pilot, "second_officer").value = "韦强"
        await save(pilot)
        await until(pilot, lambda: "✗" in said(pilot, "visit_day"))
        field(pilot, "visit_day").value = "2026-11-21"
        field(pilot, "at_time").value = "18:30"
        await save(pilot)
        await until(pilot, lambda: on(pilot, "ServicesScreen")() and "2026-11-21 18:30" in shown(pilot.app))
        assert day_plan(pilot.app.office)[0].appointment == "18:30"  # type: ignore[attr-defined]
        await album.look(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, "FinishScreen"))
        field(pilot, "note").value = "已认证"
        await album.look(pilot)
        await save(pilot)
        await until(pilot, lambda: on(pilot, "ServicesScreen")() and "已办结" in shown(pilot.app))
        await pilot.press("l")
        await until(pilot, lambda: on(pilot, "LedgerScreen")() and pilot.app.screen.rows)  # type: ignore[attr-defined]
        await album.look(pilot, "service")

    drive(program(root / "village"), steps)
    with at_work(root) as office:
        (row,) = tables.rows(office, "service")
        assert row["officers"] == "李秀英、韦强" and row["done_on"] == "2026-11-21"


@pytest.mark.requirement("R126")
def test_a_third_locked_door_leads_to_other_ways_of_reaching_somebody(root: Path, album: Album) -> None:
    with at_work(root) as office:
        first = people.find(office, limit=40)[0]
        attempt.save(office, first.id, AttemptForm("absent", first.address, office.today(), "08:00"))

    async def steps(pilot: Pilot[Any]) -> None:
        row = await card(pilot)
        for again in (True, False):
            await pilot.press("v")
            await until(pilot, lambda: on(pilot, "VisitScreen")() and field(pilot, "place").value)
            await pilot.press("w")
            await until(
                pilot,
                lambda: field(pilot, "entry_again_on").display and not field(pilot, "entry_way").display,
            )
            await save(pilot)
            await until(pilot, on(pilot, "WhichScreen"))
            if again:
                assert "下次再去：2026-11-28" in shown(pilot.app)
                await pilot.press("enter")
        assert "三次没有见到人" in shown(pilot.app)
        await pilot.press("1")
        await until(pilot, lambda: on(pilot, "ContactScreen")() and row.name in shown(pilot.app))
        field(pilot, "note").value = "三次上门无人"
        await album.look(pilot)
        field(pilot, "method").value = "posted"
        await until(pilot, lambda: not field(pilot, "entry_spoke_with").display)
        field(pilot, "contact_result").value = "sent"
        await save(pilot)
        await until(pilot, lambda: on(pilot, "PersonScreen")() and "联系" in shown(pilot.app))
        await pilot.press("v")
        await until(pilot, lambda: on(pilot, "VisitScreen")() and field(pilot, "place").value)
        await pilot.press("w", "w")
        await save(pilot)
        await until(pilot, lambda: "✗" in said(pilot, "where_now"))

    drive(program(root / "village"), steps)


@pytest.mark.requirement("R112")
def test_a_dependant_is_asked_what_the_kinship_asks_for(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        row = await card(pilot)
        await pilot.app.push_screen(SurveyScreen(row.id))
        await until(pilot, lambda: on(pilot, "SurveyScreen")() and row.name in shown(pilot.app))
        assert not field(pilot, "entry_remarried_on").display and field(pilot, "entry_adopted_on").display
        field(pilot, "kin").value = "spouse"
        await until(pilot, lambda: field(pilot, "entry_remarried_on").display)
        assert not field(pilot, "entry_employed_on").display
        field(pilot, "remarried_on").value = "2026-10-01"
        field(pilot, "answered_by").value = "本人"
        await album.look(pilot)
        await save(pilot)
        await until(pilot, lambda: on(pilot, "PersonScreen")() and "供养亲属问询" in shown(pilot.app))

    drive(program(root / "village"), steps)


def test_what_is_typed_into_a_report_survives_a_crash(root: Path) -> None:
    async def typed(pilot: Pilot[Any]) -> None:
        await card(pilot)
        await pilot.press("d")
        await until(pilot, on(pilot, "LossScreen"))
        field(pilot, "reporter").value = "区某"
        await pilot.pause(0.8)

    async def back(pilot: Pilot[Any]) -> None:
        await card(pilot)
        await pilot.press("d")
        await until(pilot, lambda: on(pilot, "LossScreen")() and field(pilot, "reporter").value == "区某")
        assert "已填回" in shown(pilot.app)

    drive(program(root / "village"), typed)
    drive(program(root / "village"), back)
