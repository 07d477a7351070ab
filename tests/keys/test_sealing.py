"""Keys sealed to recipients, and evidence at rest."""

import io
import json

import pytest
from cryptography.cobblestone import (
    Cobblestone128Decryptor,
    Cobblestone256Decryptor,
)
from hypothesis import given
from hypothesis import strategies as st

from keys.errors import KeysError, SealRefused
from keys.evidence import open_blob, open_file, seal_blob, seal_pieces
from keys.sealing import PublicRecipient, RecipientKey, WrappedKey, open_key, seal_key
from tests.shared import shared

DEK, INFO, KEY = bytes(range(32)), b"fos/v1/dek", b"k" * 32
LOW_ORDER = [
    bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f", b"\xed" + b"\xff" * 30 + b"\x7f",
    b"\xee" + b"\xff" * 30 + b"\x7f",
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
]  # fmt: skip
"""The points of order 1, 2, 4 and 8 and their other encodings (RFC 7748, section 7; Wycheproof)."""


def test_each_recipient_opens_the_same_key() -> None:
    people = [RecipientKey.generate() for _ in range(3)]
    wrapped = seal_key(DEK, [one.public for one in people], INFO)
    assert [one.kid for one in wrapped] == sorted(one.kid for one in people)
    assert all(open_key(wrapped, one, INFO) == DEK for one in people)


def test_a_key_sealed_twice_looks_different() -> None:
    one = RecipientKey.generate()
    assert seal_key(DEK, [one.public], INFO) != seal_key(DEK, [one.public], INFO)


def test_a_stranger_opens_nothing() -> None:
    wrapped = seal_key(DEK, [RecipientKey.generate().public], INFO)
    with pytest.raises(SealRefused, match="E_RECIPIENT not_for_us"):
        open_key(wrapped, RecipientKey.generate(), INFO)


def test_a_wrap_is_good_for_one_purpose_suite_and_recipient() -> None:
    one, two = RecipientKey.generate(), RecipientKey.generate()
    wrapped = seal_key(DEK, [one.public], INFO)
    with pytest.raises(SealRefused, match="E_AEAD"):
        open_key(wrapped, one, b"fos/v2/dek")
    with pytest.raises(SealRefused, match="E_AEAD"):
        open_key([WrappedKey(two.kid, wrapped[0].enc)], two, INFO)


@pytest.mark.parametrize("suite", [0, 2, 3])
def test_a_suite_that_is_not_there_or_not_of_the_key_is_refused(suite: int) -> None:
    one = RecipientKey.generate()
    with pytest.raises(SealRefused, match="E_SUITE"):
        seal_key(DEK, [one.public], INFO, suite=suite)
    with pytest.raises(SealRefused, match="E_SUITE"):
        open_key(seal_key(DEK, [one.public], INFO), one, INFO, suite=suite)


def test_nobody_and_the_same_one_twice_are_no_recipients() -> None:
    one = RecipientKey.generate()
    for people in ([], [one.public, one.public]):
        with pytest.raises(SealRefused, match="E_RECIPIENT"):
            seal_key(DEK, people, INFO)
    wrapped = seal_key(DEK, [one.public], INFO)
    with pytest.raises(SealRefused, match="E_RECIPIENT"):
        open_key([*wrapped, *wrapped], one, INFO)


@pytest.mark.parametrize("point", LOW_ORDER)
def test_points_of_low_order_are_refused_as_recipient_and_as_capsule(point: bytes) -> None:
    with pytest.raises(SealRefused, match="E_RECIPIENT"):
        PublicRecipient(point)
    one = RecipientKey.generate()
    wrapped = seal_key(DEK, [one.public], INFO)
    with pytest.raises(SealRefused, match="E_RECIPIENT"):
        open_key([*wrapped, WrappedKey("a" * 64, point + wrapped[0].enc[32:])], one, INFO)


@given(st.integers(0, 79), st.integers(1, 255))
def test_a_changed_wrap_opens_nothing(at: int, change: int) -> None:
    one = RecipientKey(b"r" * 32)
    wrapped = seal_key(DEK, [one.public], INFO)[0]
    enc = bytearray(wrapped.enc)
    enc[at] ^= change
    if at == 31 and change == 128:
        return  # X25519 ignores this bit of the point; HPKE does not, and that is tested below.
    with pytest.raises(SealRefused):
        open_key([WrappedKey(wrapped.kid, bytes(enc))], one, INFO)


