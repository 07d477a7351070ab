"""The whole suite takes as many processes as there is room for, begins with what takes long and lists its slowest."""

import os
from pathlib import Path
from typing import Any

import pytest

from starting.workers import SLOWEST, pytest_words, workers
from tests.house.tree import ROOT, run
from tests.order import LONGEST_FIRST, longest_first


@pytest.mark.parametrize(
    ("cores", "gigabytes", "count"), [(2, 4, 2), (16, 4, 2), (2, 24, 4), (1, 64, 2), (8, 64, 16), (8, 1, 1)]
)
def test_as_many_test_processes_as_the_machine_bears(cores: int, gigabytes: float, count: int) -> None:
    assert workers(cores, gigabytes) == count


@pytest.mark.parametrize("words", [("-n", "3"), ("-n0",), ("tests/x.py::test_y",), ("--pdb",)])
def test_who_settles_the_processes_is_left_alone(words: tuple[str, ...]) -> None:
    assert pytest_words(words) == list(words)


def test_without_a_word_the_slowest_tests_are_listed_and_with_one_nothing_is_added() -> None:
    assert pytest_words(())[-len(SLOWEST) :] == [*SLOWEST]
    assert [word for word in pytest_words(("tests/keys",)) if "durations" in word] == []


def test_the_words_list_the_slowest_tests_at_the_end_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "test_slow.py").write_text("import time\n\ndef test_it():\n    time.sleep(0.01)\n")
    words = [word.replace("min=5", "min=0.01") for word in SLOWEST]
    told = run(
        "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", str(tmp_path), *words, str(tmp_path)
    ).stdout
    assert "s call     test_slow.py::test_it" in told and told.splitlines()[-1].startswith("1 passed"), told


def test_files_that_take_long_begin_first_and_are_there() -> None:
    assert [file for file in LONGEST_FIRST if not (ROOT / file).is_file()] == []

    class Item:
        def __init__(self, nodeid: str) -> None:
            self.nodeid = nodeid

    last, first = LONGEST_FIRST[-1], LONGEST_FIRST[0]
    items: Any = [Item(f"{file}::test_{name}") for file in ("tests/a.py", last, first) for name in "xy"]
    longest_first(items)
    assert [item.nodeid.partition("::")[0] for item in items] == [first] * 2 + [last] * 2 + ["tests/a.py"] * 2
    assert [item.nodeid[-1] for item in items] == ["x", "y"] * 3
