"""Fraud by the officer or the subject, as the desk meets it: shown beside the record, and some need a second person."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from biometric.pictures import taken_on
from fieldsuite import journal
from fieldsuite.acts import Relative
from fieldsuite.casework import audit, consent, review
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.province import adjudicate, conduct
from fieldsuite.records import Enrolment, Verification
from tests.fieldsuite.cli.line import Line
from tests.grounds import TODAY, Place

FACE = Enrolment(
    modality="face", engine="dlib", version="1", samples=3, source="live", template_sha256="0" * 64
)
ALIVE = Verification(
    method="face",
    verdict="alive_and_same",
    passed=True,
    likeness=7000,
    threshold=5500,
    source="live",
    seconds_ms=14_000,
)


def written(office: Office, payload: Payload, who: str = "p-fine", on: date = TODAY) -> str:
    """A record as a changed program could write it: signed by the officer's own key, whatever it says."""
    with office.store.session() as session:
        return journal.append(office, session, payload, who, on).id


def agreed(office: Office, who: str = "p-fine", **said: bool) -> None:
    consent.give(office, who, consent.ConsentForm(**{"face": True, "voice": False, **said}, read_by="李梅"))


def sent(place: Place) -> None:
    with place.officer() as office:
        path = place.pack(office).path
    with place.clerk() as desk:
        assert [one.result for one in place.arrive(desk, path)] == ["imported"]


def flags(place: Place, record: str, bundle: str | None = None) -> tuple[str, ...]:
    with place.clerk() as desk:
        return next(row.flags for row in adjudicate.cases(desk, bundle=bundle) if row.record_id == record)


def refused(place: Place, record: str) -> str:
    with place.clerk() as desk, pytest.raises(OfficeError) as caught:
        adjudicate.decide(desk, [record], "accepted")
    return caught.value.code


def test_f86_a_model_replaced_and_used_the_same_day_needs_a_second_person(place: Place) -> None:
    with place.officer() as office:
        agreed(office)
        first = written(office, FACE, on=date(2026, 11, 1))
        written(office, FACE.model_copy(update={"renews": first}))
        record = written(office, ALIVE)
    sent(place)
    assert "reference_replaced" in flags(place, record)
    assert refused(place, record) == "E_THRESHOLD"
    with place.reviewer() as office:
        review.decide(office, record, True)
    sent(place)
    with place.clerk() as desk:
        assert adjudicate.decide(desk, [record], "accepted") == 1


def test_f87_an_officer_with_the_name_of_a_helping_relative_needs_a_second_person(place: Place) -> None:
    with place.officer() as office:
        written(office, Relative(step="bound", helper=office.officer.name, relation="子女"))
        record = place.visit(office, "p-fine").record_id
        other = place.visit(office, "p-soon").record_id
    sent(place)
    assert "own_relative" in flags(place, record) and "own_relative" not in flags(place, other)
    assert refused(place, record) == "E_THRESHOLD"


def test_f79_a_print_that_policy_only_noted_needs_a_second_person(place: Place) -> None:
    said = {"checks": {"passive": 1200}, "needs": {"passive": 5000}, "passive": "minifasnet"}
    with place.officer() as office:
        agreed(office)
        written(office, FACE)
        record = written(office, ALIVE.model_copy(update=said))
    sent(place)
    assert "looks_like_copy" in flags(place, record)
    assert refused(place, record) == "E_THRESHOLD"


def test_f85_f93_the_dead_do_not_come_back_unseen(place: Place) -> None:
    with place.officer() as office:
        died = place.visit(office, "p-fine", status="dead", death_on=date(2026, 11, 2)).record_id
    with place.reviewer() as office:
        review.decide(office, died, True)
    sent(place)
    with place.clerk() as desk:
        adjudicate.decide(desk, [died], "accepted")
    with place.officer() as office:
        record = place.visit(office, "p-fine").record_id
    sent(place)
    assert "after_death" in flags(place, record)
    with place.clerk() as desk:
        first = conduct.suspects(desk)[0]
    assert (first.record_id, first.signs[0]) == (record, "after_death") and first.score >= 60


@pytest.mark.parametrize("whose", ["nobody", "another", "voice only"])
def test_f94_a_model_without_its_own_persons_consent_is_rejected(place: Place, whose: str) -> None:
    with place.officer() as office:
        if whose == "another":
            agreed(office, "p-soon")
        if whose == "voice only":
            agreed(office, face=False, voice=True)
        record = written(office, FACE)
        path = place.pack(office).path
    with place.clerk() as desk:
        assert place.arrive(desk, path)[0].counts["rejected"] == 1
        said = next(row for row in adjudicate.cases(desk, which="all") if row.record_id == record)
    assert said.status == "rejected"


def photograph(day: str, path: Path) -> Path:
    told = Image.Exif()
    told.get_ifd(0x8769)[0x9003] = f"{day} 09:00:00"
    Image.effect_noise((64, 64), 80).convert("RGB").save(path, exif=told)
    return path


def test_f92_a_photograph_of_another_day_is_shown(place: Place, tmp_path: Path) -> None:
    with place.officer() as office:
        old = place.visit(
            office, "p-fine", photos=(photograph("2025:03:04", tmp_path / "old.jpg"),)
        ).record_id
        new = place.visit(
            office, "p-soon", photos=(photograph("2026:11:21", tmp_path / "new.jpg"),)
        ).record_id
    sent(place)
    with place.clerk() as desk:
        bundle = adjudicate.desk(desk).bundles[0].bundle
    assert "photo_day" in flags(place, old, bundle) and "photo_day" not in flags(place, new, bundle)


@pytest.mark.parametrize("day", ["0000:00:00", "heute", "", "2026:13:41"])
def test_a_day_that_makes_no_sense_says_nothing(day: str, tmp_path: Path) -> None:
    assert taken_on(photograph(day, tmp_path / "odd.jpg").read_bytes()) is None
    assert taken_on(b"RIFF no picture") is None


def test_a_photograph_without_a_day_says_nothing() -> None:
    plain = io.BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "PNG")
    assert taken_on(plain.getvalue()) is None


def test_the_command_lists_them_by_score_with_their_reasons(
    live: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    with live.officer() as office:
        agreed(office)
        written(office, FACE, on=office.today())
        written(office, FACE.model_copy(update={"renews": "0" * 32}), on=office.today())
        record = written(office, ALIVE, on=office.today())
    sent(live)
    said = Line(capfd).ask("province", "signs", home=live.province, secret=live.secret)
    assert said["records"][0]["record_id"] == record
    assert "reference_replaced" in said["records"][0]["signs"] and said["records"][0]["score"] >= 40
    assert said["officers"] == []


def test_f89_who_looked_at_a_photograph_stands_in_the_log(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
    with place.reviewer() as office:
        item = next(one for one in review.queue(office) if one.evidence)
        review.evidence(office, item.evidence[0])
        looked = audit.listed(office, act="look")
    assert [entry.subject for entry in looked] == [item.evidence[0][:12]]
