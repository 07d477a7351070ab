"""A voice is calibrated on one scale: what verifications showed, and strangers compared by the same likeness."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from biometric.sound_file import wav_bytes
from biometric.template import Template
from biometric.voice.builtin import built_in_engine
from fieldsuite import journal, template_store
from fieldsuite.casework import review
from fieldsuite.casework.calibration_trials import SCALE, Gathered, gather
from fieldsuite.office import Office
from fieldsuite.records import Enrolment
from fieldsuite.tables import Journal
from fieldsuite.thresholds import Kind
from tests.doubles.enrolled import enrolled_people
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

WHO = ("p-fine", "p-soon")


def kept(office: Office, person: str, template: Template) -> None:
    """Put a voice into the office as its enrolment does."""
    said = Enrolment(
        modality="voice", engine=template.engine, version=template.version, samples=len(template.vectors),
        source="recording", template_sha256="0" * 64,
    )  # fmt: skip
    with office.store.session() as session:
        row = journal.append(office, session, said, person, office.today())
        template_store.keep(office, person, template, row.id)


def cosine(vectors: np.ndarray, probe: np.ndarray) -> float:
    """What words-and-codes says a likeness of voices is, written out here."""
    nearest = max(float(np.dot(one, probe) / np.linalg.norm(one) / np.linalg.norm(probe)) for one in vectors)
    return min(max(nearest, 0.0), 1.0)


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


def test_both_sides_of_a_voices_calibration_are_the_cosine_of_the_voice_alone(
    live: Place, line: Line, tmp_path: Path
) -> None:
    people, engine = enrolled_people(), built_in_engine()
    own: list[float] = []
    with live.officer() as office:
        for who, person in zip(WHO, people, strict=True):
            kept(office, who, person.enrolled.template)
    for who, person in zip(WHO, people, strict=True):
        sound = person.voice.say("385201")
        file = tmp_path / f"{who}.wav"
        file.write_bytes(wav_bytes(sound))
        said = line.ask(
            "voice", "verify", who, "--wav", file, "--digits", "385201", home=live.village, secret=live.secret
        )
        own.append(cosine(person.enrolled.template.vectors, engine.embed(sound)))
        assert said["likeness"] == pytest.approx(own[-1], abs=1e-3)
    with live.officer() as office, office.store.session() as session:
        records = [row.id for row in session.query(Journal).filter(Journal.kind == "verification")]
    with live.reviewer() as office:
        for record in records:
            review.decide(office, record, True)
        *_, found = gather(office, Kind("voice", engine.name, engine.version))
    assert isinstance(found, Gathered)
    assert sorted(one.likeness for one in found.genuine) == pytest.approx(sorted(own), abs=1e-3)
    strangers = [
        max(cosine(one, other[0]), cosine(other, one[0]))
        for one, other in combinations([person.enrolled.template.vectors for person in people], 2)
    ]
    assert [one.likeness for one in found.impostor] == pytest.approx(strangers, abs=1 / SCALE)
    shown = line.ask("calibrate", "show", "voice", home=live.village, secret=live.secret)
    assert (shown["genuine"], shown["impostor"], shown["engine"]) == (2, 1, "ge2e")
    assert shown["in_force"]["accept"] == 0.78 and shown["missing"] is not None
