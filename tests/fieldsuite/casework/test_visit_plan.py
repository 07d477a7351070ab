"""The day plan, visits that met nobody with their next steps, and the questions to dependants."""

from datetime import date, timedelta

import pytest

from fieldsuite.acts import Service
from fieldsuite.casework import people
from fieldsuite.casework.visits import attempt, plan, survey
from fieldsuite.errors import OfficeError
from fieldsuite.journal import append
from fieldsuite.office import Office
from tests.grounds import TODAY, Place


def tried(office: Office, outcome: str, *, who: str = "p-cut", days: int = 0, **more):
    on = TODAY + timedelta(days=days)
    form = attempt.AttemptForm(outcome, "三村六组", on, "10:05", **more)
    return attempt.save(office, who, form)


@pytest.mark.parametrize(
    ("outcome", "more", "step", "again"),
    [
        ("absent", {}, "again", date(2026, 11, 28)),
        ("absent", {"again_on": date(2026, 11, 23)}, "again", date(2026, 11, 23)),
        ("moved", {"where_now": "泸州市龙马潭区莲花池街道"}, "transfer", None),
        ("hospital", {"where_now": "区人民医院 3 病区"}, "ward", date(2026, 11, 28)),
        ("refused", {}, "explain", date(2026, 11, 28)),
    ],
)
def test_every_empty_visit_has_its_next_step(
    place: Place, outcome: str, more: dict, step: str, again: date | None
) -> None:
    with place.officer() as office:
        saved, found, on = tried(office, outcome, **more)
        assert (found, on) == (step, again) and not saved.certifies and not saved.needs_review
        assert people.card(office, "p-cut").history[0].kind == "attempt"


@pytest.mark.requirement("R126")
def test_a_third_empty_visit_leads_to_other_ways_and_a_met_person_starts_anew(place: Place) -> None:
    with place.officer() as office:
        steps = []
        for _ in range(3):
            steps.append(tried(office, "absent")[1])
            place.clock.go(days=8)
        assert steps == ["again", "again", "contact"]
        place.visit(office, "p-cut")
        assert tried(office, "absent")[1] == "again"


def test_who_refuses_twice_is_called_on_by_a_supervisor(place: Place) -> None:
    with place.officer() as office:
        assert [tried(office, "refused")[1], tried(office, "refused")[1]] == ["explain", "supervisor"]


@pytest.mark.parametrize(
    ("outcome", "more", "key"),
    [
        ("moved", {}, "visits.where_missing"), ("hospital", {"where_now": " "}, "visits.where_missing"),
        ("absent", {"days": 1}, "office.date_future"),
        ("absent", {"again_on": date(2026, 11, 1)}, "visits.again_before"),
    ],
)  # fmt: skip
def test_an_empty_visit_without_its_words_is_refused(
    place: Place, outcome: str, more: dict, key: str
) -> None:
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        tried(office, outcome, **more)
    assert caught.value.key == key


@pytest.mark.requirement("R033")
def test_the_plan_goes_by_appointment_village_and_mobility_and_waits_for_the_next_day(place: Place) -> None:
    with place.officer() as office:
        stops = plan.day_plan(office, most=1000)
        order = [(stop.person.village, plan.MOBILITY.index(stop.person.mobility)) for stop in stops]
        assert order == sorted(order) and {"p-cut", "p-verify"} <= {stop.person.id for stop in stops}
        assert not any(stop.go_home for stop in stops if stop.person.mobility == "self_care")
        tried(office, "absent", again_on=TODAY + timedelta(days=2))
        assert "p-cut" not in {stop.person.id for stop in plan.day_plan(office, most=1000)}
        later = {
            stop.person.id: stop for stop in plan.day_plan(office, on=TODAY + timedelta(days=2), most=1000)
        }
        assert (later["p-cut"].tried, later["p-cut"].last_outcome) == (1, "absent")
        with office.store.session() as session:
            asked = Service(step="applied", applicant="单国强", reason="age")
            row = append(office, session, asked, "p-fine", TODAY)
            booked = Service(
                step="scheduled", of=row.id, visit_on=TODAY, at="09:30", officers=("李梅", "王强")
            )
            append(office, session, booked, "p-fine", TODAY)
        first = plan.day_plan(office)[0]
        assert (first.person.id, first.appointment) == ("p-fine", "09:30")
        assert {stop.person.village for stop in plan.day_plan(office, village="石塘村")} <= {"石塘村"}


@pytest.mark.requirement("R112")
def test_dependants_are_asked_what_concerns_their_kinship_and_told_why(place: Place) -> None:
    assert [key for key, _, _ in survey.questions("spouse")] == ["remarried_on"]
    young = ["adopted_on", "employed_on", "enlisted_on", "incapable"]
    assert [key for key, _, _ in survey.questions("child")] == young
    assert survey.questions("parent") == ()
    with place.officer() as office:
        _, grounds = survey.save(
            office, "p-two", survey.Answers("child", "监护人", adopted_on=date(2026, 3, 1))
        )
        assert [one.key for one in grounds] == ["rules.survivor_adult", "rules.survivor_adopted"]
        _, none = survey.save(office, "p-two", survey.Answers("spouse", "本人"))
        assert none == ()
        for wrong in (
            survey.Answers("spouse", "本人", adopted_on=date(2026, 3, 1)),
            survey.Answers("child", "本人", employed_on=TODAY + timedelta(days=1)),
            survey.Answers("child", " "),
        ):
            with pytest.raises(OfficeError):
                survey.save(office, "p-two", wrong)
