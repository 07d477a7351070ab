"""Signatures, and keys that cannot be trusted with one."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from keys.ed25519 import SPKI_PREFIX
from keys.errors import KeysError, NotCanonical, TrustRefused
from keys.points import is_sound
from keys.signing import PublicKey, SigningKey, open_envelope, pae, sign_envelope, verified_by
from tests.shared import shared

KIND = "application/vnd.fieldsuite.bundle+json"


def test_what_is_signed_is_the_example_of_the_dsse_protocol() -> None:
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_lengths_are_of_bytes_not_of_characters() -> None:
    assert pae("类", "汉字".encode()) == b"DSSEv1 3 \xe7\xb1\xbb 6 \xe6\xb1\x89\xe5\xad\x97"


def test_the_seed_of_rfc_8032_gives_its_public_key() -> None:
    key = SigningKey.from_seed(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.public.spki == SPKI_PREFIX + bytes.fromhex(public)


def test_a_key_of_another_length_is_none() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        SigningKey.from_seed(b"short")


def test_neither_seed_nor_key_is_shown() -> None:
    key = SigningKey.generate()
    assert key.seed.hex() not in repr(key)
    assert repr(key.seed)[2:-1] not in repr(key)


def test_a_signature_fits_its_key_type_and_payload_and_no_other() -> None:
    key, other = SigningKey.generate(), SigningKey.generate()
    sig = key.sign(KIND, b"payload").sig
    assert key.public.verify(KIND, b"payload", sig)
    assert not key.public.verify(KIND + "x", b"payload", sig)
    assert not key.public.verify(KIND, b"payloae", sig)
    assert not other.public.verify(KIND, b"payload", sig)
    assert not key.public.verify(KIND, b"payload", sig[:-1])


def test_a_fingerprint_is_eight_groups_of_five_digits() -> None:
    groups = SigningKey.from_seed(bytes(32)).public.fingerprint.split(" ")
    assert [len(group) for group in groups] == [5] * 8
    assert "".join(groups).isdigit()


def test_an_envelope_opens_as_it_was_signed_and_says_by_whom() -> None:
    one, two, three = (SigningKey.generate() for _ in range(3))
    envelope = open_envelope(sign_envelope(KIND, b"{}", [one, two]), KIND)
    assert envelope.payload == b"{}"
    assert verified_by(envelope, [three.public, two.public, one.public]) == [one.public, two.public]
    assert verified_by(envelope, [three.public]) == []


def test_who_signs_twice_is_named_once() -> None:
    key = SigningKey.generate()
    assert verified_by(open_envelope(sign_envelope(KIND, b"{}", [key, key]), KIND), [key.public]) == [
        key.public
    ]


@pytest.mark.parametrize("count", [0, 9])
def test_none_and_nine_signatures_are_not_written(count: int) -> None:
    with pytest.raises(KeysError, match="E_LIMIT"):
        sign_envelope(KIND, b"{}", [SigningKey.generate()] * count)


def test_an_envelope_of_another_type_is_not_opened() -> None:
    with pytest.raises(KeysError, match="E_TYPE"):
        open_envelope(sign_envelope(KIND, b"{}", [SigningKey.generate()]), "application/x")


def test_an_envelope_spelled_otherwise_is_not_opened() -> None:
    data = sign_envelope(KIND, b"{}", [SigningKey.generate()])
    value = json.loads(data)
    for other in (json.dumps(value).encode(), data + b"\n", b" " + data, data[:-1], b"\xef\xbb\xbf" + data):
        with pytest.raises(NotCanonical):
            open_envelope(other, KIND)


def test_every_small_order_and_non_canonical_key_of_c2sp_is_refused() -> None:
    vectors = json.loads(shared("vectors", "cctv", "ed25519", "ed25519vectors.json").read_bytes())
    bad = [one for one in vectors if {"low_order_A", "non_canonical_A"} & set(one["flags"] or [])]
    assert len(bad) > 300
    for one in bad:
        with pytest.raises(TrustRefused):
            PublicKey(SPKI_PREFIX + bytes.fromhex(one["key"]))


def test_of_the_914_edge_signatures_a_sound_key_leaves_only_those_with_a_canonical_point() -> None:
    """OpenSSL takes 208 of them; 207 have a small-order or non-canonical component."""
    vectors = json.loads(shared("vectors", "cctv", "ed25519", "ed25519vectors.json").read_bytes())
    taken = [one for one in vectors if _verifies(one["key"], one["msg"].encode(), one["sig"])]
    left = [one for one in taken if is_sound(bytes.fromhex(one["key"]))]
    assert len(left) < len(taken)
    assert not [
        one for one in left if {"low_order_A", "non_canonical_A", "non_canonical_R"} & set(one["flags"] or [])
    ]


def test_all_151_signatures_of_wycheproof_and_every_key_of_theirs_is_sound() -> None:
    groups = json.loads(shared("vectors", "wycheproof", "testvectors_v1", "ed25519_test.json").read_bytes())[
        "testGroups"
    ]
    seen = 0
    for group in groups:
        key = group["publicKey"]["pk"]
        assert is_sound(bytes.fromhex(key))
        for test in group["tests"]:
            seen += 1
            assert _verifies(key, bytes.fromhex(test["msg"]), test["sig"]) == (test["result"] == "valid")
    assert seen == 151


@pytest.mark.parametrize(
    "raw",
    [
        bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f", b"\xed" + b"\xff" * 30 + b"\x7f",
        b"\xff" * 32, b"\x02" + bytes(31),
    ],
)  # fmt: skip
def test_b39_a_key_that_is_no_point_or_of_small_order_is_refused_at_enrolment(raw: bytes) -> None:
    with pytest.raises(TrustRefused, match="key_unsound"):
        PublicKey(SPKI_PREFIX + raw)


def test_a_key_of_another_algorithm_is_refused() -> None:
    x25519 = bytes.fromhex("302a300506032b656e032100") + b"\x09" + bytes(31)
    for text in (base64.b64encode(x25519).decode(), "", "QQ==", "!"):
        with pytest.raises(KeysError):
            PublicKey.from_text(text)


def _verifies(key: str, message: bytes, sig: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(sig), message)
    except (InvalidSignature, ValueError):
        return False
    return True
