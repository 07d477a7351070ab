"""A threshold is fitted to the office's own trials, set as a signed act, and followed from then on."""

from pathlib import Path

import numpy as np
import pytest

from biometric.face.dlib_engine import DlibEngine
from biometric.limits import FACE
from biometric.template import Template
from fieldsuite import engines, journal, template_store, thresholds
from fieldsuite.casework import calibrate, consent, people, review
from fieldsuite.casework.calibration_history import settings
from fieldsuite.casework.calibration_trials import Gathered, gather
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import Alarm, Enrolment, Verification
from fieldsuite.tables import Journal
from fieldsuite.thresholds import Kind, Pair
from tests.grounds import Place

VERSION = DlibEngine.version
KIND = Kind("face", "dlib", VERSION)


def enrolled(office: Office, who: list[str], spread: float = 0.02) -> None:
    """Give each of these people a made-up face far from the others', of three captures."""
    rng = np.random.default_rng(2)
    for person in who:
        middle = rng.normal(0, 0.06, 128)
        vectors = np.asarray([middle + rng.normal(0, spread / 11, 128) for _ in range(3)], np.float32)
        said = Enrolment(
            modality="face",
            engine="dlib",
            version=VERSION,
            samples=3,
            source="live",
            template_sha256="0" * 64,
        )
        with office.store.session() as session:
            row = journal.append(office, session, said, person, office.today())
            template_store.keep(office, person, Template("face", "dlib", VERSION, vectors), row.id)


