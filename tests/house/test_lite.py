"""What ``--lite`` installs is enough: nothing that every office needs is imported from a package it leaves out."""

import ast
import sys
from importlib import metadata

from tests.house.licences import locked
from tests.house.tree import PRODUCT, name, product, tree

APART = {"torch": "speech", "torchaudio": "speech", "speechbrain": "speech",
         "starlette": "serve", "uvicorn": "serve", "anyio": "serve",
         "pkcs11": "token", "asn1crypto": "token", "psycopg": "postgres",
         "boto3": "bucket", "botocore": "bucket"}  # fmt: skip
"""Modules that only what is installed apart imports, each behind a sentence for where it is missing."""


def imported() -> dict[str, str]:
    """Foreign module -> a file of the product that imports it."""
    found: dict[str, str] = {}
    for path in product():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            found |= {each.split(".")[0]: name(path) for each in names}
    own = {*PRODUCT, *sys.stdlib_module_names, "__future__"}
    return {module: place for module, place in found.items() if module not in own}


def test_every_module_that_is_imported_is_in_the_lock_of_the_program_or_known_to_come_apart() -> None:
    ours = {package for package, _, _ in locked("runtime")}
    carried = {
        **metadata.packages_distributions(),
        "dlib": ["dlib-bin"],
    }  # it names no module in its metadata
    missing = {
        module: place
        for module, place in imported().items()
        if module not in APART
        and not {each.lower().replace("_", "-").replace(".", "-") for each in carried.get(module, ())} & ours
    }
    assert not missing, missing


def test_the_search_finds_what_the_program_stands_on() -> None:
    assert {"textual", "sqlmodel", "cryptography", "filelock", "cv2"} <= set(imported())
