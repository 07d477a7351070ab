"""待比对 at the office: captured now, compared on this machine later, as a record of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from biometric.errors import ModelMissing
from fieldsuite.casework import consent, deletion, enrol, later, people, review, verify
from fieldsuite.casework.states import positions
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province import matches
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from fieldsuite.tables import Journal
from tests.biometric.people import astronaut_puppet
from tests.doubles import card_photos as cards
from tests.doubles import prompted
from tests.grounds import Place, _copy, _practice


def agreed(office: Office, who: str) -> None:
    consent.give(office, who, consent.ConsentForm(face=True, voice=True, read_by="李梅"))


def capture(office: Office, who: str, actions: tuple[str, ...] = ("left", "mouth")) -> str:
    """Somebody does what is asked before a live camera; nothing is compared."""
    office.open_camera = lambda source: prompted.obeying(astronaut_puppet(), actions, limits=prompted.USUAL)
    *_, last = later.face(office, who, actions=actions, place="三村村委会")  # type: ignore[arg-type]
    assert last.verdict == "no_model"
    return rows(office)[-1].id


@pytest.fixture(scope="module")
def captured_once(grounds_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice ground where somebody with a model was captured and nothing is compared yet."""
    place = Place(_copy(_practice, grounds_root, "practice", tmp_path_factory.mktemp("captured")))
    with place.officer() as office:
        photographed(office, place, "p-cut")
        capture(office, "p-cut")
    return place.root


@pytest.fixture
def waits(captured_once: Path, tmp_path: Path) -> Place:
    """That ground, for a test of its own."""
    return Place(Path(shutil.copytree(captured_once, tmp_path / "waits")))


def rows(office: Office, kind: str = "verification") -> list[Journal]:
    with office.store.session() as session:
        return session.query(Journal).filter(Journal.kind == kind).order_by(Journal.position).all()


def photographed(office: Office, place: Place, who: str) -> None:
    agreed(office, who)
    list(enrol.face_photographs(office, who, [cards.good(place.root / "card.jpg")]))


def test_a_capture_is_compared_later_and_certifies_for_its_own_day(waits: Place) -> None:
    with waits.officer() as office:
        captured = rows(office)[-1].id
        (one,) = later.waiting(office)
        assert (one.record_id, one.name, one.method, one.template) == (
            captured,
            "区永福",
            "face",
            True,
        )
        day = office.today()
        waits.clock.go(days=3)
        *_, report = later.match_all(office)
        (one,) = report.matched  # type: ignore[union-attr]
        assert (one.verdict, one.passed, one.capture) == ("alive_and_same", True, captured)
        before, made = rows(office)
        assert (before.id, before.payload["verdict"], before.payload["passed"]) == (
            captured,
            "no_model",
            False,
        )
        assert (made.id, made.about, made.payload["of"]) == (one.record_id, captured, captured)
        assert made.payload["of_digest"] == before.digest
        assert made.occurred_on == day < office.today()
        assert made.payload["source"] == "live"
        assert made.evidence
        assert later.waiting(office) == ()
        assert [row.on for row in people.card(office, "p-cut").history if row.detail == "alive_and_same"] == [
            day
        ]
        (benefit,) = people.card(office, "p-cut").benefits
        assert benefit.standing.status == "OK"
    with waits.reviewer() as office:
        assert [item.record_id for item in review.queue(office)] == [made.id]


def test_what_was_compared_stays_when_a_run_is_interrupted_and_the_rest_goes_on(waits: Place) -> None:
    with waits.officer() as office:
        first, second = rows(office)[-1].id, capture(office, "p-cut", ("right", "mouth"))
        steps: Iterator[object] = later.match_all(office)
        done = next(step for step in steps if isinstance(step, later.Matched))
        steps.close()  # type: ignore[attr-defined]
        assert done.capture == first
        assert [one.record_id for one in later.waiting(office)] == [second]
        *_, report = later.match_all(office)
        assert [one.capture for one in report.matched] == [second]  # type: ignore[union-attr]


def test_a_capture_without_a_template_waits_on_and_needs_a_recorded_consent(place: Place) -> None:
    with place.officer() as office:
        with pytest.raises(OfficeError) as error:
            list(later.face(office, "p-cut"))
        assert error.value.key == "office.no_consent"
        agreed(office, "p-cut")
        capture(office, "p-cut")
        *_, report = later.match_all(office)
        assert [one.verdict for one in report.left] == ["no_template"]  # type: ignore[union-attr]
        assert len(rows(office)) == 1
        photographed(office, place, "p-cut")
        *_, report = later.match_all(office)
        assert [one.verdict for one in report.matched] == ["alive_and_same"]  # type: ignore[union-attr]


