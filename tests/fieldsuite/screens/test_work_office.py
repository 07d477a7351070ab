"""What is done for a whole office, by keys: the list of jobs, roster and paper, notices, letters, figures, printer."""

from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import paper_settings
from fieldsuite.casework.ledgers import contacts
from fieldsuite.casework.reports.slip import Slip
from fieldsuite.casework.visits import paper
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.job_doors import DOORS, SAFE_DOORS
from tests.doubles.pen_pages import drawn, photographed, strip, tick
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import drive, field, on, palette, program, shown, unlock, until
from tests.fieldsuite.screens.test_work import photo
from tests.fieldsuite.screens.test_work_people import go, said, save, write_to
from tests.forms.samples import fonts, pdftotext

SLIP = Slip(
    "卢志强",
    "6212",
    date(2026, 11, 21),
    "人脸",
    "2027-11-21",
    "3f2a9c01",
    "lianxi-cun",
    "李秀英",
    "练习村（三村）",
)


async def jobs(pilot: Pilot[Any], job: str = "") -> None:
    """Unlock, open the list of jobs, and one of them."""
    await unlock(pilot)
    await pilot.press("ctrl+g")
    await until(pilot, lambda: on(pilot, "JobsScreen")() and pilot.app.screen.found)  # type: ignore[attr-defined]
    if job:
        await go(pilot, job)
        await until(pilot, on(pilot, DOORS[job][1]))
        await pilot.app.workers.wait_for_complete()


async def press_for(pilot: Pilot[Any], key: str, screen: str) -> None:
    await pilot.press(key)
    await until(pilot, on(pilot, screen))


def test_behind_the_door_of_every_job_is_a_screen() -> None:
    for file, name in (DOORS | SAFE_DOORS).values():
        made = getattr(import_module(f"fieldsuite.screens.{file}"), name)
        assert isinstance(made(), OfficeScreen)


def test_one_key_leads_to_every_job_and_the_next_one_is_marked(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await jobs(pilot)
        screen: Any = pilot.app.screen
        assert screen.found.next == "plan" and "▸" in shown(pilot.app)
        safe = {"staff", "backup", "audit"}
        assert (set(DOORS) - {"counter"}) | safe == {job.name for job in screen.found.jobs}
        for job in ("begin", "papers", "sites"):  # the others in the tests of their screens
            await go(pilot, job)
            await until(pilot, on(pilot, DOORS[job][1]))
            if job == "papers":
                await album.look(pilot)
            await pilot.press("escape")
            await until(pilot, on(pilot, "JobsScreen"))
        for typed, name in (("richeng", "CalendarScreen"), ("凭条", "SlipCheckScreen")):
            await palette(pilot, typed, name)

    drive(program(root / "village"), steps)


@pytest.mark.requirement("R149")
@pytest.mark.requirement("R148")
def test_the_roster_is_filled_in_line_by_line_with_the_notices_messages(root: Path, tmp_path: Path) -> None:
    fonts()

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: on(pilot, "RosterScreen")() and pilot.app.screen.sheet)  # type: ignore[attr-defined]
        screen: Any = pilot.app.screen
        names = [line.data["name"] for line in screen.sheet.lines]
        await press_for(pilot, "k", "RosterRowScreen")
        await pilot.press("s")
        await until(pilot, lambda: field(pilot, "entry_death_on").display)
        field(pilot, "cert_place").value = "家"
        await save(pilot, "record")
        await until(pilot, lambda: "已死亡的应填写死亡时间" in said(pilot, "death_on"))
        assert "不少于4个字" in said(pilot, "cert_place")
        await pilot.press("escape")
        await until(
            pilot, lambda: on(pilot, "RosterScreen")() and "已死亡的应填写死亡时间" in shown(pilot.app)
        )
        await press_for(pilot, "k", "RosterRowScreen")
        await until(pilot, lambda: field(pilot, "status").value == "dead")
        field(pilot, "status").focus()
        await pilot.press("j")
        field(pilot, "cert_place").value = "三村四组家中"
        await save(pilot, "record")
        await until(pilot, lambda: "请附一张现场照片" in said(pilot, "photos"))
        field(pilot, "photos").value = photo(tmp_path)
        await save(pilot, "record")
        await until(pilot, lambda: on(pilot, "RosterScreen")() and "已核实 1" in shown(pilot.app))
        await pilot.press("down", "ctrl+d")
        await until(pilot, lambda: screen.sheet.lines[1].data.get("cert_place") == "三村四组家中")
        await pilot.press("ctrl+u")
        await until(pilot, lambda: screen.sheet.lines[1].mark == "open")
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: screen.sheet.lines[0].data["name"] == names[1])
        await pilot.press("delete")
        await until(pilot, lambda: len(screen.sheet.lines) == len(names) - 1)
        await press_for(pilot, "insert", "AskPersonScreen")
        await pilot.press(*names[1], "enter")
        await until(pilot, lambda: on(pilot, "RosterScreen")() and len(screen.sheet.lines) == len(names))
        assert {line.data["name"] for line in screen.sheet.lines} == set(names)
        field(pilot, "paper_title").value = "领取社会保险待遇人员资格确认花名册"
        field(pilot, "rows").focus()
        await pilot.press("p")
        await write_to(pilot, tmp_path / "roster.pdf")

    drive(program(root / "village"), steps, (130, 36))
    printed = pdftotext(tmp_path / "roster.pdf")
    assert "领取社会保险待遇人员资格确认花名册" in printed and "三村四组家中" in printed


