"""What stands in the project: the files that git knows or would take, and their syntax trees."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("keys", "sync", "biometric", "forms", "fieldsuite")
PRODUCT = (*ROOMS, "starting")
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".tcss",
    ".txt",
    ".in",
    ".lock",
    ".json",
    ".csv",
    ".svg",
    ".mako",
    ".cfg",
    ".sh",
    "",
}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project; without git (an unpacked archive) what does not look like a by-product."""
    line = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(line, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(_walk())
    named = (ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name)
    return tuple(sorted({path for path in named if path.is_file()}))


def _walk() -> Iterator[Path]:
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [
            name for name in inside if not name.startswith((".", "__pycache__", "fonts", "build", "dist"))
        ]
        yield from (Path(folder, name) for name in names if not name.endswith(".pyc"))


@cache
def product(suffix: str = ".py") -> tuple[Path, ...]:
    """The product's files of a kind: the rooms and what installs them."""
    inside = (path for path in files() if path.suffix == suffix)
    return tuple(path for path in inside if name(path).split("/")[0] in (*PRODUCT, "start.py"))


@cache
def suites() -> tuple[Path, ...]:
    """The test files."""
    return tuple(
        path
        for path in files()
        if name(path).startswith("tests/") and path.name.startswith("test_") and path.suffix == ".py"
    )


@cache
def tree(path: Path) -> ast.Module:
    """Syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's tree, in the order of ``ast.walk``."""
    return tuple(ast.walk(tree(path)))


def called(node: ast.Call) -> str:
    """Name of what is called, the last one of several; ``ast.unparse`` of every call took three times as long."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def name(path: Path) -> str:
    """Path inside the project, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def run(*words: str, timeout: float = 600) -> subprocess.CompletedProcess[str]:
    """Run this Python with words, in the project's folder, without standard input."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"},
    )
