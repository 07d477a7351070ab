"""Every error this room and the next can raise has its sentence in both languages."""

import re
from pathlib import Path

import pytest

from fieldsuite.words import has, hint, say

ROOMS = Path(__file__).resolve().parents[2]
RAISED = re.compile(
    r'(?:KeysError|PassphraseRefused|SealRefused|TrustRefused|VaultUnusable|NotCanonical|SyncError)\(\s*"([a-z_0-9]+)"'
)
CODES = re.compile(r'BundleRefused\(\s*"E_([A-Z_]+)"')


def raised(room: str) -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOMS / room).glob("*.py"))
    found = set(RAISED.findall(text))
    return found | {f"refused_{code.lower()}" for code in CODES.findall(text)}


@pytest.mark.parametrize("room", ["keys", "sync"])
def test_every_key_that_is_raised_has_a_sentence_and_a_hint(room: str) -> None:
    keys = raised(room)
    assert len(keys) > 10
    for key in sorted(keys):
        assert has(f"{room}.{key}"), key
        for lang in ("zh", "en"):
            assert say(f"{room}.{key}", lang)
            assert hint(f"{room}.{key}", lang), f"{key} has no hint in {lang}"


@pytest.mark.parametrize("reason", ["number", "prev", "chain", "epoch"])
def test_every_kind_of_fork_has_a_sentence(reason: str) -> None:
    assert has(f"sync.fork_{reason}")
