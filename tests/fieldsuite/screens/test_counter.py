"""The consulate's counter and the ledgers by keys alone: a number, a form, a print, a record, a ledger."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import people
from fieldsuite.casework.overseas import queue
from fieldsuite.practice import consulate
from fieldsuite.practice.pictures import drawn_picture
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import (
    LIGHT,
    PASSPHRASE,
    drive,
    field,
    frozen,
    on,
    program,
    shown,
    unlock,
    until,
)
from tests.forms.samples import fonts

NUMBER = "(?<=-2026-)[0-9]{6}"
FORM = {"passport_no": "EJ1234567", "permit_no": "PR1", "permit_exp": "2028-01-31", "pay_area": "510502",
        "nationality": "CN"}  # fmt: skip


@pytest.fixture
def abroad(root: Path) -> Path:
    consulate.found(root / "consulate", root / "province", root / "stick", PASSPHRASE, cost=LIGHT, now=frozen)
    return root / "consulate"


async def at_counter(pilot: Pilot[Any]) -> str:
    """Unlock, open the counter, and give a number to somebody; gives their name."""
    await unlock(pilot)
    name = people.find(pilot.app.office)[0].name  # type: ignore[attr-defined]
    await pilot.press("f5")
    await until(pilot, on(pilot, "CounterScreen"))
    field(pilot, "who").value = name
    await pilot.press("enter")
    await until(pilot, lambda: name in shown(pilot.app))
    return str(name)


def wrong(pilot: Pilot[Any], name: str) -> str:
    """What stands beside a field."""
    return str(field(pilot, f"entry_{name}").query_one(".wrong").render())


@pytest.mark.requirement("R041")
def test_a_form_is_filled_printed_and_recorded_at_the_counter(
    abroad: Path, tmp_path: Path, album: Album
) -> None:
    fonts()
    paper = tmp_path / "form.pdf"

    async def steps(pilot: Pilot[Any]) -> None:
        name = await at_counter(pilot)
        await pilot.press("enter")  # the empty field: on to the list
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "OverseasFormScreen")() and name in shown(pilot.app))
        await until(pilot, lambda: "请输入正确的护照号码" in wrong(pilot, "passport_no"))
        await album.look(pilot)
        for key, value in FORM.items():
            field(pilot, key).value = value
        pilot.app.screen.query_one("#check").press()  # type: ignore[attr-defined]
        await until(pilot, lambda: pilot.app.screen.sheet.valid)  # type: ignore[attr-defined]
        pilot.app.screen.query_one("#print").press()  # type: ignore[attr-defined]
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("1")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(paper)
        await pilot.press("enter")
        await until(pilot, lambda: paper.is_file() and pilot.app.screen.sheet.form_no.endswith("-000001"))  # type: ignore[attr-defined]
        pilot.app.screen.query_one("#save").press()  # type: ignore[attr-defined]
        await until(pilot, lambda: "请附已签名表格的照片" in wrong(pilot, "photos"))
        await album.look(pilot, "unsigned", hide=NUMBER)
        field(pilot, "photos").value = str(drawn_picture(tmp_path, "scan", "scan"))
        field(pilot, "passport_exp").value = "2030-01-01"
        await pilot.pause()
        pilot.app.screen.query_one("#save").press()  # type: ignore[attr-defined]
        await until(pilot, lambda: on(pilot, "CounterScreen")() and "已办" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "HomeScreen"))
        await pilot.press("f7")
        await until(pilot, lambda: on(pilot, "ReviewScreen")() and name in shown(pilot.app))

    drive(program(abroad), steps)


def test_what_was_typed_is_there_again_after_escape_and_after_the_screens_were_locked(abroad: Path) -> None:
    def there(pilot: Pilot[Any], name: str, value: str) -> Any:
        return lambda: on(pilot, "OverseasFormScreen")() and field(pilot, name).value == value

    async def steps(pilot: Pilot[Any]) -> None:
        await at_counter(pilot)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: on(pilot, "OverseasFormScreen")() and pilot.app.screen.sheet is not None)  # type: ignore[attr-defined]
        field(pilot, "passport_no").value = "EJ7654321"
        await pilot.press("escape")
        await until(pilot, on(pilot, "CounterScreen"))
        await pilot.press("enter")
        await until(pilot, there(pilot, "passport_no", "EJ7654321"))
        field(pilot, "passport_no").value = "EJ1234567"
        field(pilot, "same_person").value = "户口本"
        await pilot.pause()
        await pilot.press("ctrl+l")  # at once: what is typed now is kept too
        await unlock(pilot)
        await until(pilot, lambda: "窗口等候 1 人" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, on(pilot, "CounterScreen"))
        await until(pilot, lambda: "办理中" in shown(pilot.app) or "等候" in shown(pilot.app))
        await pilot.press("enter", "enter")
        await until(pilot, there(pilot, "passport_no", "EJ1234567"))
        await until(pilot, there(pilot, "same_person", "户口本"))

    drive(program(abroad), steps, (120, 44))


def test_a_mistake_is_taken_back_once_it_is_mended_and_keys_reach_the_end_of_the_form(abroad: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_counter(pilot)
        await pilot.press("j", "enter")  # nobody is named by one letter: the next one is called
        await until(pilot, lambda: on(pilot, "OverseasFormScreen")() and wrong(pilot, "passport_no"))
        assert pilot.app.focused is not None and pilot.app.focused.id == "line_1"
        field(pilot, "passport_no").value = "EJ1234567"
        field(pilot, "pay_area").value = "江阳区"
        await until(pilot, lambda: not wrong(pilot, "passport_no") and not wrong(pilot, "pay_area"))
        assert wrong(pilot, "nationality")
        await pilot.press("f12")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("escape", "ctrl+s")
        await until(pilot, lambda: pilot.app.focused is not None and pilot.app.focused.id == "nationality")

    drive(program(abroad), steps, (120, 44))


def test_a_name_typed_in_the_queue_goes_to_its_field_and_who_is_done_is_asked_for_again(
    abroad: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        name = await at_counter(pilot)
        screen: Any = pilot.app.screen
        queue.finish(screen.office, screen.tickets[0].key)
        screen.on_screen_resume()
        await until(pilot, lambda: "已办" in shown(pilot.app))
        await pilot.press("enter", "enter")
        await until(
            pilot, lambda: on(pilot, "ConfirmScreen")() and f"{name}今天已经办过了" in shown(pilot.app)
        )
        await album.look(pilot)
        await pilot.press("escape")
        await until(pilot, on(pilot, "CounterScreen"))
        assert field(pilot, "rows").has_focus
        await pilot.press("没")
        assert (field(pilot, "who").value, field(pilot, "who").has_focus) == ("没", True)
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "AskPersonScreen")() and "没有这样的人" in shown(pilot.app))
        await album.look(pilot, "nobody")
        field(pilot, "query").value = name[0]
        await until(pilot, lambda: pilot.app.screen.rows)  # type: ignore[attr-defined]
        await album.look(pilot)

    drive(program(abroad), steps)


PASSPORT = ("P<CHNOU<<YONGFU<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "EJ12345673CHN4501011M3001019<<<<<<<<<<<<<<00")
"""Two lines of a passport with right check digits."""


@pytest.mark.requirement("R042")
def test_the_queue_is_called_one_after_the_other_and_a_passport_fills_the_form(
    abroad: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_counter(pilot)
        second = people.find(pilot.app.office)[1].name  # type: ignore[attr-defined]
        field(pilot, "who").value = second
        await pilot.press("enter")
        await until(pilot, lambda: "等候 2 人" in shown(pilot.app))
        field(pilot, "rows").focus()
        await pilot.press("j")
        await until(pilot, lambda: on(pilot, "OverseasFormScreen")() and pilot.app.screen.sheet is not None)  # type: ignore[attr-defined]
        field(pilot, "line_1").value, field(pilot, "line_2").value = PASSPORT[0], PASSPORT[1][:-1] + "9"
        field(pilot, "line_2").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "✗" in shown(pilot.app).splitlines()[1])
        field(pilot, "line_2").value = PASSPORT[1]
        field(pilot, "line_2").focus()
        await pilot.press("enter")
        await until(
            pilot,
            lambda: (
                field(pilot, "passport_no").value == "EJ1234567"
                and field(pilot, "name_latin").value == "OU YONGFU"
            ),
        )
        await pilot.press("escape")
        await until(pilot, lambda: on(pilot, "CounterScreen")() and "▸" in shown(pilot.app))
        await album.look(pilot)
        field(pilot, "rows").move_cursor(row=1)
        field(pilot, "rows").focus()
        await pilot.press("delete")
        await until(pilot, lambda: "等候 1 人" in shown(pilot.app))
        await pilot.press("z")
        await until(pilot, on(pilot, "VoidScreen"))
        field(pilot, "form_no").value, field(pilot, "why").value = "x-2026-000009", "卡纸"
        field(pilot, "save").press()
        await until(pilot, lambda: "✗" in wrong(pilot, "form_no"))
        await album.look(pilot)
        await pilot.press("escape")
        await until(pilot, on(pilot, "CounterScreen"))
        field(pilot, "who").value = "-" + people.find(pilot.app.office)[2].id_masked[:2]  # type: ignore[attr-defined]
        field(pilot, "who").focus()
        await pilot.press("enter")
        await until(pilot, on(pilot, "OverseasFormScreen"))

    drive(program(abroad), steps)


@pytest.mark.requirement("R123")
def test_the_ledgers_are_shown_masked_and_written_whole(root: Path, tmp_path: Path) -> None:
    fonts()

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: on(pilot, "RosterScreen")() and pilot.app.screen.sheet is not None)  # type: ignore[attr-defined]
        await pilot.press("l")
        await until(pilot, on(pilot, "LedgerScreen"))
        field(pilot, "which").value = "business"
        await until(pilot, lambda: pilot.app.screen.rows and "批次号" in shown(pilot.app))  # type: ignore[attr-defined]
        rows = pilot.app.screen.rows  # type: ignore[attr-defined]
        assert "核实中" in shown(pilot.app) and all("*" in row["id_no"] for row in rows)
        for keys, suffix in (("p", ".pdf"), ("ctrl+e", ".xlsx")):
            pilot.app.screen.query_one("#ledger_business").focus()
            await pilot.press(keys)
            await until(pilot, on(pilot, "PathScreen"))
            field(pilot, "path").value = str(tmp_path / f"ledger{suffix}")
            await pilot.press("enter")
            await until(pilot, lambda suffix=suffix: (tmp_path / f"ledger{suffix}").is_file())
        await until(pilot, lambda: "业务台账" in str(field(pilot, "written").render()))

    drive(program(root / "village"), steps, (140, 40))
