"""初审 and 复核: whoever made a record does not review it; a return says why; nothing is ever written over."""

from datetime import date

import pytest
from sqlmodel import select

from fieldsuite.casework import people, review, send, verify
from fieldsuite.casework.returned import returned
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.records import parse
from fieldsuite.tables import Journal
from fieldsuite.words import say
from sync.record import CHAIN_START, read_record
from sync.record import verify as verify_record
from tests.grounds import Place


def journal(office: Office) -> list[Journal]:
    with office.store.session() as session:
        return list(session.exec(select(Journal).order_by(Journal.position)))  # type: ignore[arg-type]


@pytest.mark.requirement("R019")
def test_a_human_check_says_who_was_seen_with_what_and_why_no_machine_did_it(place: Place) -> None:
    with place.officer() as office:
        saved = place.check(office, "p-cut", reason="本人卧床，摄像头无法使用")
        (row,) = journal(office)
        card = people.card(office, "p-cut")
    assert saved.certifies and saved.needs_review
    assert row.payload["document"] == "id_card" and row.payload["reason"] == "本人卧床，摄像头无法使用"
    assert (card.history[0].method, card.history[0].detail) == ("manual", "confirmed")
    assert card.benefits[0].standing.status == "OK" and card.benefits[0].pending


@pytest.mark.requirement("R028")
@pytest.mark.parametrize(("reason", "where"), [("", "三村"), (" \u3000", "三村"), ("本人没有手机", " ")])
def test_a_human_check_without_a_reason_or_a_place_is_refused(place: Place, reason: str, where: str) -> None:
    with place.officer() as office:
        with pytest.raises(OfficeError) as caught:
            verify.by_hand(office, "p-cut", verify.HumanCheck("id_card", reason, where, (place.photo(),)))
        assert exit_status(caught.value.code) == 2 and journal(office) == []


@pytest.mark.requirement("R150")
def test_a_human_check_without_a_photograph_is_refused(place: Place) -> None:
    with place.officer() as office:
        with pytest.raises(OfficeError) as caught:
            verify.by_hand(office, "p-cut", verify.HumanCheck("id_card", "没有手机", "三村", ()))
        assert caught.value.code == "E_RULE" and journal(office) == []


