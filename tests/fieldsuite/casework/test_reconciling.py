"""Made = packed = imported, every difference named; what was returned is done again and says what it replaces."""

from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.casework import returned, review, send
from fieldsuite.casework.reconcile import reconcile
from fieldsuite.office import Office
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from fieldsuite.register import upsert
from fieldsuite.tables import Journal, Outcome
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place, cast


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


def whys(office: Office) -> list[str]:
    return [one.why for one in reconcile(office).differences]


def test_every_difference_is_named_until_there_is_none(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.visit(office, "p-cut")
        assert whys(office) == ["not_packed", "not_packed"]
        list(send.seal(office))
        assert whys(office) == ["not_written", "not_written"]
        sent = place.pack(office)
        assert whys(office) == ["no_receipt", "no_receipt"]
        with place.clerk() as desk:
            place.arrive(desk, sent.path)
            place.dispatch(desk)
        place.read(office)
        found = reconcile(office)
        assert (found.created, found.packed, found.imported, found.equal) == (2, 2, 2, True)


def test_a_record_the_province_rejected_and_one_its_receipt_leaves_out_are_differences(place: Place) -> None:
    with place.officer() as office:
        with office.store.session() as session:
            ghost = {"id": "p-ghost", "benefits": (), "certified": ()}
            upsert(session, cast()[0].model_copy(update=ghost), place.site)
        for who in ("p-fine", "p-ghost", "p-cut"):
            place.visit(office, who)
        sent = place.pack(office)
        with place.clerk() as desk:
            place.arrive(desk, sent.path)
            place.dispatch(desk)
        place.read(office)
        (rejected,) = reconcile(office).differences
        assert (rejected.why, rejected.code, rejected.seq) == ("rejected", "E_RULE", 1)
        with office.store.session() as session:
            lost = session.exec(select(Outcome).where(Outcome.status == "stored")).first()
            session.delete(lost)
        assert sorted(whys(office)) == ["not_in_receipt", "receipt_short", "rejected"]
        assert not reconcile(office).equal


def test_by_command_it_answers_no_until_everything_is_imported(place: Place, line: Line) -> None:
    place.secret.write_text(PASSPHRASE, encoding="utf-8")
    with place.officer() as office:
        place.visit(office, "p-fine")
        sent = place.pack(office)
    said = line.say("outbox", "reconcile", home=place.village, secret=place.secret)
    assert said.code == 1 and said.object["ok"] and said.object["equal"] is False
    assert [one["why"] for one in said.object["differences"]] == ["no_receipt"]
    with place.clerk() as desk:
        place.arrive(desk, sent.path)
        place.dispatch(desk)
    with place.officer() as office:
        place.read(office)
    found = line.ask("outbox", "reconcile", home=place.village, secret=place.secret)
    assert (found["created"], found["packed"], found["imported"], found["differences"]) == (1, 1, 1, [])


def done_again(place: Place, office: Office, who: str) -> Journal:
    record = place.visit(office, who).record_id
    with office.store.session() as session:
        return session.exec(select(Journal).where(Journal.id == record)).one()


def test_what_the_province_returned_is_done_again_and_linked_to_it(place: Place) -> None:
    with place.officer() as office:
        first = place.visit(office, "p-fine")
        sent = place.pack(office)
        with place.clerk() as desk:
            place.arrive(desk, sent.path)
            decide(desk, [first.record_id], "returned", "PHOTO_UNCLEAR", "请重新拍照")
            place.dispatch(desk)
        place.read(office)
        assert [row.record_id for row in returned.returned(office)] == [first.record_id]
        again = done_again(place, office, "p-fine")
        assert again.payload["instead_of"] == first.record_id
        assert returned.returned(office) == ()
        assert "instead_of" not in done_again(place, office, "p-cut").payload
        sent = place.pack(office)
    with place.clerk() as desk:
        (one,) = place.arrive(desk, sent.path)
        assert one.counts == {"stored": 2}
        found = {case.record_id: case for case in cases(desk)}
    assert found[again.id].instead_of == first.record_id and "instead_of" in found[again.id].flags


def test_what_a_colleague_returned_is_linked_as_well_and_what_was_accepted_is_not(place: Place) -> None:
    with place.officer() as office:
        first = place.visit(office, "p-fine")
        second = place.visit(office, "p-cut")
    with place.reviewer() as office:
        review.decide(office, first.record_id, False, "照片上看不清脸")
        review.decide(office, second.record_id, True)
    with place.officer() as office:
        assert done_again(place, office, "p-fine").payload["instead_of"] == first.record_id
        assert "instead_of" not in done_again(place, office, "p-cut").payload
        # A third one replaces nothing: the second has not come back.
        assert "instead_of" not in done_again(place, office, "p-fine").payload


def test_a_changed_program_cannot_replace_the_record_of_somebody_else(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fieldsuite import journal

    with place.officer() as office:
        other = place.visit(office, "p-cut")
        monkeypatch.setattr(journal, "_came_back", lambda session, person, kind: other.record_id)
        place.visit(office, "p-fine")
        sent = place.pack(office)
    with place.clerk() as desk:
        (one,) = place.arrive(desk, Path(sent.path))
        assert one.counts == {"stored": 1, "rejected": 1}
        assert [row.status for row in cases(desk, which="all")] == ["waiting", "rejected"]
