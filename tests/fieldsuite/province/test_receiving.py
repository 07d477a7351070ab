"""A bundle arrives at the desk: taken once, refused with its code, held when its device has two histories."""

import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.casework import access, review
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from fieldsuite.register import upsert
from fieldsuite.tables import Decision, Evidence, Journal, Person
from fieldsuite.words import has
from tests.grounds import CHEAP, PASSPHRASE, Place, cast


def counted(office: Office) -> Counter[str]:
    """Rows of the desk by table: what must not change when nothing was taken."""
    with office.store.session() as session:
        return Counter({table.__name__: len(session.exec(select(table)).all())
                        for table in (Journal, Evidence, Decision, Person)})  # fmt: skip


def bundle(place: Place, *who: str) -> Path:
    """A bundle of visits, sealed in the village."""
    with place.officer() as office:
        for person in who:
            place.visit(office, person)
        return Path(place.pack(office).path)


def test_what_was_sent_is_there_with_its_evidence_and_the_counts_add_up(place: Place) -> None:
    path = bundle(place, "p-fine", "p-cut")
    with place.clerk() as desk:
        (one,) = place.arrive(desk, path)
        assert (one.result, one.code, one.counts) == ("imported", "", {"stored": 2})
        with desk.store.session() as session:
            rows = session.exec(select(Journal)).all()
        assert [desk.evidence.get(digest)[:4] for row in rows for digest in row.evidence] == [b"\x89PNG"] * 2
        assert {case.name for case in cases(desk)} == {"单国强", "区永福"}
        assert Path(one.receipt).is_file()


def test_c43_the_same_bundle_again_changes_nothing_and_gives_the_same_receipt(place: Place) -> None:
    path = bundle(place, "p-fine")
    with place.clerk() as desk:
        (first,) = place.arrive(desk, path)
        receipt, before = Path(first.receipt).read_bytes(), counted(desk)
        place.clock.go(hours=5)
        copy = shutil.copy(path, place.root / "renamed.fosb")
        for again in (path, copy):
            (one,) = place.arrive(desk, again)
            assert (one.result, one.counts, one.bundle) == ("same", {"stored": 1}, first.bundle)
            assert Path(one.receipt).read_bytes() == receipt
        assert counted(desk) == before


@pytest.mark.parametrize("at", [-1, -200, -900, 2000])
def test_a_damaged_bundle_is_refused_and_kept_and_the_whole_one_is_still_taken(place: Place, at: int) -> None:
    path = bundle(place, "p-fine")
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    bad = place.root / "bad.fosb"
    bad.write_bytes(data)
    with place.clerk() as desk:
        before = counted(desk)
        (one,) = place.arrive(desk, bad)
        assert (one.result, one.code, exit_status(one.code)) == ("rejected", "E_AEAD", 4)
        assert has(one.message) and counted(desk) == before
        assert [path.read_bytes() for path in desk.home.inbox.glob("*.refused")] == [bytes(data)]
        assert place.arrive(desk, path)[0].result == "imported"


def test_a_refused_bundle_never_stops_the_next(place: Place) -> None:
    path = bundle(place, "p-fine")
    letter = place.root / "letter.fosb"
    letter.write_text("这不是包", encoding="utf-8")
    empty = place.root / "empty.fosb"
    empty.touch()
    with place.clerk() as desk:
        arrived = place.arrive(desk, letter, empty, path)
    assert [(one.result, one.code) for one in arrived[:2]] == [
        ("rejected", "E_MAGIC"),
        ("rejected", "E_MAGIC"),
    ]
    assert arrived[2].result == "imported"


def test_a_file_that_is_not_there_is_said_before_anything_is_taken(place: Place) -> None:
    path = bundle(place, "p-fine")
    with place.clerk() as desk:
        before = counted(desk)
        with pytest.raises(OfficeError) as caught:
            place.arrive(desk, path, place.root / "gone.fosb")
        assert exit_status(caught.value.code) == 2 and counted(desk) == before


def test_what_the_desk_wrote_on_the_stick_itself_is_no_bundle_that_arrives(place: Place) -> None:
    path = bundle(place, "p-fine")
    with place.clerk() as desk:
        arrived = place.arrive(desk, place.stick)
        assert [one.file for one in arrived] == [path.name]
        letter = next(file for file in place.stick.glob("*.fosb") if file != path)
        (one,) = place.arrive(desk, letter)
        assert (one.result, one.code) == ("rejected", "E_RECIPIENT")


def test_a_bundle_for_another_province_is_refused(place: Place, real: Place) -> None:
    path = bundle(place, "p-fine")
    with real.clerk() as desk:
        (one,) = real.arrive(desk, path)
    assert (one.result, one.code, exit_status(one.code)) == ("rejected", "E_RECIPIENT", 4)


def test_a_village_receives_no_bundles(place: Place) -> None:
    path = bundle(place, "p-fine")
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        place.arrive(office, path)
    assert caught.value.key == "office.not_province"


