"""Everything new leaves in one sealed bundle; a stick or a disk that fails loses nothing, no number is used twice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import select

from fieldsuite.casework import review, send
from fieldsuite.casework.views import Sent
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.tables import Journal, OutBundle
from sync.errors import SyncError
from tests.grounds import Place

ROOT = Path(__file__).resolve().parents[3]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def left(office: Office) -> int:
    """Records that have not left."""
    with office.store.session() as session:
        return sum(row.bundle is None for row in session.exec(select(Journal)))


def test_there_is_nothing_to_send_on_a_day_without_work(place: Place) -> None:
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        place.pack(office)
    assert (caught.value.key, exit_status(caught.value.code)) == ("office.nothing_to_send", 2)


@pytest.mark.parametrize("where", ["gone", "photo-0.png", "gone/deeper"])
def test_what_is_no_folder_is_refused_before_anything_is_sealed(place: Place, where: str) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine", photos=(place.photo(),))
        with pytest.raises(OfficeError) as caught:
            list(send.to_province(office, place.root / where))
        assert caught.value.key == "office.not_a_folder"
        assert files(office.home.outbox) == [] and left(office) == 1


def test_a_bundle_holds_every_record_and_its_evidence_once(place: Place) -> None:
    with place.officer() as office:
        photo = place.photo()
        first = place.visit(office, "p-fine", photos=(photo,))
        place.visit(office, "p-two", photos=(photo,))
        place.check(office, "p-cut")
    with place.reviewer() as office:
        review.decide(office, first.record_id, True)
        sent = place.pack(office)
        assert (sent.records, sent.blobs) == (4, 2)
        assert Path(sent.path).stat().st_size == sent.size and Path(sent.path).stem == sent.digest
        assert left(office) == 0 and send.outbox(office).bundles[0].state == "exported"


def test_stopping_half_way_seals_nothing(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        steps = send.to_province(office, place.stick)
        next(steps)
        steps.close()
        assert files(office.home.outbox) == [] and left(office) == 1
        assert place.pack(office).records == 1


def test_work_goes_on_while_a_bundle_is_being_sealed(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        steps = send.to_province(office, place.stick)
        next(steps)
        place.visit(office, "p-soon")
        *_, sent = steps
        assert isinstance(sent, Sent) and sent.records == 1 and left(office) == 1
        assert place.pack(office).records == 1


def sealed_and_pulled(place: Place, office: Office) -> OutBundle:
    """The stick is pulled after the bundle was sealed and before it was copied."""
    with pytest.raises((SyncError, OfficeError)) as caught:
        for step in send.to_province(office, place.stick):
            if getattr(step, "stage", "") == "pack" and place.stick.is_dir():
                shutil.rmtree(place.stick)
    assert exit_status(caught.value.code) in (2, 3)
    place.stick.mkdir()
    with office.store.session() as session:
        return session.exec(select(OutBundle).order_by(OutBundle.seq.desc())).first()  # type: ignore[attr-defined,return-value]


def test_a_stick_that_was_pulled_gets_the_same_bytes_again(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        row = sealed_and_pulled(place, office)
        assert send.outbox(office).bundles[0].state == "sealed"
        sealed = (office.home.outbox / row.path).read_bytes()
        sent = place.pack(office)
        assert (sent.bundle, sent.digest, Path(sent.path).read_bytes()) == (row.bundle, row.digest, sealed)
        with pytest.raises(OfficeError):
            place.pack(office)
        *_, once_more = send.again(office, row.bundle, place.stick)
        assert isinstance(once_more, Sent) and Path(once_more.path).read_bytes() == sealed


def test_what_was_sealed_and_never_left_goes_before_what_is_new(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        sealed_and_pulled(place, office)
        place.visit(office, "p-soon")
        sent = [step for step in send.to_province(office, place.stick) if isinstance(step, Sent)]
        assert [step.records for step in sent] == [1, 1]
        assert [view.state for view in send.outbox(office).bundles] == ["exported", "exported"]
    with place.clerk() as desk:
        arrived = place.arrive(desk, place.stick)
        assert sorted(one.seq for one in arrived) == [1, 2] and {one.result for one in arrived} == {
            "imported"
        }


def test_a_sealed_file_whose_number_was_never_committed_is_swept_away(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        (office.home.outbox / f"{'ab' * 32}.fosb").write_bytes(b"sealed, then the power went")
        (office.home.outbox / "half.part").write_bytes(b"half")
        (office.home.outbox / "note.txt").write_text("an officer's own file")
        sent = place.pack(office)
        assert files(office.home.outbox) == sorted([f"{sent.digest}.fosb", "note.txt"])


def test_the_desk_packs_no_bundles_and_keeps_its_letters(place: Place) -> None:
    with place.clerk() as desk:
        letters = files(desk.home.outbox)
        for job in (send.to_province(desk, place.stick), send.seal(desk)):
            with pytest.raises(OfficeError) as caught:
                next(job)
            assert caught.value.key == "office.not_field"
        assert letters and files(desk.home.outbox) == letters


def test_before_the_province_is_trusted_nothing_can_be_sealed(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        office.trust = None
        with pytest.raises(OfficeError) as caught:
            place.pack(office)
    assert (caught.value.key, exit_status(caught.value.code)) == ("office.no_recipient", 4)


PACK = """
import resource, sys
from pathlib import Path
from tests.grounds import Place
root, limit = Path(sys.argv[1]), int(sys.argv[2])
place = Place(root, sys.argv[3])
with place.officer() as office:
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails with EFBIG, as it would on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        place.pack(office)
    except Exception as error:
        print(type(error).__name__, error.code, error.key)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
def test_a_disk_that_is_full_while_packing_loses_nothing(place: Place) -> None:
    with place.officer() as office:
        for number, who in enumerate(("p-fine", "p-soon", "p-cut")):
            photo = place.root / f"noise-{number}.png"
            Image.effect_noise((400, 400), 90).save(photo)
            place.visit(office, who, photos=(photo,))
    before = files(place.stick)
    run = subprocess.run([sys.executable, "-c", PACK, str(place.root), "200000", place.site],
                         cwd=ROOT, capture_output=True, text=True, check=False)  # fmt: skip
    assert "E_DISK" in run.stdout and not run.stderr, (run.stdout, run.stderr)
    with place.officer() as office:
        assert files(office.home.outbox) == [] and files(place.stick) == before
        assert left(office) == 3
        sent = place.pack(office)
        assert (sent.records, sent.blobs) == (3, 3) and left(office) == 0
