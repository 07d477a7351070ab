"""A backup holds all of an office and nothing in the clear; what comes back works at once and sends only when told."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from fieldsuite.casework import audit, backup, people, send
from fieldsuite.casework.backup_reading import Found
from fieldsuite.cli import main
from fieldsuite.errors import OfficeError
from keys.errors import KeysError
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.store.test_at_rest import secrets
from tests.grounds import PASSPHRASE, Place

ROOT = Path(__file__).resolve().parents[3]


def made(place: Place) -> Path:
    folder = place.root / "disk"
    folder.mkdir(exist_ok=True)
    with place.officer() as office:
        *_, last = backup.create(office, folder)
    assert isinstance(last, backup.Made)
    return last.path


def test_a_backup_is_written_verified_and_restored_by_command(live: Place, line: Line) -> None:
    with live.officer() as office:
        live.visit(office, "p-fine")
        live.pack(office)
        live.visit(office, "p-cut")
    disk = live.root / "disk"
    disk.mkdir()
    said = line.ask("backup", "create", "-o", disk, home=live.village, secret=live.secret)
    path = Path(said["path"])
    assert path.parent == disk and path.suffix == ".fosbak" and said["bytes"] == path.stat().st_size
    found = line.ask("backup", "verify", path, secret=live.secret)
    assert (found["site"], found["records"]) == ("lianxi-cun", 2)
    new = live.root / "new"
    back = line.ask("backup", "restore", path, home=new, secret=live.secret)
    assert back["records"] == 2 and back["may_send"] is False
    for home in (new, live.village):
        listed = line.ask("people", "find", "单国强", home=home, secret=live.secret)
        assert [one["name"] for one in listed["people"]] == ["单国强"]
        assert line.ask("audit", "verify", home=home, secret=live.secret)["intact"] is True
    acts = [one["act"] for one in line.ask("audit", "list", home=new, secret=live.secret)["entries"]]
    assert "restore" in acts and "backup" not in acts
    assert line.say("backup", "restore", path, home=new, secret=live.secret).error == "E_INPUT"


def test_a_restored_office_captures_at_once_and_sends_nothing(live: Place, line: Line) -> None:
    path, new = made(live), live.root / "new"
    line.ask("backup", "restore", path, home=new, secret=live.secret)
    restored = Place(live.root, live.site, live.clock)
    with restored.open(new, "officer") as office:
        live.visit(office, "p-fine")
        with pytest.raises(OfficeError) as caught:
            list(send.to_province(office, live.stick))
        assert (caught.value.key, caught.value.code) == ("safe.restored", "E_FORK")
        assert len(people.find(office)) == 28


def test_a_backup_shows_nobody_to_whoever_finds_it(place: Place) -> None:
    with place.officer() as office:
        photo = place.photo()
        place.visit(office, "p-fine", photos=(photo,), phone="13812345678", place="三村六组大榕树下")
    data = made(place).read_bytes()
    assert len(data) > 100_000 and not [secret for secret in secrets(photo) if secret in data]


@pytest.mark.parametrize("at", [0, 5, 9, 40, 3000, -20_000, -1])
@pytest.mark.parametrize("how", ["flip", "cut"])
def test_a_damaged_backup_is_refused_whole(place: Place, at: int, how: str) -> None:
    path = made(place)
    data = bytearray(path.read_bytes())
    if how == "flip":
        data[at] ^= 1
    else:
        data = data[: at or 3]
    path.write_bytes(data)
    new = place.root / "new"
    with pytest.raises((KeysError, OfficeError)) as caught:
        list(backup.restore(path, new, "", PASSPHRASE))
    assert caught.value.code in ("E_MAGIC", "E_LIMIT", "E_SIZE", "E_SCHEMA", "E_AEAD", "E_LOCKED", "E_PASSPHRASE",
                                 "E_SIGNATURE", "E_NOT_FOUND")  # fmt: skip
    assert not new.exists() and not list(place.root.glob("*.restoring"))


def test_another_passphrase_opens_no_backup_and_more_behind_it_is_refused(place: Place) -> None:
    path = made(place)
    with pytest.raises(KeysError, match="E_PASSPHRASE"):
        list(backup.verify(path, "", "another passphrase"))
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(KeysError, match="backup_damaged"):
        list(backup.verify(path, "", PASSPHRASE))


def test_work_goes_on_while_a_backup_is_made_and_the_backup_is_of_one_moment(place: Place) -> None:
    folder = place.root / "disk"
    folder.mkdir()
    with place.officer() as office:
        place.visit(office, "p-fine")
        for step in backup.create(office, folder):
            if not isinstance(step, backup.Made):
                continue
            *_, found = backup.verify(step.path, "", PASSPHRASE)
            assert isinstance(found, Found) and found.records == 1
        assert not (office.home.path / "copying").exists()
        assert audit.verified(office).intact


MEMORY = """
import resource, sys
from pathlib import Path
from tests.grounds import Place
from fieldsuite.casework import backup
place, big = Place(Path(sys.argv[1])), sys.argv[2] == "big"
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with place.officer() as office:
    (place.root / "disk").mkdir(exist_ok=True)
    for _ in backup.create(office, place.root / "disk"):
        pass
    before = peak()
    if big:
        (office.home.outbox / "large.fosb").write_bytes(b"")
        with open(office.home.outbox / "large.fosb", "r+b") as file:
            file.truncate(64_000_000)
    place.clock.go(seconds=5)
    *_, last = backup.create(office, place.root / "disk")
    print(last.bytes, peak() - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs the resource module")
def test_memory_does_not_grow_with_what_is_backed_up(place: Place) -> None:
    assert resource.RUSAGE_SELF == 0
    run = subprocess.run([sys.executable, "-c", MEMORY, str(place.root), "big"], cwd=ROOT, capture_output=True,
                         text=True, check=True)  # fmt: skip
    length, grown = map(int, run.stdout.split())
    assert length > 64_000_000 and grown < 24 * 1024


def test_a_file_that_is_none_is_a_sentence(live: Place, line: Line) -> None:
    none = live.root / "none.fosbak"
    none.write_bytes(b"PK\x03\x04 something")
    assert line.say("backup", "verify", none, secret=live.secret).error == "E_MAGIC"
    assert line.say("backup", "verify", live.root / "gone", secret=live.secret).error == "E_INPUT"
    assert (
        line.say("backup", "create", "-o", live.root / "gone", home=live.village, secret=live.secret).error
        == "E_INPUT"
    )
    assert main(["backup"]) == 2