def test_the_bit_of_the_point_that_x25519_ignores_still_breaks_the_seal() -> None:
    one = RecipientKey(b"r" * 32)
    wrapped = seal_key(DEK, [one.public], INFO)[0]
    enc = bytearray(wrapped.enc)
    enc[31] ^= 128
    with pytest.raises(SealRefused, match="E_AEAD"):
        open_key([WrappedKey(wrapped.kid, bytes(enc))], one, INFO)


def test_a_recipient_travels_as_text_and_a_signing_key_does_not_pass_for_one() -> None:
    one = RecipientKey.generate()
    assert PublicRecipient.from_text(one.public.text) == one.public
    assert one.private.hex() not in repr(one)
    for text in ("", "QQ==", "MCowBQYDK2VwAyEAufQBnISl/ZZEo4+7cpUIg+fCZz29jamvtHQmimV23uw="):
        with pytest.raises(KeysError):
            PublicRecipient.from_text(text)


@pytest.mark.parametrize("length", [0, 1, 16_383, 16_384, 16_385, 200_000])
def test_evidence_comes_out_as_it_went_in(length: int) -> None:
    data = bytes(index % 251 for index in range(length))
    sealed = seal_blob(KEY, data, b"digest")
    assert open_blob(KEY, sealed, b"digest") == data
    assert length < 16 or data[:16] not in sealed
    assert seal_blob(KEY, data, b"digest") != sealed


@pytest.mark.parametrize("length", [0, 1, 16_384, 600_000])
def test_evidence_is_sealed_and_opened_in_pieces_as_it_is_at_once(length: int) -> None:
    data = bytes(index % 251 for index in range(length))
    pieces = [data[at : at + 100_000] for at in range(0, length, 100_000)]
    sealed = b"".join(seal_pieces(KEY, pieces, b"digest"))
    assert open_blob(KEY, sealed, b"digest") == data
    with open_file(KEY, io.BytesIO(seal_blob(KEY, data, b"digest")), b"digest") as file:
        assert file.read() == data


def test_evidence_read_in_pieces_never_ends_well_when_it_was_changed_or_cut() -> None:
    sealed = seal_blob(KEY, b"picture" * 100_000, b"digest")
    for bad in (
        sealed[:-1],
        sealed[:-20_000],
        sealed[:400_000] + b"x" + sealed[400_001:],
        sealed + b"x",
        b"FOE2" + sealed[4:],
    ):
        with pytest.raises(SealRefused, match="E_AEAD"), open_file(KEY, io.BytesIO(bad), b"digest") as file:
            while file.read(10_000):
                pass


def test_evidence_opens_with_its_key_and_under_its_name_only() -> None:
    sealed = seal_blob(KEY, b"picture", b"digest")
    for key, context in ((b"x" * 32, b"digest"), (KEY, b"other"), (KEY, b"")):
        with pytest.raises(SealRefused, match="E_AEAD"):
            open_blob(key, sealed, context)


@given(st.data())
def test_evidence_changed_or_cut_anywhere_does_not_open(data: st.DataObject) -> None:
    sealed = seal_blob(KEY, b"picture" * 3000, b"digest")
    at = data.draw(st.integers(0, len(sealed) - 1))
    changed = bytearray(sealed)
    changed[at] ^= data.draw(st.integers(1, 255))
    for bad in (bytes(changed), sealed[:at], sealed + b"x"):
        with pytest.raises(SealRefused, match="E_AEAD"):
            open_blob(KEY, bad, b"digest")


def test_the_stream_gives_the_known_answers_of_another_implementation() -> None:
    vectors = json.loads(shared("vectors", "cobblestone-own", "kat.json").read_bytes())
    assert {one["suite"] for one in vectors} == {"Cobblestone-128", "Cobblestone-256"}
    for one in vectors:
        kind = Cobblestone256Decryptor if one["suite"] == "Cobblestone-256" else Cobblestone128Decryptor
        stream = kind(bytes.fromhex(one["key"]), bytes.fromhex(one["context"]))
        assert stream.update(bytes.fromhex(one["ct"])) + stream.finalize() == bytes.fromhex(one["msg"])
