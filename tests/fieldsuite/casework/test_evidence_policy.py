"""What is kept of a verification, what is left out of it, and what becomes of it: each policy, one test."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import cv2
import numpy as np
import pytest
from sqlmodel import select

from biometric.devices import Sound
from biometric.sound_file import wav_bytes
from biometric.steps import Asked, Verdict
from fieldsuite.casework import erasing, people, review, send
from fieldsuite.casework.kept_verdict import keep, policy_of
from fieldsuite.casework.left_out import Without, able, recorded
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from fieldsuite.records import Verification
from fieldsuite.rules.policy import Policy
from fieldsuite.tables import Evidence, Journal
from tests.grounds import Place

JPEG = cv2.imencode(".jpg", np.full((480, 640, 3), 90, np.uint8))[1].tobytes()
WAV = wav_bytes(Sound(np.sin(np.arange(16000, dtype=np.float32) / 30) / 2, 16000))
"""The desk decodes what arrives: bytes that only look like a picture cost the record."""
WHO = "p-soon"


def policy(office: Office, **change: object) -> Policy:
    return replace(policy_of(office), bases=MappingProxyType({}), **change)


def seen(**more: object) -> Verdict:
    known = {
        "verdict": "alive_and_same",
        "reason": "reason_alive_and_same",
        "likeness": 0.61,
        "threshold": 0.55,
    }
    start = Verdict(
        engine="dlib", version="5553", actions=(Asked("left", 1.0, 2.0),), checks={"depth_left": 0.04},
        needs={"depth_left": 0.022}, liveness="alive", seconds=9.4, pictures=(JPEG,), **known,
    )  # type: ignore[arg-type]  # fmt: skip
    return replace(start, **more)  # type: ignore[arg-type]


def heard() -> Verdict:
    return Verdict("same_and_digits", "voice_same", "ge2e", "1", likeness=0.9, threshold=0.78, pictures=(WAV,),
                   fingerprint=b"print of the sound")  # fmt: skip


def newest(office: Office) -> Journal:
    with office.store.session() as session:
        return session.exec(select(Journal).order_by(Journal.position.desc())).first()  # type: ignore[union-attr]


def said(office: Office) -> Verification:
    return Verification.model_validate(newest(office).payload)


def settled(place: Place, office: Office) -> None:
    """Everything leaves, is decided and is read again."""
    place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, place.stick)
        decide(desk, [row.record_id for row in cases(desk)], "accepted")
        place.dispatch(desk)
        place.read(office)
    assert next(bundle.state for bundle in send.outbox(office).bundles) == "closed"


def test_a_record_explains_its_verdict(place: Place) -> None:
    with place.officer() as office:
        missed = seen(verdict="action_missed", reason="reason_action_not_seen", failed="action_left",
                      liveness="action_missed", checks={"action_left": 4.2}, needs={"action_left": 11.0})  # fmt: skip
        keep(office, WHO, "face", missed, place="三村", policy=policy_of(office))
        record = said(office)
        assert (record.failed, record.why, record.liveness) == (
            "action_left", "reason_action_not_seen", "action_missed",
        )  # fmt: skip
        assert (record.checks["action_left"], record.needs["action_left"]) == (42_000, 110_000)
        assert (record.engine, record.version, record.seconds_ms) == ("dlib", "5553", 9400)


@pytest.mark.parametrize(("method", "verdict"), [("face", seen), ("voice", heard)])
def test_never_keeps_nothing_and_says_so(place: Place, method: str, verdict: Callable[[], Verdict]) -> None:
    with place.officer() as office:
        keep(office, WHO, method, verdict(), place="", policy=policy(office, pictures="never", sound="never"))  # type: ignore[arg-type]
        row = newest(office)
        assert row.evidence == []
        assert row.payload["keeping"] == "never"
        assert not list(office.home.evidence.rglob("*.sealed"))


def test_a_sound_that_is_never_kept_is_still_known_again(place: Place) -> None:
    from fieldsuite.casework.sounds import seen_prints

    with place.officer() as office:
        keep(office, WHO, "voice", heard(), place="", policy=policy(office, sound="never"))
        assert seen_prints(office) == (b"print of the sound",)


def test_what_is_kept_stays_although_the_case_is_closed(place: Place) -> None:
    with place.officer() as office:
        keep(office, WHO, "face", seen(), place="", policy=policy(office, pictures="kept"))
        settled(place, office)
        place.clock.go(days=4000)
        assert erasing.due(office, policy=policy(office, pictures="kept")) == ()
        assert erasing.due(office) == (), "a later policy does not reach back to what was promised to be kept"


def test_what_is_unresolved_goes_when_its_days_after_closing_are_over_and_not_before(place: Place) -> None:
    with place.officer() as office:
        keep(office, WHO, "face", seen(), place="", policy=policy_of(office))
        keep(office, WHO, "voice", heard(), place="", policy=policy_of(office))
        (face, voice) = (row.evidence[0] for row in _verifications(office))
        assert erasing.due(office) == ()
        settled(place, office)
        (now,) = erasing.due(office)
        assert now.pieces == (voice,), "a sound goes at once, a picture after 90 days"
        list(erasing.erase(office))
        place.clock.go(days=89)
        assert erasing.due(office) == ()
        place.clock.go(days=1)
        (then,) = erasing.due(office)
        assert then.pieces == (face,)


def test_erasing_is_signed_named_and_shown(place: Place) -> None:
    with place.officer() as office:
        keep(office, WHO, "voice", heard(), place="", policy=policy_of(office))
        (row,) = _verifications(office)
        settled(place, office)
        *_, done = erasing.erase(office)
        assert isinstance(done, erasing.Erased) and done.pieces == 1
        record = newest(office)
        assert record.kind == "erasure"
        assert record.payload["pieces"] == row.evidence
        assert record.payload["records"] == [row.id]
        assert record.payload["profile"] == "sichuan 1"
        assert not office.evidence.holds(row.evidence[0])
        shown = people.card(office, WHO).history
        assert [(line.kind, line.method, line.detail) for line in shown if line.kind == "erasure"] == [
            ("erasure", "erasure", "closed")
        ]
        with pytest.raises(OfficeError) as gone:
            review.evidence(office, row.evidence[0])
        assert gone.value.key == "office.evidence_erased"
        with office.store.session() as session:
            kept = session.get(Evidence, row.evidence[0])
            assert kept is not None and kept.print, "a copy of the sound is still known again"


def test_what_the_power_cut_left_of_an_erasure_is_finished(place: Place) -> None:
    with place.officer() as office:
        keep(office, WHO, "voice", heard(), place="", policy=policy_of(office))
        settled(place, office)
        list(erasing.erase(office))
        office.evidence.put(WAV)
        assert list(erasing.erase(office)) == []
        assert not list(office.home.evidence.rglob("*.sealed"))


def test_an_erasure_travels_with_the_next_bundle_and_the_province_files_it(place: Place) -> None:
    with place.officer() as office:
        keep(office, WHO, "voice", heard(), place="", policy=policy_of(office))
        settled(place, office)
        with pytest.raises(OfficeError) as nothing:
            list(send.seal(office))
        assert nothing.value.key == "office.nothing_to_send", "erasing alone makes no bundle"
        place.visit(office, "p-fine")
        settled(place, office)
        with office.store.session() as session:
            row = session.exec(select(Journal).where(Journal.kind == "erasure")).one()
        assert row.bundle is not None
        assert send.outbox(office).account.balanced


def test_what_a_person_cannot_do_is_recorded_with_its_reason_and_shown_to_the_reviewer(place: Place) -> None:
    with place.officer() as office:
        without = recorded([Without("left", " 颈椎手术后不能转头 "), Without("right", "同上")])
        keep(office, WHO, "face", seen(), place="", left_out=without, policy=policy_of(office))
        assert [(one.action, one.reason) for one in said(office).left_out] == [
            ("left", "颈椎手术后不能转头"), ("right", "同上"),
        ]  # fmt: skip
        assert people.card(office, WHO).history[0].left_out == ("left", "right")
        (item,) = review.queue(office)
        assert item.left_out == (("left", "颈椎手术后不能转头"), ("right", "同上"))
        assert able([Without("left", "x"), Without("right", "x")]) == ("blink", "mouth", "up", "down")


@pytest.mark.parametrize(
    ("without", "key"),
    [
        ([Without("left", "  ")], "office.name_missing"),
        ([Without("left", "a"), Without("left", "b")], "office.left_out_twice"),
        ([Without(one, "a") for one in ("left", "right", "up", "down", "mouth")], "office.too_few_actions"),
    ],
)
def test_nothing_is_left_out_silently_or_down_to_one(without: list[Without], key: str) -> None:
    with pytest.raises(OfficeError) as refused:
        recorded(without)
    assert refused.value.key == key


def test_what_is_left_out_cannot_be_asked_all_the_same() -> None:
    with pytest.raises(OfficeError) as refused:
        recorded([Without("left", "a")], ("left", "blink"))
    assert refused.value.key == "office.left_out_twice"


def test_a_challenge_without_depth_and_one_that_is_only_recorded_are_flagged(place: Place) -> None:
    with place.officer() as office:
        keep(office, WHO, "face", seen(checks={"depth_shown": 0.0}), place="", policy=policy_of(office))
        keep(office, WHO, "face", seen(verdict="unclear", liveness="not_alive", failed="flat"), place="",
             policy=policy_of(office))  # fmt: skip
        assert {item.flags for item in review.queue(office)} == {("no_depth",), ("challenge_recorded",)}


def _verifications(office: Office) -> list[Journal]:
    with office.store.session() as session:
        rows = session.exec(
            select(Journal)
            .where(Journal.kind == "verification", Journal.status == "own")
            .order_by(Journal.position)
        )
        return list(rows)
