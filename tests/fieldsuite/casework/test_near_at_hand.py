"""What lies near at hand is offered: photographs on a stick, forms that were begun."""

import os
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.casework import drafts
from fieldsuite.casework.photos_near import near
from fieldsuite.tables import Person
from tests.grounds import Place


def test_the_newest_photographs_on_a_stick_come_first_and_nothing_else_does(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    camera = place.stick / "DCIM" / "100ANDRO"
    camera.mkdir(parents=True)
    for at, name in enumerate(("old.jpg", "new.JPG", "list.fosb", ".hidden.jpg", "empty.png")):
        (camera / name).write_bytes(b"" if name == "empty.png" else b"x")
        os.utime(camera / name, (2e9 + at, 2e9 + at))
    with place.officer() as office:
        found = [one.path.name for one in near(office)]
    assert found[:2] == ["new.JPG", "old.jpg"]
    assert not {"list.fosb", ".hidden.jpg", "empty.png"} & set(found)


def test_a_form_that_was_begun_is_named_after_its_person(place: Place) -> None:
    with place.officer() as office:
        assert drafts.begun(office) == ()
        with office.store.session() as session:
            person = session.exec(select(Person)).first()
        assert person is not None
        drafts.keep(office, f"human:{person.id}", {"place": "村委会"})
        drafts.keep(office, "letter", {})
        drafts.keep(office, "visit:nobody", {})
        assert drafts.begun(office) == (person.name,)
