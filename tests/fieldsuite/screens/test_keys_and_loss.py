"""People and keys, a lost laptop, a forgotten passphrase and a province out of date, by keys and in pictures."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.app import FieldSuiteApp
from fieldsuite.casework import audit, colleagues
from fieldsuite.office import open_office
from fieldsuite.province import provisioning
from keys.request import open_request
from keys.vault import officers
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_desk import clerk
from tests.fieldsuite.screens.driving import (
    MORNING,
    PASSPHRASE,
    drive,
    field,
    frozen,
    on,
    program,
    shown,
    type_in,
    unlock,
    until,
)

NEW = "another-2026"
KID = "[0-9a-f]{12}(?![0-9a-f])|(?<=[;>])[0-9]{5}(?=&#160;|<)"
"""The beginning of a key's name, and groups of a fingerprint: drawn anew in every run."""
KNOWN_CARD = "-".join(["ABCD", "EFGH", "2345", "6789", "JKMN", "PQRS", "TVWX"])


async def settled(pilot: Pilot[Any]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)


async def at_staff(pilot: Pilot[Any], **who: str) -> None:
    await unlock(pilot, **who)
    await pilot.press("ctrl+k")
    await until(pilot, on(pilot, "StaffScreen"))
    await until(pilot, lambda: pilot.app.screen.view is not None)  # type: ignore[attr-defined]
    await settled(pilot)


async def say(pilot: Pilot[Any], **fields: str) -> None:
    await until(pilot, on(pilot, "AskOfficerScreen"))
    for name, words in fields.items():
        field(pilot, name).value = words
    field(pilot, "go").press()
    await until(pilot, on(pilot, "StaffScreen"))
    await settled(pilot)


async def path(pilot: Pilot[Any], where: Path) -> None:
    await until(pilot, on(pilot, "PathScreen"))
    await settled(pilot)
    field(pilot, "path").value = str(where)
    await pilot.press("enter")


def test_people_come_in_by_keys_and_the_office_asks_for_trust_aloud(root: Path, album: Album) -> None:
    asked, cards = root / "x.request", root / "cards.pdf"

    async def steps(pilot: Pilot[Any]) -> None:
        await at_staff(pilot, officer="李秀英")
        await pilot.press("insert")
        await until(pilot, on(pilot, "AskOfficerScreen"))
        field(pilot, "passphrase").value, field(pilot, "twice").value = NEW, "something else"
        field(pilot, "go").press()
        await until(pilot, lambda: "请填姓名" in shown(pilot.app) and "两遍不一样" in shown(pilot.app))
        await album.look(pilot, "add", hide=KID)
        await say(pilot, name="何勇", passphrase=NEW, twice=NEW)
        await until(pilot, lambda: "何勇" in shown(pilot.app) and "还没有信任" in shown(pilot.app))
        await pilot.press("1")
        await say(pilot, old="not this one", passphrase=NEW, twice=NEW)
        assert pilot.app.screen.problem.code == "E_PASSPHRASE"  # type: ignore[attr-defined]
        await pilot.press("1")
        await until(pilot, on(pilot, "AskOfficerScreen"))
        await album.look(pilot, "passphrase", hide=KID)
        await say(pilot, old=PASSPHRASE, passphrase=NEW, twice=NEW)
        await until(pilot, lambda: "口令已改" in shown(pilot.app))
        await pilot.press("3")
        await path(pilot, cards)
        await until(pilot, lambda: pilot.app.screen.problem is not None)  # type: ignore[attr-defined]
        assert pilot.app.screen.problem.code == "E_ROLE" and not cards.exists()  # type: ignore[attr-defined]
        await pilot.press("4")
        await until(pilot, lambda: "交班清单：草稿" in shown(pilot.app))
        await pilot.press("5")
        await path(pilot, asked)
        await until(pilot, on(pilot, "ReadAloudScreen"))
        digits = open_request(asked.read_bytes()).fingerprint.split()
        assert len(digits) == 8 and all(one in shown(pilot.app) for one in digits)
        read: Any = pilot.app.screen
        read.path = Path("/media/usb/lianxi-cun.request")
        read.digits = " ".join(f"{at}" * 5 for at in range(1, 9))
        await read.retold()
        await album.look(pilot, hide=KID)
        await pilot.press("enter")
        await until(pilot, on(pilot, "StaffScreen"))
        await pilot.press("6")
        await until(pilot, on(pilot, "TakeTrustScreen"))
        field(pilot, "path").value = "/media/usb"
        await album.look(pilot, hide=KID)
        field(pilot, "path").value = str(root / "stick")
        field(pilot, "path").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "已信任 练习经办台" in shown(pilot.app))

    drive(program(root), steps)
    mine = next(card for card in officers(root / "village" / "keys") if card.name == "李秀英")
    with closing(open_office(root / "village", mine.id, NEW, now=frozen)) as office:
        acts = {row.act for row in audit.listed(office)}
    assert {"officer", "passphrase", "trust"} <= acts


