"""One village day, end to end: the list comes in, people are seen, a second officer looks, the province decides, and
the answer is read in the village. Every date is counted from 四川规程, on 21 November 2026."""

from collections import Counter
from datetime import date

import pytest

from fieldsuite.casework import home, inbox, people, review, roster, send
from fieldsuite.casework.due import due
from fieldsuite.casework.returned import returned
from fieldsuite.office import Office
from fieldsuite.province import register
from fieldsuite.province.adjudicate import decide, desk
from fieldsuite.province.cases import cases
from forms.errors import FormsError
from tests.grounds import Place, cast


def deadlines(office: Office, who: str) -> dict[str, date | None]:
    return {row.benefit: row.deadline for row in due(office) if row.person == who}


def balanced(office: Office) -> send.OutboxView:
    """The outbox, whose account must balance whenever it is looked at."""
    view = send.outbox(office)
    assert view.account.balanced
    return view


@pytest.mark.requirement("R117")
@pytest.mark.requirement("R150")
@pytest.mark.requirement("R178")
def test_a_village_day_from_the_list_to_the_answer(place: Place) -> None:
    # The province puts one more person to verify on the list and sends it.
    with place.clerk() as province:
        more = cast()[0].model_copy(update={"benefits": (), "certified": (), "tasks": cast()[5].tasks})
        register.take(province, [more], place.site)
        place.dispatch(province)

    # Morning in the village: the list comes in, and the plan of the day is there.
    with place.officer() as office:
        (tasks,) = [read for read in place.read(office) if read.kind == "tasks" and not read.same]
        assert (tasks.people, tasks.new_people) == (28, 0)
        morning = home.view(office)
        assert morning.visits and morning.to_verify >= 2 and morning.not_sent == 0
        assert deadlines(office, "p-cut") == {"pension": date(2026, 8, 15)}

        # Somebody is found by the letters of the name, somebody else by the last four of the card.
        (who,) = people.find(office, "oyf")
        assert (who.name, who.status) == ("区永福", "SUSPENDED")
        tail = cast()[5].id_no[-4:]
        assert "p-verify" in {row.id for row in people.find(office, tail)}

        # At the doors.
        lifted = place.visit(office, who.id, status="partial_care", phone="13812345678")
        blurred = place.visit(office, "p-verify")
        died = place.visit(office, "p-month", status="dead", death_on=date(2026, 10, 30), photos=())
        checked = place.check(office, "p-soon", reason="本人没有智能手机")
        assert lifted.deadlines == (("pension", date(2027, 11, 21)),)
        evening = home.view(office)
        assert (evening.waiting_review, evening.review_by_others) == (0, 4)  # nobody reviews their own
        assert (evening.not_sent, len(evening.done)) == (4, 4)
        balanced(office)

    # The second officer looks at each, with its picture, and prints the roster.
    with place.reviewer() as office:
        assert (home.view(office).waiting_review, home.view(office).review_by_others) == (4, 0)
        for item in review.queue(office):
            assert not item.own and all(review.evidence(office, piece) for piece in item.evidence)
            review.decide(office, item.record_id, True)
        assert review.queue(office) == () and home.view(office).waiting_review == 0
        try:
            printed = roster.print_roster(office, place.root / "roster.pdf")
            assert printed.pages >= 2
        except FormsError as error:
            assert error.code == "E_FONT"
        sent = place.pack(office)
        assert (sent.records, sent.blobs) == (8, 3)
        assert balanced(office).bundles[0].state == "exported"

    # The desk receives, looks, and decides: two accepted, the death accepted, one returned.
    place.clock.go(days=3)
    with place.clerk() as province:
        (arrived,) = place.arrive(province, place.stick)
        assert (arrived.result, arrived.counts) == ("imported", {"stored": 8})
        waiting = {case.record_id: case for case in cases(province)}
        assert set(waiting) == {saved.record_id for saved in (lifted, blurred, died, checked)}
        assert all(
            case.reviewed_by == "复核员" and case.review_agrees and not case.flags
            for case in waiting.values()
        )
        assert waiting[lifted.record_id].back_pay == ("2026-09", "2026-10", "2026-11")
        decide(province, [lifted.record_id, died.record_id, checked.record_id], "accepted")
        decide(province, [blurred.record_id], "returned", "PHOTO_UNCLEAR", "请重新拍照，脸要看得清")
        numbers = desk(province)
        assert (numbers.waiting, numbers.accepted, numbers.returned) == (0, 3, 1)
        place.dispatch(province)

    # The village reads the answer: deadlines, the suspension lifted, the death, and what is to be done again.
    with place.officer() as office:
        kinds = Counter(read.kind for read in place.read(office) if not read.same)
        assert kinds == {"receipt": 1, "decision": 1, "tasks": 1}
        assert deadlines(office, "p-cut") == {"pension": date(2027, 11, 21)}
        assert deadlines(office, "p-soon") == {"pension": date(2027, 11, 21)}
        card = people.card(office, "p-cut")
        assert card.benefits[0].standing.status == "OK" and not card.benefits[0].pending
        assert card.benefits[0].standing.back_pay == ("2026-09", "2026-10", "2026-11")
        assert card.mobility == "partial_care" and people.unmask(office, "p-cut")[1] == "13812345678"
        visit = next(row for row in card.history if row.record_id == lifted.record_id)
        assert (visit.state, visit.deadline) == ("accepted", date(2027, 11, 21))
        assert people.card(office, "p-month").benefits[0].standing.status == "DECEASED"
        (again,) = returned(office)
        assert (again.person_id, again.message) == ("p-verify", "请重新拍照，脸要看得清")
        (row,) = people.find(office, "p-verify")
        assert row.verify_days == (date(2027, 2, 21) - date(2026, 11, 24)).days
        assert deadlines(office, "p-verify") == {"pension": date(2027, 5, 20)}
        view = balanced(office)
        assert view.bundles[0].state == "closed"
        assert (view.account.accepted, view.account.returned, view.account.not_packed) == (7, 1, 0)
        assert inbox.read_all(office, [place.stick]) and balanced(office) == view

        # Done again, it goes out with the next bundle.
        place.visit(office, "p-verify")
        assert returned(office) == () and balanced(office).ready == 1
