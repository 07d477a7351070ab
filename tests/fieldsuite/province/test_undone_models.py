"""撤销 of a bundle with an enrolment: nobody is compared with the model that only it brought, and it can be erased."""

from pathlib import Path

import numpy as np

from biometric.template import Template
from fieldsuite import journal, template_store
from fieldsuite.matching import received
from fieldsuite.matching.alarms import Match
from fieldsuite.matching.same_face import Faces, known
from fieldsuite.office import Office
from fieldsuite.province import undo
from fieldsuite.records import Consent, Enrolment
from tests.fieldsuite.province.test_undoing import clerk, two, where
from tests.grounds import Place

__all__ = ["two", "where"]

ENGINE = ("dlib", "1")
FACE = np.random.default_rng(4).standard_normal((3, 128)).astype(np.float32)


def model(step: float) -> Template:
    near = FACE + np.float32(step)
    return Template("face", *ENGINE, near / np.linalg.norm(near, axis=1, keepdims=True))


def enrolled(place: Place, who: str, *, face: bool = True, renews: str = "") -> tuple[Path, str]:
    """A bundle with a consent and, where it is one to a face, an enrolment; and that enrolment."""
    with place.officer() as office:
        today, row = office.today(), None
        with office.store.session() as session:
            said = Consent(face=face, voice=False, text_version="1", text_sha256="0" * 64, read_by="李梅",
                           language="zh", mark="signature", on=today)  # fmt: skip
            journal.append(office, session, said, who, today)
            if face:
                made = Enrolment(modality="face", engine=ENGINE[0], version=ENGINE[1], samples=3, source="live",
                                 template_sha256="1" * 64, renews=renews)  # fmt: skip
                row = journal.append(office, session, made, who, today)
            record = row.id if row else ""
        return Path(place.pack(office).path), record


def alike(office: Office, who: str) -> set[str]:
    """Whom the face of somebody is like, in the pass over all and in memory."""
    passed = {step.other for step in known(office, [who]) if isinstance(step, Match)}
    held = template_store.current(office, who, "face")
    assert held is None or passed == {one.other for one in Faces(office).like(who, held)}
    return passed


def taken_back(place: Place, bundle: str) -> None:
    with clerk(place) as office:
        asked = undo.ask(office, bundle, "这一包是从丢失的电脑上来的")
        assert alike(office, "p-soon") == {"p-fine"}, "asking changes nothing"
    with clerk(place, "二号经办") as office:
        undo.step(office, asked, agree=True)


def test_nobody_is_compared_with_the_model_of_an_enrolment_that_was_taken_back(two: Place) -> None:
    place = two
    first, older = enrolled(place, "p-fine")
    other, third = enrolled(place, "p-soon")
    with place.clerk() as office:
        place.arrive(office, first, other)
        for who, record, step in (("p-fine", older, 0.5), ("p-soon", third, 0.0)):
            template_store.keep(office, who, model(step), record)
    later, newer = enrolled(place, "p-fine", renews=older)
    with place.clerk() as office:
        (arrived,) = place.arrive(office, later)
        template_store.keep(office, "p-fine", model(0.01), newer)
        assert alike(office, "p-soon") == {"p-fine"}
        assert template_store.holding(office, ["p-fine"]) == {newer}
    taken_back(place, arrived.bundle)
    with place.clerk() as office:
        assert template_store.holding(office, ["p-fine"]) == {older}, "the model before it holds again"
        now = template_store.current(office, "p-fine", "face")
        assert now is not None and np.allclose(now.vectors, model(0.5).vectors, atol=1e-3)
        again = {person for person, _ in template_store.each(office, "face")}
        assert again == {"p-fine", "p-soon"} == template_store.everybody(office, "face", *ENGINE)


def test_who_withdraws_is_erased_though_their_only_enrolment_was_taken_back(two: Place) -> None:
    place = two
    first, record = enrolled(place, "p-fine")
    other, third = enrolled(place, "p-soon")
    with place.clerk() as office:
        arrived, _ = place.arrive(office, first, other)
        for who, of in (("p-fine", record), ("p-soon", third)):
            template_store.keep(office, who, model(0.0), of)
    taken_back(place, arrived.bundle)
    no, _ = enrolled(place, "p-fine", face=False)
    with place.clerk() as office:
        assert alike(office, "p-soon") == set() == alike(office, "p-fine")
        assert template_store.current(office, "p-fine", "face") is None
        assert template_store.everybody(office, "face", *ENGINE) == {"p-soon"}
        assert template_store.kept(office, "p-fine") == {"face"}
        (said,) = place.arrive(office, no)
        received.let_go(office, [said.bundle])
        assert template_store.kept(office, "p-fine") == set()
