"""The published vectors: what the product says of each, and that they are what the script makes."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from keys.recipients import RecipientKey
from keys.trust import open_trust
from sync.errors import BundleRefused
from sync.open import open_bundle
from tests.vectors.make import BUNDLES, FOLDER, make

INDEX: dict[str, Any] = json.loads((FOLDER / "vectors.json").read_text(encoding="utf-8"))
CODES = {
    "E_MAGIC", "E_VERSION", "E_LIMIT", "E_SIZE", "E_SUITE", "E_RECIPIENT", "E_AEAD", "E_CANON", "E_SCHEMA", "E_TYPE",
    "E_SIGNATURE", "E_EXPIRED", "E_REVOKED", "E_ROLE", "E_THRESHOLD", "E_SAMEPERSON", "E_AUDIENCE", "E_PRACTICE",
    "E_CHAIN", "E_EVIDENCE",
}  # fmt: skip


@pytest.mark.parametrize("vector", INDEX["vectors"], ids=[one["file"] for one in INDEX["vectors"]])
def test_a_vector_gets_its_answer(vector: dict[str, str], tmp_path: Path) -> None:
    key = INDEX["keys"][vector["key"]]
    trust = open_trust((FOLDER / vector["trust"]).read_bytes(), None, INDEX["anchor"])
    try:
        open_bundle(
            BUNDLES / vector["file"], RecipientKey(bytes.fromhex(key["private"]), key["suite"]), trust,
            expect=vector["door"], practice=INDEX["practice"], now=datetime.fromisoformat(INDEX["now"]), into=tmp_path,  # type: ignore[arg-type]
        )  # fmt: skip
        said = "ok"
    except BundleRefused as error:
        said = error.code
    assert said == vector["expected"]


def test_every_code_of_refusal_has_a_vector_and_every_file_is_listed() -> None:
    assert {one["expected"] for one in INDEX["vectors"]} == CODES | {"ok"}
    assert {path.name for path in BUNDLES.iterdir()} == {one["file"] for one in INDEX["vectors"]}
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.fos*")) < 300 * 1024


def test_the_vectors_are_what_the_script_makes(tmp_path: Path) -> None:
    for file, data in make(tmp_path).items():
        assert (FOLDER / file).read_bytes() == data, f"{file}: run python -m tests.vectors.make"
