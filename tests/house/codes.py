"""Which code every error of the product carries, read from its source; ``python -m tests.house.codes`` writes it down.

The manual's pages of errors list their sentences by code (``fieldsuite/manual/sentences.toml``).
"""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache

from tests.house.catalogues import errors, full_key, literals, sentences
from tests.house.tree import ROOT, called, nodes, product, tree

LIST = ROOT / "fieldsuite" / "manual" / "sentences.toml"
CODE = re.compile(r"E_[A-Z]+(?:_[A-Z]+)*")
HEAD = "# Code -> sentences said with it, read from the source by python -m tests.house.codes\n"


def written() -> set[str]:
    """Every code that stands in the product as a string of its own."""
    return {
        node.value
        for path in product()
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def by_code() -> dict[str, list[str]]:
    """Code -> full keys of the sentences that errors of this code say, as far as both are written out."""
    found: dict[str, set[str]] = {}
    for key, code in _raised():
        if "hint_zh" in sentences().get(key, {}):
            found.setdefault(code, set()).add(key)
    return {code: sorted(found[code]) for code in sorted(found)}


def _raised() -> Iterator[tuple[str, str]]:
    areas = errors()
    for path in product():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and node.name in areas:
                handed = [inner for inner in ast.walk(node) if _is_super(inner)]
                yield from (pair for call in handed for pair in _pairs(call, areas[node.name], node.name))
            elif isinstance(node, ast.Call) and (named := called(node)) in areas:
                yield from _pairs(node, areas[named], named)


def _pairs(call: ast.Call, area: str, named: str) -> Iterator[tuple[str, str]]:
    """Give key and code of one call that makes an error; a bundle's refusal names its code alone."""
    coded = next((keyword.value for keyword in call.keywords if keyword.arg == "code"), None)
    codes = list(literals(coded)) or [_default(named)]
    keys = list(literals(call.args[0] if call.args else None))
    for at, key in enumerate(keys):
        code = key if CODE.fullmatch(key) else codes[at] if len(codes) == len(keys) else codes[0]
        if code:
            yield full_key(area, key), code


@cache
def _classes() -> dict[str, ast.ClassDef]:
    found = (node for path in product() for node in tree(path).body if isinstance(node, ast.ClassDef))
    return {node.name: node for node in found if node.name in errors()}


def _default(named: str) -> str:
    """Code of an error class that is not told one: the default of its argument, or what it hands to its base."""
    node = _classes().get(named)
    if node is None:
        return ""
    bases = (_default(ast.unparse(base).split(".")[-1]) for base in node.bases)
    return next(_own(node), "") or next(filter(None, bases), "")


def _own(node: ast.ClassDef) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
            for argument, default in zip(inner.args.kwonlyargs, inner.args.kw_defaults, strict=True):
                if argument.arg == "code" and isinstance(default, ast.Constant):
                    yield str(default.value)
        if _is_super(inner):
            yield from (each for k in inner.keywords if k.arg == "code" for each in literals(k.value))


def _is_super(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called(node) == "__init__" and "super()" in ast.unparse(node.func)


if __name__ == "__main__":
    lines = (
        f"{code} = {json.dumps(keys, indent=4, ensure_ascii=False)}\n" for code, keys in by_code().items()
    )
    LIST.write_text(HEAD + "".join(lines), encoding="utf-8")
