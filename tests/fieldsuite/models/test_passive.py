"""The check for prints and screens beside the challenge: recorded with each verification, or enforced."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from biometric.packs import load
from biometric.steps import Verdict
from fieldsuite import engines
from fieldsuite.casework import consent, enrol, models, verify
from fieldsuite.office import Office
from fieldsuite.province.models import Wish, build
from fieldsuite.tables import Journal
from tests.biometric.people import astronaut_puppet
from tests.doubles import card_photos as cards
from tests.doubles import prompted
from tests.doubles.model_packs import passive_weights
from tests.grounds import Place


@pytest.fixture
def spoof(place: Place) -> Place:
    """A place whose village has the published MiniFASNet installed and in use, and somebody enrolled."""
    weights = passive_weights(place.root / "weights")
    wish = Wish("minifasnet", "minifasnet", "静默活体检测", "Apache-2.0", "Silent-Face-Anti-Spoofing", {}, {})
    with place.clerk() as desk:
        build(desk, wish, weights, place.root / "spoof.fspack")
    with place.officer() as office:
        models.install(office, place.root / "spoof.fspack")
        consent.give(office, "p-fine", consent.ConsentForm(face=True, voice=False, read_by="李梅"))
        list(enrol.face_photographs(office, "p-fine", [cards.good(place.root / "card.jpg")]))
    return place


def acted(office: Office) -> Verdict:
    actions = ("left", "mouth")
    office.open_camera = lambda source: prompted.obeying(astronaut_puppet(), actions, limits=prompted.USUAL)
    *_, last = verify.face(office, verify.FaceJob("p-fine", actions=actions))
    assert isinstance(last, Verdict)
    return last


def newest(office: Office) -> Journal:
    with office.store.session() as session:
        query = select(Journal).where(Journal.kind == "verification").order_by(col(Journal.position).desc())
        row = session.exec(query).first()
        assert row is not None
        return row


def test_the_score_is_recorded_with_the_verification_and_enforced_by_a_choice(spoof: Place) -> None:
    with spoof.officer() as office:
        without = acted(office)
        assert (
            without.verdict == "alive_and_same" and without.passive == "" and "passive" not in without.checks
        )
        assert "passive" not in newest(office).payload

        chosen = models.use(office, "minifasnet")
        seen = acted(office)
        assert seen.verdict == "alive_and_same" and 0 <= seen.checks["passive"] <= 1
        said = newest(office).payload
        assert said["passive"] == f"minifasnet {chosen.version}"
        assert said["checks"]["passive"] == round(10_000 * seen.checks["passive"])

        models.use(office, "minifasnet", enforced=True)
        passive = engines.passive(office)
        assert passive is not None and passive.enforced and passive.check.accept == 0.5
        enforced = acted(office)
        expected = "alive_and_same" if enforced.checks["passive"] >= 0.5 else "not_alive"
        assert enforced.verdict == expected

        models.use_built_in(office, "passive")
        assert engines.passive(office) is None and acted(office).passive == ""


def test_attack_a_low_score_refuses_where_policy_says_so(spoof: Place) -> None:
    """The same person, with the threshold of the pack above what anybody scores."""
    with spoof.officer() as office:
        models.use(office, "minifasnet")
        pack = engines.active(office, "passive")
        assert pack is not None
        check = load.passive_check(pack)
        try:
            check.accept = 1.1  # type: ignore[misc]  # no pack may say so
            assert acted(office).verdict == "alive_and_same"
            models.use(office, "minifasnet", enforced=True)
            refused = acted(office)
            assert (refused.verdict, refused.reason, refused.passed) == (
                "not_alive",
                "reason_recaptured",
                False,
            )
            assert newest(office).payload["verdict"] == "not_alive"
        finally:
            load.forget(replace(pack))
