"""The documents say what is there: their links lead somewhere, and the page of the architecture names what exists."""

import ast
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from fieldsuite.config import Home
from tests.house.tree import ROOT, files, name, tree

PAGE = ROOT / "docs" / "architecture.md"
LONGEST = 120
"""Lines of the page at most: what a newcomer reads before the first file."""
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")


def broken(text: str, folder: Path) -> list[str]:
    """Links of a page to files that are not there."""
    return [to for to in LINK.findall(text) if "://" not in to and not (folder / to).exists()]


def missing(said: str) -> str:
    """Say what of a place in backticks (a path, perhaps with `: name, name`) is not there; empty when all of it is."""
    path, _, names = said.partition(": ")
    if path == "start.py" or path == "pyproject.toml" or "/" in path:
        at = ROOT / path
        if not at.exists():
            return f"no {path}"
        known = defined(at) if names else set()
        return ", ".join(f"{path} has no {one}" for one in names.split(", ") if one and one not in known)
    return ""


def defined(path: Path) -> set[str]:
    """Names that a module gives itself: functions, classes and what is assigned."""
    found = set()
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {
                each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)
            }
    return found


def named() -> list[str]:
    return CODE.findall(PAGE.read_text(encoding="utf-8"))


def test_every_link_in_the_documents_leads_to_a_file() -> None:
    pages = [path for path in files() if path.suffix == ".md"]
    assert len(pages) > 40
    lost = {name(path): broken(path.read_text(encoding="utf-8"), path.parent) for path in pages}
    assert {page: links for page, links in lost.items() if links} == {}


def test_everything_the_page_of_the_architecture_names_is_there() -> None:
    places = [said for said in named() if "/" in said]
    assert len(places) > 60
    assert [wrong for said in places if (wrong := missing(said))] == []


def test_the_page_can_be_read_before_the_first_file_and_readme_leads_to_it() -> None:
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert "docs/architecture.md" in LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def test_every_module_of_the_layers_has_its_place_on_the_page() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = (one["layers"] for one in told["contracts"] if one["type"] == "layers")
    modules = set(chain.from_iterable(re.findall(r"\w+", layer) for layer in layers))
    text = PAGE.read_text(encoding="utf-8")
    section = text[text.index("## Layers") : text.index("## A record")]
    assert modules - set(CODE.findall(section)) == set(), "say in docs/architecture.md where it stands"


def test_every_place_of_an_offices_folder_is_on_the_page() -> None:
    places = [getattr(Home(ROOT), one) for one, kind in vars(Home).items() if isinstance(kind, property)]
    names = {name(path) for path in places if isinstance(path, Path)}
    assert len(names) > 15
    assert {one for one in names if f"*{one}*" not in PAGE.read_text(encoding="utf-8")} == set()


@pytest.mark.parametrize(
    "said", ["sync/away.py", "sync/open.py: close_bundle", "keys/vault.py: unlock, lock"]
)
def test_a_name_that_nothing_bears_is_seen(said: str) -> None:
    assert missing(said)


def test_a_link_to_nowhere_is_seen() -> None:
    assert broken("[a](README.md) [b](gone.md#part) [c](https://x.org/y)", ROOT) == ["gone.md"]
