"""What was typed survives a crash; the roster holds what was found, and empty cells for what was not done yet."""

from datetime import date, timedelta

import pytest

from fieldsuite.casework import drafts, people, review, roster
from forms.errors import FormsError
from forms.roster import FORM as ROSTER
from tests.grounds import TODAY, Place


def test_a_draft_is_there_after_the_program_ended(place: Place) -> None:
    with place.officer() as office:
        drafts.keep(office, "visit:p-fine", {"place": "三村", "photos": ["a.jpg"]})
        drafts.keep(office, "visit:p-fine", {"place": "三村六组"})
    with place.officer() as office:
        assert drafts.find(office, "visit:p-fine") == {"place": "三村六组"}
        drafts.drop(office, "visit:p-fine")
        drafts.drop(office, "visit:p-fine")
        assert drafts.find(office, "visit:p-fine") is None


@pytest.mark.requirement("R142")
@pytest.mark.requirement("R144")
def test_the_roster_holds_everybody_and_what_was_found(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine", status="partial_care")
        place.visit(office, "p-cut", status="dead", death_on=date(2026, 11, 2), photos=())
        place.visit(office, "p-two", status="missing", missing_reason="外出未归", photos=())
        place.check(office, "p-soon")
        found = roster.rows(office)
    by_name = {row["name"]: row for row in found["rows"]}
    assert found["unit_name"] == office.config.name and found["filled_on"] == TODAY.isoformat()
    assert len(found["rows"]) == 28
    assert by_name["单国强"]["status"] == "partial_care" and by_name["单国强"]["cert_on"] == "2026-11-21"
    assert (by_name["区永福"]["status"], by_name["区永福"]["death_on"]) == ("dead", "2026-11-02")
    assert by_name["欧阳家旺"]["missing_reason"] == "外出未归"
    assert by_name["仇德明"]["cert_place"] == "三村村委会" and by_name["仇德明"]["status"] == "self_care"
    assert "cert_on" not in by_name["曾建国"] and by_name["曾建国"]["person_no"] == "0090000005"


def test_what_the_roster_gives_is_what_the_form_takes(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        found = roster.rows(office)
    done = [row for row in found["rows"] if "cert_on" in row]
    checked = ROSTER.check(
        {**found, "unit_head": "王强", "unit_phone": "0830-3112345", "rows": done}, TODAY, practice=True
    )
    assert checked.valid, checked.errors


def test_a_record_that_was_returned_leaves_the_roster(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
    with place.reviewer() as office:
        review.decide(office, saved.record_id, False, "请重拍")
        assert "cert_on" not in next(row for row in roster.rows(office)["rows"] if row["name"] == "单国强")


def test_the_roster_can_be_of_one_list_or_of_one_village(place: Place) -> None:
    with place.officer() as office:
        due = {row["name"] for row in roster.rows(office, which="due")["rows"]}
        assert due == {row.name for row in people.find(office, which="due")}
        assert {row["address"][:2] for row in roster.rows(office, village="三村")["rows"]} == {"三村"}
        assert roster.rows(office, village="没有这个村")["rows"] == []


def test_the_last_act_of_a_person_stands_on_the_roster(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine", status="bedridden")
        place.visit(office, "p-fine", status="self_care", on=TODAY - timedelta(days=3))
        (row,) = [row for row in roster.rows(office)["rows"] if row["name"] == "单国强"]
    assert row["status"] == "bedridden"


@pytest.mark.requirement("R143")
def test_the_roster_is_printed_where_a_font_is_found(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        try:
            printed = roster.print_roster(office, place.root / "roster.pdf")
        except FormsError as error:
            if error.code == "E_FONT":
                pytest.skip("no Chinese font is installed here")
            raise
    assert printed.pages >= 1 and (place.root / "roster.pdf").read_bytes().startswith(b"%PDF")
