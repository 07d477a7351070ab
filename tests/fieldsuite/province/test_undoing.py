"""撤销 and 试收: a batch counts no more when two people say so, and nothing of it is gone; a look leaves nothing."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from fieldsuite.casework import access, audit
from fieldsuite.casework.due import due
from fieldsuite.casework.returned import returned
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office, open_office
from fieldsuite.province import approvals, one_bundle, undo
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from fieldsuite.province.note_evidence import EVIDENCE
from fieldsuite.province.rehearsal import rehearse
from fieldsuite.tables import (
    Assignment,
    Decision,
    Journal,
    KnownCertification,
    Person,
    ReceivedBundle,
    Series,
)
from keys.vault import officers
from tests.fieldsuite.province.desks import move
from tests.grounds import PASSPHRASE, Place


@contextmanager
def clerk(place: Place, name: str = "省级经办员") -> Iterator[Office]:
    """One of the two clerks of the desk."""
    who = [card for card in officers(place.province / "keys") if card.name == name]
    with closing(open_office(place.province, who[0].id, PASSPHRASE, now=place.clock)) as office:
        yield office


@pytest.fixture
def where(place: Place, request: pytest.FixtureRequest) -> Place:
    """The desk on its files, or on a server where the test asks for both."""
    if getattr(request, "param", "") == "server":
        move(place, request.getfixturevalue("postgres"))
    return place


@pytest.fixture
def two(where: Place) -> Place:
    with where.clerk() as office:
        access.add_officer(office, "二号经办", PASSPHRASE, role="clerk")
    return where


def sent(place: Place, *who: str, **more: object) -> Path:
    with place.officer() as village:
        for person in who:
            place.visit(village, person, **more)
        return Path(place.pack(village).path)


def standing(office: Office, who: str) -> tuple[str, date | None]:
    (row,) = [row for row in due(office) if row.person == who and row.benefit == "pension"]
    return row.status, row.deadline


both = pytest.mark.parametrize("where", ["file", "server"], indirect=True)


def waiting(office: Office) -> list[str]:
    return [row.record_id for row in cases(office)]


@both
def test_a_bundle_is_taken_back_by_two_people_and_everything_it_changed_with_it(two: Place) -> None:
    place = two
    path = sent(place, "p-cut", "p-verify", phone="13900000999")
    with clerk(place) as office:
        before = {who: standing(office, who) for who in ("p-cut", "p-verify")}
        with office.store.session() as session:
            phone = {row.id: row.phone for row in session.exec(select(Person))}
            tasks = {row.id for row in session.exec(select(Assignment))}
        (arrived,) = place.arrive(office, path)
        receipt = Path(arrived.receipt).read_bytes()
        decide(office, waiting(office), "accepted")
        assert standing(office, "p-cut")[0] == "OK"
        assert [row.what for row in approvals.approvals(office)] == ["restore", "back_pay"]
        would = undo.look(office, arrived.bundle)
        assert (would.records, would.people, would.certifications, would.applications) == (2, 2, 2, 2)
        asked = undo.ask(office, arrived.bundle[:12], "这一包是从丢失的电脑上来的")
        with pytest.raises(OfficeError) as refused:
            undo.step(office, asked, agree=True)
        assert refused.value.code == "E_SAMEPERSON"
        assert standing(office, "p-cut")[0] == "OK"
    with clerk(place, "二号经办") as office:
        assert undo.step(office, asked[:8], agree=True) == would
        assert {who: standing(office, who) for who in before} == before
        with office.store.session() as session:
            assert {row.id: row.phone for row in session.exec(select(Person))} == phone
            assert {row.id for row in session.exec(select(Assignment))} == tasks
            assert {
                row.status for row in session.exec(select(Journal).where(Journal.bundle == arrived.bundle))
            } == {"undone"}
            assert all(
                row.withdrawn
                for row in session.exec(select(KnownCertification).where(KnownCertification.origin != ""))
            )
        assert approvals.approvals(office) == () and len(approvals.approvals(office, which="returned")) == 2
        assert cases(office) == () and {row.status for row in cases(office, which="decided")} == {"returned"}
        (again,) = place.arrive(office, path)
        assert (again.result, again.counts, Path(again.receipt).read_bytes()) == (
            "same",
            arrived.counts,
            receipt,
        )
        with pytest.raises(OfficeError):
            undo.ask(office, arrived.bundle, "再撤一次")
        assert audit.verified(office).intact
        (row,) = undo.undos(office)
        assert (row.state, row.first, row.second, row.records) == ("done", "省级经办员", "二号经办", 2)
        place.dispatch(office)
    with place.officer() as village:
        place.read(village)
        told = {row.code for row in returned(village)}
        assert told == {"UNDONE"}
        assert standing(village, "p-cut") == before["p-cut"]


@both
def test_a_batch_of_decisions_is_taken_back_and_its_records_wait_again(two: Place) -> None:
    place = two
    path = sent(place, "p-cut", "p-month")
    with clerk(place) as office:
        before = standing(office, "p-cut")
        place.arrive(office, path)
        decide(office, waiting(office), "accepted")
        with office.store.session() as session:
            (batch,) = {row.batch for row in session.exec(select(Decision)) if row.signed}
        asked = undo.ask(office, batch, "看错了照片")
    with clerk(place, "二号经办") as office:
        undo.step(office, asked, agree=True)
        assert standing(office, "p-cut") == before
        assert {row.status for row in cases(office)} == {"held"} and len(cases(office)) == 2
        decide(office, waiting(office), "accepted")
        assert standing(office, "p-cut")[0] == "OK"
        assert audit.verified(office).intact


def test_an_undo_that_is_returned_changes_nothing(two: Place) -> None:
    path = sent(two, "p-cut")
    with clerk(two) as office:
        (arrived,) = two.arrive(office, path)
        asked = undo.ask(office, arrived.bundle, "可能收错")
        with pytest.raises(OfficeError):
            undo.ask(office, arrived.bundle, "可能收错")
        with pytest.raises(OfficeError):
            undo.step(office, asked, agree=False)
        undo.step(office, asked, agree=False, reason="已电话核实，没有错")
        assert [row.status for row in cases(office)] == ["waiting"]
        assert undo.undos(office)[0].returned == "已电话核实，没有错"


CHANGES = [
    "UPDATE decision SET status='accepted' WHERE status='returned'",
    "UPDATE decision SET deadlines='{\"pension\": \"2030-01-01\"}' WHERE status='accepted' AND signed<>''",
    "DELETE FROM decision WHERE status='returned'",
    "UPDATE decision SET decided_by='rule', signed='' WHERE status='returned'",
    "INSERT INTO decision (record_id, status, code, todo, decided_by, decided_at, deadlines, suspension_lifted,"
    " back_pay, signed, batch, took) SELECT record_id, 'accepted', '', '', decided_by, decided_at, '{}', 0,"
    " '[]', '', '', '{}' FROM decision WHERE status='returned'",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_decision_changed_in_the_database_is_found(change: str, place: Place) -> None:
    path = sent(place, "p-cut", "p-month")
    with place.clerk() as office:
        place.arrive(office, path)
        one, other = waiting(office)
        decide(office, [one], "returned", "PHOTO_UNCLEAR", "请重新拍照")
        decide(office, [other], "accepted")
        assert audit.verified(office).intact
        with office.store.session() as session:
            session.connection().execute(text(change))
        assert [broken.kind for broken in audit.verified(office).broken_records] == ["decision"]


def test_a_record_that_was_taken_back_cannot_be_brought_back_by_hand(two: Place) -> None:
    path = sent(two, "p-cut")
    with clerk(two) as office:
        (arrived,) = two.arrive(office, path)
        asked = undo.ask(office, arrived.bundle, "收错")
    with clerk(two, "二号经办") as office:
        undo.step(office, asked, agree=True)
        with office.store.session() as session:
            session.connection().execute(text("UPDATE journal SET status='stored' WHERE status='undone'"))
        assert "decision" in [one.kind for one in audit.verified(office).broken_records]


def state(office: Office) -> Any:
    with office.store.session() as session:
        return (
            len(session.exec(select(Journal)).all()), len(session.exec(select(ReceivedBundle)).all()),
            sorted((row.name, row.value) for row in session.exec(select(Series))),
            sorted(str(path) for path in office.home.path.rglob("*") if path.is_file()),
        )  # fmt: skip


@both
def test_a_look_says_what_the_import_then_does_and_leaves_nothing(where: Place) -> None:
    place = where
    path = sent(place, "p-cut", "p-month")
    broken = path.with_name("broken.fosb")
    broken.write_bytes(path.read_bytes()[:-7])
    with place.clerk() as office:
        before = state(office)
        looked = {one.arrived.file: one for one in rehearse(office, [path, broken])}
        assert state(office) == before
        (case,) = [case for case in looked[path.name].cases if case.person_id == "p-cut"]
        assert case.benefits[0] == ("pension", "SUSPENDED", date(2026, 8, 15), date(2027, 11, 21))
        (arrived,) = place.arrive(office, path)
        would = looked[path.name].arrived
        assert (would.result, would.counts, would.bundle) == (arrived.result, arrived.counts, arrived.bundle)
        assert {one.status for one in looked[path.name].records} == {"stored"}
        assert (looked["broken.fosb"].arrived.result, looked["broken.fosb"].arrived.code) == (
            "rejected",
            "E_SIZE",
        )
        assert next(rehearse(office, [path])).arrived.result == "same"
        entries = audit.listed(office, act="dry_run")
        assert len(entries) == 3 and audit.verified(office).intact
    shutil.rmtree(place.root)


def test_a_look_goes_on_when_a_row_was_there_already_as_an_import_does(
    place: Place, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two offices send one photograph at the same moment; a server breaks off the whole transaction for it."""
    path, store, met = sent(place, "p-cut"), one_bundle.store_bundle, list[str]()
    move(place, postgres)

    def meets(office: Office, session: Session, *more: Any) -> Any:
        if not met:
            met.append("met")
            row = {
                "sha256": "0" * 64,
                "size": 1,
                "type": "image/jpeg",
                "recorded_at": "",
                "person_id": "",
                "print": b"",
            }
            insert_rows(session, EVIDENCE, [row, row])
        return store(office, session, *more)

    monkeypatch.setattr(one_bundle, "store_bundle", meets)
    with place.clerk() as office:
        looked = next(rehearse(office, [path]))
        assert met and looked.arrived.result == "imported"
        with office.store.session() as session:
            assert session.exec(select(ReceivedBundle)).all() == []
