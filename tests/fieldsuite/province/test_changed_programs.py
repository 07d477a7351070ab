"""An officer with valid keys and a changed program: what the village's program would refuse, the desk rejects."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from fieldsuite import journal
from fieldsuite.casework import people, review
from fieldsuite.casework.send import to_province
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from fieldsuite.records import Payload, Review, Verification, Visit
from fieldsuite.tables import Decision, Journal, Person
from fieldsuite.words import has
from sync.record import read_record, sign_record
from tests.biometric.test_decoding_apart import HOSTILE, encoded
from tests.grounds import TODAY, Place


def forge(place: Place, office: Office, payload: Payload, who: str = "p-fine", on: date = TODAY,
          photo: bytes | None = None, kind: str = "image/png") -> str:  # fmt: skip
    """Sign whatever one likes."""
    with office.store.session() as session:
        data = [place.photo().read_bytes() if photo is None else photo] if photo != b"" else []
        evidence = [journal.keep_evidence(office, session, who, one, kind) for one in data]
        return journal.append(office, session, payload, who, on, evidence).id


def rejected(place: Place, *bundles: str | Path) -> dict[str, tuple[str, str]]:
    """What became of the records, by id: status and code."""
    with place.clerk() as desk:
        for one in place.arrive(desk, *bundles):
            assert one.result == "imported"
        cases(desk, which="all")
        with desk.store.session() as session:
            return {row.id: (row.status, row.code) for row in session.exec(select(Journal))}


SEEN = Visit(status="self_care", place="三村", at="09:14")

ROWS: list[tuple[str, dict[str, Any], tuple[str, str]]] = [
    ("alive, without a photograph", {"payload": SEEN, "photo": b""}, ("rejected", "E_RULE")),
    ("a human check without one", {"payload": Verification(method="manual", verdict="confirmed", passed=True,
     source="human", document="id_card", reason="没有手机"), "photo": b""}, ("rejected", "E_RULE")),
    ("seen before they were born", {"payload": SEEN, "on": date(1950, 1, 1)}, ("rejected", "E_RULE")),
    ("dead in two years' time", {"payload": Visit(status="dead", place="三村", at="09:14", death_on=date(2028, 1, 1)),
     "photo": b""}, ("rejected", "E_RULE")),
    ("dead before they were born", {"payload": Visit(status="dead", place="三村", at="09:14",
     death_on=date(1950, 1, 1)), "photo": b""}, ("rejected", "E_RULE")),
    ("a letter that is called a photograph", {"payload": SEEN, "photo": "一封信".encode()}, ("rejected", "E_MEDIA")),
    ("a sound that is none", {"payload": SEEN, "photo": b"\xff\xd8\xff", "kind": "audio/wav"}, ("rejected", "E_MEDIA")),
    ("a film", {"payload": SEEN, "photo": b"\0\0\0\x18ftyp", "kind": "video/mp4"}, ("rejected", "E_MEDIA")),
    # design page attacks, E74: what a decoder cannot read, or should not
    ("half a photograph", {"payload": SEEN, "photo": encoded("JPEG", 640, 480)[:9000], "kind": "image/jpeg"},
     ("rejected", "E_MEDIA")),
    *((what, {"payload": SEEN, "photo": HOSTILE[what], "kind": kind}, ("rejected", "E_MEDIA")) for what, kind in (
        ("a jpeg of 65535 by 65535", "image/jpeg"), ("a png of 2^31", "image/png"), ("a chunk bomb", "image/png"),
        ("sound of 4 GB", "audio/wav"), ("a clip with a huge atom", "video/mp4"))),
    ("seen in three days' time", {"payload": SEEN, "on": date(2026, 11, 24)}, ("stored", "E_CLOCK")),
    ("seen tomorrow, where it is tomorrow already", {"payload": SEEN, "on": date(2026, 11, 22)}, ("stored", "")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "made", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_record_that_breaks_a_rule_is_that_record_alone(
    place: Place, what: str, made: dict[str, Any], expected: tuple[str, str]
) -> None:
    with place.officer() as office:
        bad = forge(place, office, **made)
        good = place.visit(office, "p-cut").record_id
        sent = place.pack(office)
    found = rejected(place, sent.path)
    assert (found[bad], found[good]) == (expected, ("stored", "")), what


def test_a_recording_certifies_nobody_at_a_real_province(real: Place) -> None:
    passed = Verification(
        method="face", verdict="alive_and_same", passed=True, source="recording", likeness=7000
    )
    failed = Verification(method="face", verdict="not_same", passed=False, source="recording", likeness=3000)
    with real.officer() as office:
        bad, good = forge(real, office, passed), forge(real, office, failed)
        sent = real.pack(office)
    found = rejected(real, sent.path)
    assert (found[bad], found[good]) == (("rejected", "E_RULE"), ("stored", ""))


def review_of(office: Office, record: str, *, agree: bool = True, digest: str = "") -> Review:
    with office.store.session() as session:
        row = session.exec(select(Journal).where(Journal.id == record)).one()
    return Review(of=record, of_digest=digest or row.digest, agree=agree, reason="" if agree else "不对")


@pytest.mark.requirement("R150")
@pytest.mark.requirement("R153")
def test_b30_whoever_reviews_their_own_record_has_not_reviewed_it(place: Place) -> None:
    with place.officer() as office:
        seen = place.visit(office, "p-fine").record_id
        bad = forge(place, office, review_of(office, seen), photo=b"")
        sent = place.pack(office)
    found = rejected(place, sent.path)
    assert found[bad] == ("rejected", "E_SAMEPERSON") and has("province.rejected_own_review")
    with place.clerk() as desk:
        (case,) = cases(desk)
        assert "not_reviewed" in case.flags and not case.reviewed_by


def test_a_review_must_be_of_these_bytes_of_this_person_and_of_something(place: Place) -> None:
    with place.officer() as office:
        seen = place.visit(office, "p-fine").record_id
    with place.reviewer() as office:
        good = review_of(office, seen)
        bad = [
            forge(place, office, review_of(office, seen, digest="ab" * 32), photo=b""),
            forge(place, office, good, who="p-cut", photo=b""),
            forge(place, office, good.model_copy(update={"of": "cd" * 16}), photo=b""),
        ]
        right = forge(place, office, good, photo=b"")
        bad.append(forge(place, office, review_of(office, right), photo=b""))
        sent = place.pack(office)
    found = rejected(place, sent.path)
    assert [found[one] for one in bad] == [("rejected", "E_RULE")] * 4 and found[right] == ("stored", "")


def test_an_own_review_that_arrives_before_its_record_is_given_back_when_both_are_here(place: Place) -> None:
    with place.officer() as office:
        seen = place.visit(office, "p-fine").record_id
        first = place.pack(office)
        bad = forge(place, office, review_of(office, seen), photo=b"")
        second = place.pack(office)
    assert rejected(place, second.path)[bad] == ("deferred", "")
    found = rejected(place, first.path)
    assert found[bad] == ("rejected", "E_SAMEPERSON") and found[seen] == ("stored", "")
    with place.clerk() as desk:
        with desk.store.session() as session:
            decided = {row.record_id: (row.status, row.todo) for row in session.exec(select(Decision))}
        assert decided == {bad: ("returned", "own_review")}
        place.dispatch(desk)
    with place.officer() as office:
        place.read(office)
        assert any(row.state == "returned" for row in returned_rows(office))


def test_what_its_maker_took_back_is_given_back_without_a_clerk(place: Place) -> None:
    with place.officer() as office:
        seen = place.visit(office, "p-fine").record_id
        review.decide(office, seen, False, "认错人了")
        sent = place.pack(office)
    assert rejected(place, sent.path)[seen] == ("stored", "")
    with place.clerk() as desk:
        with desk.store.session() as session:
            decided = {row.record_id: row.status for row in session.exec(select(Decision))}
        assert decided[seen] == "returned" and not cases(desk)


def test_a_death_that_its_maker_took_back_is_still_for_a_clerk(place: Place) -> None:
    with place.officer() as office:
        seen = place.visit(office, "p-fine", status="dead", death_on=date(2026, 11, 1)).record_id
        bad = forge(place, office, review_of(office, seen, agree=False), photo=b"")
        sent = place.pack(office)
    assert rejected(place, sent.path)[bad] == ("rejected", "E_SAMEPERSON")
    with place.clerk() as desk:
        assert [case.record_id for case in cases(desk)] == [seen]


def returned_rows(office: Office) -> list[Any]:
    return [row for row in people.card(office, "p-fine").history if row.kind == "review"]


def test_a_shape_that_nobody_knows_stops_neither_the_import_nor_the_desk(place: Place) -> None:
    class Wish(Payload):
        kind = "wish"
        money: int = 1

    with place.officer() as office:
        bad = [forge(place, office, Wish(), photo=b""),
               forge(place, office, Review.model_construct(of="ab" * 16), photo=b"")]  # fmt: skip
        first = place.pack(office)
        bad.append(forge(place, office, Wish(), photo=b""))
        second = place.pack(office)
    found = rejected(place, second.path, first.path)
    assert [found[one] for one in bad] == [("rejected", "E_RULE")] * 3


def test_one_id_with_two_contents_is_a_conflict_for_a_person_and_never_both(place: Place) -> None:
    with place.officer() as office:
        seen = place.visit(office, "p-fine").record_id
        first = place.pack(office)
        other = forge(place, office, SEEN.model_copy(update={"place": "别处"}))
        with office.store.session() as session:
            row = session.exec(select(Journal).where(Journal.id == other)).one()
            again = replace(read_record(row.line).record, id=seen)
            before = session.exec(select(Journal).where(Journal.id == seen)).one()
            signed = sign_record(again, office.keyring.officer_key, before.chain)
            row.line, row.digest, row.chain = signed.line, signed.digest, signed.chain
            session.add(row)
        *_, second = to_province(office, place.stick)
    with place.clerk() as desk:
        place.arrive(desk, first.path)
        (one,) = place.arrive(desk, second.path)  # type: ignore[union-attr]
        assert one.counts == {"conflict": 1}
        kept = {case.record_id: case.flags for case in cases(desk)}
        assert len(kept) == 2 and any("conflict" in flags for flags in kept.values())
        (beside,) = [record for record, flags in kept.items() if "conflict" in flags]
        with pytest.raises(OfficeError) as caught:
            decide(desk, [seen, beside], "accepted")
        assert caught.value.key == "office.conflict_accept"
        with desk.store.session() as session:
            assert session.exec(select(Decision)).all() == [] and session.get(Person, "p-fine")
        decide(desk, [beside], "returned", "PLACE_UNCLEAR", "同一编号有两份内容")
        decide(desk, [seen], "accepted")
