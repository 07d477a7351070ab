"""A desk on a server: its screens and its workers are at work side by side, and neither tidies the other's away."""

from pathlib import Path

import pytest

from fieldsuite.config import Home
from fieldsuite.errors import OfficeError
from fieldsuite.office import open_office
from fieldsuite.opening import others_work, working
from fieldsuite.province import changes, queue
from fieldsuite.province.evidence_moves import evidence_to
from fieldsuite.province.worker import work
from tests.fieldsuite.province.desks import drop, move
from tests.grounds import PASSPHRASE, Place


def test_a_screen_opens_beside_workers_and_leaves_what_they_have_half_opened(
    place: Place, postgres: str
) -> None:
    move(place, postgres)
    home = Home(place.province)
    home.quarantine.mkdir(exist_ok=True)
    half = home.quarantine / "half-opened"
    half.write_bytes(b"a bundle in the clear")
    with working(home), place.clerk() as desk:
        assert others_work(home) and half.is_file() and not desk.mended
        with pytest.raises(OfficeError) as busy:
            next(evidence_to(desk, "s3://bucket"))
        assert (busy.value.key, busy.value.code) == ("storage.stop_workers", "E_BUSY")
    assert not others_work(home)
    with place.clerk() as desk:
        assert not half.exists() and [one.key for one in desk.mended] == ["half_opened"]


def test_what_a_killed_program_left_keeps_nobody(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with working(home):
        (mark,) = (tmp_path / "working").iterdir()
    mark.touch()
    assert not others_work(home) and not mark.exists()


def test_a_key_that_the_screen_revokes_counts_no_more_for_a_worker_that_is_running(
    place: Place, postgres: str
) -> None:
    move(place, postgres)
    with place.officer() as office:
        place.visit(office, "p-fine")
        first = Path(place.pack(office).path)
        place.visit(office, "p-soon")
        second = Path(place.pack(office).path)
        device = office.keyring.device_key.public.kid
    with place.clerk() as desk:
        beside = open_office(place.province, desk.officer.id, PASSPHRASE, now=place.clock, beside=True)
        try:
            for path, expected in ((first, ("imported", "")), (second, ("rejected", "E_REVOKED"))):
                drop(place, path)
                queue.look(desk)
                (step,) = (one for one in work(beside, "one") if hasattr(one, "file"))
                assert (step.result, step.code) == expected
                if path == first:
                    place.clock.go(hours=1)
                    changes.at_once(desk, changes.revoke(desk, device, "stolen"))
        finally:
            beside.close()
