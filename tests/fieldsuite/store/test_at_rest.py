"""Whoever steals the folder finds nothing: no name, no number, no face, in no file and in no encoding."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from biometric import template_file
from biometric.template import Template
from fieldsuite import journal, template_store
from fieldsuite.casework import consent, drafts, people, review
from fieldsuite.config import Home
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.records import Enrolment
from fieldsuite.store import in_files
from tests.grounds import TODAY, Place, cast

VECTORS = np.random.default_rng(7).normal(size=(3, 128)).astype(np.float32)


def live(place: Place, office: Office) -> Path:
    """Leave as much behind as a day does; give the photograph."""
    photo = place.photo()
    place.visit(office, "p-fine", photos=(photo,), phone="13812345678", place="三村六组大榕树下")
    place.check(office, "p-cut", reason="本人卧床不能到场")
    consent.give(office, "p-fine", consent.ConsentForm(True, True, "李梅读给他听"))
    template = Template("face", "dlib", "1", VECTORS)
    digest = "ab" * 32
    made = Enrolment(
        modality="face", engine="dlib", version="1", samples=3, source="live", template_sha256=digest
    )
    with office.store.session() as session:
        row = journal.append(office, session, made, "p-fine", TODAY)
        template_store.keep(office, "p-fine", template, row.id)
    drafts.keep(office, "visit:p-soon", {"place": "仇德明家门口"})
    people.unmask(office, "p-fine")
    place.pack(office)
    return photo


def secrets(photo: Path) -> Iterator[bytes]:
    """What must not be found, in the encodings that a program on either system would use."""
    words = {"13812345678", "三村六组大榕树下", "本人卧床不能到场", "李梅读给他听", "仇德明家门口"}
    for person in cast():
        words |= {person.name, person.id_no, person.phone, person.address}
    for word in sorted(words):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            yield word.encode(encoding)
    picture = photo.read_bytes()
    yield picture[60:120]
    archive = template_file.write(Template("face", "dlib", "1", VECTORS))
    yield archive[:32]
    yield VECTORS.tobytes()[:32]


def found(home: Path, photo: Path) -> list[tuple[str, bytes]]:
    files = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert sum(len(data) for data in files.values()) > 100_000
    return [
        (path.name, secret) for secret in secrets(photo) for path, data in files.items() if secret in data
    ]


def test_nothing_of_anybody_lies_in_the_clear_while_the_office_is_open_or_after(place: Place) -> None:
    with place.officer() as office:
        photo = live(place, office)
        assert (place.village / "office.db-wal").is_file()
        assert found(place.village, photo) == []
    assert found(place.village, photo) == []


def test_nothing_of_anybody_lies_in_the_clear_at_the_desk_or_on_the_stick(place: Place) -> None:
    with place.officer() as office:
        photo = live(place, office)
    with place.clerk() as desk:
        place.arrive(desk, place.stick)
        place.dispatch(desk)
        assert found(place.province, photo) == [] and found(place.stick.parent / "province", photo) == []
        data = b"".join(path.read_bytes() for path in place.stick.rglob("*") if path.is_file())
    assert not [secret for secret in secrets(photo) if secret in data]


def test_what_a_power_cut_left_of_a_bundle_that_was_being_opened_is_removed(place: Place) -> None:
    left = Home(place.province).quarantine / "arrived-x"
    left.mkdir(parents=True)
    (left / ("ab" * 32)).write_bytes(b"\x89PNG a face")
    with place.clerk():
        assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_keys_are_for_their_owner_alone(place: Place) -> None:
    files = list((place.village / "keys").rglob("*"))
    assert len(files) >= 4
    for path in files:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_keys_that_others_may_read_open_nothing(place: Place) -> None:
    (place.village / "keys" / "device.json").chmod(0o644)
    with pytest.raises(Exception) as caught, place.officer():
        pass
    assert getattr(caught.value, "code", "") == "E_LOCKED"


def test_faces_lie_in_another_file_under_another_key_and_say_no_name(place: Place) -> None:
    home = Home(place.village)
    with place.officer() as office:
        keys = office.keyring.database_key, office.keyring.template_key
        assert keys[0] != keys[1]
    for wrong in (keys[::-1], (keys[0], keys[0])):
        store = in_files(home.database, home.templates, database_key=wrong[0], template_key=wrong[1])
        with pytest.raises(OfficeError) as caught:
            store.check()
        assert (caught.value.code, exit_status(caught.value.code)) == ("E_DATABASE", 3)
        store.close()


@pytest.mark.parametrize("name", ["office.db", "templates.db"])
@pytest.mark.parametrize("page", [0, 1, 3])
def test_a_damaged_page_is_a_sentence_and_no_surprise(place: Place, name: str, page: int) -> None:
    with place.officer() as office:
        live(place, office)
    path = place.village / name
    data = bytearray(path.read_bytes())
    at = min(page * 4096 + 100, len(data) - 200)
    data[at : at + 64] = os.urandom(64)
    path.write_bytes(data)
    with pytest.raises(OfficeError) as caught, place.officer():
        pass
    assert (caught.value.key, exit_status(caught.value.code)) == ("office.database_damaged", 3)


@pytest.mark.parametrize("name", ["office.db", "templates.db"])
@pytest.mark.parametrize("what", ["gone", "empty", "cut", "other"])
def test_a_database_that_is_gone_or_cut_off_is_never_replaced_by_an_empty_one(
    place: Place, name: str, what: str
) -> None:
    path = place.village / name
    whole = path.read_bytes()
    if what == "gone":
        path.unlink()
    else:
        path.write_bytes(
            {"empty": b"", "cut": whole[: len(whole) // 2], "other": b"SQLite format 3\0" * 300}[what]
        )
    with pytest.raises(OfficeError) as caught, place.officer():
        pass
    assert caught.value.code == "E_DATABASE"
    path.write_bytes(whole)
    with place.officer() as office:
        assert len(people.find(office)) == 28


@pytest.mark.parametrize("what", ["gone", "changed", "swapped", "cut"])
def test_evidence_that_was_tampered_with_is_not_shown_and_not_sent(place: Place, what: str) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.visit(office, "p-cut")
    first, second = sorted((place.village / "evidence").rglob("*.sealed"))
    data = first.read_bytes()
    if what == "gone":
        first.unlink()
    else:
        new = {
            "changed": data[:-1] + bytes([data[-1] ^ 1]),
            "swapped": second.read_bytes(),
            "cut": data[:40],
        }[what]
        first.write_bytes(new)
    with place.reviewer() as office:
        for job in (lambda: review.evidence(office, first.stem), lambda: place.pack(office)):
            with pytest.raises(Exception) as caught:
                job()
            assert exit_status(getattr(caught.value, "code", "E_BUG")) == 4
        assert list((place.village / "outbox").iterdir()) == []
