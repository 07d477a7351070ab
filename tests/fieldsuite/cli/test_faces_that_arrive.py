"""At the desk every bundle is searched as it is received: one face under two numbers, whichever office sent it."""

from fieldsuite import template_store
from fieldsuite.casework import consent
from fieldsuite.office import Office
from tests.doubles import card_photos as cards
from tests.fieldsuite.casework.test_duplicates_at_enrolment import alarms, photograph
from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

__all__ = ["desk"]


def faces(office: Office) -> set[str]:
    return {one.person_id for one in template_store.held(office) if one.modality == "face"}


def received(line: Line, place: Place, office: Office) -> dict[str, object]:
    return ask(line, place, "province", "receive", place.pack(office).path)


def test_f77_one_face_in_two_bundles_is_an_alarm_at_the_receipt_of_the_second(
    desk: Place, line: Line
) -> None:
    photo = cards.good(desk.root / "a.jpg")
    other = cards.write(desk.root / "b.jpg", cards.portrait()[20:, 14:], quality=60)
    with desk.officer() as office:
        photograph(office, "p-fine", photo)
        first = received(line, desk, office)
    assert first["looked"] is True and first["alarms"] == []
    with desk.clerk() as office:
        assert faces(office) == {"p-fine"}, "modelled here: a template does not travel"
    # The office's own search knew nothing of the other: its templates are gone, as at another office.
    with desk.officer() as office:
        template_store.erase(office, "p-fine", "face")
        photograph(office, "p-soon", other)
        second = received(line, desk, office)
    found = {(row["person_id"], row["other"], row["reason"]) for row in second["alarms"]}
    assert ("p-soon", "p-fine", "one_face_two_people") in found
    with desk.clerk() as office:
        assert ("p-soon", "p-fine", "one_face_two_people") in alarms(office)


def test_who_withdraws_is_let_go_of_at_the_desk_with_a_signed_record(desk: Place, line: Line) -> None:
    with desk.officer() as office:
        photograph(office, "p-fine", cards.good(desk.root / "a.jpg"))
        received(line, desk, office)
        consent.give(office, "p-fine", consent.ConsentForm(face=False, voice=False, read_by="李梅"))
        received(line, desk, office)
    with desk.clerk() as office:
        assert faces(office) == set()
        with office.store.session() as session:
            from fieldsuite.tables import Journal

            (row,) = session.query(Journal).filter(Journal.kind == "deletion", Journal.status == "own")
            assert row.payload["reason"] == "withdrawn" and len(row.payload["enrolments"]) == 1


def test_a_bundle_without_faces_is_received_as_before(desk: Place, line: Line) -> None:
    with desk.officer() as office:
        desk.visit(office, "p-soon")
        answer = received(line, desk, office)
    assert answer["bundles"][0]["result"] == "imported" and answer["alarms"] == []
