"""The pages for those who carry the work on, followed word by word: what they show is what happens."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldsuite import words
from tests.fieldsuite.cli.desks import desk
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.screens import driving
from tests.grounds import Place, grounds_root, place

__all__ = ["desk", "grounds_root", "place"]

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
FENCE = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LONGEST = 80


@dataclass(frozen=True)
class Block:
    """One block of a page: its language, the file it is or empty, its text."""

    language: str
    name: str
    text: str


def blocks(page: str) -> list[Block]:
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    return [Block(*found) for found in FENCE.findall(text)]


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in which a page is followed; modules it writes are forgotten afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


def write_files(page: str, folder: Path) -> None:
    for block in blocks(page):
        if "." in block.name:
            (folder / block.name).write_text(block.text, encoding="utf-8")


def run(page: str, folder: Path) -> None:
    """Write its files, then run its nameless Python; a page without any checks nothing."""
    write_files(page, folder)
    told = [block for block in blocks(page) if block.language == "python" and not block.name]
    assert told
    for block in told:
        exec(compile(block.text, f"{page}.md", "exec"), {"__name__": page})


def test_there_are_five_pages_and_none_is_longer_than_a_screen_or_two() -> None:
    pages = {path.stem: len(path.read_text(encoding="utf-8").splitlines()) for path in PAGES.glob("*.md")}
    assert set(pages) == {"a-province", "a-form", "an-engine", "a-transport", "a-screen"}
    assert {page: lines for page, lines in pages.items() if lines > LONGEST} == {}


@pytest.mark.parametrize("page", ["a-form", "an-engine", "a-transport"])
def test_a_page_of_code_does_what_it_says(page: str, folder: Path) -> None:
    run(page, folder)


def test_a_province_is_added_by_a_file(desk: Place, line: Line, folder: Path) -> None:
    write_files("a-province", folder)
    (shown,) = (block.text for block in blocks("a-province") if block.language == "console")
    homes = {"desk": desk.province, "village": desk.village}
    answer = ""
    for said in shown.splitlines():
        if said.startswith("$ fieldsuite "):
            typed = [homes.get(word, word) for word in said.split()[2:]]
            found = line.plain(*typed, "--passphrase-file", desk.secret)
            assert found.code == 0, found
            answer = found.out
        else:
            assert said in answer, answer


def test_a_screen_is_added_and_driven_by_keys(
    made_ground: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tomllib

    page = blocks("a-screen")
    write_files("a-screen", folder)
    (added,) = (tomllib.loads(block.text) for block in page if block.name == "words")
    (keys,) = (block.text for block in page if block.name == "pilot")
    known = words._area
    monkeypatch.setattr(words, "_area", lambda area: known(area) | (added if area == "work" else {}))
    told = compile(keys, "a-screen.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)

    async def steps(pilot: Any) -> None:
        given = {name: getattr(driving, name) for name in ("unlock", "until", "shown", "on")}
        await eval(told, given | {"pilot": pilot})

    driving.drive(driving.program(driving.copied(made_ground, folder)), steps)


@pytest.fixture(scope="module")
def made_ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("practice")
    driving.make_ground(root)
    return root
