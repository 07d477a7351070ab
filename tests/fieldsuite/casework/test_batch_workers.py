"""A worker that dies of one photograph takes nobody else's with it; numbers that two people have are nobody's."""

from datetime import date
from pathlib import Path

import pytest

from biometric.steps import Enrolled, Refused
from fieldsuite.casework import batch_workers
from fieldsuite.casework.batch_photos import assign
from fieldsuite.casework.batch_workers import Job, work
from fieldsuite.tables import Person
from tests.doubles import card_photos as cards
from tests.doubles.deadly import deadly


@pytest.mark.parametrize("at", [0, 3, 5])
def test_the_photograph_that_kills_a_worker_is_unreadable_and_all_others_are_measured(
    at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_workers, "measure", deadly)
    names = [f"{number}" for number in range(6)]
    names[at] = "deadly"
    made = {
        job.person_id: made for job, made in work([Job(name, (Path(f"{name}.jpg"),)) for name in names], 2)
    }
    assert set(made) == set(names)
    reasons = {who: one.reason for who, one in made.items() if isinstance(one, Refused)}
    assert reasons == {name: "unreadable" if name == "deadly" else "no_face" for name in names}


def test_a_photograph_that_vanished_is_unreadable(tmp_path: Path) -> None:
    made = batch_workers.measure((tmp_path / "gone.jpg",))
    assert isinstance(made, Refused)
    assert made.reason == "unreadable"


def test_what_a_worker_gives_back_is_the_template_of_the_photograph(tmp_path: Path) -> None:
    made = batch_workers.measure((cards.good(tmp_path / "a.jpg"),))
    assert isinstance(made, Enrolled)
    assert made.template.vectors.shape == (1, 128)


def somebody(who: str, person_no: str, id_no: str) -> Person:
    return Person(
        id=who,
        person_no=person_no,
        name="张三",
        sex="男",
        id_no=id_no,
        id_tail=id_no[-4:],
        birth=date(1951, 3, 14),
    )


def test_a_number_that_two_people_have_is_nobodys(tmp_path: Path) -> None:
    people = [somebody("a", "0011", "79012319510314001X"), somebody("b", "0011", "790123195103140035")]
    for name in ("0011", "79012319510314001x", "b_李四"):
        cards.good(tmp_path / f"{name}.jpg")
    found = assign(tmp_path, people)
    assert {who: [path.stem for path in paths] for who, paths in found.photos.items()} == {
        "a": ["79012319510314001x"],
        "b": ["b_李四"],
    }
    assert found.strangers == (("0011", "0011.jpg"),)
