"""``enrol duplicates``: a whole office is looked through, and what was raised before is not raised again."""

import json
from dataclasses import replace

import pytest
from sqlmodel import Session

from biometric.sound_file import pcm16
from biometric.voice.replay import fingerprint
from fieldsuite import journal
from fieldsuite.cli import main
from fieldsuite.matching import duplicates
from fieldsuite.office import Office
from fieldsuite.records import Consent
from fieldsuite.tables import Evidence, Journal
from tests.doubles import card_photos as cards
from tests.fieldsuite.casework.test_duplicates_at_enrolment import alarms, photograph
from tests.grounds import PASSPHRASE, Place


def search(office: Office) -> duplicates.DuplicateReport:
    *_, last = duplicates.search(office)
    assert isinstance(last, duplicates.DuplicateReport)
    return last


def forget(office: Office) -> None:
    """Make the office one of before there were alarms and prints."""
    with office.store.session() as session:
        for row in session.query(Journal).filter(Journal.kind == "alarm"):
            session.delete(row)
        for kept in session.query(Evidence):
            kept.print = b""


def keep(office: Office, session: Session, who: str, data: bytes, type_: str, print_: bytes = b"") -> None:
    """Keep a piece of evidence under somebody, with a record that rests on it."""
    digest = journal.keep_evidence(office, session, who, data, type_, print_)
    said = Consent(face=True, voice=True, text_version="1", text_sha256="0" * 64, read_by="李梅", language="zh",
                   mark="signature", on=office.today())  # fmt: skip
    journal.append(office, session, said, who, office.today(), [digest])


def test_what_an_older_program_let_in_is_found_and_is_raised_once(place: Place) -> None:
    portrait = cards.good(place.root / "a.jpg")
    copy = cards.write(place.root / "b.jpg", cards.portrait()[15:, 12:], quality=55)
    with place.officer() as office:
        photograph(office, "p-fine", portrait)
        photograph(office, "p-soon", copy)
        forget(office)
        report = search(office)
        assert {(row.person_id, row.other, row.reason) for row in report.rows} == {
            ("p-soon", "p-fine", "one_face_two_people"),
            ("p-soon", "p-fine", "one_picture_two_people"),
        }
        assert (report.faces, report.pictures) == (2, 2)
        assert all(row.fresh for row in report.rows)
        assert {(row.name, row.other_name) for row in report.rows} == {("仇德明", "单国强")}
        again = search(office)
        assert len(again.rows) == 2
        assert not any(row.fresh for row in again.rows)
        assert len(alarms(office)) == 2


def test_the_very_same_file_under_two_people_is_found_without_any_face_in_it(place: Place) -> None:
    wall = cards.empty(place.root / "wall.jpg").read_bytes()
    with place.officer() as office:
        with office.store.session() as session:
            keep(office, session, "p-fine", wall, "image/jpeg")
            keep(office, session, "p-soon", wall, "image/jpeg")
        (row,) = search(office).rows
        assert (row.person_id, row.other, row.reason, row.likeness) == (
            "p-soon", "p-fine", "one_picture_two_people", 1.0,
        )  # fmt: skip


def test_f78_one_recording_under_two_people_is_found_though_it_was_made_quieter(place: Place) -> None:
    from biometric.sound_file import read_sound
    from tests.shared import shared

    folder = shared("speech_en")
    spoken = sorted(folder.rglob("*.wav")) + sorted(folder.rglob("*.flac"))
    if len(spoken) < 2:
        pytest.skip("needs two recordings in ../shared/testdata/speech_en")
    sound, other = read_sound(spoken[0]), read_sound(spoken[-1])
    quieter = replace(sound, samples=sound.samples * 0.5)
    with place.officer() as office:
        with office.store.session() as session:
            for who, made in (("p-fine", sound), ("p-soon", quieter), ("p-month", other)):
                keep(office, session, who, bytes(pcm16(made)), "audio/wav", fingerprint(made))
        (row,) = search(office).rows
        assert (row.person_id, row.other, row.reason) == ("p-soon", "p-fine", "one_sound_two_people")


def test_the_command_says_who_to_look_at(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FIELDSUITE_PASSPHRASE", PASSPHRASE)
    portrait = cards.good(place.root / "a.jpg")
    with place.officer() as office:
        photograph(office, "p-fine", portrait)
        photograph(office, "p-soon", portrait)
    assert main(["--home", str(place.village), "--json", "enrol", "duplicates"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["new"], said["compared"]["faces"]) == (True, 0, 2)
    assert {row["reason"] for row in said["pairs"]} == {"one_face_two_people", "one_picture_two_people"}
    assert main(["--home", str(place.village), "--lang", "en", "enrol", "duplicates"]) == 0
    shown = capsys.readouterr().out
    assert "仇德明 and 单国强: faces alike 1.00" in shown
    assert "2 pairs to judge, 0 of them new" in shown
