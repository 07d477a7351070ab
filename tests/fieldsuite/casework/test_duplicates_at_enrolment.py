"""One face under two people raises a signed alarm that people judge; it never refuses anybody."""

from pathlib import Path

import cv2
import pytest

from fieldsuite.casework import batch, consent, enrol, people
from fieldsuite.office import Office
from fieldsuite.province.cases import cases
from fieldsuite.tables import Journal
from tests.doubles import card_photos as cards
from tests.grounds import Place
from tests.shared import shared


def photograph(office: Office, who: str, *photos: Path) -> None:
    consent.give(office, who, consent.ConsentForm(face=True, voice=False, read_by="李梅"))
    list(enrol.face_photographs(office, who, photos))


def alarms(office: Office) -> list[tuple[str, str, str]]:
    with office.store.session() as session:
        rows = session.query(Journal).filter(Journal.kind == "alarm").order_by(Journal.position)
        return [(row.person_id, row.payload["other"], row.payload["reason"]) for row in rows]


def test_another_photograph_of_the_same_person_under_a_second_number_is_an_alarm_and_no_refusal(
    place: Place,
) -> None:
    first, second = shared("faces", "df01", "img1.jpg"), shared("faces", "df01", "img2.jpg")
    with place.officer() as office:
        photograph(office, "p-fine", first)
        photograph(office, "p-soon", second)
        assert alarms(office) == [("p-soon", "p-fine", "one_face_two_people")]
        assert people.card(office, "p-soon").templates
        for who in ("p-fine", "p-soon"):
            (row,) = [row for row in people.card(office, who).history if row.kind == "alarm"]
            assert row.detail == "one_face_two_people"
            assert row.likeness is not None
            assert 0.60 <= row.likeness < 1


def test_two_people_who_are_two_people_raise_nothing(place: Place) -> None:
    with place.officer() as office:
        photograph(office, "p-fine", shared("faces", "df01", "img1.jpg"))
        photograph(office, "p-soon", shared("faces", "df03", "img47.jpg"))
        photograph(office, "p-month", shared("faces", "df05", "img13.jpg"))
        assert alarms(office) == []


def test_a_person_who_is_enrolled_again_is_not_alarmed_about_themselves(place: Place) -> None:
    portrait = cards.good(place.root / "a.jpg")
    with place.officer() as office:
        photograph(office, "p-fine", portrait)
        photograph(office, "p-fine", portrait)
        assert alarms(office) == []


def test_f78_one_photograph_under_two_people_is_known_as_it_is_and_as_a_copy(place: Place) -> None:
    portrait = cards.good(place.root / "a.jpg")
    smaller = cv2.resize(cards.portrait()[20:, 10:-10], None, fx=0.9, fy=0.9, interpolation=cv2.INTER_AREA)
    copy = cards.write(place.root / "b.jpg", cv2.convertScaleAbs(smaller, alpha=1.1, beta=10), quality=60)
    with place.officer() as office:
        photograph(office, "p-fine", portrait)
        photograph(office, "p-soon", portrait)
        photograph(office, "p-month", copy)
        found = set(alarms(office))
        assert ("p-soon", "p-fine", "one_picture_two_people") in found
        assert ("p-month", "p-fine", "one_picture_two_people") in found
        assert ("p-soon", "p-fine", "one_face_two_people") in found


def test_a_batch_finds_duplicates_among_its_own_people(place: Place) -> None:
    for who in ("p-fine", "p-soon"):
        cards.good(place.root / "cards" / f"{who}.jpg")
    with place.officer() as office:
        for who in ("p-fine", "p-soon"):
            consent.give(office, who, consent.ConsentForm(face=True, voice=False, read_by="李梅"))
        *_, report = batch.folder(office, place.root / "cards", workers=1)
        assert report.counts["enrolled"] == 2  # type: ignore[union-attr]
        assert ("p-soon", "p-fine", "one_face_two_people") in alarms(office)


@pytest.mark.requirement("R046")
def test_the_desk_sees_the_alarm_beside_every_case_of_both_people(place: Place) -> None:
    portrait = cards.good(place.root / "a.jpg")
    with place.officer() as office:
        photograph(office, "p-fine", portrait)
        photograph(office, "p-soon", portrait)
        place.visit(office, "p-fine")
        place.visit(office, "p-soon")
        place.visit(office, "p-month")
        sent = place.pack(office)
    with place.clerk() as desk:
        (arrived,) = place.arrive(desk, sent.path)
        assert arrived.counts["stored"] == sent.records
        flags = {case.person_id: case.flags for case in cases(desk)}
        assert "one_face_two_people" in flags["p-fine"]
        assert "one_face_two_people" in flags["p-soon"]
        assert "one_face_two_people" not in flags["p-month"]
        assert all(case.kind != "alarm" for case in cases(desk, which="all"))


def test_a_province_that_models_cards_raises_alarms_of_its_own(place: Place) -> None:
    for who in ("p-fine", "p-soon"):
        cards.good(place.root / "cards" / f"{who}.jpg")
    with place.clerk() as desk:
        list(batch.folder(desk, place.root / "cards", workers=1))
        assert ("p-soon", "p-fine", "one_face_two_people") in alarms(desk)
