"""Which sentences the catalogues have, and which ones the product's code asks for."""

import ast
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.tree import ROOT, called, name, nodes, product

BASES = {"KeysError": "keys", "BiometricError": "biometric", "FormsError": "forms", "SyncError": "sync",
         "OfficeError": "", "Trouble": "start"}  # fmt: skip
"""Base error of a room -> area of its sentences; the office's errors name the area themselves."""


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Every entry by its full key ``area.name``."""
    found: dict[str, dict[str, str]] = {}
    for path in (ROOT / "fieldsuite" / "words").glob("*.toml"):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {f"{path.stem}.{key}": entry for key, entry in entries.items()}
    return found


def blanks(sentence: str) -> set[str]:
    """Names of the blanks that a sentence has to be filled in."""
    return {
        field.split(".")[0].split("[")[0] for _, field, _, _ in string.Formatter().parse(sentence) if field
    }


@cache
def errors() -> dict[str, str]:
    """Every error class of the product -> area of its sentences."""
    found = dict(BASES)
    classes = [node for path in product() for node in nodes(path) if isinstance(node, ast.ClassDef)]
    for _ in range(3):  # a class may stand in a file that is read before its base's
        for node in classes:
            bases = (ast.unparse(base).split(".")[-1] for base in node.bases)
            found.update((node.name, found[base]) for base in bases if base in found)
    return found


def raised() -> Iterator[tuple[str, str]]:
    """Full key and place of every error that the product makes with a key written out."""
    areas = errors()
    for path in product():
        for node in nodes(path):
            if isinstance(node, ast.Call) and called(node) in areas:
                yield from _full(node, areas[called(node)], path)
            if isinstance(node, ast.ClassDef) and node.name in areas:
                yield from _of_class(node, areas[node.name], path)


def _of_class(node: ast.ClassDef, area: str, path: Path) -> Iterator[tuple[str, str]]:
    """Keys that an error class carries itself: a default of ``key``, or what it hands to its base."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
            named = [argument.arg for argument in inner.args.args]
            for argument, default in zip(reversed(named), reversed(inner.args.defaults), strict=False):
                if argument == "key" and isinstance(default, ast.Constant):
                    yield full_key(area, str(default.value)), f"{name(path)}:{inner.lineno}"
        if isinstance(inner, ast.Call) and ast.unparse(inner.func) == "super().__init__":
            yield from _full(inner, area, path)


def _full(node: ast.Call, area: str, path: Path) -> Iterator[tuple[str, str]]:
    first = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "key"), None)
    for key in literals(first):
        if key.replace("_", "").replace(".", "").isalnum():
            yield full_key(area, key), f"{name(path)}:{node.lineno}"


def full_key(area: str, key: str) -> str:
    """Give the key with its area; a refusal's code becomes the key of its sentence."""
    if key.startswith("E_"):  # a bundle's refusal names its code; every code has one sentence
        key = f"refused_{key.removeprefix('E_').lower()}"
    return f"{area}.{key}" if area else key


def literals(node: ast.AST | None) -> Iterator[str]:
    """Strings that an expression may be, as far as they are written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for each in node.values:
            yield from literals(each)


def said() -> Iterator[tuple[str, str]]:
    """Full key and place of every ``say("area.name", ...)`` and of every step that carries a key."""
    for path in product():
        for node in nodes(path):
            if not isinstance(node, ast.Call):
                continue
            told = called(node)
            place = f"{name(path)}:{node.lineno}"
            if told in ("say", "hint") and not name(path).startswith("starting/"):
                for key in literals(node.args[0] if node.args else None):  # a screen's own words need no area
                    yield (key if "." in key else f"screens.{key}"), place
            if name(path).startswith("biometric/"):
                yield from ((f"biometric.{key}", place) for key in _step_keys(told, node))


def _step_keys(told: str, node: ast.Call) -> Iterator[str]:
    """Keys of Guidance(key), Refused(reason, advice), Verdict(_, reason) and of a Measure's two advices."""
    named = {keyword.arg: keyword.value for keyword in node.keywords}
    if told == "Guidance":
        yield from literals(node.args[0] if node.args else named.get("key"))
    if told == "Refused":
        yield from literals(node.args[0] if node.args else named.get("reason"))
        yield from literals(node.args[1] if len(node.args) > 1 else named.get("advice"))
    if told == "Verdict":
        yield from literals(node.args[1] if len(node.args) > 1 else named.get("reason"))
    if told == "Measure":
        for measure in literals(node.args[0] if node.args else named.get("name")):
            for place, side in ((2, "low"), (3, "high")):
                limit = node.args[place] if len(node.args) > place else named.get(side)
                if limit is not None and not (isinstance(limit, ast.Constant) and limit.value is None):
                    yield f"advice_{measure}_{side}"