@pytest.mark.requirement("R142")
def test_a_page_filled_in_by_pen_is_read_back_and_what_is_unclear_is_keyed_in(
    root: Path, tmp_path: Path, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts()
    # Of other numbers codes are not read before the third look at the page.
    monkeypatch.setattr(paper, "secrets", SimpleNamespace(token_hex=lambda _: "a6cecc1b"))

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: on(pilot, "RosterScreen")() and pilot.app.screen.sheet)  # type: ignore[attr-defined]
        await pilot.press("e")
        await write_to(pilot, tmp_path / "pen.pdf")
        page = drawn(tmp_path / "pen.pdf")
        for line, mark in enumerate(("self_care", "absent", "dead")):
            tick(page, line, mark)
        picture = photographed(page, tmp_path / "page.jpg")
        await press_for(pilot, "r", "RosterBackScreen")
        field(pilot, "picture_path").value = str(picture)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.page is not None)  # type: ignore[attr-defined]
        assert "A 记录 2 行清楚的" in shown(pilot.app) and "还有 1 行要补录" in shown(pilot.app)
        screen: Any = pilot.app.screen
        read = screen.page
        screen.page = replace(read, rows=tuple(replace(row, strip=strip()) for row in read.rows))
        screen._strip()
        field(pilot, "picture_path").value = "/media/usb/page.jpg"
        await album.look(pilot)
        screen.page = read
        await pilot.press("a")
        await until(
            pilot, lambda: "照片已留作证据" in shown(pilot.app) and shown(pilot.app).count("已记录") > 2
        )
        field(pilot, "rows").move_cursor(row=2)
        await press_for(pilot, "enter", "VisitScreen")
        await until(pilot, lambda: field(pilot, "status").value == "dead" and field(pilot, "photos").value)
        field(pilot, "death_on").value = "2026-11-02"
        await save(pilot)
        await until(pilot, lambda: on(pilot, "RosterBackScreen")() and "还有 0 行" in shown(pilot.app))

    drive(program(root / "village"), steps)


@pytest.mark.requirement("R104")
@pytest.mark.requirement("R165")
def test_who_is_to_be_told_is_called_written_to_and_sent_a_message(root: Path, tmp_path: Path) -> None:
    fonts()

    async def steps(pilot: Pilot[Any]) -> None:
        await jobs(pilot, "notices")
        await until(pilot, lambda: "已告知 0 / 11" in shown(pilot.app))
        await press_for(pilot, "enter", "ContactScreen")
        assert "还没有联系过" in shown(pilot.app)
        field(pilot, "spoke_with").value = "儿子"
        await save(pilot)
        await until(pilot, lambda: on(pilot, "NoticesScreen")() and "已告知 1 / 11" in shown(pilot.app))
        for digit, name in (("2", "letters.pdf"), ("3", "calls.pdf"), ("4", "posted.pdf")):
            await press_for(pilot, "p", "WhichScreen")
            await pilot.press(digit)
            await write_to(pilot, tmp_path / name)
        await press_for(pilot, "ctrl+e", "WhichScreen")
        await pilot.press("1")
        await write_to(pilot, tmp_path / "sms.csv")
        field(pilot, "which").value = "suspend"
        await until(pilot, lambda: "已告知 0 / 5" in shown(pilot.app) and "第13个月" in shown(pilot.app))

    drive(program(root / "village"), steps, (120, 36))
    assert "资格认证到期提醒书" in pdftotext(tmp_path / "letters.pdf")
    assert "告 示" in pdftotext(tmp_path / "posted.pdf").replace("告示", "告 示")
    assert "资格认证" in (tmp_path / "sms.csv").read_text(encoding="utf-8-sig")
    with at_work(root) as office:
        with office.store.session() as session:
            (tried,) = [one for rows in contacts.attempts(session).values() for one in rows]
        assert (tried.purpose, tried.result, tried.spoke_with) == ("remind", "reached", "儿子")


