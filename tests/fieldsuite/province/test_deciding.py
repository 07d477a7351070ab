"""采纳, 待定, 退回: decided once, by somebody else, with a reason; the dates that follow are those of the notice."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlmodel import select

from fieldsuite.casework import people, review
from fieldsuite.casework.due import due
from fieldsuite.casework.returned import returned
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.province.adjudicate import RETURN_CODES, decide, desk
from fieldsuite.province.cases import cases, latest_decisions
from fieldsuite.tables import Decision, KnownCertification, KnownEvent, Person
from fieldsuite.words import has
from tests.grounds import Place


def arrived(place: Place, office: Office, *who: str) -> dict[str, str]:
    """Visit people, send it, and receive it at the desk: person -> record."""
    with place.officer() as village:
        made = {person: place.visit(village, person).record_id for person in who}
        sent = place.pack(village)
    place.arrive(office, sent.path)
    return made


def decisions(office: Office, records: Sequence[str]) -> dict[str, Decision]:
    with office.store.session() as session:
        return latest_decisions(session, records)


EXPECTED = [
    # certified 2026-11-21: twelve months to the day (第7、34条)
    ("p-fine", "2026-11-21", {"pension": "2027-11-21"}, False, []),
    ("p-month", "2026-11-21", {"pension": "2027-11-21"}, False, []),
    # last 2025-08-15, so unpaid from 2026-09; paid again from the month after it became known (第27、35条)
    ("p-cut", "2026-11-21", {"pension": "2027-11-21"}, True, ["2026-09", "2026-10", "2026-11"]),
    ("p-two", "2026-11-21", {"pension": "2027-11-21", "work-injury": "2027-11-21"}, False, []),
    # never certified, began in June 2026: the first certification counts from its own day; the later deadline holds
    ("p-new", "2026-11-21", {"pension": "2027-11-21"}, False, []),
]


@pytest.mark.requirement("R091")
@pytest.mark.requirement("R092")
@pytest.mark.requirement("R168")
@pytest.mark.parametrize(("who", "day", "deadlines", "lifted", "months"), EXPECTED)
def test_an_accepted_certification_moves_the_deadline_as_the_notice_says(
    place: Place, who: str, day: str, deadlines: dict[str, str], lifted: bool, months: list[str]
) -> None:
    with place.clerk() as office:
        record = arrived(place, office, who)[who]
        (case,) = cases(office)
        assert case.occurred_on == date.fromisoformat(day)
        assert {name: then.isoformat() for name, _, _, then in case.benefits if then} == deadlines
        decide(office, [record], "accepted")
        made = decisions(office, [record])[record]
        after = {row.benefit: (row.status, row.deadline) for row in due(office) if row.person == who}
    assert (made.deadlines, made.suspension_lifted, made.back_pay) == (deadlines, lifted, months)
    assert after == {name: ("OK", date.fromisoformat(then)) for name, then in deadlines.items()}


def test_back_pay_reaches_to_the_month_in_which_it_became_known(place: Place) -> None:
    """Seen on 2026-11-21, decided on 2027-01-05: December and January were not paid either."""
    with place.clerk() as office:
        record = arrived(place, office, "p-cut")["p-cut"]
        place.clock.go(days=45)
        decide(office, [record], "accepted")
        made = decisions(office, [record])[record]
    assert made.deadlines == {"pension": "2027-11-21"} and made.suspension_lifted
    assert made.back_pay == ["2026-09", "2026-10", "2026-11", "2026-12", "2027-01"]


def test_a_visit_in_time_that_came_late_reverses_the_suspension(place: Place) -> None:
    """Seen on 2026-11-08, two days before the deadline; the bundle comes in January (design page rules, row 18)."""
    with place.officer() as village:
        saved = place.visit(village, "p-month", on=date(2026, 11, 8))
        sent = place.pack(village)
    place.clock.go(days=45)
    with place.clerk() as office:
        assert next(row.status for row in due(office) if row.person == "p-month") == "SUSPENDED"
        place.arrive(office, sent.path)
        decide(office, [saved.record_id], "accepted")
        made = decisions(office, [saved.record_id])[saved.record_id]
    assert made.deadlines == {"pension": "2027-11-08"}
    assert (made.suspension_lifted, made.back_pay) == (True, ["2026-12", "2027-01"])


@pytest.mark.requirement("R158")
@pytest.mark.requirement("R164")
def test_an_accepted_death_ends_the_benefit_in_the_province_and_in_the_village(place: Place) -> None:
    with place.officer() as village:
        saved = place.visit(village, "p-fine", status="dead", death_on=date(2026, 9, 30), photos=())
    with place.reviewer() as village:
        review.decide(village, saved.record_id, True)
        sent = place.pack(village)
    with place.clerk() as office:
        place.arrive(office, sent.path)
        assert next(row.status for row in due(office) if row.person == "p-fine") == "OK"
        decide(office, [saved.record_id], "accepted")
        with office.store.session() as session:
            (event,) = session.exec(select(KnownEvent).where(KnownEvent.person_id == "p-fine"))
            assert (
                session.exec(
                    select(KnownCertification).where(KnownCertification.origin == saved.record_id)
                ).all()
                == []
            )
        assert (event.kind, event.on, event.origin) == ("death", date(2026, 9, 30), saved.record_id)
        assert decisions(office, [saved.record_id])[saved.record_id].deadlines == {}
        (row,) = [row for row in due(office) if row.person == "p-fine"]
        assert (row.status, row.deadline) == ("DECEASED", None)
        place.dispatch(office)
    with place.officer() as village:
        place.read(village)
        standing = people.card(village, "p-fine").benefits[0].standing
        assert (standing.status, standing.stop_reason) == ("DECEASED", "death")
        assert people.card(village, "p-fine").history[0].state == "accepted"


@pytest.mark.parametrize(
    ("status", "detail", "after"),
    [
        ("missing", {"missing_reason": "外出三个月，家人联系不上"}, ("STOPPED", "missing")),
        ("prison", {"prison_on": date(2026, 10, 8)}, ("STOPPED_PRISON", "prison")),
    ],
)
@pytest.mark.requirement("R164")
@pytest.mark.requirement("R166")
def test_a_disappearance_or_prison_stops_the_benefit_once_it_is_accepted(
    place: Place, status: str, detail: dict[str, object], after: tuple[str, str]
) -> None:
    with place.officer() as village:
        saved = place.visit(village, "p-two", status=status, photos=(), **detail)
        sent = place.pack(village)
    with place.clerk() as office:
        place.arrive(office, sent.path)
        decide(office, [saved.record_id], "accepted")
        found = {view.benefit: view.standing for view in people.card(office, "p-two").benefits}
    assert (found["pension"].status, found["pension"].stop_reason) == after
    if status == "prison":  # 第25条: 工伤待遇仍按照原渠道支付
        assert found["work-injury"].status == "DUE_SOON"


def test_what_is_held_can_be_accepted_later(place: Place) -> None:
    with place.clerk() as office:
        record = arrived(place, office, "p-cut")["p-cut"]
        decide(office, [record], "held")
        assert [case.status for case in cases(office)] == ["held"] and desk(office).held == 1
        decide(office, [record], "held")
        decide(office, [record], "accepted")
        assert cases(office) == () and desk(office).accepted == 1


@pytest.mark.parametrize("first", ["accepted", "returned"])
def test_a_final_decision_is_made_once(place: Place, first: str) -> None:
    with place.clerk() as office:
        record = arrived(place, office, "p-cut")["p-cut"]
        decide(office, [record], first, "OTHER", "请再去一次")  # type: ignore[arg-type]
        before = decisions(office, [record])[record]
        for again in ("accepted", "held", "returned"):
            with pytest.raises(OfficeError) as caught:
                decide(office, [record], again, "OTHER", "请再去一次")  # type: ignore[arg-type]
            assert caught.value.key == "office.decided_already"
        assert decisions(office, [record])[record] == before


def test_a_record_named_twice_is_decided_once(place: Place) -> None:
    with place.clerk() as office:
        record = arrived(place, office, "p-cut")["p-cut"]
        assert decide(office, [record, record], "accepted") == 1
        with office.store.session() as session:
            assert len(session.exec(select(Decision).where(Decision.record_id == record)).all()) == 1


def test_several_records_are_decided_together_or_none_of_them(place: Place) -> None:
    with place.clerk() as office:
        made = arrived(place, office, "p-cut", "p-fine")
        for records in ([made["p-cut"], "gone"], [made["p-cut"], made["p-fine"], ""]):
            with pytest.raises(OfficeError) as caught:
                decide(office, records, "accepted")
            assert (caught.value.code, exit_status(caught.value.code)) == ("E_NOT_FOUND", 2)
        assert len(cases(office)) == 2
        assert decide(office, list(made.values()), "accepted") == 2


@pytest.mark.parametrize(
    ("code", "todo"), [("", "再去一次"), ("NOT_A_CODE", "再去一次"), ("OTHER", ""), ("OTHER", "\u200b ")]
)
def test_a_return_says_why_and_what_to_do(place: Place, code: str, todo: str) -> None:
    with place.clerk() as office:
        record = arrived(place, office, "p-cut")["p-cut"]
        with pytest.raises(OfficeError) as caught:
            decide(office, [record], "returned", code, todo)
        assert (caught.value.key, caught.value.code) == ("office.reason_missing", "E_RULE")
        assert len(cases(office)) == 1
    assert all(has(f"province.{one}") for one in RETURN_CODES)


@pytest.mark.requirement("R178")
def test_what_was_returned_comes_back_with_its_message_and_the_person_is_due_again(place: Place) -> None:
    with place.clerk() as office:
        record = arrived(place, office, "p-cut")["p-cut"]
        decide(office, [record], "returned", "PHOTO_UNCLEAR", "请重新拍照，脸要看得清")
        place.dispatch(office)
    with place.officer() as village:
        assert people.card(village, "p-cut").benefits[0].standing.status == "OK"
        place.read(village)
        card = people.card(village, "p-cut")
        visit = next(row for row in card.history if row.record_id == record)
        assert (visit.state, visit.message) == ("returned", "请重新拍照，脸要看得清")
        assert card.benefits[0].standing.status == "SUSPENDED" and not card.benefits[0].pending
        assert [(row.record_id, row.code) for row in returned(village)] == [(record, "PHOTO_UNCLEAR")]
        assert "p-cut" in {row.id for row in people.find(village, which="overdue")}
        again = place.visit(village, "p-cut")
        assert returned(village) == () and people.card(village, "p-cut").benefits[0].standing.status == "OK"
        place.pack(village)
    with place.clerk() as office:
        place.arrive(office, place.stick)
        assert [case.record_id for case in cases(office)] == [again.record_id]


def test_what_the_village_returned_itself_needs_no_clerk(place: Place) -> None:
    with place.officer() as village:
        saved = place.visit(village, "p-cut")
    with place.reviewer() as village:
        review.decide(village, saved.record_id, False, "照片上看不清脸")
        sent = place.pack(village)
    with place.clerk() as office:
        place.arrive(office, sent.path)
        assert cases(office) == ()
        made = decisions(office, [saved.record_id])[saved.record_id]
        assert (made.status, made.code, made.decided_by) == ("returned", "LOCAL_REVIEW", "rule")


def test_the_phone_that_was_confirmed_at_the_door_is_on_the_next_list(place: Place) -> None:
    with place.officer() as village:
        saved = place.visit(village, "p-fine", phone="13812345678", status="bedridden")
        sent = place.pack(village)
    with place.clerk() as office:
        place.arrive(office, sent.path)
        decide(office, [saved.record_id], "accepted")
        place.dispatch(office)
    with place.officer() as village:
        place.read(village)
        with village.store.session() as session:
            person = session.get(Person, "p-fine")
    assert person is not None and (person.phone, person.mobility) == ("13812345678", "bedridden")


def test_a_village_decides_nothing(place: Place) -> None:
    with place.officer() as village:
        saved = place.visit(village, "p-fine")
        for job in (
            lambda: decide(village, [saved.record_id], "accepted"),
            lambda: desk(village),
            lambda: cases(village),
        ):
            with pytest.raises(OfficeError) as caught:
                job()
            assert caught.value.key == "office.not_province"
