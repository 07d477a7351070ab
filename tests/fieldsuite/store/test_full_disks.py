"""The disk is full at one write after the other: a sentence each time, nothing acknowledged is lost, work goes on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import select

from fieldsuite.province.cases import cases
from fieldsuite.tables import Journal, ReceivedBundle
from tests.grounds import Place

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")

VISITS = """
import json, resource, sys
from pathlib import Path
from tests.grounds import Place
place = Place(Path(sys.argv[1]))
photo = place.photo()
kept, said = [], []
free = resource.getrlimit(resource.RLIMIT_FSIZE)
with place.officer() as office:
    for limit in [*range(0, 40_000, 1_900), *range(40_000, 300_000, 24_000)]:
        photo = place.photo()
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, free[1]))
        try:
            kept.append(place.visit(office, "p-fine", photos=(photo,)).record_id)
        except Exception as error:
            said.append([type(error).__name__, getattr(error, "code", ""), str(error)])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, free)
    kept.append(place.visit(office, "p-cut", photos=(photo,)).record_id)
print(json.dumps([kept, said]))
"""

RECEIVE = """
import resource, sys
from pathlib import Path
from fieldsuite.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
sys.exit(main(sys.argv[2:]))
"""


def run(code: str, *words: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code, *map(str, words)], cwd=ROOT, capture_output=True,
                          encoding="utf-8", check=False)  # fmt: skip


def test_a_disk_that_is_full_at_any_write_costs_one_record_at_most_and_says_so(place: Place) -> None:
    done = run(VISITS, place.root)
    assert done.returncode == 0 and not done.stderr, done.stderr
    kept, said = json.loads(done.stdout)
    assert len(said) > 5 and kept
    assert {(kind, code) for kind, code, _ in said} == {("OfficeError", "E_DISK")}, said
    with place.officer() as office:
        with office.store.session() as session:
            rows = session.exec(select(Journal).order_by(Journal.position)).all()  # type: ignore[arg-type]
        assert [row.id for row in rows] == kept
        assert not list(office.home.evidence.rglob("*.part"))
        assert place.pack(office).records == len(kept)
    with place.clerk() as desk:
        (one,) = place.arrive(desk, place.stick)
        assert one.result == "imported" and sum(one.counts.values()) == len(kept)


def big_bundle(live: Place) -> Path:
    """A bundle of some 400 kB."""
    with live.officer() as office:
        for who in ("p-fine", "p-cut"):
            photo = live.root / f"{who}.png"
            Image.effect_noise((400, 400), 90).save(photo)
            live.visit(office, who, photos=(photo,))
        return Path(live.pack(office).path)


def test_a_disk_that_is_full_while_packing_is_exit_3_and_the_next_time_all_of_it_leaves(live: Place) -> None:
    with live.officer() as office:
        photo = live.root / "noise.png"
        Image.effect_noise((500, 500), 90).save(photo)
        live.visit(office, "p-fine", photos=(photo,))
    words = [
        "--json",
        "--home",
        live.village,
        "bundle",
        "pack",
        "-o",
        live.stick,
        "--passphrase-file",
        live.secret,
    ]
    before = sorted(live.stick.iterdir())
    done = run(RECEIVE, 150_000, *words)
    assert (done.returncode, json.loads(done.stdout)["error"]["code"], done.stderr) == (3, "E_DISK", "")
    assert sorted(live.stick.iterdir()) == before and list((live.village / "outbox").iterdir()) == []
    done = run(RECEIVE, 10**9, *words)
    assert (done.returncode, json.loads(done.stdout)["records"]) == (0, 1)


def test_a_disk_that_is_full_at_the_desk_rejects_nothing_and_the_bundle_is_taken_the_next_time(
    live: Place,
) -> None:
    path = big_bundle(live)
    with live.clerk() as desk:
        outbox = sorted(desk.home.outbox.iterdir())
    words = ["--json", "--home", live.province, "province", "receive", path, "--passphrase-file", live.secret]
    for room in (100_000, 140_000):
        done = run(RECEIVE, room, *words)
        shown = json.loads(done.stdout)
        assert (done.returncode, shown["error"]["code"], done.stderr) == (3, "E_DISK", ""), shown
        assert [one["result"] for one in shown["bundles"]] == ["rejected"]
        with live.clerk() as desk:
            with desk.store.session() as session:
                assert session.exec(select(ReceivedBundle)).all() == [] == session.exec(select(Journal)).all()
            assert sorted(desk.home.outbox.iterdir()) == outbox and not list(desk.home.inbox.iterdir())
    done = run(RECEIVE, 10**9, *words)
    assert done.returncode == 0 and json.loads(done.stdout)["bundles"][0]["stored"] == 2
    with live.clerk() as desk:
        assert len(cases(desk)) == 2