@pytest.mark.requirement("R182")
@pytest.mark.requirement("R183")
@pytest.mark.requirement("R187")
def test_figures_deadlines_letters_and_questions_have_their_screens(
    root: Path, tmp_path: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await jobs(pilot, "summary")
        await until(pilot, lambda: "合计" in shown(pilot.app) and "自助" in shown(pilot.app))
        field(pilot, "rows").focus()
        await album.look(pilot)
        await pilot.press("ctrl+e")
        await write_to(pilot, tmp_path / "annual.xlsx")
        await pilot.press("escape")
        await go(pilot, "calendar")
        await until(pilot, lambda: on(pilot, "CalendarScreen")() and "待核实名单核实期满" in shown(pilot.app))
        assert "92 天" in shown(pilot.app) and "报送年度认证工作总结" in shown(pilot.app)
        await album.look(pilot)
        await pilot.press("escape")
        for job, add, typed, words in (
            ("mail", "LetterScreen", {"correspondent": "江阳区社保局", "contents": "花名册"}, "江阳区社保局"),
            ("issues", "IssueScreen", {"topic": "tip_off", "text": "有人冒领"}, "人社部发〔2022〕45号"),
        ):
            await go(pilot, job)
            await until(pilot, on(pilot, DOORS[job][1]))
            await press_for(pilot, "plus", add)
            for name, value in typed.items():
                field(pilot, name).value = value
            await album.look(pilot)
            await save(pilot)
            await until(
                pilot, lambda job=job, words=words: on(pilot, DOORS[job][1])() and words in shown(pilot.app)
            )
            await album.look(pilot)
            await pilot.press("escape")
            await until(pilot, on(pilot, "JobsScreen"))

    drive(program(root / "village"), steps)


def test_each_printer_remembers_how_far_it_is_off(root: Path, tmp_path: Path, album: Album) -> None:
    fonts()

    async def steps(pilot: Pilot[Any]) -> None:
        await jobs(pilot, "printer")
        await until(pilot, lambda: pilot.app.screen.settings is not None)  # type: ignore[attr-defined]
        field(pilot, "printer_name").value = "窗口"
        field(pilot, "offset_x").value = "很多"
        await save(pilot)
        await until(pilot, lambda: "✗" in said(pilot, "offset_x"))
        field(pilot, "offset_x").value = "99"
        await save(pilot)
        await until(pilot, lambda: "✗" in said(pilot, "offset_x"))
        await album.look(pilot)
        field(pilot, "offset_x").value = "1.5"
        await save(pilot, "calibrate")
        await write_to(pilot, tmp_path / "cross.pdf")
        await save(pilot)
        await until(pilot, on(pilot, "JobsScreen"))
        await go(pilot, "printer")
        await until(pilot, lambda: on(pilot, "PrinterScreen")() and field(pilot, "offset_x").value == "1.5")

    drive(program(root / "village"), steps)
    with at_work(root) as office:
        paper_settings.change(office, printer="二楼")
        assert paper_settings.read(office).offset_x == 0
        assert paper_settings.change(office, printer="窗口").offset_x == 1.5


def test_a_slip_that_somebody_brings_is_confirmed_or_not(root: Path, tmp_path: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await jobs(pilot, "slips")
        field(pilot, "code").value = "FSS1.e30.e30"
        await pilot.press("enter")
        await until(pilot, lambda: "核对不上" in shown(pilot.app))
        await album.look(pilot, "bad")
        screen: Any = pilot.app.screen
        screen.show_problem(None)
        screen.refused = False
        screen._show(SLIP)
        await album.look(pilot)
        field(pilot, "code").value = str(tmp_path / "none.jpg")
        await pilot.press("enter")
        await until(pilot, lambda: "✗" in shown(pilot.app).splitlines()[1])

    drive(program(root / "village"), steps)