def test_missing_models_are_said_and_nothing_is_lost(waits: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from biometric import models

    with waits.officer() as office:
        with monkeypatch.context() as patch:
            patch.setattr(models, "find_spec", lambda name: None)
            for cached in (models.weights_path, models._landmarks, models._resnet):
                cached.cache_clear()
            with pytest.raises(ModelMissing):
                list(later.match_all(office))
        for cached in (models.weights_path, models._landmarks, models._resnet):
            cached.cache_clear()
        assert len(later.waiting(office)) == 1


def test_evidence_that_is_gone_is_said_and_the_capture_waits(waits: Place) -> None:
    with waits.officer() as office:
        captured = rows(office)[-1].id
        clip = rows(office)[-1].evidence[0]
        office.evidence.erase(clip)
        *_, report = later.match_all(office)
        assert [(one.verdict, one.reason) for one in report.left] == [  # type: ignore[union-attr]
            ("unreadable", "office.evidence_gone")
        ]
        assert [one.record_id for one in later.waiting(office)] == [captured]


def test_whoever_captured_does_not_review_what_a_colleague_compared(waits: Place) -> None:
    with waits.reviewer() as office:
        *_, report = later.match_all(office)
        (one,) = report.matched  # type: ignore[union-attr]
    with waits.officer() as office, pytest.raises(OfficeError) as error:
        review.decide(office, one.record_id, True)
    assert error.value.code == "E_SAMEPERSON"


def test_the_desk_compares_what_an_office_captured_and_the_deadline_comes_home(place: Place) -> None:
    with place.officer() as office:
        agreed(office, "p-cut")
        captured = capture(office, "p-cut")
        sent = place.pack(office).path
    with place.clerk() as desk:
        (arrived,) = place.arrive(desk, sent)
        assert arrived.counts == {"stored": 2}
        (case,) = cases(desk)
        assert (case.record_id, case.detail) == (captured, "no_model")
        with pytest.raises(OfficeError) as error:
            decide(desk, [captured], "accepted")
        assert error.value.key == "office.not_compared"
        *_, report = matches.match_all(desk)
        assert [one.verdict for one in report.left] == ["no_template"]  # type: ignore[union-attr]
        card = cards.good(place.root / "cards" / "p-cut.jpg")
        from fieldsuite.casework import batch

        list(batch.folder(desk, card.parent, workers=1))
        *_, report = matches.match_all(desk)
        assert [(one.verdict, one.passed) for one in report.matched] == [("alive_and_same", True)]  # type: ignore[union-attr]
        assert matches.waiting(desk) == ()
        (case,) = cases(desk)
        assert (case.record_id, case.detail) == (captured, "alive_and_same")
        assert case.likeness is not None
        assert case.benefits[0][1] == "SUSPENDED"
        assert decide(desk, [captured], "accepted") == 1
        assert cases(desk) == ()
        place.dispatch(desk)
    with place.officer() as office:
        place.read(office)
        (benefit,) = people.card(office, "p-cut").benefits
        assert benefit.standing.status == "OK"
        assert later.waiting(office) == ()
        with office.store.session() as session:
            assert positions(office, session)[captured].state == "accepted"


def test_what_the_office_compared_itself_is_the_case_and_the_capture_is_filed(waits: Place) -> None:
    with waits.officer() as office:
        captured = rows(office)[-1].id
        list(later.match_all(office))
        made = rows(office)[-1].id
        sent = waits.pack(office).path
    with waits.clerk() as desk:
        waits.arrive(desk, sent)
        assert [case.record_id for case in cases(desk)] == [made]
        assert matches.waiting(desk) == ()
        decided = {case.record_id: case.status for case in cases(desk, which="decided")}
        assert decided[captured] == "accepted"


def test_the_machine_verifies_with_what_is_there_and_captures_where_models_are_missing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from biometric.voice import builtin

    def gone() -> None:
        raise ModelMissing("engine_missing", engine="ge2e")

    monkeypatch.setattr(builtin, "built_in_engine", gone)
    with place.officer() as office:
        agreed(office, "p-cut")
        office.open_microphone = lambda source: (_ for _ in ()).throw(AssertionError("not reached"))  # type: ignore[misc,assignment]
        with pytest.raises(AssertionError, match="not reached"):
            list(verify.voice(office, "p-cut"))


def test_withdrawing_leaves_a_capture_that_cannot_be_compared_any_more(waits: Place) -> None:
    with waits.officer() as office:
        (gone,) = consent.withdraw(office, "p-cut", ["face"], "李梅")
        assert isinstance(gone, deletion.Deleted)
        *_, report = later.match_all(office)
        assert [one.verdict for one in report.left] == ["no_template"]  # type: ignore[union-attr]
