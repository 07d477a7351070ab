"""One village day with faces and voices, through the real casework, cryptography, dlib and the voice engine."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from scipy.io import wavfile

from biometric.steps import Enrolled, Refused, Step, Verdict
from biometric.voice.digits import enrolment_strings, verification_string
from fieldsuite.casework import consent, enrol, people, review, send, verify
from fieldsuite.errors import OfficeError
from fieldsuite.office import open_office
from fieldsuite.province import adjudicate
from keys.vault import officers
from tests.doubles.faces import somebody, somebody_else
from tests.doubles.puppet import Puppet, write_clip
from tests.doubles.puppet_attacks import flat_photo_swung
from tests.doubles.speech import Voice, voices
from tests.grounds import PASSPHRASE, Place

FACE, VOICE = "p-cut", "p-soon"
"""Somebody who is suspended since 2026-09 (last certified 2025-08-15), and somebody who is due on 2026-11-30."""


def end(steps: Iterator[Step]) -> Step:
    *_, last = steps
    return last


def spoken(voice: Voice, digits: str, folder: Path) -> str:
    path = folder / f"{voice.name}-{digits}.wav"
    sound = voice.say(digits)
    wavfile.write(path, sound.rate, (sound.samples.clip(-1, 1) * 32767).astype("int16"))
    return str(path)


@pytest.fixture
def agreed(place: Place) -> Place:
    with place.officer() as office:
        for who in (FACE, VOICE):
            consent.give(office, who, consent.ConsentForm(True, True, "李秀英"))
    return place


@pytest.mark.requirement("R071", "R074")
@pytest.mark.requirement("R060")
@pytest.mark.requirement("R078")
def test_the_day_is_lived_from_enrolment_to_the_new_deadline(agreed: Place, tmp_path: Path) -> None:
    person, (voice, *_) = somebody(tmp_path), voices()
    with agreed.officer() as office:
        made = end(enrol.face_photographs(office, FACE, person.photographs))
        assert isinstance(made, Enrolled)
        clip = person.film(("blink", "left"), tmp_path / "clip.avi")
        seen = end(verify.face(office, verify.FaceJob(FACE, str(clip), ("blink", "left"), place="三村六组")))
        assert isinstance(seen, Verdict) and seen.verdict == "alive_and_same"
        assert [one.action for one in seen.actions if one.seen_at is not None] == ["blink", "left"]

        strings = enrolment_strings()
        sources = [spoken(voice, digits, tmp_path) for digits in strings]
        assert isinstance(end(enrol.voice(office, VOICE, source=sources, strings=strings)), Enrolled)
        digits = verification_string()
        said = spoken(voice, digits, tmp_path)
        heard = end(verify.voice(office, VOICE, source=[said], digits=digits))
        assert isinstance(heard, Verdict) and heard.verdict == "same_and_digits"
        again = end(verify.voice(office, VOICE, source=[said], digits=digits))
        assert isinstance(again, Verdict) and again.verdict == "replayed"

        card = people.card(office, FACE)
        assert {row.modality for row in card.templates} == {"face"}
        # Sichuan, articles 7, 8, 34: certified on 2026-11-21, due a cycle of twelve months later, to the day.
        assert [benefit.standing.deadline for benefit in card.benefits] == [date(2027, 11, 21)]
        mine = [item.record_id for item in review.queue(office)]
        assert len(mine) == 2 and all(item.own for item in review.queue(office))
        with pytest.raises(OfficeError, match="E_SAMEPERSON"):
            review.decide(office, mine[0], True)
    with agreed.reviewer() as office:
        for record in mine:
            review.decide(office, record, True)
        sent = agreed.pack(office)
    with agreed.clerk() as desk:
        (arrived,) = agreed.arrive(desk, sent.path)
        assert arrived.result == "imported" and arrived.counts == {"stored": sent.records}
        cases = adjudicate.cases(desk)
        assert {case.method for case in cases} == {"face", "voice"}
        assert adjudicate.decide(desk, [case.record_id for case in cases], "accepted") == 2
        agreed.dispatch(desk)
    with agreed.officer() as office:
        agreed.read(office)
        (row,) = [
            row
            for row in people.card(office, FACE).history
            if row.method == "face" and row.kind == "verification"
        ]
        assert row.state == "accepted" and row.deadline == date(2027, 11, 21)
        account = send.outbox(office).account
        assert account.balanced and account.accepted == account.created
        assert send.outbox(office).bundles[0].state == "closed"


@pytest.mark.requirement("R068")
def test_somebody_else_is_not_the_person(agreed: Place, tmp_path: Path) -> None:
    other = somebody_else()
    if other is None:
        pytest.skip("needs several real people, which are not beside this project")
    with agreed.officer() as office:
        end(enrol.face_photographs(office, FACE, somebody(tmp_path).photographs))
        clip = other.film(("right", "mouth"), tmp_path / "other.avi")
        seen = end(verify.face(office, verify.FaceJob(FACE, str(clip), ("right", "mouth"))))
        assert isinstance(seen, Verdict) and seen.verdict == "not_same"
        card = people.card(office, FACE)
        assert card.tries_today == 1
        assert card.benefits[0].standing.status == "SUSPENDED", "a failed try is kept and certifies nothing"


def test_a_photograph_swung_before_the_camera_is_not_alive(agreed: Place, tmp_path: Path) -> None:
    person = somebody(tmp_path)
    with agreed.officer() as office:
        end(enrol.face_photographs(office, FACE, person.photographs))
        clip = write_clip(
            flat_photo_swung(Puppet(person.portrait), ("left", "right")), tmp_path / "swung.avi", 20
        )
        seen = end(verify.face(office, verify.FaceJob(FACE, str(clip), ("left", "right"))))
        assert isinstance(seen, Verdict) and not seen.passed
        assert people.card(office, FACE).benefits[0].standing.status == "SUSPENDED"


def test_nobody_is_enrolled_without_having_agreed(place: Place, tmp_path: Path) -> None:
    with place.officer() as office:
        with pytest.raises(OfficeError, match=r"office\.no_consent"):
            end(enrol.face_photographs(office, FACE, somebody(tmp_path).photographs))
        consent.give(office, FACE, consent.ConsentForm(False, True, "李秀英"))
        with pytest.raises(OfficeError, match=r"office\.no_consent"):
            end(enrol.face_photographs(office, FACE, somebody(tmp_path).photographs))


def test_a_photograph_without_a_face_enrols_nobody_and_says_why(agreed: Place) -> None:
    with agreed.officer() as office:
        refused = end(enrol.face_photographs(office, FACE, [agreed.photo("wall")]))
        assert isinstance(refused, Refused) and refused.reason == "no_face"
        assert people.card(office, FACE).templates == ()


@pytest.mark.requirement("R062")
def test_a_recording_certifies_nobody_in_a_real_office(real: Place, tmp_path: Path) -> None:
    person = somebody(tmp_path)
    home = real.village
    card = next(card for card in officers(home / "keys") if card.role == "officer")
    with closing(open_office(home, card.id, PASSPHRASE)) as office:
        who = people.find(office)[0].id
        consent.give(office, who, consent.ConsentForm(True, False, "李秀英"))
        assert isinstance(end(enrol.face_photographs(office, who, person.photographs)), Enrolled)
        before = people.card(office, who).benefits[0].standing.deadline
        clip = person.film(("blink", "left"), tmp_path / "clip.avi")
        seen = end(verify.face(office, verify.FaceJob(who, str(clip), ("blink", "left"))))
        assert isinstance(seen, Verdict) and seen.verdict == "alive_and_same" and seen.recorded
        outcome = verify.outcome(office, who, seen, 0)
        assert not outcome.certifies and outcome.deadlines == ()
        assert people.card(office, who).benefits[0].standing.deadline == before
