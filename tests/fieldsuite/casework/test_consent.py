"""Nobody's face or voice is captured who did not agree to it, each for itself; without it a human check stays open."""

import hashlib

import pytest

from biometric.devices import Camera, Microphone
from fieldsuite.casework import consent, enrol, people
from fieldsuite.errors import OfficeError
from tests.grounds import Place


def no_camera(source: str | None) -> Camera:
    raise AssertionError("a camera was opened without consent")


def no_microphone(source: tuple[str, ...] | None) -> Microphone:
    raise AssertionError("a microphone was opened without consent")


@pytest.mark.requirement("R076")
@pytest.mark.requirement("R079")
def test_without_consent_no_device_is_even_opened(place: Place) -> None:
    with place.officer() as office:
        office.open_camera, office.open_microphone = no_camera, no_microphone
        for capture in (enrol.face(office, "p-fine"), enrol.voice(office, "p-fine"),
                        enrol.face_photographs(office, "p-fine", [place.photo()])):  # fmt: skip
            with pytest.raises(OfficeError) as caught:
                next(capture)
            assert (caught.value.key, caught.value.code) == ("office.no_consent", "E_RULE")


@pytest.mark.requirement("R076")
def test_yes_to_the_face_is_no_yes_to_the_voice(place: Place) -> None:
    with place.officer() as office:
        consent.give(office, "p-fine", consent.ConsentForm(face=True, voice=False, read_by="李梅"))
        assert consent.require(office, "p-fine", "face") == "p-fine"
        with pytest.raises(OfficeError):
            consent.require(office, "p-fine", "voice")
        with pytest.raises(OfficeError):
            consent.require(office, "p-soon", "face")


def test_the_newest_answer_holds_so_that_a_yes_can_be_taken_back(place: Place) -> None:
    with place.officer() as office:
        consent.give(office, "p-fine", consent.ConsentForm(True, True, "李梅"))
        consent.give(office, "p-fine", consent.ConsentForm(False, False, "李梅", mark="thumb"))
        with pytest.raises(OfficeError):
            consent.require(office, "p-fine", "face")
        card = people.card(office, "p-fine")
        assert card.consent is not None and (card.consent.face, card.consent.mark) == (False, "thumb")
        assert [row.detail for row in card.history if row.kind == "consent"] == ["face+voice", "refused"]
        assert place.check(office, "p-fine").certifies


@pytest.mark.requirement("R078")
def test_the_record_names_the_text_that_was_read_out_by_its_digest(place: Place) -> None:
    with place.officer() as office:
        for lang in ("zh", "en"):
            shown = consent.text(lang)  # type: ignore[arg-type]
            assert shown.paragraphs and len(shown.sha256) == hashlib.sha256().digest_size * 2
        assert consent.text("zh").sha256 != consent.text("en").sha256
        consent.give(office, "p-fine", consent.ConsentForm(True, False, "李梅"))
        card = people.card(office, "p-fine")
        assert card.consent is not None and card.consent.text_version == consent.VERSION


@pytest.mark.parametrize("reader", ["", "  ", "\u200b"])
def test_somebody_must_have_read_the_notice_out(place: Place, reader: str) -> None:
    with place.officer() as office:
        with pytest.raises(OfficeError) as caught:
            consent.give(office, "p-fine", consent.ConsentForm(True, True, reader))
        assert caught.value.key == "office.name_missing"
        assert people.card(office, "p-fine").consent is None
