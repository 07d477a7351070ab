"""The table of requirements and the markers of the tests agree."""

import ast

from tests.house.coverage import (
    MOST_NOT_APPLICABLE,
    MOST_PREPARED,
    NUMBERS,
    TABLE,
    Requirement,
    marked,
    numbers,
    requirements,
    table,
)
from tests.house.tree import suites

EXCEPTED = ("not applicable", "prepared")


def test_every_requirement_stands_in_the_table_once_and_in_order() -> None:
    lines = [
        line.split("|")[1].strip() for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| R")
    ]
    assert tuple(lines) == NUMBERS
    assert tuple(requirements()) == NUMBERS


def test_every_requirement_is_shown_by_a_test_or_says_why_not() -> None:
    silent = [each.number for each in requirements().values() if not each.shown and not each.standing]
    assert not silent, silent


def test_few_do_not_apply_and_few_wait_for_others_and_each_says_why() -> None:
    excepted = [each for each in requirements().values() if each.standing.startswith(EXCEPTED)]
    assert sum(each.standing.startswith("not applicable") for each in excepted) <= MOST_NOT_APPLICABLE
    assert sum(each.standing.startswith("prepared") for each in excepted) <= MOST_PREPARED
    assert not [each.number for each in excepted if len(each.standing.partition(": ")[2]) < 20]


def test_what_does_not_apply_is_not_shown() -> None:
    both = [each.number for each in requirements().values()
            if each.standing.startswith("not applicable") and each.shown]  # fmt: skip
    assert not both, both


def test_no_marker_names_a_requirement_that_does_not_exist() -> None:
    unknown = [(number, test) for path in suites() for number, test in marked(path) if number not in NUMBERS]
    assert not unknown, unknown


def test_one_marker_may_carry_several_numbers() -> None:
    node = ast.parse('@pytest.mark.requirement("R001", "R002")\n@pytest.mark.slow\ndef test_it(): ...')
    assert numbers(node) == ["R001", "R002"]


def test_the_table_says_what_supports_without_showing() -> None:
    one = Requirement(
        "R001", "Guangxi", "Something.", "prepared: the ministry has not published it", [], ["a::test_b"]
    )
    text = list(table({"R001": one}))
    assert text[0].startswith("R001  prepared")
    assert "      + a::test_b" in text
    assert text[-1] == "1 requirements: 0 shown, 0 not applicable, 1 prepared, 0 open"
