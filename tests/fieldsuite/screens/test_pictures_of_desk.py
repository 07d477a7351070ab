"""Pictures of the desk's jobs."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from textual.pilot import Pilot

from fieldsuite import journal
from fieldsuite.casework import people, review, send, visit
from fieldsuite.casework.views import Sent
from fieldsuite.office import open_office
from fieldsuite.practice.pictures import drawn_picture
from fieldsuite.province import adjudicate, approvals, compare, undo
from fieldsuite.province.cases import cases
from fieldsuite.province.compare import Wish
from fieldsuite.province.receive import receive
from fieldsuite.records import Verification
from fieldsuite.tables import Journal
from keys.vault import officers
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_desk import CLERKS, answer, at_desk, clerk, job, listed, named, table
from tests.fieldsuite.screens.driving import PASSPHRASE, copied, drive, field, frozen, on, program, until
from tests.fieldsuite.screens.test_pictures import settled

PASSED = Verification(
    method="face",
    verdict="alive_and_same",
    passed=True,
    likeness=7100,
    threshold=5500,
    source="live",
    seconds_ms=14_000,
)
Steps = Callable[[Pilot[Any]], Any]


@pytest.fixture(scope="module")
def desk_ground(lived_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk in the middle of its day: a contradiction, a file to be compared, an application of a colleague."""
    root = copied(lived_desk, tmp_path_factory.mktemp("pictured"))
    dead, stopped = named(root, "蒙建国"), named(root, "卢志强")
    with clerk(root, CLERKS[1]) as office:
        day = office.today()
        for kind, department, on_ in (
            ("death", "civil_affairs", "2026-09-10"),
            ("travel", "transport", "2026-10-20"),
        ):
            file = table(root / f"{kind}.csv", [("身份证号", "日期"), (dead.id_no, on_)])
            compare.take(office, file, Wish(kind, department, day, {}))
        approvals.ask(office, stopped.id, "restore", "pension", "本人健在，11月20日见面核实")
    _more(root)
    table(root / "高铁.csv", [("证件号码", "姓名", "乘车日期"), (stopped.id_no, stopped.name, "2026-11-05"),
                            (dead.id_no, "张三", "2026-11-06"), ("1234", "李四", "2026-11-07")])  # fmt: skip
    return root


def _more(root: Path) -> None:
    """Somebody reported dead is seen alive, two checks by face show no sign, a bundle is asked back, another waits."""
    village = root / "village"
    at_work = {card.name: card.id for card in officers(village / "keys")}
    with closing(open_office(village, at_work["李秀英"], PASSPHRASE, now=frozen)) as office:
        rows = people.find(office, limit=12)
        photo = (drawn_picture(root / "pictures", "alive", "alive"),)
        with office.store.session() as session:
            visits = session.exec(select(Journal).where(Journal.kind == "visit"))
            dead = next(row.person_id for row in visits if row.payload["status"] == "dead")
        visit.save(
            office, dead, visit.VisitForm("self_care", "石塘村", office.today(), "09:10", photos=photo)
        )
        with office.store.session() as session:
            made = [journal.append(office, session, PASSED, row.id, office.today()).id for row in rows[7:9]]
    with closing(open_office(village, at_work["韦强"], PASSPHRASE, now=frozen)) as office:
        for record in made:
            review.decide(office, record, True)
        sent = [step for step in send.to_province(office, root / "stick") if isinstance(step, Sent)]
        visit.save(
            office, rows[9].id, visit.VisitForm("bedridden", "石塘村", office.today(), "09:20", photos=photo)
        )
        (root / "new").mkdir()
        list(send.to_province(office, root / "new"))
    with clerk(root, CLERKS[1]) as office:
        (arrived,) = receive(office, [Path(sent[0].path)])
        (held,) = [case for case in cases(office) if case.status == "waiting" and case.method == "visit"][:1]
        adjudicate.decide(office, [held.record_id], "held")
        undo.ask(office, arrived.bundle, "这一包报错了村子")