@pytest.mark.requirement("R150")
@pytest.mark.requirement("R153")
def test_ones_own_record_cannot_be_reviewed(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
        (item,) = review.queue(office)
        assert item.own
        with pytest.raises(OfficeError) as caught:
            review.decide(office, saved.record_id, True)
        assert caught.value.code == "E_SAMEPERSON"
        assert say(caught.value.key, "zh") == "您不能复核自己初审的记录。"
        assert len(journal(office)) == 1


def test_whoever_certified_the_wrong_person_takes_it_back_alone_and_it_counts_no_more(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-cut")
        assert people.card(office, "p-cut").benefits[0].standing.status == "OK"
        review.decide(office, saved.record_id, False, "认错人了")
        card = people.card(office, "p-cut")
        assert card.benefits[0].standing.status == "SUSPENDED" and review.queue(office) == ()
        assert "withdrawn" in {row.state for row in card.history} and returned(office) == ()


def test_a_death_is_not_taken_back_by_whoever_reported_it(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine", status="dead", death_on=date(2026, 11, 1))
        with pytest.raises(OfficeError) as caught:
            review.decide(office, saved.record_id, False, "写错了")
    assert caught.value.code == "E_SAMEPERSON"


@pytest.mark.requirement("R150")
def test_a_second_officer_agrees_and_the_record_is_ready(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine", status="partial_care")
        assert people.card(office, "p-fine").history[0].state == "waiting_review"
    with place.reviewer() as office:
        (item,) = review.queue(office)
        assert (item.name, item.officer, item.own, item.detail) == ("单国强", "练习员", False, "partial_care")
        assert review.evidence(office, item.evidence[0]).startswith(b"\x89PNG")
        review.decide(office, saved.record_id, True)
        assert review.queue(office) == ()
        states = {row.kind: row.state for row in people.card(office, "p-fine").history}
    assert states["visit"] == "ready" and states["review"] == "ready"


@pytest.mark.parametrize("reason", ["", "  ", "\u200b\n"])
def test_a_return_without_a_reason_is_refused(place: Place, reason: str) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
    with place.reviewer() as office:
        with pytest.raises(OfficeError) as caught:
            review.decide(office, saved.record_id, False, reason)
        assert (caught.value.key, caught.value.code) == ("office.reason_missing", "E_RULE")
        assert len(review.queue(office)) == 1


def test_what_the_reviewer_returned_counts_no_longer_and_can_be_done_anew(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-cut")
        assert people.card(office, "p-cut").benefits[0].standing.status == "OK"
    with place.reviewer() as office:
        review.decide(office, saved.record_id, False, "照片上看不清脸，请重拍")
    with place.officer() as office:
        card = people.card(office, "p-cut")
        assert card.benefits[0].standing.status == "SUSPENDED" and not card.benefits[0].pending
        assert "review_returned" in {row.state for row in card.history}
        again = place.visit(office, "p-cut")
        assert people.card(office, "p-cut").benefits[0].standing.status == "OK"
    with place.reviewer() as office:
        assert [item.record_id for item in review.queue(office)] == [again.record_id]


@pytest.mark.parametrize("agree", [True, False])
def test_a_record_is_reviewed_once(place: Place, agree: bool) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
    with place.reviewer() as office:
        review.decide(office, saved.record_id, agree, "请重拍")
        for again in (True, False):
            with pytest.raises(OfficeError) as caught:
                review.decide(office, saved.record_id, again, "再看一次")
            assert caught.value.key == "office.reviewed_already"
        assert [row.kind for row in journal(office)] == ["visit", "review"]


def test_a_review_is_not_reviewed_and_nothing_else_that_needs_none(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
    with place.reviewer() as office:
        made = review.decide(office, saved.record_id, True)
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        review.decide(office, made.record_id, True)
    assert caught.value.key == "office.not_reviewable"


@pytest.mark.parametrize("name", ["", "%", "________", "gone", "0" * 32])
def test_a_record_is_named_by_its_id_and_by_nothing_that_fits_by_chance(place: Place, name: str) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
    with place.reviewer() as office:
        with pytest.raises(OfficeError) as caught:
            review.decide(office, name, True)
        assert (caught.value.key, caught.value.code) == ("office.no_record", "E_NOT_FOUND")
        assert review.decide(office, saved.record_id[:8], True).person_id == "p-fine"


@pytest.mark.requirement("R157")
def test_every_record_is_signed_by_who_made_it_and_chained_to_the_one_before(place: Place) -> None:
    with place.officer() as office:
        first = place.visit(office, "p-fine")
        place.check(office, "p-cut")
    with place.reviewer() as office:
        review.decide(office, first.record_id, True)
        chain, names = CHAIN_START, []
        for row in journal(office):
            signed = read_record(row.line)
            assert signed.record.prev == chain and (signed.digest, signed.chain) == (row.digest, row.chain)
            names.append(verify_record(signed, office.require_trust()).name)
            assert dict(signed.record.payload) == row.payload and parse(row.kind, row.payload)
            chain = signed.chain
    assert names == ["练习员", "练习员", "复核员"]


def test_a_later_act_changes_no_byte_of_an_earlier_record(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
        before = journal(office)[0].line
    with place.reviewer() as office:
        review.decide(office, saved.record_id, False, "请重拍")
    with place.officer() as office:
        place.visit(office, "p-fine", status="bedridden")
        assert journal(office)[0].line == before


def test_a_coordinator_who_works_alone_sends_what_nobody_has_reviewed(place: Place) -> None:
    for path in (place.village / "keys" / "officers").glob("*.json"):
        if '"supervisor"' in path.read_text(encoding="utf-8"):
            path.unlink()
    with place.officer() as office:
        place.visit(office, "p-fine")
        assert people.card(office, "p-fine").history[0].state == "ready"
        assert send.outbox(office).waiting_review == 0
