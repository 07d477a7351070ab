"""Sending over the network from the stick's screen, and what the desk is offered to import."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import access
from fieldsuite.config import read_config, write_config
from fieldsuite.office import Office, open_office
from fieldsuite.practice.pictures import drawn_picture
from fieldsuite.province import uploaded
from fieldsuite.province.receive import receive
from keys.vault import officers
from tests.doubles.upload_desk import serving
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import (
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
from tests.fieldsuite.screens.test_pictures import stick
from tests.fieldsuite.screens.test_travel import visit_first


@contextmanager
def clerk(root: Path) -> Iterator[Office]:
    who = officers(root / "province" / "keys")[0].id
    with closing(open_office(root / "province", who, PASSPHRASE, now=frozen)) as office:
        yield office


def set_address(home: Path, address: str, pin: str) -> None:
    write_config(home, replace(read_config(home), desk_address=address, desk_pin=pin))


def test_the_stick_with_an_address_looks_as_it_did(
    root: Path, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "sticks", lambda office: (Path("/media/usb"),))
    set_address(root / "village", "https://desk.example:8443", "1" * 40)

    async def steps(pilot: Pilot[Any]) -> None:
        await stick(pilot)
        await album.look(pilot, "online")

    drive(program(root), steps)


def test_a_record_goes_up_and_its_receipt_comes_down(root: Path, tmp_path: Path) -> None:
    photo = str(drawn_picture(tmp_path, "door", "door"))
    (root / "province" / "serve").mkdir()
    with clerk(root) as desk:
        uploaded.tell(desk)

    async def sends_and_fetches(pilot: Pilot[Any]) -> None:
        await visit_first(pilot, photo)
        await pilot.press("f8")
        await until(pilot, on(pilot, "StickScreen"))
        field(pilot, "send_online").press()
        await until(pilot, lambda: "已送到省里的服务器" in shown(pilot.app))
        await until(pilot, lambda: "省里还没有导入" in shown(pilot.app) and "路上 1" in shown(pilot.app))
        with clerk(root) as desk:
            assert uploaded.offered(desk) == root / "province" / "drop"
            assert [one.result for one in receive(desk, [desk.home.drop])] == ["imported"]
            assert uploaded.offered(desk) is None
        field(pilot, "send_online").press()
        await until(pilot, lambda: "取到回执" in shown(pilot.app) and "路上 0" in shown(pilot.app))

    with serving(root / "province") as desk:
        set_address(root / "village", f"https://127.0.0.1:{desk.port}", desk.pin)
        drive(program(root), sends_and_fetches)


def test_without_an_address_there_is_no_button_and_the_desk_is_offered_what_came(root: Path) -> None:
    drop = root / "province" / "drop"
    drop.mkdir()
    (drop / f"{'ab' * 32}.fosb").write_bytes(b"x")

    async def offered(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office="省级")
        await pilot.press("i")
        await until(pilot, lambda: on(pilot, "PathScreen")() and field(pilot, "path").value == str(drop))

    async def no_button(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f8")
        await until(pilot, lambda: on(pilot, "StickScreen")() and field(pilot, "folder").value)
        assert not pilot.app.screen.query("#send_online")

    drive(program(root), offered)
    drive(program(root), no_button)
