"""Which test shows which requirement of the notices: ``python -m tests.house.coverage`` prints the table.

``docs/requirements.md`` holds the requirements, the markers of the tests say what they show. A test shows a
requirement when it drives the program: through a command, a screen, or the job behind one. A test of a library alone
supports it (marked ``+``) and does not count.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.tree import ROOT, name, suites, tree

TABLE = ROOT / "docs" / "requirements.md"
ROW = re.compile(r"\| (R\d{3}) \| ([^|]+) \| ([^|]+) \| ([^|]*) ?\|")
NUMBERS = tuple(f"R{number:03d}" for number in range(1, 197))
MOST_NOT_APPLICABLE, MOST_PREPARED = 12, 8
DRIVEN = ("tests/journeys/", *(f"tests/fieldsuite/{room}/" for room in ("casework", "cli", "doctor", "models",
                                                                        "province", "screens")))  # fmt: skip
DOORS = (
    "fieldsuite.cli",
    "fieldsuite.app",
    "fieldsuite.screens",
    "fieldsuite.casework",
    "fieldsuite.province",
)
"""Whoever imports one of these drives the program, wherever the test lies."""


@dataclass
class Requirement:
    """A line of the table, and the tests that carry its number."""

    number: str
    notice: str
    sentence: str
    standing: str
    shown: list[str] = field(default_factory=list)
    supported: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """shown, not applicable, prepared or open."""
        if self.shown:
            return "shown"
        return next(
            (kind for kind in ("not applicable", "prepared") if self.standing.startswith(kind)), "open"
        )


def requirements() -> dict[str, Requirement]:
    """Read the table and the markers of every test."""
    rows = (ROW.fullmatch(line) for line in TABLE.read_text(encoding="utf-8").splitlines())
    found = {row[1]: Requirement(row[1], row[2], row[3], row[4].strip()) for row in rows if row}
    for path in suites():
        for number, test in marked(path):
            if number in found:
                (found[number].shown if drives(path) else found[number].supported).append(test)
    return found


def marked(path: Path) -> Iterator[tuple[str, str]]:
    """Give each requirement that a file's tests carry, with the test; a mark may stand on a class or on the file."""
    whole = [each for each in tree(path).body if _named(each) == "pytestmark"]
    of_file = [number for each in whole for number in numbers(each)]

    def look(body: list[ast.stmt], above: list[str], prefix: str) -> Iterator[tuple[str, str]]:
        for node in body:
            if isinstance(node, ast.ClassDef):
                own = [number for each in node.decorator_list for number in numbers(each)]
                yield from look(node.body, [*above, *own], f"{prefix}{node.name}::")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                own = [number for each in node.decorator_list for number in numbers(each)]
                for number in dict.fromkeys([*above, *own]):
                    yield number, f"{name(path)}::{prefix}{node.name}"

    yield from look(tree(path).body, of_file, "")


def numbers(node: ast.AST) -> list[str]:
    """Give the numbers of every ``requirement(...)`` inside a node."""
    calls = (each for each in ast.walk(node) if isinstance(each, ast.Call))
    marks = (each for each in calls if ast.unparse(each.func).endswith("mark.requirement"))
    return [
        str(given.value)
        for each in marks
        for given in each.args
        if isinstance(given, ast.Constant) and isinstance(given.value, str)
    ]


def drives(path: Path) -> bool:
    """True when the tests of a file drive the program."""
    if name(path).startswith(DRIVEN):
        return True
    imported = (each for each in ast.walk(tree(path)) if isinstance(each, ast.ImportFrom))
    return any((each.module or "").startswith(DOORS) for each in imported)


def _named(node: ast.stmt) -> str:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return ""


def table(found: dict[str, Requirement]) -> Iterator[str]:
    """Write every requirement with the tests that show it, and the sums."""
    for each in found.values():
        yield f"{each.number}  {each.kind:14}  {each.notice}: {each.sentence}"
        if each.kind in ("not applicable", "prepared"):
            yield f"        {each.standing.partition(': ')[2]}"
        yield from (f"        {test}" for test in each.shown)
        yield from (f"      + {test}" for test in each.supported)
    kinds = [each.kind for each in found.values()]
    counts = ", ".join(
        f"{kinds.count(kind)} {kind}" for kind in ("shown", "not applicable", "prepared", "open")
    )
    yield f"{len(found)} requirements: {counts}"


def main() -> int:
    """Print the table; give 1 while something is open."""
    found = requirements()
    print("\n".join(table(found)))
    return 1 if any(each.kind == "open" for each in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
