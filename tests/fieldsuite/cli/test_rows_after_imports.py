"""Bundles are written past the objects of a session, and the rows of where benefits stand know of them all the same."""

from pathlib import Path

import pytest

from fieldsuite import journal
from fieldsuite.office import Office
from fieldsuite.records import Consent, Enrolment, Review
from fieldsuite.tables import Benefit, Journal
from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.province.desks import move
from tests.grounds import Place
from tests.postgres import postgres, postgres_server

__all__ = ["desk", "postgres", "postgres_server"]


def where_modelling_certifies(place: Place, *who: str) -> None:
    """Pensions under the rules of Guangdong: 采集成功的人员，自动通过当年度待遇领取资格认证 (二(四))."""
    with place.clerk() as office, office.store.session() as session:
        for row in session.query(Benefit).filter(Benefit.person_id.in_(who)):  # type: ignore[attr-defined]
            row.profile = "guangdong"


def modelled(office: Office, who: str) -> Journal:
    today = office.today()
    with office.store.session() as session:
        said = Consent(face=True, voice=False, text_version="1", text_sha256="0" * 64, read_by="李梅",
                       language="zh", mark="signature", on=today)  # fmt: skip
        journal.append(office, session, said, who, today)
        made = Enrolment(modality="face", engine="dlib", version="1", samples=3, source="live",
                         template_sha256="1" * 64)  # fmt: skip
        return journal.append(office, session, made, who, today)


def stands(line: Line, place: Place, who: str) -> dict[str, object]:
    (row,) = [row for row in ask(line, place, "due", "list")["people"] if row["person"] == who]
    return dict(row)


@pytest.mark.parametrize("server", [False, True], ids=["in a file", "on a server"])
def test_what_a_bundle_brings_or_takes_from_an_earlier_one_is_in_the_rows(
    desk: Place, line: Line, server: bool, request: pytest.FixtureRequest
) -> None:
    where_modelling_certifies(desk, "p-cut", "p-month")
    if server:
        move(desk, request.getfixturevalue("postgres"))
    before = stands(line, desk, "p-cut")
    with desk.officer() as office:
        made = modelled(office, "p-cut")
        modelled(office, "p-month")
        ask(line, desk, "province", "receive", desk.pack(office).path)
    certified = stands(line, desk, "p-cut")
    assert before["status"] != "OK" and certified["deadline"] > before["deadline"]
    assert stands(line, desk, "p-month")["status"] == certified["status"] == "OK"
    assert ask(line, desk, "due", "rebuild")["changed"] == 0
    with desk.reviewer() as office:
        said = Review(of=made.id, of_digest=made.digest, agree=False, reason="照片不是本人")
        with office.store.session() as session:
            journal.append(office, session, said, "p-cut", office.today())
        path = Path(desk.pack(office).path)
    ask(line, desk, "province", "receive", path)
    assert stands(line, desk, "p-cut") == before, "the second person did not agree: it certifies nothing"
    assert stands(line, desk, "p-month")["status"] == "OK"
    assert ask(line, desk, "due", "rebuild")["changed"] == 0
