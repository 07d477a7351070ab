"""What a person says of an alarm is a signed record: shown afterwards, carried to the province, not asked again."""

from pathlib import Path

import pytest

from fieldsuite.casework import pairs
from fieldsuite.matching import duplicates
from fieldsuite.matching.judging import judge
from fieldsuite.office import Office
from fieldsuite.province import adjudicate
from fieldsuite.tables import Journal
from tests.doubles import card_photos as cards
from tests.fieldsuite.casework.test_duplicates_at_enrolment import alarms, photograph
from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

__all__ = ["desk"]

TWINS = "双胞胎，两人都上门见过"


def twins(place: Place) -> list[str]:
    """Two people modelled with one photograph; gives the alarms, that of the faces first."""
    portrait = cards.good(place.root / "a.jpg")
    with place.officer() as office:
        photograph(office, "p-fine", portrait)
        photograph(office, "p-soon", portrait)
        found = {pair.reason: pair.record_id for pair in pairs.pairs(office)}
    return [found["one_face_two_people"], found["one_picture_two_people"]]


def judged(line: Line, home: Path, secret: Path) -> dict[str, object]:
    rows = line.ask("enrol", "alarms", home=home, secret=secret)["alarms"]
    return {row["reason"]: row["judged"] and row["judged"]["finding"] for row in rows}


def search(office: Office) -> duplicates.DuplicateReport:
    *_, last = duplicates.search(office)
    assert isinstance(last, duplicates.DuplicateReport)
    return last


def test_a_judgement_is_signed_shown_carried_and_not_asked_again(desk: Place, line: Line) -> None:
    face, picture = twins(desk)
    before = line.ask("enrol", "alarms", home=desk.village, secret=desk.secret)
    assert before["to_judge"] == 2
    made = line.ask("enrol", "judge", face[:8], "--finding", "two_people", "--reason", TWINS,
                    home=desk.village, secret=desk.secret)  # fmt: skip
    line.ask("enrol", "judge", picture, "--finding", "agency", "--reason", "看不清", home=desk.village,
             secret=desk.secret)  # fmt: skip
    here = {"one_face_two_people": "two_people", "one_picture_two_people": "agency"}
    assert judged(line, desk.village, desk.secret) == here
    assert line.ask("enrol", "duplicates", home=desk.village, secret=desk.secret)["new"] == 0
    with desk.officer() as office:
        with office.store.session() as session:
            row = session.query(Journal).filter(Journal.id == made["record"]).one()
            assert (row.kind, row.about, row.payload["reason"]) == ("judgement", face, TWINS)
        desk.pack(office)
    with desk.clerk() as office:
        (arrived,) = desk.arrive(office, desk.stick)
        assert arrived.result == "imported" and "rejected" not in arrived.counts
    assert judged(line, desk.province, desk.secret) == here


def test_the_desk_judges_what_it_was_asked_and_the_office_reads_the_answer(desk: Place, line: Line) -> None:
    _, picture = twins(desk)
    line.ask("enrol", "judge", picture, "--finding", "agency", "--reason", "看不清", home=desk.village,
             secret=desk.secret)  # fmt: skip
    with desk.officer() as office:
        desk.visit(office, "p-soon")
        desk.pack(office)
    with desk.clerk() as office:
        desk.arrive(office, desk.stick)
        (case,) = [row for row in adjudicate.cases(office) if row.person_id == "p-soon"]
        assert {"judged_agency", "one_face_two_people"} <= set(case.flags)
    refused = line.say("enrol", "judge", picture, "--finding", "agency", "--reason", "x", home=desk.province,
                       secret=desk.secret)  # fmt: skip
    assert refused.error == "E_INPUT", "the desk is the agency"
    for alarm in line.ask("enrol", "alarms", home=desk.province, secret=desk.secret)["alarms"]:
        ask(
            line,
            desk,
            "enrol",
            "judge",
            alarm["record_id"],
            "--finding",
            "two_people",
            "--reason",
            "户籍为两人",
        )
    with desk.clerk() as office:
        (case,) = [row for row in adjudicate.cases(office) if row.person_id == "p-soon"]
        assert "judged_agency" not in case.flags and "one_face_two_people" not in case.flags
        desk.dispatch(office)
    with desk.officer() as office:
        desk.read(office)
        told = {pair.reason: (pair.answer, pair.answer_reason) for pair in pairs.pairs(office)}
        assert set(told.values()) == {("two_people", "户籍为两人")}


def test_what_an_office_waves_through_itself_is_still_pointed_out_at_the_desk(desk: Place) -> None:
    face, _ = twins(desk)
    with desk.officer() as office:
        judge(office, face, "two_people", TWINS)
        desk.visit(office, "p-soon")
        desk.pack(office)
    with desk.clerk() as office:
        desk.arrive(office, desk.stick)
        (case,) = [row for row in adjudicate.cases(office) if row.person_id == "p-soon"]
        assert "judged_two_people" in case.flags


def test_new_evidence_asks_again_and_nothing_else_does(place: Place) -> None:
    face, picture = twins(place)
    with place.officer() as office:
        for record in (face, picture):
            judge(office, record, "two_people", TWINS)
        place.clock.go(days=1)
        assert not any(row.fresh for row in search(office).rows)
        photograph(
            office, "p-soon", cards.write(place.root / "b.jpg", cards.portrait()[15:, 12:], quality=55)
        )
        assert len(alarms(office)) == 4
        again = pairs.pairs(office)
        assert len(again) == 2 and all(pair.judged is None for pair in again)
        assert not any(row.fresh for row in search(office).rows), "asked once more, not at every search"


def test_a_judgement_may_be_changed_and_the_newest_holds(place: Place) -> None:
    face, _ = twins(place)
    with place.officer() as office:
        judge(office, face, "agency", "看不清")
        judge(office, face, "one_person", "同一个人，旧号作废")
        (pair,) = [one for one in pairs.pairs(office) if one.reason == "one_face_two_people"]
        assert pair.judged is not None and pair.judged.finding == "one_person"
        with office.store.session() as session:
            assert session.query(Journal).filter(Journal.kind == "judgement").count() == 2


@pytest.mark.parametrize(
    ("record", "finding", "reason", "code"),
    [
        ("", "two_people", "  ", "E_RULE"), ("", "perhaps", "x", "E_INPUT"), ("", "two_people", "长" * 501, "E_RULE"),
        ("ffffffff", "two_people", "x", "E_NOT_FOUND"), ("", "two_people", "", "E_RULE"),
    ],
)  # fmt: skip
def test_a_judgement_without_its_reason_or_of_nothing_is_refused(
    desk: Place, line: Line, record: str, finding: str, reason: str, code: str
) -> None:
    face, _ = twins(desk)
    answer = line.say("enrol", "judge", record or face, "--finding", finding, "--reason", reason, home=desk.village,
                      secret=desk.secret)  # fmt: skip
    assert answer.error == code


def test_two_who_were_found_to_be_two_count_as_two_when_thresholds_are_fitted(place: Place) -> None:
    from fieldsuite.matching.alarms import known

    face, picture = twins(place)
    with place.officer() as office:
        with office.store.session() as session:
            assert len(known(session)) == 2
        judge(office, face, "two_people", TWINS)
        judge(office, picture, "one_person", "照片拿错")
        with office.store.session() as session:
            assert {reason for _, reason in known(session)} == {"one_picture_two_people"}
