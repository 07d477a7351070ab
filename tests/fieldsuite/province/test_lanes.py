"""Letters of one office follow each other, whoever writes them at once."""

from concurrent.futures import ThreadPoolExecutor, wait

from sqlmodel import select

from fieldsuite.province.lanes import hold_lanes
from fieldsuite.tables import Series, TaskList
from tests.fieldsuite.province.desks import move
from tests.grounds import Place


def test_letters_to_one_office_wait_for_each_other_and_have_numbers_of_their_own(
    place: Place, postgres: str
) -> None:
    """Two letters of one number would be a fork: the office would refuse the second, and all that follow it."""
    move(place, postgres)
    with place.clerk() as desk, ThreadPoolExecutor(2) as pool:
        with desk.store.session() as session:
            before = session.exec(select(TaskList.seq)).all()
            hold_lanes(desk, session, [place.site])
            sent = [pool.submit(place.dispatch, desk) for _ in range(2)]
            assert not wait(sent, timeout=0.3).done
        assert all(one.result(timeout=60).people for one in sent)
        with desk.store.session() as session:
            numbers = sorted(session.exec(select(TaskList.seq)).all())
            last = session.get(Series, f"province-task:{place.site}")
    assert numbers == list(range(1, len(before) + 3))
    assert last is not None and last.value == len(numbers)
    with place.officer() as village:
        assert "tasks" in {one.kind for one in place.read(village)}
