"""Every attack of the table has a test that carries its number, and every number in a test's name is in the table."""

import re

from tests.house.tree import ROOT, files

ROW = re.compile(r"^\| ([A-F])(\d+) \|.*\| ((?:`[a-f]\d\d`(?:, )?)+) \|$", re.M)
NAMED = re.compile(r"^\s*def test_((?:[a-f]\d\d_)+)", re.M)


def table() -> dict[str, str]:
    """Number of an attack -> what its tests carry."""
    text = (ROOT / "docs" / "attacks.md").read_text(encoding="utf-8")
    return {f"{letter.lower()}{int(number):02d}": tests for letter, number, tests in ROW.findall(text)}


def carried() -> set[str]:
    """Numbers that names of tests carry."""
    found: set[str] = set()
    for path in files():
        if path.suffix == ".py" and path.name.startswith("test_"):
            for names in NAMED.findall(path.read_text(encoding="utf-8")):
                found.update(names.strip("_").split("_"))
    return found


def test_every_attack_on_bundles_keys_sequence_laptops_and_by_people_is_in_the_table() -> None:
    letters = {number: "a" if number < 24 else "b" if number < 43 else "c" for number in range(1, 52)}
    letters |= dict.fromkeys(range(52, 67), "d") | dict.fromkeys(range(77, 95), "f")
    assert {f"{letter}{number:02d}" for number, letter in letters.items()} <= set(table())


def test_every_attack_of_the_table_has_a_test_of_its_number() -> None:
    assert sorted(set(table()) - carried()) == []
    assert [number for number, tests in table().items() if f"`{number}`" not in tests] == []
