"""A laptop whose power went in the middle of the work: of 1,000 planted names, numbers and templates none is found."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from fieldsuite.casework import people
from fieldsuite.documents import ListedBenefit, ListedPerson
from fieldsuite.province import register
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place, number

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = 200
NAME, STREET, PHONE, REGION, BIRTH = "薿巟", "瓝弆巷", "1997770", "790177", date(1941, 7, 7)
"""Beginnings of what is planted: whoever finds one of a thousand finds one of these."""
TYPED = "籭樎话"
VECTOR = bytes.fromhex("3f8ccccd40133333c059999a")
"""Three numbers that every planted template begins with."""

WORK = """
import os, signal, sys
from pathlib import Path
import numpy as np
from biometric.template import Template
from fieldsuite import journal, template_store
from fieldsuite.casework import backup, consent, drafts, people
from fieldsuite.records import Enrolment
from tests.fieldsuite.safe.test_canaries import TYPED, VECTOR
from tests.grounds import TODAY, Place
place = Place(Path(sys.argv[1]))
(place.root / "disk").mkdir()
head = np.frombuffer(VECTOR, dtype="<f4")
with place.officer() as office:
    rows = people.find(office, limit=60)
    for number, row in enumerate(rows[:50]):
        vectors = np.random.default_rng(number).normal(size=(3, 128)).astype(np.float32)
        vectors[:, :3] = head
        made = Enrolment(modality="face", engine="dlib", version="1", samples=3, source="live",
                         template_sha256="ab" * 32)
        with office.store.session() as session:
            kept = journal.append(office, session, made, row.id, TODAY)
            template_store.keep(office, row.id, Template("face", "dlib", "1", vectors), kept.id)
        drafts.keep(office, f"visit:{row.id}", {"place": TYPED + str(number)})
    for row in rows[50:56]:
        place.visit(office, row.id, place=TYPED + row.name, photos=(sorted(place.root.glob("*.png"))[0],))
        people.unmask(office, row.id)
    place.pack(office)
    list(backup.create(office, place.root / "disk"))
    place.visit(office, rows[57].id, place=TYPED, photos=(sorted(place.root.glob("*.png"))[0],))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def planted(place: Place) -> int:
    """Put people on the register whose every particular is a canary; give how many there are."""
    everybody = tuple(
        ListedPerson(
            id=f"canary-{at}", person_no=f"88800{at:05d}", name=f"{NAME}{chr(0x5000 + at)}", sex="男",
            id_no=number(REGION, BIRTH, 1 + 2 * at), birth=BIRTH, phone=f"{PHONE}{at:04d}", address=f"{STREET}{at}号",
            village="三村", mobility="self_care",
            benefits=(ListedBenefit(id=f"canary-{at}-p", benefit="pension", profile="sichuan",
                                    start_on=date(2001, 1, 1)),),
        )
        for at in range(PEOPLE)
    )  # fmt: skip
    with place.clerk() as desk, place.officer() as office:
        register.take(desk, everybody, place.site)
        place.dispatch(desk)
        place.read(office)
    return 4 * PEOPLE


def marks() -> list[bytes]:
    words = (NAME, STREET, PHONE, REGION + "19410707", TYPED)
    codes = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    import base64

    plain = [word.encode(code) for word in words for code in codes]
    return [*plain, VECTOR, VECTOR[:8].hex().encode(), base64.b64encode(NAME.encode())[:7]]


def found(folder: Path) -> list[tuple[str, bytes]]:
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sum(map(len, files.values())) > 50_000
    return [(str(path), mark) for path, data in files.items() for mark in marks() if mark in data]


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_d64_of_a_thousand_planted_things_none_is_found_in_a_powered_off_laptop(place: Place) -> None:
    count = planted(place)
    place.photo()
    temp = place.root / "temp"
    temp.mkdir()
    env = {**os.environ, "TMPDIR": str(temp), "HOME": str(temp), "XDG_DATA_HOME": str(temp)}
    done = subprocess.run([sys.executable, "-c", WORK, str(place.root)], cwd=ROOT, env=env, check=False)
    assert done.returncode == -9
    assert (place.village / "office.db-wal").stat().st_size > 0
    count += 50 + 50 + 50 + 50 + 6 + 6
    assert count >= 1000
    # Of a killed program's memory the disk has nothing: its home, temporary files, what it sent and backed up.
    for folder in (place.village, place.root / "disk", place.stick):
        assert found(folder) == []
    assert not [path for path in temp.rglob("*") if path.is_file()]
    with place.officer() as office:
        assert people.find(office, NAME)
    assert found(place.village) == []


def test_a_fault_of_the_program_writes_down_where_and_never_whom(
    live: Place, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        name = "覃文龙 " + number("790123", date(1951, 3, 14), 11)
        raise ValueError(name)

    monkeypatch.setattr(people, "find", breaks)
    answer = line.say("people", "find", "覃文龙", home=live.village, secret=live.secret)
    assert answer.object["error"]["code"] == "E_BUG" and "覃文龙" not in answer.out + answer.err
    (note,) = (live.village / "logs").glob("fault-*")
    text = note.read_text(encoding="utf-8")
    assert "ValueError" in text and "覃文龙" not in text and "790123" not in text