def verified(
    office: Office, person: str, likeness: float, verdict: str = "alive_and_same", **more: object
) -> str:
    said = Verification(
        method="face", verdict=verdict, passed=verdict == "alive_and_same", likeness=round(likeness * 10_000),
        threshold=5500, engine="dlib", version=VERSION, source="live", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    with office.store.session() as session:
        return journal.append(office, session, said, person, office.today()).id


def everybody(office: Office) -> list[str]:
    return [row.id for row in people.find(office, limit=1000)]


def gathered(office: Office) -> Gathered:
    *_, last = gather(office, KIND)
    assert isinstance(last, Gathered)
    return last


def calibration(office: Office, far: float = 0.05) -> calibrate.Calibration:
    *_, last = calibrate.run(office, "face", far=far)
    assert isinstance(last, calibrate.Calibration)
    return last


def a_year_of_trials(place: Place) -> None:
    """Everybody is enrolled and verified three times, and the reviewer agrees."""
    rng = np.random.default_rng(4)
    with place.officer() as office:
        who = everybody(office)
        for person in who:
            consent.give(office, person, consent.ConsentForm(face=True, voice=False, read_by="李梅"))
        enrolled(office, who)
        made = [verified(office, person, float(rng.normal(0.68, 0.03))) for person in who for _ in range(3)]
    with place.reviewer() as office:
        for record in made:
            review.decide(office, record, True)


def test_only_what_people_confirmed_is_genuine_and_failed_tries_of_that_day_count_too(place: Place) -> None:
    with place.officer() as office:
        enrolled(office, ["p-fine", "p-soon", "p-cut"])
        agreed = verified(office, "p-fine", 0.70)
        verified(office, "p-soon", 0.66)
        failed = verified(office, "p-fine", 0.41, "not_same")
        verified(office, "p-cut", 0.30, "not_same")
        verified(office, "p-fine", 0.20, "not_alive")
        returned = verified(office, "p-cut", 0.60)
    with place.reviewer() as office:
        review.decide(office, agreed, True)
        review.decide(office, returned, False, "不是本人")
        found = gathered(office)
        assert sorted((one.person, one.likeness) for one in found.genuine) == [
            ("p-fine", 0.41),
            ("p-fine", 0.70),
        ]
        assert failed
        assert len(found.impostor) == 3


def test_two_people_who_share_an_alarm_are_no_impostors(place: Place) -> None:
    with place.officer() as office:
        enrolled(office, ["p-fine", "p-soon", "p-cut"])
        with office.store.session() as session:
            said = Alarm(reason="one_face_two_people", other="p-soon", likeness=7000)
            journal.append(office, session, said, "p-fine", office.today())
        found = gathered(office)
    assert found.left_out == 1
    assert {frozenset((one.person, one.other)) for one in found.impostor} == {
        frozenset(("p-cut", "p-fine")), frozenset(("p-cut", "p-soon")),
    }  # fmt: skip


def test_too_few_trials_propose_nothing(place: Place) -> None:
    with place.officer() as office:
        enrolled(office, ["p-fine", "p-soon"])
        found = calibration(office)
    assert found.proposal is None
    assert found.wanted is not None
    assert (found.wanted.genuine, found.wanted.impostor) == (60, 59)


def test_a_threshold_that_is_set_is_signed_and_followed_and_leads_back(place: Place) -> None:
    a_year_of_trials(place)
    with place.reviewer() as office:
        found = calibration(office)
        assert found.proposal is not None
        assert found.proposal.far.high <= 0.05
        place.clock.go(hours=1)
        record = calibrate.set_threshold(office, found, 0.60, "本村三十人一年的数据")
        faces = engines.face(office)
        assert (faces.limits.accept, faces.limits.unclear) == (0.60, pytest.approx(0.53))
        assert faces.limits.accept_one == FACE.accept_one
        (one,) = settings(office)
        assert (one.record_id, one.officer, one.reason) == (record, "复核员", "本村三十人一年的数据")
        assert (one.before, one.after.accept) == (Pair(0.55, 0.48), 0.60)
        assert one.far_high is not None
        with office.store.session() as session:
            row = session.query(Journal).filter(Journal.id == record).one()
        assert row.person_id == ""
        back = calibrate.reset(office, "face", "several", "换了摄像头")
        assert engines.face(office).limits == FACE
        assert [one.record_id for one in settings(office)] == [back, record]
        with pytest.raises(OfficeError) as error:
            calibrate.reset(office, "face", "several", "再来一次")
        assert error.value.key == "calibrate.built_in_already"


def test_the_setting_travels_and_the_desk_files_it(place: Place) -> None:
    a_year_of_trials(place)
    with place.reviewer() as office:
        calibrate.set_threshold(office, calibration(office), 0.60, "更严一些")
    with place.officer() as office:
        sent = place.pack(office).path
    with place.clerk() as desk:
        (arrived,) = place.arrive(desk, sent)
        assert set(arrived.counts) == {"stored"}
        assert [(one.site, one.after.accept) for one in settings(desk)] == [(place.site, 0.60)]
        assert engines.face(desk).limits == FACE, "another office's threshold is not the desk's"


@pytest.mark.parametrize(
    ("accept", "reason", "key"),
    [
        (0.50, "想让更多人通过", "calibrate.unproven"),
        (0.30, "更低", "calibrate.out_of_bounds"),
        (0.90, "更高", "calibrate.out_of_bounds"),
        (0.60, "  ", "office.name_missing"),
    ],
)
def test_a_threshold_that_nothing_bears_out_is_refused(
    place: Place, accept: float, reason: str, key: str
) -> None:
    with place.reviewer() as office:
        enrolled(office, ["p-fine", "p-soon"])
        with pytest.raises(OfficeError) as error:
            calibrate.set_threshold(office, calibration(office), accept, reason)
        assert error.value.key == key
        assert settings(office) == ()


def test_a_lower_threshold_is_set_only_when_the_trials_bear_it_out(place: Place) -> None:
    a_year_of_trials(place)
    with place.reviewer() as office:
        found = calibration(office)
        assert found.proposal is not None
        assert found.proposal.threshold < FACE.accept
        calibrate.set_threshold(office, found, found.proposal.threshold, "数据够了")
        assert engines.face(office).limits.accept == found.proposal.threshold


def test_an_officer_does_not_set_it_where_there_is_a_second_person(place: Place) -> None:
    with place.officer() as office:
        enrolled(office, ["p-fine", "p-soon"])
        with pytest.raises(OfficeError) as error:
            calibrate.set_threshold(office, calibration(office), 0.60, "更严")
        assert error.value.code == "E_ROLE"


def test_a_setting_of_another_engine_or_kind_says_nothing_here(place: Place) -> None:
    with place.reviewer() as office:
        enrolled(office, ["p-fine", "p-soon"])
        calibrate.set_threshold(office, calibration(office), 0.60, "更严")
        other = thresholds.in_force(office, Kind("face", "sface", "1"), Pair(0.4, 0.3))
        assert other == Pair(0.4, 0.3)
        one = thresholds.in_force(office, Kind("face", "dlib", VERSION, "one"), Pair(0.48, 0.48))
        assert one == Pair(0.48, 0.48)


def test_the_curve_becomes_a_picture_and_a_page(place: Place, tmp_path: Path) -> None:
    from fieldsuite.casework.calibration_picture import write
    from forms.paper.fonts import find_fonts

    a_year_of_trials(place)
    with place.officer() as office:
        found = calibration(office)
        write(office, found, tmp_path / "det.png", (), "zh")
        assert (tmp_path / "det.png").read_bytes().startswith(b"\x89PNG")
        if not find_fonts(office=office.home.fonts).paths:
            pytest.skip("needs a Chinese font on this machine")
        write(office, found, tmp_path / "det.pdf", ("一行说明",), "zh")
        assert (tmp_path / "det.pdf").read_bytes().startswith(b"%PDF")
        with pytest.raises(OfficeError):
            write(office, found, tmp_path / "det.gif", (), "zh")