def test_a_real_province_takes_nothing_that_calls_itself_practice(real: Place) -> None:
    """An insider changes the program of a real office into one of practice, where a recording certifies."""
    with real.officer() as office:
        office.config = replace(office.config, practice=True)
        real.visit(office, "p-fine")
        path = real.pack(office).path
    with real.clerk() as desk:
        before = counted(desk)
        (one,) = real.arrive(desk, path)
        assert (one.result, one.code, exit_status(one.code)) == ("rejected", "E_PRACTICE", 4)
        assert counted(desk) == before


def test_settings_that_were_made_practice_by_hand_open_no_real_office(real: Place) -> None:
    settings = real.village / "office.json"
    settings.write_text(
        json.dumps(json.loads(settings.read_text("utf-8")) | {"practice": True}), encoding="utf-8"
    )
    with pytest.raises(OfficeError) as caught, real.officer():
        pass
    assert caught.value.code == "E_PRACTICE"


def test_a_device_that_nobody_approved_is_refused(place: Place, tmp_path: Path) -> None:
    """Somebody sets an office up under the village's name and seals to the province."""
    with place.officer() as office:
        config, trust = office.config, office.require_trust()
    access.set_up(tmp_path / "thief" / "village", config, "王五", PASSPHRASE, cost=CHEAP)
    thief = Place(tmp_path / "thief", place.site)
    thief.stick.mkdir()
    with place.clerk() as desk, thief.officer() as office:
        access.take_trust(office, trust.data, anchor=trust.fingerprint)
        with office.store.session() as session:
            upsert(session, cast()[0], thief.site)
        thief.visit(office, "p-fine")
        (one,) = place.arrive(desk, thief.pack(office).path)
    assert (one.result, one.code, exit_status(one.code)) == ("rejected", "E_SIGNATURE", 4)


@pytest.mark.requirement("R018")
def test_a_record_of_somebody_unlisted_is_rejected_and_the_others_are_stored(place: Place) -> None:
    with place.officer() as office:
        with office.store.session() as session:
            upsert(
                session,
                cast()[0].model_copy(update={"id": "p-ghost", "benefits": (), "certified": ()}),
                place.site,
            )
        for who in ("p-fine", "p-ghost", "p-cut"):
            place.visit(office, who)
        sent = place.pack(office)
    with place.clerk() as desk:
        (one,) = place.arrive(desk, sent.path)
        assert (one.result, one.code, one.counts) == ("imported", "", {"stored": 2, "rejected": 1})
        assert sum(one.counts.values()) == sent.records
        place.dispatch(desk)
        assert {case.status for case in cases(desk, which="all")} == {"waiting", "rejected"}
    with place.officer() as office:
        (receipt,) = [read for read in place.read(office) if read.kind == "receipt"]
        (line,) = [line for line in receipt.records if line["status"] == "rejected"]
        assert (line["code"], line["message"]) == ("E_RULE", "unlisted") and has("province.rejected_unlisted")


def test_a_clock_that_runs_ahead_is_stored_and_shown(place: Place) -> None:
    place.clock.go(minutes=30)
    path = bundle(place, "p-fine")
    place.clock.go(minutes=-30)
    with place.clerk() as desk:
        (one,) = place.arrive(desk, path)
        assert one.counts == {"stored": 1} and "clock" in cases(desk)[0].flags


def test_c48_one_picture_for_two_people_is_stored_and_shown(place: Place) -> None:
    with place.officer() as office:
        photo = place.photo()
        place.visit(office, "p-fine", photos=(photo,))
        place.visit(office, "p-cut", photos=(photo,))
        sent = place.pack(office)
    with place.clerk() as desk:
        (one,) = place.arrive(desk, sent.path)
        assert one.counts == {"stored": 2}
        assert {case.name: "duplicate_evidence" in case.flags for case in cases(desk)} == {
            "单国强": True,
            "区永福": True,
        }


@pytest.mark.requirement("R150")
def test_a_record_that_nobody_reviewed_is_shown_as_such(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
        place.visit(office, "p-cut")
    with place.reviewer() as office:
        review.decide(office, saved.record_id, True)
        sent = place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, sent.path)
        found = {case.name: case for case in cases(desk)}
    assert "not_reviewed" in found["区永福"].flags and not found["区永福"].reviewed_by
    assert "not_reviewed" not in found["单国强"].flags and found["单国强"].reviewed_by == "复核员"


def test_somebody_of_another_office_is_shown_as_such(place: Place) -> None:
    path = bundle(place, "p-fine")
    with place.clerk() as desk:
        with desk.store.session() as session:
            person = session.get(Person, "p-fine")
            assert person is not None
            person.site = "other-cun"
            session.add(person)
        place.arrive(desk, path)
        assert "other_site" in cases(desk)[0].flags


def test_somebody_seen_alive_after_their_death_is_never_accepted_unseen(place: Place) -> None:
    with place.officer() as office:
        died = place.visit(office, "p-fine", status="dead", death_on=date(2026, 11, 2), photos=())
        place.check(office, "p-fine")
    with place.reviewer() as office:
        review.decide(office, died.record_id, True)
        sent = place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, sent.path)
        dead, alive = cases(desk)
        decide(desk, [dead.record_id], "accepted")
        (alive,) = cases(desk)
    assert "after_death" in alive.flags and alive.status == "waiting"