def opened(digit: str, screen: str, *keys: str) -> Steps:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await job(pilot, digit, screen)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await settled(pilot)

    return steps


async def home(pilot: Pilot[Any]) -> None:
    await at_desk(pilot)
    await settled(pilot)


async def person(pilot: Pilot[Any]) -> None:
    await opened("7", "PaymentScreen", "enter")(pilot)
    await until(pilot, lambda: on(pilot, "DeskPersonScreen")() and pilot.app.screen.grounds)  # type: ignore[attr-defined]
    await settled(pilot)


async def comparing(pilot: Pilot[Any]) -> None:
    await at_desk(pilot)
    await pilot.press("2")
    await answer(pilot, "PathScreen", path=str(pilot.app.root / "高铁.csv"))  # type: ignore[attr-defined]
    field(pilot, "kind").value = "travel"
    await until(pilot, lambda: pilot.app.screen.found and not pilot.app.screen.running)  # type: ignore[attr-defined]
    await settled(pilot)


async def more(pilot: Pilot[Any], digit: str, screen: str, *keys: str) -> None:
    await at_desk(pilot)
    await pilot.press("ctrl+g")
    await until(pilot, on(pilot, "DeskMoreScreen"))
    if digit:
        await pilot.press(digit)
        await until(pilot, on(pilot, screen))
        await listed(pilot)
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
    await settled(pilot)


def behind(digit: str, screen: str, *keys: str) -> Steps:
    return (
        partial(more, digit=digit, screen=screen)
        if not keys
        else lambda pilot: more(pilot, digit, screen, *keys)
    )


async def looking(pilot: Pilot[Any]) -> None:
    await at_desk(pilot)
    await job(pilot, "1", "DeskScreen")
    await pilot.press("ctrl+r")
    await answer(pilot, "PathScreen", path=str(pilot.app.root / "new"))  # type: ignore[attr-defined]
    await until(pilot, lambda: on(pilot, "RehearsalScreen")() and not pilot.app.screen.looking)  # type: ignore[attr-defined]
    await settled(pilot)


async def dossier(pilot: Pilot[Any]) -> None:
    await more(pilot, "1", "ConflictsScreen", "enter")
    await until(pilot, lambda: on(pilot, "DeskPersonScreen")() and pilot.app.screen.dossier)  # type: ignore[attr-defined]
    await pilot.press("7")
    await settled(pilot)


async def beside(pilot: Pilot[Any]) -> None:
    await more(pilot, "1", "ConflictsScreen", "ctrl+o")
    await until(pilot, on(pilot, "BesideScreen"))
    await until(pilot, lambda: all(side.frames for side in pilot.app.screen.query("Preview")))  # type: ignore[attr-defined]
    await settled(pilot)


SCREENS: dict[str, Steps] = {
    "home": home,
    "lists": opened("4", "RollScreen"),
    "uncertified": opened("6", "UncertifiedScreen"),
    "payment": opened("7", "PaymentScreen"),
    "approvals": opened("8", "ApprovalsScreen"),
    "person": person,
    "comparing": comparing,
}


BATCHES: dict[str, Steps] = {
    "more": behind("", ""),
    "conflicts": behind("1", "ConflictsScreen"),
    "beside": beside,
    "undos": behind("2", "UndosScreen"),
    "clear": behind("3", "ClearScreen"),
    "figures": behind("4", "FiguresScreen"),
    "looking": looking,
    "dossier": dossier,
}
"""What is done with many records at once, and what the desk knows of one person."""

STATES = {"dossier": "sources"}
"""What is added to the name of a picture where its screen has several."""


@pytest.mark.parametrize("name", [*SCREENS, *BATCHES])
def test_the_screen_of_the_desk_looks_as_it_did(
    name: str, desk_ground: Path, tmp_path: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await (SCREENS | BATCHES)[name](pilot)
        await album.look(pilot, STATES.get(name, ""), small=True)

    drive(program(copied(desk_ground, tmp_path)), steps)