def test_a_supervisor_helps_who_is_locked_out_or_forgot_and_lets_go_who_leaves(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_staff(pilot, officer="韦强")
        await pilot.press("3")
        await path(pilot, root / "cards.pdf")
        await until(
            pilot, lambda: "恢复卡写好了" in shown(pilot.app) and "还没有恢复卡" not in shown(pilot.app)
        )
        row = next(at for at, one in enumerate(pilot.app.screen.view.rows) if one.name == "李秀英")  # type: ignore[attr-defined]
        field(pilot, "rows").move_cursor(row=row)
        for digit in ("1", "2"):
            await pilot.press("enter")
            await until(pilot, on(pilot, "WhichScreen"))
            await pilot.press(digit)
            if digit == "2":
                await say(pilot, passphrase=NEW, twice=NEW)
            await until(pilot, lambda: ("可以再试" if digit == "1" else "有了新口令") in shown(pilot.app))  # noqa: B023
        await pilot.press("enter")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("3")
        await until(pilot, on(pilot, "ReasonScreen"))
        await type_in(pilot, "moved")
        await pilot.press("enter")
        await until(pilot, lambda: "不能再登录" in shown(pilot.app))

    drive(program(root), steps)
    assert [card.name for card in officers(root / "village" / "keys")] == ["韦强"]


def test_two_people_with_their_cards_open_an_office_that_nobody_can_unlock(root: Path, album: Album) -> None:
    name = "韦强"
    mine = next(card for card in officers(root / "village" / "keys") if card.name == name)
    with closing(open_office(root / "village", mine.id, PASSPHRASE, now=frozen)) as office:
        first, second = colleagues.print_cards(office, root / "cards.pdf")

    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "UnlockScreen"))
        await pilot.press("ctrl+t")
        await until(pilot, on(pilot, "CheckupScreen"))
        await pilot.press("9")
        await until(pilot, on(pilot, "RecoverScreen"))
        who = next(value for label, value in field(pilot, "who")._options if name in str(label))
        field(pilot, "who").value = who
        for id_, words in (("first", second), ("second", first[:-1] + "0"), ("passphrase", "short")):
            field(pilot, id_).value = words
        field(pilot, "save").press()
        await until(pilot, lambda: "两遍不一样" in shown(pilot.app) and "至少 8 个" in shown(pilot.app))
        assert field(pilot, "passphrase").value == "" and field(pilot, "passphrase").has_focus
        cards = [field(pilot, id_).value for id_ in ("first", "second")]
        for id_ in ("first", "second"):
            field(pilot, id_).value = KNOWN_CARD
        await album.look(pilot)
        for id_, words in zip(("first", "second"), cards, strict=True):
            field(pilot, id_).value = words
        for id_ in ("passphrase", "twice"):
            field(pilot, id_).value = NEW
        field(pilot, "save").press()
        await until(pilot, lambda: pilot.app.screen.problem)  # type: ignore[attr-defined]
        assert pilot.app.screen.problem.code == "E_PASSPHRASE"  # type: ignore[attr-defined]
        field(pilot, "second").value = first
        field(pilot, "save").press()
        await until(pilot, lambda: "有了新口令" in shown(pilot.app))
        assert field(pilot, "first").value == ""

    drive(program(root), steps)
    open_office(root / "village", mine.id, NEW, now=frozen).close()


