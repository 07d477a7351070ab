"""The power goes in the middle of the work: what was acknowledged is there, the chain holds, and work goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.casework import send
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from sync.record import CHAIN_START, read_record
from sync.record import verify as verify_record
from tests.grounds import Place

ROOT = Path(__file__).resolve().parents[3]

WORK = """
import sys
from pathlib import Path
from tests.grounds import CAST_ORDER, Place
place = Place(Path(sys.argv[1]))
photos = [place.photo() for _ in range(8)]
with place.officer() as office:
    print("open", flush=True)
    for number in range(10_000):
        saved = place.visit(office, CAST_ORDER[number % 8], photos=(photos[number % 8],))
        print(saved.record_id, flush=True)
"""

PACK = """
import sys
from pathlib import Path
from tests.grounds import Place
place = Place(Path(sys.argv[1]))
with place.officer() as office:
    print("open", flush=True)
    print(place.pack(office).digest, flush=True)
"""


def records(office: Office) -> dict[str, Journal]:
    """Every record by id; each signed, each chained to the one before, its evidence there."""
    with office.store.session() as session:
        rows = session.exec(select(Journal).order_by(Journal.position)).all()  # type: ignore[arg-type]
    chain = CHAIN_START
    for row in rows:
        signed = read_record(row.line)
        assert signed.record.prev == chain and signed.chain == row.chain
        assert verify_record(signed, office.require_trust())
        assert all(office.evidence.get(digest) for digest in row.evidence)
        chain = signed.chain
    return {row.id: row for row in rows}


def killed(place: Place, code: str, until: int, delay: float) -> list[str]:
    """Run a program, kill it soon after it printed so many lines, and give what it printed whole."""
    child = subprocess.Popen([sys.executable, "-c", code, str(place.root)], cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(until)]
    time.sleep(delay)
    os.kill(child.pid, signal.SIGKILL)
    rest = child.stdout.read()
    child.wait()
    child.stdout.close()
    said = b"".join(lines) + rest
    return said[: said.rfind(b"\n") + 1].decode().split()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_whatever_was_acknowledged_survives_being_killed_and_the_chain_holds(place: Place) -> None:
    acknowledged: list[str] = []
    for until, delay in ((12, 0.0), (9, 0.013)):
        acknowledged += [line for line in killed(place, WORK, until, delay) if line != "open"]
        started = time.perf_counter()
        with place.officer() as office:
            assert time.perf_counter() - started < 5
            found = records(office)
            assert set(acknowledged) <= set(found)
            # The last one may have been committed in the moment before it could be said.
            assert len(found) - len(acknowledged) <= until
    with place.officer() as office:
        place.visit(office, "p-fine")
        assert len(records(office)) == place.pack(office).records
    with place.clerk() as desk:
        (arrived,) = place.arrive(desk, place.stick)
        assert arrived.result == "imported" and set(arrived.counts) == {"stored"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("delay", [0.0, 0.01, 0.06])
def test_a_program_killed_while_packing_never_makes_two_bundles_of_one_number(
    place: Place, delay: float
) -> None:
    from PIL import Image

    with place.officer() as office:
        for number, who in enumerate(("p-fine", "p-soon", "p-cut")):
            photo = place.root / f"noise-{number}.png"
            Image.effect_noise((700, 700), 90).save(photo)
            place.visit(office, who, photos=(photo,))
    killed(place, PACK, 1, delay)
    with place.officer() as office:
        if send.outbox(office).ready or send.outbox(office).bundles[0].state == "sealed":
            place.pack(office)
        (bundle,) = send.outbox(office).bundles
        assert (bundle.seq, bundle.records, bundle.state) == (1, 3, "exported")
        assert [path.suffix for path in office.home.outbox.iterdir()] == [".fosb"]
    with place.clerk() as desk:
        assert [one.result for one in place.arrive(desk, place.stick)] == ["imported"]


def test_two_jobs_that_save_at_once_make_one_chain(place: Place) -> None:
    """The screen and a job behind it work in threads of one program."""
    photos = [place.photo() for _ in range(2)]
    failures: list[BaseException] = []
    with place.officer() as office:

        def work(who: str, photo: Path) -> None:
            try:
                for _ in range(12):
                    place.visit(office, who, photos=(photo,))
            except BaseException as error:
                failures.append(error)

        threads = [
            threading.Thread(target=work, args=pair) for pair in zip(("p-fine", "p-cut"), photos, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(records(office)) == 24 and place.pack(office).records == 24
