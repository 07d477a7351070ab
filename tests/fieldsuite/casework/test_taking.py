"""What the province published reaches an office from a stick, or is refused and capture goes on."""

import shutil
from pathlib import Path

import pytest

from fieldsuite.casework import inbox, taking
from fieldsuite.errors import OfficeError
from fieldsuite.province import publish
from keys.errors import KeysError
from tests.fieldsuite.casework.letters import letters, refused
from tests.grounds import Place

FOLDER = taking.FOLDER


def test_a_stick_carries_metadata_and_the_office_is_fresh(place: Place) -> None:
    with place.officer() as office:
        before = taking.freshness(office)
        assert (before.version, before.expired) == (2, False)
        assert before.until is not None and (before.until - office.now()).days == 60


def test_b42_an_old_stick_after_a_newer_one_is_refused_as_rollback(place: Place) -> None:
    old = Path(shutil.copytree(place.stick, place.root / "old"))
    place.clock.go(days=1)
    with place.clerk() as desk, place.officer() as office:
        place.dispatch(desk)
        place.read(office)
        version = office.require_trust().statement.version
        with refused(office, "E_EXPIRED"):
            inbox.read(office, old / FOLDER)
        assert office.require_trust().statement.version == version
        assert not taking.freshness(office).expired


def test_b42_when_the_metadata_ran_out_capture_goes_on_and_lists_and_keys_wait(place: Place) -> None:
    with place.clerk() as desk:
        place.dispatch(desk)
    fresh = Path(shutil.copytree(place.stick, place.root / "late"))
    shutil.rmtree(fresh / FOLDER)
    place.clock.go(days=61)
    with place.officer() as office:
        assert taking.freshness(office).expired
        place.visit(office, "p-cut")
        place.pack(office)
        with refused(office, "E_EXPIRED"):
            inbox.read(office, place.stick / FOLDER)
        with refused(office, "E_EXPIRED"):
            inbox.read(office, letters(place, "tasks")[-1])
    with place.clerk() as desk, place.officer() as office:
        place.dispatch(desk)
        place.read(office)
        assert not taking.freshness(office).expired


def test_forms_come_down_once_and_the_office_keeps_its_own_copy(place: Place) -> None:
    blank = place.root / "blank.pdf"
    blank.write_bytes(b"%PDF-1.4 a blank")
    with place.clerk() as desk, place.officer() as office:
        assert publish.add(desk, blank) == "forms/blank.pdf"
        place.dispatch(desk)
        assert [read.same for read in place.read(office) if read.kind == "trust"] == [False]
        assert (office.home.path / "forms/blank.pdf").read_bytes() == blank.read_bytes()
        assert [read.same for read in place.read(office) if read.kind == "trust"] == [True]
        publish.withdraw(desk, "forms/blank.pdf")
        assert "forms/blank.pdf" not in publish.publish(desk).files


def test_what_is_no_rule_form_or_pack_is_not_published(place: Place) -> None:
    with place.clerk() as desk:
        for name in ("note.txt", "Blank.pdf", "..pdf"):
            path = place.root / name
            path.write_bytes(b"x")
            with pytest.raises(OfficeError, match="not_published"):
                publish.add(desk, path)
        with pytest.raises(OfficeError, match="E_NOT_FOUND"):
            publish.withdraw(desk, "forms/../../office.json")


def test_a_stick_of_another_province_changes_nothing(place: Place, real: Place) -> None:
    with real.clerk() as desk:
        publish.carry(desk, real.stick)
    with place.officer() as office, pytest.raises(KeysError) as caught:
        inbox.read(office, real.stick / FOLDER)
    assert caught.value.code in ("E_THRESHOLD", "E_SIGNATURE")
