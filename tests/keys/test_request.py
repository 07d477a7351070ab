"""A device and its officers ask to be trusted."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from keys.canonical import decode, encode
from keys.errors import KeysError
from keys.passphrase import Cost
from keys.request import REQUEST_TYPE, OfficeCard
from keys.signing import SigningKey, open_envelope, sign_envelope
from keys.trust import Statement, make_request, make_trust, open_request, open_trust
from keys.trusted import fingerprint_of_roots
from keys.vault import Keyring, OfficerCard, create_office, officers

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def signing(name: str) -> SigningKey:
    return SigningKey.from_seed(hashlib.sha256(name.encode()).digest())


@pytest.fixture
def office(tmp_path: Path) -> Keyring:
    ring = create_office(
        tmp_path / "keys", OfficerCard("li", "李梅", "officer"), "correct horse", Cost(64, 1, 1)
    )
    ring.add_officer(OfficerCard("wang", "王强", "supervisor"), "battery staple")
    return ring


CARD = OfficeCard("lianhua", "莲花村", "450123")


def test_a_request_names_device_and_officers_and_proves_their_keys(office: Keyring) -> None:
    data = make_request(office, CARD, officers(office.folder), practice=True, now=NOW)
    request = open_request(data)
    assert request.office == CARD
    assert request.device == office.device_key.public
    assert request.recipient == office.hybrid_key.public
    assert [card.name for card in request.officers] == ["李梅", "王强"]
    assert (request.practice, request.made_at) == (True, NOW)
    assert len(request.fingerprint.split()) == 8


def test_the_one_at_work_is_in_the_request_also_when_not_listed(office: Keyring) -> None:
    assert [
        card.id for card in open_request(make_request(office, CARD, practice=False, now=NOW)).officers
    ] == ["li"]


def test_a_request_that_was_approved_is_trusted(office: Keyring) -> None:
    request = open_request(make_request(office, CARD, officers(office.folder), practice=False, now=NOW))
    keys = request.trusted_keys(NOW, NOW + timedelta(days=730))
    root = signing("root")
    statement = Statement(1, False, "广西", (root.public.text,), keys, NOW, NOW + timedelta(days=90))
    trust = open_trust(make_trust(statement, [root]), None, fingerprint_of_roots(statement.roots))
    assert (
        trust.valid(office.device_key.public.kid, "device", NOW, office="lianhua").recipient
        == request.recipient
    )
    assert trust.valid(office.officer.kid, "officer", NOW).person == "li"
    assert [key.name for key in trust.by_role("supervisor")] == ["王强"]


def changed(office: Keyring, change: Any, keys: list[SigningKey] | None = None) -> bytes:
    data = make_request(office, CARD, officers(office.folder), practice=False, now=NOW)
    value = decode(open_envelope(data, REQUEST_TYPE).payload)
    change(value)
    return sign_envelope(REQUEST_TYPE, encode(value), keys or [office.device_key, office.officer_key])


def test_two_requests_that_differ_in_anything_have_other_fingerprints(office: Keyring) -> None:
    one = open_request(make_request(office, CARD, practice=False, now=NOW)).fingerprint
    two = open_request(
        make_request(office, replace(CARD, name="荷花村"), practice=False, now=NOW)
    ).fingerprint
    assert one != two


def test_a_request_without_proof_of_its_keys_is_refused(office: Keyring) -> None:
    stranger = signing("stranger")
    attacks: list[tuple[Any, list[SigningKey] | None]] = [
        (lambda value: value.update(device=stranger.public.text), None),
        (lambda value: None, [stranger]),
        (lambda value: value["officers"][0].update(public_spki=stranger.public.text), None),
        (lambda value: value["officers"][0].update(role="supervisor"), None),
        (lambda value: value["officers"][0].update(name="别人"), None),
        (lambda value: value["officers"][1].update(proof=value["officers"][0]["proof"]), None),
    ]
    for change, keys in attacks:
        with pytest.raises(KeysError, match="E_SIGNATURE"):
            open_request(changed(office, change, keys))


def test_a_request_that_is_malformed_is_refused(office: Keyring) -> None:
    attacks: list[Any] = [
        lambda value: value.update(more=1), lambda value: value.pop("practice"),
        lambda value: value.update(officers=[]),
        lambda value: value["office"].update(id="../x"), lambda value: value["office"].update(name=""),
        lambda value: value.update(officers=value["officers"] * 2),
        lambda value: value["officers"][0].update(role="boss"),
        lambda value: value.update(made_at="now"), lambda value: value.update(recipient=value["device"]),
    ]  # fmt: skip
    for change in attacks:
        with pytest.raises(KeysError) as caught:
            open_request(changed(office, change))
        assert caught.value.code in ("E_SCHEMA", "E_SIGNATURE", "E_RECIPIENT")


def test_a_small_order_key_cannot_be_enrolled(office: Keyring) -> None:
    small = "MCowBQYDK2VwAyEA" + "A" * 43 + "="
    with pytest.raises(KeysError, match="key_unsound"):
        open_request(changed(office, lambda value: value.update(device=small)))
