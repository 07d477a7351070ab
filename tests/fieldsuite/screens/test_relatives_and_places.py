"""Relatives who help, the photographs of a card, and the places of an office, by keys."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import consent, history, people, relatives, sites
from fieldsuite.screens.job_doors import open_job
from tests.doubles import altered
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, type_in, unlock, until
from tests.fieldsuite.screens.test_work_people import card, said, save
from tests.shared import shared


async def chosen(pilot: Pilot[Any], word: str, screen: str) -> None:
    """Ctrl+G on the card, and the line of a job."""
    await until(pilot, on(pilot, "PersonScreen"))
    await pilot.press("g")
    await until(pilot, on(pilot, "PersonJobsScreen"))
    pilot.app.screen.dismiss(word)
    await until(pilot, on(pilot, screen))


def fill(pilot: Pilot[Any], **values: object) -> None:
    for name, value in values.items():
        field(pilot, name).value = value if isinstance(value, bool) else str(value)


def consented(root: Path) -> None:
    """The person whose card is opened agreed to a face."""
    with at_work(root) as office:
        who = people.find(office, limit=40)[0].id
        consent.give(office, who, consent.ConsentForm(face=True, voice=False, read_by="李秀英"))


@pytest.mark.requirement("R080", "R081", "R012")
def test_a_relative_is_bound_after_the_notice_by_document_and_face_and_let_go_with_a_reason(
    root: Path, tmp_path: Path, album: Album
) -> None:
    document = altered.lighter(shared("faces", "df01", "img4.jpg"), tmp_path / "document.png")
    other = altered.lighter(shared("faces", "df10", "img18.jpg"), tmp_path / "other.png")
    face = altered.lighter(shared("faces", "df01", "img1.jpg"), tmp_path / "face.png")
    who: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        who.append((await card(pilot)).id)
        await chosen(pilot, "relatives", "RelativesScreen")
        await until(pilot, lambda: "还没有亲属可以协助" in shown(pilot.app))
        await album.look(pilot, "empty")
        await pilot.press("insert")
        await until(pilot, lambda: on(pilot, "BindScreen")() and "拍照上传亲属的身份凭证" in shown(pilot.app))
        fill(pilot, helper="单小红", relation="女儿", helper_phone="138", document="/media/usb/card.jpg")
        await album.look(pilot)
        fill(pilot, document=other, face=face)
        await save(pilot)
        await until(pilot, lambda: "请先念告知书" in said(pilot, "agreed"))
        fill(pilot, agreed=True)
        await save(pilot)
        await until(pilot, lambda: "请输入正确的手机号码" in said(pilot, "helper_phone"))
        fill(pilot, helper_phone="13800000009")
        await save(pilot)
        await until(pilot, lambda: "与证件人像不匹配" in said(pilot, "face"))
        fill(pilot, document=document)
        await save(pilot)
        await until(pilot, lambda: on(pilot, "RelativesScreen")() and "138****0009" in shown(pilot.app))
        await album.look(pilot)
        await pilot.press("delete")
        await until(pilot, on(pilot, "ReasonScreen"))
        await type_in(pilot, "ta bu guan le")
        await pilot.press("enter")
        await until(
            pilot, lambda: on(pilot, "RelativesScreen")() and "还没有亲属可以协助" in shown(pilot.app)
        )

    consented(root)
    drive(program(root / "village"), steps)
    with at_work(root) as office, office.store.session() as session:
        assert relatives.helpers(office, who[0]) == ()
        told = [row.detail for row in history.of_person(office, session, who[0]) if row.kind == "relative"]
        assert sorted(told) == ["bound", "released"]


@pytest.mark.requirement("R048")
def test_the_card_is_kept_when_the_photographs_show_what_they_should(
    root: Path, tmp_path: Path, album: Album
) -> None:
    portrait = altered.lighter(shared("faces", "df01", "img4.jpg"), tmp_path / "portrait.png")
    person = altered.lighter(shared("faces", "df01", "img1.jpg"), tmp_path / "person.png")
    front = altered.save(tmp_path / "front.png", altered.card(portrait))
    back = altered.save(tmp_path / "back.png", altered.card(None))
    hand = altered.card_in_hand(person, portrait, tmp_path / "hand.png", 1.5)

    async def steps(pilot: Pilot[Any]) -> None:
        await card(pilot)
        await chosen(pilot, "card_set", "CardSetScreen")
        fill(pilot, front="/media/usb/front.jpg", back="/media/usb/back.jpg")
        await album.look(pilot)
        fill(pilot, front=back, back=front, in_hand=hand)
        await save(pilot)
        await until(pilot, lambda: "正面" in said(pilot, "front"))
        fill(pilot, front=front, back=back)
        await save(pilot)
        await until(pilot, on(pilot, "PersonScreen"))

    consented(root)
    drive(program(root / "village"), steps)
    with at_work(root) as office, office.store.session() as session:
        from sqlmodel import select

        from fieldsuite.tables import Journal

        (row,) = session.exec(select(Journal).where(Journal.kind == "card_set"))
        assert len(row.evidence) == 3


@pytest.mark.requirement("R021")
def test_the_places_of_an_office_are_added_changed_printed_and_taken_out(
    root: Path, tmp_path: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        open_job(pilot.app, "sites")  # type: ignore[arg-type]
        await until(pilot, lambda: on(pilot, "SitesScreen")() and "目录里还没有网点" in shown(pilot.app))
        await pilot.press("insert")
        await until(pilot, on(pilot, "SiteScreen"))
        fill(pilot, name="江阳区社保局大厅", address="江阳西路12号", phone="12333", area="510502")
        await save(pilot)
        await until(pilot, lambda: on(pilot, "SitesScreen")() and "江阳西路12号" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "SiteScreen")() and field(pilot, "phone").value == "12333")
        fill(pilot, phone="not a number")
        await save(pilot)
        await until(pilot, lambda: "服务号" in said(pilot, "phone"))
        await album.look(pilot)
        fill(pilot, phone="0830-3191234")
        await save(pilot)
        await until(pilot, lambda: on(pilot, "SitesScreen")() and "0830-3191234" in shown(pilot.app))
        await album.look(pilot)
        await pilot.press("ctrl+e")
        await until(pilot, on(pilot, "PathScreen"))
        fill(pilot, path=tmp_path / "places.xlsx")
        await pilot.press("enter")
        await until(pilot, (tmp_path / "places.xlsx").is_file)
        await until(pilot, on(pilot, "SitesScreen"))
        await pilot.press("delete")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "SitesScreen")() and "目录里还没有网点" in shown(pilot.app))
        await pilot.press("i")
        await until(pilot, on(pilot, "PathScreen"))
        fill(pilot, path=tmp_path / "places.xlsx")
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "SitesScreen")() and "江阳区社保局大厅" in shown(pilot.app))

    drive(program(root / "village"), steps)
    with at_work(root) as office:
        assert [one.phone for one in sites.sites(office)] == ["0830-3191234"]
