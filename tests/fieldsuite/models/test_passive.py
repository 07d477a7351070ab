"""The check for prints and screens beside the challenge: recorded with each verification, or enforced."""

from typing import Any

import pytest
from sqlmodel import col, select

from biometric.steps import Verdict
from fieldsuite import engines, template_store
from fieldsuite.casework import consent, enrol, later, models, verify
from fieldsuite.office import Office
from fieldsuite.province.models import Wish, build
from fieldsuite.tables import Journal
from tests.biometric.people import astronaut_puppet
from tests.doubles import card_photos as cards
from tests.doubles import prompted
from tests.doubles.model_packs import passive_weights
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place


@pytest.fixture
def spoof(place: Place) -> Place:
    """A place whose village has the published MiniFASNet installed, with a threshold that hardly anybody reaches."""
    weights = passive_weights(place.root / "weights")
    wish = Wish(
        "strict",
        "minifasnet",
        "静默活体检测",
        "Apache-2.0",
        "Silent-Face-Anti-Spoofing",
        {"accept": 0.9999},
        {},
    )
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


def captured(office: Office) -> str:
    """Somebody does what is asked before a live camera; nothing is compared yet."""
    actions = ("left", "mouth")
    office.open_camera = lambda source: prompted.obeying(astronaut_puppet(), actions, limits=prompted.USUAL)
    list(later.face(office, "p-fine", actions=actions))
    return newest(office).id


def test_what_is_compared_later_is_looked_at_for_prints_and_screens_as_if_it_were_live(
    spoof: Place, line: Line
) -> None:
    spoof.secret.write_text(PASSPHRASE, encoding="utf-8")

    def compared() -> dict[str, Any]:
        (one,) = line.ask("match", "run", home=spoof.village, secret=spoof.secret)["matched"]
        return dict(one)

    with spoof.officer() as office:
        chosen = models.use(office, "strict")
        captured(office)
    assert compared()["verdict"] == "alive_and_same"
    with spoof.officer() as office:
        said = newest(office).payload
        assert said["passive"] == f"minifasnet {chosen.version}" and 0 < said["checks"]["passive"] < 9_999
        assert said["needs"]["passive"] == 9_999
        models.use(office, "strict", enforced=True)
        first = captured(office)
    refused = compared()
    assert (refused["capture"], refused["verdict"], refused["passed"]) == (first, "not_alive", False)
    assert refused["reason"] == "biometric.reason_recaptured"
    with spoof.officer() as office:
        said = newest(office).payload
        assert (said["failed"], said["passed"]) == ("passive", False)


def test_kept_photographs_are_looked_at_too(spoof: Place) -> None:
    from biometric.later import match_pictures

    with spoof.officer() as office:
        models.use(office, "strict", enforced=True)
        template = template_store.current(office, "p-fine", "face")
        data = cards.good(spoof.root / "card.jpg").read_bytes()
        *_, last = match_pictures([data], template, passive=engines.passive(office))
    assert isinstance(last, Verdict)
    assert (last.verdict, last.reason, last.passed) == ("not_alive", "reason_recaptured", False)


def newest(office: Office) -> Journal:
    with office.store.session() as session:
        query = select(Journal).where(Journal.kind == "verification").order_by(col(Journal.position).desc())
        row = session.exec(query).first()
        assert row is not None
        return row


def test_the_score_is_recorded_with_the_verification_and_refuses_where_policy_says_so(spoof: Place) -> None:
    with spoof.officer() as office:
        chosen = models.use(office, "strict")
        recorded = acted(office)
        assert recorded.verdict == "alive_and_same" and 0 < recorded.checks["passive"] < 0.9999
        said = newest(office).payload
        assert said["passive"] == f"minifasnet {chosen.version}" and said["passed"] is True
        assert said["checks"]["passive"] == round(10_000 * recorded.checks["passive"])

        models.use(office, "strict", enforced=True)
        passive = engines.passive(office)
        assert passive is not None and passive.enforced and passive.check.accept == 0.9999
        refused = acted(office)
        assert (refused.verdict, refused.reason, refused.passed) == ("not_alive", "reason_recaptured", False)
        assert newest(office).payload["verdict"] == "not_alive"
        assert refused.checks["passive"] == pytest.approx(recorded.checks["passive"], abs=0.2)


def test_without_a_choice_nothing_is_scored(spoof: Place) -> None:
    with spoof.officer() as office:
        assert engines.passive(office) is None
        models.use(office, "strict")
        models.use_built_in(office, "passive")
        assert engines.passive(office) is None
        list(verify.photographs(office, "p-fine", [cards.good(spoof.root / "card.jpg")]))
        assert "passive" not in newest(office).payload and "passive" not in newest(office).payload["checks"]
