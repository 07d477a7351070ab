"""An officer's key in a token: made there, signs there, never in a file; the algorithm is part of the trusted key."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from keys.cards import OfficerCard
from keys.errors import KeysError, PassphraseRefused, VaultUnusable
from keys.passphrase import Cost
from keys.request import OfficeCard, make_request, open_request
from keys.token import Algorithm, TokenKey, make_token_key, open_token_key
from keys.vault import create_office, officers, unlock
from tests.keys.softhsm import PIN, token

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
CHEAP = Cost(64, 1, 1)
FIRST = "correct horse"


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield token(tmp_path_factory.mktemp("hsm"), "ukey")


@pytest.mark.parametrize("algorithm", ["ed25519", "p256"])
def test_a_key_in_a_token_signs_and_is_found_again(module: str, algorithm: Algorithm) -> None:
    key = make_token_key(module, "ukey", PIN, algorithm)
    assert key.public.algorithm == algorithm
    signature = key.sign("a type", b"a payload")
    assert key.public.verify("a type", b"a payload", signature.sig)
    assert not key.public.verify("another type", b"a payload", signature.sig)
    again = open_token_key(key.place, PIN)
    assert again.public == key.public
    assert again.public.verify("a type", b"x", again.sign("a type", b"x").sig)


def test_the_token_takes_the_better_algorithm_when_none_is_asked_for(module: str) -> None:
    assert make_token_key(module, "ukey", PIN).public.algorithm == "ed25519"


def test_the_private_key_does_not_come_out(module: str) -> None:
    from pkcs11 import Attribute
    from pkcs11.exceptions import AttributeSensitive

    key = make_token_key(module, "ukey", PIN, "p256")
    assert key._private[Attribute.EXTRACTABLE] is False
    with pytest.raises(AttributeSensitive):
        key._private[Attribute.VALUE]


def test_a_token_that_is_not_there_says_so(module: str) -> None:
    key = make_token_key(module, "ukey", PIN)
    for place in (
        replace(key.place, token="another"),
        replace(key.place, key="00"),
        replace(key.place, module="/none.so"),
    ):
        with pytest.raises(VaultUnusable) as caught:
            open_token_key(place, PIN)
        assert (caught.value.key, caught.value.code) == ("token_missing", "E_DEVICE")


def test_an_officer_with_a_token_opens_the_office_and_no_file_holds_their_key(
    module: str, tmp_path: Path
) -> None:
    ring = create_office(tmp_path / "keys", OfficerCard("li", "李梅", "officer"), FIRST, CHEAP)
    key = make_token_key(module, "ukey", PIN)
    ring.add_officer(OfficerCard("wang", "王强", "supervisor"), PIN, key)
    opened = unlock(tmp_path / "keys", "wang", PIN)
    assert isinstance(opened.officer_key, TokenKey)
    assert (opened.master, opened.officer_key.public) == (ring.master, key.public)
    with pytest.raises(PassphraseRefused):
        unlock(tmp_path / "keys", "wang", "another passphrase")
    with pytest.raises(VaultUnusable, match="token_passphrase"):
        opened.change_passphrase(PIN, "a new passphrase")
    asked = make_request(
        opened, OfficeCard("lianhua", "莲花村"), officers(tmp_path / "keys"), practice=False, now=NOW
    )
    assert [card.id for card in open_request(asked).officers] == ["li", "wang"]


def test_a_key_moves_into_a_token_and_back(module: str, tmp_path: Path) -> None:
    ring = create_office(tmp_path / "keys", OfficerCard("li", "李梅", "officer"), PIN, CHEAP)
    first = ring.officer_key.public
    with pytest.raises(PassphraseRefused):
        ring.rotate("not the passphrase")
    ring.rotate(PIN, make_token_key(module, "ukey", PIN, "p256"))
    assert ring.officer_key.public.algorithm == "p256"
    assert unlock(tmp_path / "keys", "li", PIN).officer_key.public == ring.officer_key.public != first
    ring.rotate(PIN)
    assert unlock(tmp_path / "keys", "li", PIN).officer_key.public.algorithm == "ed25519"


def test_an_algorithm_the_token_has_not_is_refused(module: str) -> None:
    with pytest.raises((VaultUnusable, KeyError)):
        make_token_key(module, "ukey", PIN, "sm2")  # type: ignore[arg-type]


def test_without_the_extra_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pkcs11", None)
    with pytest.raises(KeysError) as caught:
        make_token_key("/none.so", "ukey", PIN)
    assert (caught.value.key, caught.value.code) == ("token_not_installed", "E_DEVICE")
