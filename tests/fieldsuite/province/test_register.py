"""Who draws a benefit: taken whole from a file, or refused with the row that is wrong."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fieldsuite.casework import people
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.province import register
from fieldsuite.province.uncertified import buckets
from fieldsuite.words import has
from tests.grounds import Place, cast, number

Row = dict[str, Any]


def rows(*keys: str) -> list[Row]:
    """New people in the shape of the manual, with numbers of a real region."""
    made = []
    for at, key in enumerate(keys):
        one = cast("510502")[0].model_dump(mode="json")
        one |= {
            "id": key,
            "person_no": key,
            "name": f"农春{at}",
            "id_no": number("510502", date(1951, 3, 14), 51 + 2 * at),
        }
        one["benefits"][0]["id"], one["certified"][0]["id"] = f"{key}-b", f"{key}-c"
        made.append(one)
    return made


def written(place: Place, content: object) -> Path:
    path = place.root / "people.json"
    path.write_text(
        content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8"
    )
    return path


def test_people_are_taken_and_stand_on_the_next_list(real: Place) -> None:
    with real.clerk() as desk:
        assert register.take_file(desk, written(real, rows("n-1", "n-2")), real.site) == 2
        assert register.take_file(desk, written(real, rows("n-1")), real.site) == 1
        real.dispatch(desk)
    with real.officer() as office:
        real.read(office)
        assert len(people.find(office)) == 10 and people.card(office, "n-2").name == "农春1"


def put(*path: str | int, value: object) -> Callable[[list[Row]], None]:
    """Change one thing, deep inside."""

    def change(content: list[Row]) -> None:
        at: Any = content
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (put(1, "id", value="n 2"), "people_row"), (put(1, "id", value=""), "people_row"),
        (put(1, "id", value="三"), "people_row"), (put(1, "id", value="n-2\n"), "people_row"),
        (put(1, "name", value=""), "people_row"), (put(1, "sex", value="女"), "number_differs"),
        (put(1, "sex", value="F"), "people_row"), (put(1, "birth", value="1951-02-30"), "people_row"),
        (put(1, "birth", value="1951-03-15"), "number_differs"), (put(1, "hat", value=1), "people_row"),
        (put(1, "id_no", value="510502195103140019"), "bad_number"),
        (put(1, "id_no", value=number("790123", date(1951, 3, 14), 53)), "bad_number"),
        (put(1, "benefits", 0, "profile", value="mars"), "people_row"),
        (put(1, "benefits", 0, "benefit", value="unemployment"), "people_row"),
        (put(1, "benefits", 0, "id", value="p-fine-pension"), "people_row"),
        (put(1, "certified", 0, "id", value="p-fine-c"), "people_row"),
        (put(1, "certified", 0, "id", value="n-1-c"), "people_row"),
        (put(1, "benefits", value="pension"), "people_row"), (put(1, value=7), "people_row"),
        (put(1, "tasks", value=[{"kind": "tea"}]), "people_row"),
    ],
)  # fmt: skip
def test_one_row_that_is_wrong_keeps_the_whole_file_out(
    real: Place, change: Callable[[list[Row]], None], key: str
) -> None:
    content = rows("n-1", "n-2")
    change(content)
    with real.clerk() as desk:
        with pytest.raises(OfficeError) as caught:
            register.take_file(desk, written(real, content), real.site)
        assert caught.value.key == f"office.{key}" and has(caught.value.key)
        assert exit_status(caught.value.code) == 2
        assert key != "people_row" or caught.value.values["row"] == 2
        assert len(people.find(desk)) == 8
        real.dispatch(desk)


@pytest.mark.parametrize("content", ["", "{}", "null", "[", '"x"', "[" * 100_000, "\x00"])
def test_a_file_that_is_no_list_is_refused(real: Place, content: str) -> None:
    with real.clerk() as desk, pytest.raises(OfficeError) as caught:
        register.take_file(desk, written(real, content), real.site)
    assert caught.value.key == "office.not_json" and exit_status(caught.value.code) == 2


@pytest.mark.parametrize("site", ["", "三村", "a b", "../x"])
def test_people_go_to_an_office_that_can_be(real: Place, site: str) -> None:
    with real.clerk() as desk, pytest.raises(OfficeError) as caught:
        register.take_file(desk, written(real, rows("n-1")), site)
    assert caught.value.key == "office.bad_site"


def test_a_name_with_whatever_in_it_reaches_the_village(real: Place) -> None:
    strange = [
        "'); DROP TABLE person;--",
        "=cmd|' /C calc'!A0",
        "王\ue863",
        "盖\U00030b5f",
        "%s{name}",
        "a\u202eb\nc",
    ]
    content = rows(*(f"n-{at}" for at in range(len(strange))))
    for row, name in zip(content, strange, strict=True):
        row["name"] = name
    with real.clerk() as desk:
        register.take_file(desk, written(real, content), real.site)
        real.dispatch(desk)
    with real.officer() as office:
        real.read(office)
        found = [people.card(office, f"n-{at}").name for at in range(len(strange))]
    assert found == [*strange[:-1], "ab c"]


@pytest.mark.requirement("R127")
@pytest.mark.requirement("R129")
def test_who_was_not_certified_for_how_long_stands_in_one_of_six_buckets(place: Place) -> None:
    """附件7, on 2026-11-21: since 2026-01-31 nine full months, 2025-12-24 ten, 2025-11-30 eleven, 2025-11-10 twelve."""
    with place.clerk() as desk:
        found = buckets(desk, area="三村", benefit="pension")
        assert [(one.from_months, one.to_months) for one in found] == [
            (10, 12), (12, 24), (24, 36), (36, 48), (48, 60), (60, None)]  # fmt: skip
        mine = [{person for person in one.people if not person.count("-") > 1} for one in found]
        assert mine == [{"p-soon", "p-rare"}, {"p-month", "p-cut"}, set(), set(), set(), set()]
        place.clock.go(days=365 * 5)
        assert "p-new" in buckets(desk)[5].people
        assert all(not one.people for one in buckets(desk, benefit="dependants"))
        assert all(not one.people for one in buckets(desk, area="nowhere"))
