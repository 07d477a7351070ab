"""What every file of the project promises."""

import ast
import re
from collections import ChainMap
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import PRODUCT, ROOT, TEXT, called, files, name, nodes, product, suites, tree

LONGEST = 300
"""Lines of one file at most: what one can read in one sitting."""

PLACES = re.compile(r"/(work|root)/|/(home|Users)/\w|[A-Z]:\\+Users\\|/tmp/[\w.-]+/")
_INDEXES = (
    "pypi:org",
    "pythonhosted:org",
    "deb:debian:org",
    "npmjs:com",
    "download:pytorch:org",
    "proxy:golang:org",
)
HOSTS = re.compile("|".join(host.replace(":", r"\.") for host in _INDEXES))
UNREAL = re.compile(r"(?<![A-Za-z])((?i:mock|fake|dummy|stub)(s|ed|ing)?|TODO|FIXME|XXX)(?![A-Za-z])")


def public(path: Path) -> list[tuple[str, ast.AST]]:
    """Public classes and functions of a file, methods of public classes included."""
    found: list[tuple[str, ast.AST]] = []

    def look(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                if node.name.startswith("_"):
                    continue
                found.append((prefix + node.name, node))
                if isinstance(node, ast.ClassDef):
                    look(node.body, f"{node.name}.")

    look(tree(path).body, "")
    return found


def is_second_spelling(node: ast.AST) -> bool:
    """True for an overload or a setter, whose first spelling carries the docstring."""
    decorators = getattr(node, "decorator_list", [])
    return any(ast.unparse(each).endswith(("overload", ".setter")) for each in decorators)


def written_by_alembic(path: Path) -> bool:
    """True for a migration: a script that is generated once and never read like other files."""
    return "/migrations/" in name(path)


def test_every_public_name_says_what_it_is_for() -> None:
    silent = [
        f"{name(path)}: {named}"
        for path in product()
        if not written_by_alembic(path)
        for named, node in public(path)
        if not ast.get_docstring(node) and not is_second_spelling(node)  # type: ignore[arg-type]
    ]
    assert not silent, "\n".join(silent)


def test_every_file_and_every_folder_of_the_product_says_what_it_is_for() -> None:
    ours = [path for path in product() if not written_by_alembic(path)]
    silent = [name(path) for path in ours if not ast.get_docstring(tree(path))]
    folders = {path.parent for path in ours if name(path).split("/")[0] in PRODUCT}
    bare = [name(folder) for folder in folders if not (folder / "__init__.py").is_file()]
    assert not silent + bare, "\n".join(silent + bare)


def test_no_file_is_too_long_to_be_read_in_one_sitting() -> None:
    code = (path for path in files() if path.suffix in (".py", ".tcss") and not written_by_alembic(path))
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert not {path: length for path, length in lengths.items() if length > LONGEST}


def test_no_file_names_a_place_on_one_machine_or_a_package_index() -> None:
    found = []
    for path in files():
        if path.suffix in TEXT and path != Path(__file__):
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [
                f"{name(path)}: {hit.group()}" for hit in (*PLACES.finditer(text), *HOSTS.finditer(text))
            ]
    assert not found, "\n".join(found)


def test_nothing_in_the_product_stands_in_for_the_real_thing() -> None:
    found = []
    for path in (*product(), *product(".toml"), *product(".tcss")):
        hits = UNREAL.finditer(path.read_text(encoding="utf-8"))
        found += [f"{name(path)}: {hit.group()}" for hit in hits]
    assert not found, "\n".join(found)


def test_no_environment_variable_changes_a_result() -> None:
    allowed = {"FIELDSUITE_PASSPHRASE", "HF_HUB_OFFLINE"}
    found = []
    for path in product():
        if name(path).startswith(("starting/", "start.py")):
            continue  # the installation reads where the index and the proxy are
        for node in ast.walk(tree(path)):
            named = isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
            if (
                named
                and re.fullmatch(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+", named)
                and "environ" in path.read_text("utf-8")
            ):
                found += (
                    [f"{name(path)}: {named}"]
                    if named.startswith("FIELDSUITE") and named not in allowed
                    else []
                )
    assert not found, "\n".join(found)


def asserts(function: ast.AST, helpers: Mapping[str, ast.AST], seen: frozenset[str] = frozenset()) -> bool:
    """True when a test can fail: it asserts, expects an error, or calls a helper that does."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            told = called(node)
            if told in ("raises", "warns", "fail") or told.startswith(("assert_", "expect_", "check_")):
                return True
            if told in helpers and told not in seen and asserts(helpers[told], helpers, seen | {told}):
                return True
    return False


@cache
def functions(path: Path) -> dict[str, ast.AST]:
    """Functions of a file by name, those inside classes too."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return {node.name: node for node in nodes(path) if isinstance(node, kinds)}


def test_every_test_can_fail() -> None:
    around = [path for path in files() if name(path).startswith("tests/") and path.suffix == ".py"]
    shared = {known: function for path in around for known, function in functions(path).items()}
    empty = [
        f"{name(path)}: {known}"
        for path in suites()
        for known, function in functions(path).items()
        if known.startswith("test_") and not asserts(function, ChainMap(functions(path), shared))
    ]
    assert not empty, "\n".join(empty)


def test_a_test_without_an_assertion_is_seen() -> None:
    silent = ast.parse("def test_it():\n    helper()\ndef helper():\n    print()")
    helpers = {node.name: node for node in silent.body if isinstance(node, ast.FunctionDef)}
    assert not asserts(helpers["test_it"], helpers)


@pytest.mark.parametrize(
    "file", ["README.md", "LICENSES.md", ".ci/run", "requirements/runtime.lock", "docs/install.md"]
)
def test_what_a_newcomer_looks_for_is_there(file: str) -> None:
    assert (ROOT / file).is_file()
