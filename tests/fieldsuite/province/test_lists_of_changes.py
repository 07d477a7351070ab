"""增量名单: a list that says only what changed leaves an office where a whole one would have."""

import shutil
from random import Random

import pytest
from sqlmodel import col, select

from fieldsuite.casework import inbox
from fieldsuite.casework.tasks import verify_tasks
from fieldsuite.errors import OfficeError
from fieldsuite.letters import read as open_letter
from fieldsuite.office import Office
from fieldsuite.province import task_lists
from fieldsuite.tables import Assignment, Person, TaskList
from sync.transport import find_files
from tests.grounds import Place


def lists(office: Office) -> list[TaskList]:
    with office.store.session() as session:
        return list(session.exec(select(TaskList).order_by(col(TaskList.seq))))


def change(desk: Office, person: str, phone: str) -> None:
    with desk.store.session() as session:
        row = session.get(Person, person)
        assert row is not None
        row.phone = phone
        session.add(row)


def to_verify(desk: Office, person: str, reason: str) -> None:
    with desk.store.session() as session:
        session.add(Assignment(id=f"asked-{person}", person_id=person, kind="verify", reason=reason))


def people_of(office: Office) -> list[str]:
    with office.store.session() as session:
        return sorted(session.exec(select(Person.id)))


def state(office: Office) -> object:
    """What an officer sees of the list: particulars, and who is still to be verified and why."""
    with office.store.session() as session:
        people = {row.id: (row.name, row.phone, row.address) for row in session.exec(select(Person))}
        asked = {who: [task.reason for task in tasks][-1] for who, tasks in verify_tasks(session).items()}
    return people, asked


def letters_on(office: Office, place: Place) -> dict[int, set[str]]:
    """Whom the lists on the stick name, by their number."""
    found: dict[int, set[str]] = {}
    for path in find_files(place.stick):
        letter = open_letter(office, path)
        if letter is not None and letter.type == "tasks":
            found[letter.body["seq"]] = {one["id"] for one in letter.body["people"]}
    return found


def test_what_has_not_changed_is_not_said_again_and_still_holds(place: Place) -> None:
    with place.clerk() as desk:
        first = lists(desk)[-1]
        someone, other = people_of(desk)[:2]
        to_verify(desk, other, "疑似死亡")
        place.dispatch(desk)
        change(desk, someone, "13900000001")
        place.dispatch(desk)
        assert [(one.seq, one.since) for one in lists(desk)[-2:]] == [
            (first.seq + 1, first.seq),
            (first.seq + 2, first.seq + 1),
        ]
    with place.officer() as office:
        place.read(office)
        named = letters_on(office, place)
        assert named[first.seq + 1] == {other} and named[first.seq + 2] == {someone}
        with office.store.session() as session:
            row = session.get(Person, someone)
            assert row is not None and row.phone == "13900000001"
            assert verify_tasks(session)[other][0].reason == "疑似死亡"


def test_changes_wait_for_the_list_they_follow_whatever_the_order_of_the_files(place: Place) -> None:
    with place.clerk() as desk:
        someone = people_of(desk)[0]
        for number in range(5):
            change(desk, someone, f"1390000000{number}")
            place.dispatch(desk)
        last = lists(desk)[-1]
    with place.officer() as office:
        place.read(office)
        assert lists(office)[-1].seq == last.seq
        with office.store.session() as session:
            row = session.get(Person, someone)
            assert row is not None and row.phone == "13900000004"


def test_a_change_without_what_it_follows_is_refused_and_says_what_is_missing(place: Place) -> None:
    with place.clerk() as desk:
        place.dispatch(desk)
        place.dispatch(desk)
        seq = lists(desk)[-1].seq
    alone = place.root / "alone"
    alone.mkdir()
    with place.officer() as office:
        for path in find_files(place.stick):
            letter = open_letter(office, path)
            if letter is not None and letter.type == "tasks" and letter.body["seq"] == seq:
                shutil.copy(path, alone)
        with pytest.raises(OfficeError, match="list_gap"):
            inbox.read_all(office, [alone])
        place.read(office)
        assert lists(office)[-1].seq == seq


def test_everybody_is_named_again_after_a_month_after_many_changes_and_when_asked(place: Place) -> None:
    with place.clerk() as desk:
        place.dispatch(desk, whole=True)
        assert lists(desk)[-1].since == 0
        for _ in range(task_lists.MOST + 1):
            place.dispatch(desk)
        assert [one.since == 0 for one in lists(desk)[-(task_lists.MOST + 1) :]] == [
            False
        ] * task_lists.MOST + [True]
    place.clock.go(days=32)
    with place.clerk() as desk:
        place.dispatch(desk)
        assert lists(desk)[-1].since == 0


def test_a_year_of_changes_ends_where_a_whole_list_ends(place: Place) -> None:
    chance = Random(20261121)
    with place.clerk() as desk:
        people = people_of(desk)
        for _ in range(8):
            for person in chance.sample(people, 2):
                change(desk, person, f"139{chance.randrange(10**8):08d}")
            if chance.random() < 0.5:
                to_verify(desk, people.pop(), f"原因{chance.randrange(100)}")
            place.dispatch(desk)
    with place.officer() as office:
        place.read(office)
        by_changes = state(office)
    with place.clerk() as desk:
        place.dispatch(desk, whole=True)
    with place.officer() as office:
        place.read(office)
        assert state(office) == by_changes
