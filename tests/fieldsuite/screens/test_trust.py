"""The province's keys on the screen: a request compared and accepted, a key revoked, a second person; and at a village
what is said of an old stick and of a root that ran out.
"""

import shutil
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.app import FieldSuiteApp
from fieldsuite.casework import access, inbox
from fieldsuite.config import OfficeConfig
from fieldsuite.office import Office, open_office
from fieldsuite.province import changes, dispatch
from fieldsuite.province.changes import Change
from keys.request import open_request
from keys.vault import officers
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import (
    LIGHT,
    MORNING,
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

RANDOM = "(?<=[;：>])(?:[0-9]{5}|[0-9a-f]{4})(?=&#160;|<)"
"""A fingerprint and the name of a key: they are drawn anew in every run."""


def opened(root: Path, which: str, name: str = "", at: datetime = MORNING) -> AbstractContextManager[Office]:
    cards = officers(root / which / "keys")
    card = next(one for one in cards if name in ("", one.name))
    return closing(open_office(root / which, card.id, PASSPHRASE, now=lambda: at))


def second_clerk(root: Path) -> None:
    with opened(root, "province", "省级经办员") as desk:
        access.add_officer(desk, "赵敏", PASSPHRASE, role="clerk")
        changes.at_once(desk, changes.clerks(desk))
        waiting = changes.people_needed(desk, 2)
        with pytest.raises(Exception, match="E_THRESHOLD"):
            changes.at_once(desk, waiting)
    with opened(root, "province", "赵敏") as desk:
        changes.confirm(desk)


def asking(root: Path) -> tuple[Path, str]:
    """Another village's request on the stick, and the fingerprint it reads aloud."""
    home = root.parent / "five"
    config = OfficeConfig(name="练习村（五村）", kind="village", site="wu-cun", practice=True)
    access.set_up(home, config, "何勇", PASSPHRASE, cost=LIGHT)
    with closing(open_office(home, officers(home / "keys")[0].id, PASSPHRASE, now=frozen)) as office:
        data = access.request(office)
    path = root / "stick" / "wu-cun.request"
    path.write_bytes(data)
    return path, open_request(data).fingerprint


async def settled(pilot: Pilot[Any]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.3)


async def at_trust(pilot: Pilot[Any]) -> None:
    await unlock(pilot, office="省级", officer="省级经办员")
    await until(pilot, on(pilot, "DeskHomeScreen"))
    await pilot.press("ctrl+k")
    await until(pilot, on(pilot, "TrustScreen"))
    await until(pilot, lambda: "lianxi-cun" in shown(pilot.app))
    await settled(pilot)


async def compare(pilot: Pilot[Any], path: Path, digits: str, album: Album | None = None) -> None:
    await pilot.press("i")
    await until(pilot, on(pilot, "PathScreen"))
    field(pilot, "path").value = str(path)
    await pilot.press("enter")
    await until(pilot, on(pilot, "RequestScreen"))
    assert "何勇" in shown(pilot.app) and digits.split()[0] not in shown(pilot.app)
    if album:
        await album.look(pilot, hide=RANDOM)
    field(pilot, "fingerprint").value = digits
    await pilot.press("enter")
    await until(pilot, on(pilot, "TrustScreen"))
    await settled(pilot)


def test_a_request_is_accepted_when_the_digits_read_aloud_are_its_own_and_a_key_is_revoked(
    root: Path, album: Album
) -> None:
    path, digits = asking(root)

    async def steps(pilot: Pilot[Any]) -> None:
        await at_trust(pilot)
        await compare(pilot, path, "11111 " * 8, album)
        assert "wu-cun" not in shown(pilot.app)
        assert pilot.app.screen.problem.code == "E_SIGNATURE"  # type: ignore[attr-defined]
        await compare(pilot, path, digits)
        await until(pilot, lambda: "何勇" in shown(pilot.app) and "已生效" in shown(pilot.app))
        await pilot.press("delete")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("2")
        await until(pilot, lambda: "被盗" in shown(pilot.app))

    drive(program(root), steps)
    with opened(root, "province") as desk:
        assert [
            key.revoked_reason for key in desk.require_trust().statement.keys if key.status == "revoked"
        ] == ["stolen"]


def test_where_two_must_sign_the_first_waits_and_the_second_agrees(root: Path) -> None:
    second_clerk(root)
    path, digits = asking(root)

    async def first(pilot: Pilot[Any]) -> None:
        await at_trust(pilot)
        await compare(pilot, path, digits)
        await until(pilot, lambda: "等待第二人" in shown(pilot.app))
        await pilot.press("a")
        await settled(pilot)
        assert pilot.app.screen.problem.code == "E_SAMEPERSON"  # type: ignore[attr-defined]
        assert "等待第二人" in shown(pilot.app)

    drive(program(root), first)
    with opened(root, "province", "赵敏") as desk:
        before = desk.require_trust().statement.version
        assert changes.confirm(desk).statement.version == before + 1
        assert [key.name for key in desk.require_trust().by_role("officer", "wu-cun")] == ["何勇"]


def test_the_screen_of_trust_looks_as_it_did(root: Path, album: Album) -> None:
    """The keys of a ground are random: known names and digits are put in the place of theirs."""

    async def steps(pilot: Pilot[Any]) -> None:
        await at_trust(pilot)
        screen: Any = pilot.app.screen
        keys = [replace(key, kid=f"{at:x}" * 64) for at, key in enumerate(screen.view.keys, start=1)]
        gone = replace(keys[1], status="revoked", revoked_at="2026-11-20T02:00:00Z", revoked_reason="left")
        change = Change(3, (keys[0],), (gone,), (), 2, ("省级经办员",), 2)
        anchor = " ".join(["12345"] * 8)
        screen.view = replace(
            screen.view, anchor=anchor, keys=(keys[0], gone, *keys[2:]), people=2, waiting=change
        )
        screen.fill()
        await album.look(pilot)

    drive(program(root), steps)


async def read_stick(pilot: Pilot[Any], folder: Path) -> None:
    await unlock(pilot)
    await pilot.press("f8")
    await until(pilot, on(pilot, "StickScreen"))
    await settled(pilot)
    field(pilot, "folder").value = str(folder)
    await pilot.click("#read_now")
    await until(pilot, lambda: "fieldsuite-trust" in shown(pilot.app))
    await settled(pilot)


def test_b42_a_rollback_and_a_root_that_ran_out_are_told_on_the_screen(root: Path) -> None:
    old = Path(shutil.copytree(root / "stick", root.parent / "old"))
    later = MORNING + timedelta(hours=1)
    with opened(root, "province", at=later) as desk, opened(root, "village", at=later) as office:
        list(dispatch.send(desk, office.config.site, root / "stick"))
        inbox.read_all(office, [root / "stick"])

    async def rolled_back(pilot: Pilot[Any]) -> None:
        await read_stick(pilot, old)
        told = shown(pilot.app)
        assert "✗" in told and "回" in told and "timestamp" in told

    async def ran_out(pilot: Pilot[Any]) -> None:
        await read_stick(pilot, root / "stick")
        told = shown(pilot.app)
        assert "root" in told and "照" in told and "⚠" in told

    drive(FieldSuiteApp(root, "zh", now=lambda: later + timedelta(hours=1)), rolled_back)
    drive(FieldSuiteApp(root, "zh", now=lambda: later + timedelta(days=740)), ran_out)
