"""The invented province: the same for the same seed, of nobody, and what is planted in it is found by the desk."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from fieldsuite.clock import utc_now
from fieldsuite.office import open_office
from fieldsuite.practice.province import faces, people
from fieldsuite.practice.province.make import Province, make
from fieldsuite.practice.province.plan import Plan
from fieldsuite.province import conduct
from fieldsuite.province.receive import receive
from fieldsuite.standing_rows import rebuild_rows
from fieldsuite.standings.rebuilding import Rebuilt
from forms import identity_number
from keys.passphrase import Cost
from keys.vault import officers

PLAN = Plan(1_000, seed=4, months=1)
CHEAP = Cost(8 * 1024, 1, 1)


def made(root: Path) -> Province:
    *_, last = make(root, PLAN, cost=CHEAP)
    assert isinstance(last, Province)
    return last


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    yield made(tmp_path_factory.mktemp("province") / "one")


def test_two_of_one_seed_have_one_digest_and_other_keys(province: Province, tmp_path: Path) -> None:
    again = made(tmp_path / "two")
    assert again.digest == province.digest and again.records == province.records
    assert again.labels.read_bytes() == province.labels.read_bytes()
    assert again.passphrase_file.read_text() != province.passphrase_file.read_text()


def test_no_number_of_it_can_be_anybodys(province: Province) -> None:
    numbers = {one.id_no for site in PLAN.sites() for one in people.of_site(PLAN, site)}
    assert len(numbers) == PLAN.people and all(number.startswith("79") for number in numbers)
    today = PLAN.last
    assert all(identity_number.check(one, today, practice=True).valid for one in numbers)
    assert not any(identity_number.check(one, today).valid for one in numbers)


def test_two_templates_of_one_face_are_alike_and_those_of_two_are_not() -> None:
    middles = [faces.captures(PLAN, face, take).mean(axis=0) for face, take in ((1, 0), (1, 1), (2, 0))]
    apart = [float(((middles[0] - other) ** 2).sum() ** 0.5) for other in middles[1:]]
    assert apart[0] < 0.75 < apart[1]


def test_the_desk_takes_it_in_and_shows_what_was_planted(province: Province) -> None:
    labels = [json.loads(line) for line in province.labels.read_text(encoding="utf-8").splitlines()]
    after = utc_now().replace(year=PLAN.last.year, month=PLAN.last.month, day=PLAN.last.day) + timedelta(
        days=1
    )
    who, passphrase = officers(province.home / "keys")[0].id, province.passphrase_file.read_text().strip()
    with closing(open_office(province.home, who, passphrase, as_of=lambda: after)) as desk:
        list(rebuild_rows(desk, only_stale=True))  # computed on another day
        results = {one.result for one in receive(desk, [province.bundles / f"{date(2026, 6, 1):%Y-%m}"])}
        found = {one.record_id: one.signs for one in conduct.suspects(desk)}
        *_, rows = rebuild_rows(desk)
        assert rows == Rebuilt(PLAN.people, 0), "neither the register nor a bundle left a row behind"
    assert results == {"imported"}
    for kind in (
        "after_death",
        "crowd",
        "night",
        "photo_day",
        "travel",
        "identical",
        "looks_like_copy",
        "two_places",
    ):
        planted = [label for label in labels if label["kind"] == kind]
        assert all(label["expect"] in found[record] for label in planted for record in label["records"]), kind
    named = {record for label in labels for record in label["records"]}
    assert set(found) <= named
