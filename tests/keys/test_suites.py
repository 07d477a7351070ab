"""Two suites and the place of a third: none is mixed, none is lowered."""

import hashlib
import hmac
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from keys.errors import SealRefused
from keys.recipients import PublicRecipient, RecipientKey
from keys.sealing import WrappedKey, common_suite, open_key, seal_key
from keys.suites import SUITES
from tests.shared import shared

DEK, INFO = bytes(range(32)), b"fos/v1/dek"
OLD, NEW = RecipientKey(b"o" * 32), RecipientKey(b"n" * 32, 2)


def test_a_suite_2_key_is_opened_with_a_suite_2_wrap() -> None:
    wrapped = seal_key(DEK, [NEW.public], INFO)
    assert len(wrapped[0].enc) == 1168
    assert open_key(wrapped, NEW, INFO, suite=2) == DEK
    assert open_key(wrapped, (OLD, NEW), INFO, suite=2) == DEK


def test_the_hybrid_is_x_wing_as_its_draft_describes_it() -> None:
    """Opened by hand: SHAKE-256 seed, both shared secrets through SHA3-256, then the key schedule of RFC 9180."""
    (wrapped,) = seal_key(DEK, [NEW.public], INFO)
    halves = hashlib.shake_256(NEW.private).digest(96)
    lattice = MLKEM768PrivateKey.from_seed_bytes(halves[:64])
    point = X25519PrivateKey.from_private_bytes(halves[64:])
    ct_m, ct_x, sealed = wrapped.enc[:1088], wrapped.enc[1088:1120], wrapped.enc[1120:]
    pk_x = point.public_key().public_bytes_raw()
    ss_x = point.exchange(X25519PublicKey.from_public_bytes(ct_x))
    shared_secret = hashlib.sha3_256(
        lattice.decapsulate(ct_m) + ss_x + ct_x + pk_x + rb"\.//^\\"[:6]
    ).digest()
    info = INFO + b"\x02" + bytes.fromhex(NEW.kid)
    key, nonce = schedule(shared_secret, info)
    assert ChaCha20Poly1305(key).decrypt(nonce, sealed, b"") == DEK


def schedule(secret: bytes, info: bytes) -> tuple[bytes, bytes]:
    """RFC 9180, section 5.1, base mode, KEM 0x647a, HKDF-SHA256, ChaCha20-Poly1305."""
    suite = b"HPKE" + bytes.fromhex("647a00010003")

    def extract(salt: bytes, label: bytes, ikm: bytes) -> bytes:
        return hmac.new(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256").digest()

    def expand(prk: bytes, label: bytes, context: bytes, length: int) -> bytes:
        data = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + context + b"\x01"
        return hmac.new(prk, data, "sha256").digest()[:length]

    context = b"\0" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    prk = extract(secret, b"secret", b"")
    return expand(prk, b"key", context, 32), expand(prk, b"base_nonce", context, 12)


def test_suites_are_never_mixed() -> None:
    with pytest.raises(SealRefused, match="E_SUITE suites_mixed"):
        seal_key(DEK, [OLD.public, NEW.public], INFO)
    assert common_suite([OLD.public]) == 1
    assert common_suite([NEW.public], least=2) == 2


def test_a_key_under_the_least_suite_is_neither_sealed_to_nor_opened_with() -> None:
    with pytest.raises(SealRefused, match="E_SUITE suite_too_low"):
        common_suite([OLD.public], least=2)
    with pytest.raises(SealRefused, match="E_SUITE suite_too_low"):
        open_key(seal_key(DEK, [OLD.public], INFO), (NEW, OLD), INFO, suite=1, least=2)


@pytest.mark.parametrize("suite", [1, 3])
def test_a_header_that_asks_for_another_suite_than_the_key_is_made_for_is_refused(suite: int) -> None:
    with pytest.raises(SealRefused, match="E_SUITE"):
        open_key(seal_key(DEK, [NEW.public], INFO), NEW, INFO, suite=suite)


def test_the_number_kept_for_sm2_is_no_suite_and_claims_nothing() -> None:
    assert set(SUITES) == {1, 2}
    with pytest.raises(SealRefused, match="E_SUITE unknown_suite"):
        open_key([WrappedKey(OLD.kid, bytes(80))], OLD, INFO, suite=3)


@pytest.mark.parametrize("at", [0, 1087, 1088, 1118, 1120, 1151, 1167])
def test_a_changed_hybrid_wrap_opens_nothing(at: int) -> None:
    (wrapped,) = seal_key(DEK, [NEW.public], INFO)
    enc = bytearray(wrapped.enc)
    enc[at] ^= 1
    with pytest.raises(SealRefused):
        open_key([WrappedKey(wrapped.kid, bytes(enc))], NEW, INFO, suite=2)


def test_a_hybrid_wrap_with_a_point_of_low_order_is_refused_as_such() -> None:
    (wrapped,) = seal_key(DEK, [NEW.public], INFO)
    enc = wrapped.enc[:1088] + bytes(32) + wrapped.enc[1120:]
    with pytest.raises(SealRefused, match="E_RECIPIENT"):
        open_key([WrappedKey(wrapped.kid, enc)], NEW, INFO, suite=2)


def test_a_hybrid_key_travels_as_text_and_bytes_that_are_none_are_refused() -> None:
    assert PublicRecipient.from_text(NEW.public.text) == NEW.public
    assert len(NEW.public.spki) == 1240
    for public in (
        b"\xff" * 1184 + NEW.public.public[-32:],
        NEW.public.public[:-32] + bytes(32),
        bytes(1215),
    ):
        with pytest.raises(SealRefused, match="E_RECIPIENT"):
            PublicRecipient(public)
    assert NEW.private.hex() not in repr(NEW)


def test_all_ml_kem_768_vectors_of_wycheproof_agree() -> None:
    folder = shared("vectors", "wycheproof", "testvectors_v1")
    seen = 0
    for group in json.loads((folder / "mlkem_768_keygen_seed_test.json").read_bytes())["testGroups"]:
        for test in group["tests"]:
            seen += 1
            key = MLKEM768PrivateKey.from_seed_bytes(bytes.fromhex(test["seed"]))
            assert key.public_key().public_bytes_raw().hex() == test["ek"]
    for group in json.loads((folder / "mlkem_768_test.json").read_bytes())["testGroups"]:
        for test in group["tests"]:
            seen += 1
            assert _decapsulates(test) == (test["result"] == "valid")
    for group in json.loads((folder / "mlkem_768_encaps_test.json").read_bytes())["testGroups"]:
        for test in group["tests"]:
            seen += 1
            assert _takes(test["ek"]) == (test["result"] == "valid"), test["comment"]
    assert seen == 193 + 265 + 100 or seen > 500


def _decapsulates(test: dict[str, str]) -> bool:
    try:
        key = MLKEM768PrivateKey.from_seed_bytes(bytes.fromhex(test["seed"]))
        return key.decapsulate(bytes.fromhex(test["c"])).hex() == test["K"]
    except ValueError:
        return False


def _takes(ek: str) -> bool:
    try:
        MLKEM768PublicKey.from_public_bytes(bytes.fromhex(ek))
    except ValueError:
        return False
    return True
