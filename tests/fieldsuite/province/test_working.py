"""Workers at the queue: one effect and one receipt however many there are, on files and on a server alike."""

import random
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.province import queue, workers
from fieldsuite.province.queue_views import again, view
from fieldsuite.province.worker import work
from fieldsuite.tables import ImportJob, ReceivedBundle
from tests.fieldsuite.province.desks import drop, move, receipts, state, twin
from tests.fieldsuite.province.hand import Still, take_again
from tests.grounds import PASSPHRASE, Place


def corpus(place: Place) -> list[Path]:
    """Bundles of three days: visits, a picture of two people, a death, a human check; one cut short, one no bundle."""
    made = []
    with place.officer() as office:
        shared = place.photo("shared")
        for who in ("p-fine", "p-cut"):
            place.visit(office, who, photos=(shared,))
        place.check(office, "p-soon")
        made.append(Path(place.pack(office).path))
        place.clock.go(days=1)
        place.visit(office, "p-month", status="dead", death_on=office.today())
        made.append(Path(place.pack(office).path))
        place.clock.go(days=1)
        place.visit(office, "p-two")
        made.append(Path(place.pack(office).path))
    bad = place.root / f"{'0' * 64}.fosb"
    bad.write_bytes(made[0].read_bytes()[:-1])
    strange = place.root / f"{'1' * 64}.fosb"
    strange.write_text("这不是包", encoding="utf-8")
    return [*made, bad, strange]


def worked(place: Place, *bundles: Path) -> list[tuple[str, str, str]]:
    drop(place, *bundles)
    with place.clerk() as desk:
        queue.look(desk)
        steps = [step for step in work(desk, "one") if hasattr(step, "file")]
    return [(step.file, step.result or step.state, step.code) for step in steps]


def test_what_lies_in_the_drop_folder_is_taken_in_and_the_folder_is_empty(place: Place) -> None:
    paths = corpus(place)
    done = {file: (result, code) for file, result, code in worked(place, *paths)}
    assert [done[path.name] for path in paths] == [
        ("imported", ""), ("imported", ""), ("imported", ""), ("rejected", "E_SIZE"), ("rejected", "E_MAGIC"),
    ]  # fmt: skip
    assert not list((place.province / "drop").glob("*.fosb"))
    with place.clerk() as desk:
        assert view(desk).counts == {"done": 5} and not view(desk).open


def test_bundles_that_are_found_in_another_order_are_taken_in_theirs(place: Place) -> None:
    first, second, third, *_ = corpus(place)
    drop(place, third, second)
    with place.clerk() as desk:
        queue.look(desk)
        drop(place, first)
        with desk.store.session() as session:  # as if it had been found last
            session.add(ImportJob(file=first.name, came_at="2026-11-21T00:00:00Z"))
        steps = [step for step in work(desk, "one") if hasattr(step, "file")]
        with desk.store.session() as session:
            codes = session.exec(select(ReceivedBundle.code)).all()
    assert {step.state for step in steps} == {"later", "done"} and set(codes) == {""}
    assert [step.file for step in steps if step.state == "done"] == [first.name, second.name, third.name]


def test_a_bundle_whose_predecessor_never_comes_is_taken_with_what_it_misses(place: Place) -> None:
    _, second, *_ = corpus(place)
    assert worked(place, second)[-1] == (second.name, "imported", "E_GAP")


def test_a_dead_workers_bundle_is_taken_over_and_one_that_kills_workers_is_set_aside(place: Place) -> None:
    path, other, *_ = corpus(place)
    drop(place, path)
    with place.clerk() as desk:
        queue.look(desk)
        for tried in range(queue.MOST_TRIES):
            claimed = queue.claim(desk, f"w{tried}")
            assert claimed is not None and claimed.tries == tried + 1
            assert queue.claim(desk, "another") is None  # it has the bundle until its lease ends
            place.clock.go(minutes=16)
        drop(place, other)
        queue.look(desk)
        list(work(desk, "last"))
        (left,) = view(desk).open
        assert (left.file, left.state) == (path.name, "set_aside")
        assert not (desk.home.drop / path.name).exists()
        assert again(desk, [path.name]) == 1
        list(work(desk, "last"))
        assert view(desk).counts == {"done": 2}


def test_what_a_full_disk_kept_from_being_taken_counts_for_nothing_and_comes_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, *_ = corpus(place)
    drop(place, path)
    with place.clerk() as desk:
        queue.look(desk)
        with monkeypatch.context() as patch:
            patch.setattr(
                "fieldsuite.evidence.seal_pieces", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
            )
            for _ in range(2 * queue.MOST_TRIES):
                (step,) = work(desk, "one")
                assert (step.state, step.code) == ("again", "E_DISK")
                place.clock.go(minutes=1)
        assert [step.result for step in work(desk, "one") if hasattr(step, "file")] == ["imported"]


def test_the_same_corpus_ends_alike_on_files_and_on_a_server(place: Place, postgres: str) -> None:
    paths = corpus(place)
    other = twin(place, "on-server")
    move(other, postgres)
    ends = []
    for desk_place in (place, other):
        for path in [*paths[1:], paths[0], *paths]:  # a gap that closes, and everything once more
            worked(desk_place, path)
        with desk_place.clerk() as desk:
            ends.append((state(desk), receipts(desk_place, desk)))
    for part, held in ends[0][0].items():
        assert held == ends[1][0][part], part
    assert ends[0][1] == ends[1][1]
    assert {len(said) for _, said in ends} == {3}


@pytest.mark.parametrize("where", ["files", "server"])
def test_e67_one_bundle_from_many_workers_at_once_has_one_effect_and_one_receipt(
    place: Place, where: str, request: pytest.FixtureRequest
) -> None:
    path, *_ = corpus(place)
    if where == "server":
        move(place, request.getfixturevalue("postgres"))
    context, out, now = get_context("spawn"), place.root / "said", Still(place.clock())
    out.mkdir()
    hands = [
        context.Process(target=take_again, args=(place.province, PASSPHRASE, path, 5, now, out / str(number)))
        for number in range(2)
    ]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    said = [
        line.split(" ", 1) for one in out.iterdir() for line in one.read_text(encoding="utf-8").splitlines()
    ]
    assert sorted(result for result, _ in said) == ["imported"] + ["same"] * 9
    (receipt,) = {receipt for _, receipt in said}
    assert Path(receipt).is_file()
    with place.clerk() as desk, desk.store.session() as session:
        assert len(session.exec(select(ReceivedBundle)).all()) == 1


def test_e68_workers_that_are_killed_lose_nothing_and_do_nothing_twice(place: Place, postgres: str) -> None:
    paths = corpus(place)
    other = twin(place, "killed")
    move(other, postgres)
    worked(place, *paths)
    drop(other, *paths)
    chance, kills = random.Random(6), 2
    with other.clerk() as desk:
        for step in workers.run(desk, PASSPHRASE, 2, once=True, now=Still(place.clock())):
            if kills and getattr(step, "state", ""):
                chance.choice(active_children()).kill()
                kills -= 1
        assert not kills and view(desk).counts == {"done": len(paths)}
        end = state(desk), receipts(other, desk)
    with place.clerk() as desk:
        assert (state(desk), receipts(place, desk)) == end
