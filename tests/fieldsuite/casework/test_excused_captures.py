"""Who has no choice about dark glasses or a full room is enrolled all the same: with a reason, and on record."""

from typing import get_args

import pytest

from biometric.face import quality
from biometric.steps import Enrolled, Refused, Step
from fieldsuite.casework import consent, enrol
from fieldsuite.casework.excuse import NOTHING, Excuse, checked, excusable
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import Excusable
from fieldsuite.tables import Journal
from tests.biometric.people import astronaut_puppet
from tests.doubles.acting import Look
from tests.doubles.head import Pose
from tests.doubles.playback import Playback
from tests.grounds import Place

HAIR = Excuse(("hat",), "刘海遮住额头，本人不愿剪")


def sitting() -> Playback:
    """Looks straight, a little to the left, a little to the right; hair lies over the forehead."""
    looks = (Look(Pose(yaw=yaw)) for yaw in (0, 11, -11) for _ in range(18))
    return Playback((astronaut_puppet().show(look) for look in looks), 12, recorded=False)


def enrolled(office: Office, excuse: Excuse = NOTHING) -> list[Step]:
    consent.give(office, "p-fine", consent.ConsentForm(face=True, voice=False, read_by="李梅"))
    office.open_camera = lambda source: sitting()
    return list(enrol.face(office, "p-fine", excuse=excuse))


@pytest.mark.requirement("R057")
def test_without_a_reason_the_capture_is_not_taken_and_with_one_it_is_recorded(place: Place) -> None:
    with place.officer() as office:
        assert isinstance(enrolled(office)[-1], Refused)
        assert isinstance(enrolled(office, HAIR)[-1], Enrolled)
        with office.store.session() as session:
            (row,) = session.query(Journal).filter(Journal.kind == "enrolment", Journal.person_id == "p-fine")
            assert row.payload["excused"] == ["hat"]
            assert row.payload["excuse"] == HAIR.reason


@pytest.mark.parametrize("excuse", [
    Excuse(("hat",), ""), Excuse(("hat",), "  "), Excuse((), "没有办法"), Excuse(("brightness",), "没有灯"),  # type: ignore[arg-type]
])  # fmt: skip
def test_no_reason_no_measure_or_one_that_hides_the_face_is_refused(excuse: Excuse) -> None:
    with pytest.raises(OfficeError) as error:
        checked(excuse)
    assert error.value.code in ("E_RULE", "E_INPUT")


def test_what_an_office_may_let_pass_is_what_the_capture_knows() -> None:
    assert set(get_args(Excusable)) == set(quality.EXCUSABLE)


def test_an_advice_says_whether_its_measure_may_be_let_pass() -> None:
    assert excusable("advice_glasses_low") == "glasses"
    assert excusable("advice_background_high") == "background"
    for other in ("advice_brightness_low", "advice_face_missing", "hold_still", "", None):
        assert excusable(other) is None


def test_reasons_for_several_things_are_kept_beside_one_another() -> None:
    both = HAIR.also("glasses", "青光眼").also("glasses", "青光眼")
    assert both == Excuse(("hat", "glasses"), "刘海遮住额头，本人不愿剪；青光眼")
