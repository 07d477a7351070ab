"""Who watches the machine sees how the work goes, and nothing of whom it is about."""

import io
import json
import re
import time
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.event_log import EventLog
from fieldsuite.province import one_bundle, queue
from fieldsuite.province.telling import Telling, told
from fieldsuite.province.worker import work
from fieldsuite.server.metrics import Metrics
from fieldsuite.tables import Journal, Person
from fieldsuite.work_numbers import FORGOTTEN, STALE, WorkNumbers, read, write
from tests.fieldsuite.province.desks import drop
from tests.grounds import Place

NAME, NUMBER, PHONE = "欧阳秀英", "510103194503071233", "13980012345"
PLAIN = re.compile(
    r"# (HELP|TYPE) fieldsuite_[a-z_]+ .+"
    r"|fieldsuite_[a-z_]+(\{[a-z]+=\"[A-Za-z0-9_]*\"(,[a-z]+=\"[A-Za-z0-9_]*\")*\})? [0-9.]+"
)
"""A line of the exposition format, as narrow as ours are."""


def one_day(place: Place) -> None:
    """A bundle, a file that is none, one whose name somebody gave it, and one that ends whoever takes it."""
    with place.officer() as office:
        place.visit(office, "p-fine", photos=(place.photo("door"),), place=f"{NAME} {PHONE}")
        good = Path(place.pack(office).path)
        place.visit(office, "p-two")
        worse = Path(place.pack(office).path)
    strange = place.root / f"{NAME}_{NUMBER}.fosb"
    strange.write_text(f"{NAME} {PHONE}", encoding="utf-8")
    drop(place, good, worse, strange)


def personal(place: Place) -> set[str]:
    """Everything that names somebody or a place where they are, as the desk and the office know it."""
    words = {NAME, NUMBER, PHONE}
    for opened in (place.clerk, place.officer):
        with opened() as office:
            words |= {office.config.name, office.officer.name, office.officer.id, str(office.home.path)}
            with office.store.session() as session:
                for person in session.exec(select(Person)):
                    words |= {person.name, person.id_no, person.village, person.phone, person.id}
                words |= {row.person_id for row in session.exec(select(Journal))}
                words |= {row.officer_name for row in session.exec(select(Journal))}
    return {word for word in words if len(word) > 1}


def test_neither_log_nor_numbers_name_anybody(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    one_day(place)
    (place.province / "serve").mkdir()
    stored, said, seen = one_bundle.store_bundle, io.StringIO(), ""

    def breaks(office: object, session: object, path: Path, *rest: object) -> object:
        if not broken:
            broken.append(path)
            raise RuntimeError(f"{NAME} {NUMBER} {PHONE}")
        return stored(office, session, path, *rest)  # type: ignore[arg-type]

    broken: list[Path] = []
    monkeypatch.setattr(one_bundle, "store_bundle", breaks)
    with place.clerk() as desk, told(Telling(desk, 2, EventLog(said, desk.now))) as telling:
        queue.look(desk)
        for _ in range(2):
            for step in work(desk, "one"):
                telling.tell(step)
            place.clock.go(minutes=1)
            telling.look()
            text = Metrics().text({}, read(desk.home.work_numbers, time.time()))
            assert all(PLAIN.fullmatch(line) for line in text.splitlines())
            seen += text
    lines = [json.loads(line) for line in said.getvalue().splitlines()]
    assert lines[0]["event"] == "working" and lines[-1]["event"] == "stopped"
    events = {one["event"]: one for one in lines}
    assert events["again"]["code"] == "E_BUG" and events["rejected"]["code"] == "E_MAGIC"
    assert events["imported"]["records"] == 1 and len(events["imported"]["bundle"]) == 16
    assert 'fieldsuite_queue_bundles{state="waiting"} 2\n' in seen and "fieldsuite_work_programs 1\n" in seen
    assert (
        "fieldsuite_queue_oldest_seconds 60.0\n" in seen and "fieldsuite_queue_oldest_seconds 0.0\n" in text
    )
    assert f'fieldsuite_work_bundles_total{{program="{telling.program}",result="imported"}} 2\n' in text
    for word in personal(place):
        assert word not in said.getvalue() + seen, word
    assert not list((place.province / "serve" / "work").iterdir())


def test_what_is_no_number_is_not_shown(tmp_path: Path) -> None:
    write(tmp_path, "0123abcd", WorkNumbers(2, {"imported": 3}))
    now = time.time()
    assert [program for program, _ in read(tmp_path, now)] == ["0123abcd"]
    honest = (tmp_path / "0123abcd.json").read_text()
    named = honest.replace("imported", NAME), honest.replace('"workers": 2', f'"workers": "{NAME}"')
    for number, other in enumerate((*named, honest.replace(": 3", ': "x"'), "[]", "{", '{"x": 1}')):
        (tmp_path / f"0000000{number}.json").write_text(other, encoding="utf-8")
    (tmp_path / f"{NAME}.json").write_text(honest)
    assert [program for program, _ in read(tmp_path, now)] == ["0123abcd"]
    assert not read(tmp_path, now + STALE + 60) and (tmp_path / "0123abcd.json").exists()
    assert not read(tmp_path, now + FORGOTTEN + 60) and not (tmp_path / "0123abcd.json").exists()