async def at_laptops(pilot: Pilot[Any]) -> None:
    await unlock(pilot, office="省级", officer="省级经办员")
    await until(pilot, on(pilot, "DeskHomeScreen"))
    await pilot.press("ctrl+k")
    await until(pilot, on(pilot, "TrustScreen"))
    await settled(pilot)
    await pilot.press("2")
    await until(pilot, on(pilot, "LaptopsScreen"))
    await until(pilot, lambda: "使用中" in shown(pilot.app) or "in use" in shown(pilot.app))


def test_a_lost_laptop_is_shown_provisioned_given_up_and_its_office_gets_its_list_again(
    root: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_laptops(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, "LaptopScreen"))
        await until(pilot, lambda: "区永福" in shown(pilot.app) or "人" in shown(pilot.app))
        await settled(pilot)
        await album.look(pilot, hide=KID)
        await pilot.press("1")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.press("enter")
        await until(pilot, lambda: "第 2 期" in shown(pilot.app))
        await settled(pilot)
        await pilot.press("delete")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("2")
        await until(pilot, lambda: "E_REVOKED" in shown(pilot.app))
        await settled(pilot)
        await pilot.press("delete", "1")
        assert on(pilot, "LaptopScreen")()
        await pilot.press("f8")
        await until(pilot, on(pilot, "DispatchScreen"))
        assert field(pilot, "site").value == "lianxi-cun"
        field(pilot, "folder").value = "/media/usb"
        await album.look(pilot)

    drive(program(root), steps)
    with clerk(root) as desk:
        (gone,) = provisioning.devices(desk, "lianxi-cun", revoked=True)
        assert gone.revoked_reason == "stolen"


def test_a_province_out_of_date_is_said_on_the_home_screen_and_by_the_checks(root: Path) -> None:
    later = MORNING + timedelta(days=61)

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await until(pilot, lambda: "信任已过期（2027-01-20）" in shown(pilot.app))
        await pilot.press("ctrl+t")
        await until(pilot, on(pilot, "CheckupScreen"))
        await until(pilot, lambda: "已过期（2027-01-20）：采集" in shown(pilot.app))

    drive(FieldSuiteApp(root, "zh", now=lambda: later), steps, size=(110, 40))


@pytest.mark.parametrize("which", ["staff", "laptops"])
def test_pictures_of_people_and_laptops(album: Album, root: Path, which: str) -> None:
    """The keys of a ground are random: known digits are put in the place of theirs."""

    async def steps(pilot: Pilot[Any]) -> None:
        screen: Any
        if which == "staff":
            await at_staff(pilot, officer="李秀英")
            screen = pilot.app.screen
            rows = [replace(row, id=f"o-{at}", kid=f"{at:x}" * 64) for at, row in
                    enumerate(sorted(screen.view.rows, key=lambda row: row.role), start=1)]  # fmt: skip
            rows[1] = replace(rows[1], locked=True, wrong=10, known="unknown")
            screen.view = replace(screen.view, rows=tuple(rows), device="d" * 64)
        else:
            await at_laptops(pilot)
            screen = pilot.app.screen
            rows = [replace(row, device=f"{at:x}" * 64) for at, row in enumerate(screen.rows, start=1)]
            gone = replace(
                rows[0],
                state="revoked",
                reason="stolen",
                device="e" * 64,
                bundles=7,
                last="2026-11-20",
                log=True,
            )
            screen.rows = (*rows, gone)
        screen.fill()
        await album.look(pilot, small=True)

    drive(program(root), steps)
