"""Vectors of others against the primitives: every difference is one that docs/bundle-format.md explains.

Beside these: Ed25519 (test_signing), ML-KEM (test_suites), Cobblestone (test_sealing), JCS and JSON (test_canonical).
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey, MLDSA65PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV, ChaCha20Poly1305
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.errors import SyncError
from sync.open import inspect
from tests.shared import shared
from tests.sync.lattice import encapsulate

Test = dict[str, Any]
EXPLAINED: dict[str, dict[str, int]] = {
    "aes_gcm_test": {"valid refused": 27},
    "sm4_gcm_test": {"valid refused": 9},
}
"""File -> kind of difference -> how often: each stands in docs/bundle-format.md with its reason."""


def h(text: str) -> bytes:
    return bytes.fromhex(text)


def aead(cipher: Any) -> Callable[[Test, Test], bool]:
    def run(test: Test, group: Test) -> bool:
        one = cipher(h(test["key"]))
        plain = one.decrypt(h(test["iv"]), h(test["ct"] + test["tag"]), h(test["aad"]))
        return bool(plain == h(test["msg"]))

    return run


def sm4_gcm(test: Test, group: Test) -> bool:
    mode = modes.GCM(h(test["iv"]), h(test["tag"]), min_tag_length=group["tagSize"] // 8)
    one = Cipher(algorithms.SM4(h(test["key"])), mode).decryptor()
    one.authenticate_additional_data(h(test["aad"]))
    return bool(one.update(h(test["ct"])) + one.finalize() == h(test["msg"]))


def hkdf(algorithm: hashes.HashAlgorithm) -> Callable[[Test, Test], bool]:
    def run(test: Test, group: Test) -> bool:
        okm = HKDF(algorithm, test["size"], h(test["salt"]), h(test["info"])).derive(h(test["ikm"]))
        return bool(okm.hex() == test["okm"])

    return run


def hmac(algorithm: hashes.HashAlgorithm) -> Callable[[Test, Test], bool]:
    def run(test: Test, group: Test) -> bool:
        one = HMAC(h(test["key"]), algorithm)
        one.update(h(test["msg"]))
        return bool(one.finalize()[: group["tagSize"] // 8].hex() == test["tag"])

    return run


def x25519(test: Test, group: Test) -> bool:
    private = X25519PrivateKey.from_private_bytes(h(test["private"]))
    shared_secret = private.exchange(X25519PublicKey.from_public_bytes(h(test["public"])))
    return bool(shared_secret.hex() == test["shared"])


def ecdsa(test: Test, group: Test) -> bool:
    key = serialization.load_der_public_key(h(group["publicKeyDer"]))
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(h(test["sig"]), h(test["msg"]), ec.ECDSA(hashes.SHA256()))
    return True


def ecdh(test: Test, group: Test) -> bool:
    private = ec.derive_private_key(int(test["private"], 16), ec.SECP256R1())
    public = serialization.load_der_public_key(h(test["public"]))
    assert isinstance(public, ec.EllipticCurvePublicKey)
    return bool(private.exchange(ec.ECDH(), public).hex() == test["shared"])


def mldsa(kind: Any) -> Callable[[Test, Test], bool]:
    def run(test: Test, group: Test) -> bool:
        context = h(test["ctx"]) if "ctx" in test else None
        kind.from_public_bytes(h(group["publicKey"])).verify(h(test["sig"]), h(test["msg"]), context)
        return True

    return run


FILES: dict[str, Callable[[Test, Test], bool]] = {
    "aes_gcm_test": aead(AESGCM),
    "aes_gcm_siv_test": aead(AESGCMSIV),
    "chacha20_poly1305_test": aead(ChaCha20Poly1305),
    "sm4_gcm_test": sm4_gcm,
    "hkdf_sha256_test": hkdf(hashes.SHA256()),
    "hkdf_sha512_test": hkdf(hashes.SHA512()),
    "hmac_sha256_test": hmac(hashes.SHA256()),
    "hmac_sm3_test": hmac(hashes.SM3()),
    "x25519_test": x25519,
    "ecdsa_secp256r1_sha256_test": ecdsa,
    "ecdh_secp256r1_test": ecdh,
    "mldsa_44_verify_test": mldsa(MLDSA44PublicKey),
    "mldsa_65_verify_test": mldsa(MLDSA65PublicKey),
}


@pytest.mark.parametrize("name", FILES)
def test_wycheproof_agrees_but_for_what_is_explained(name: str) -> None:
    data = json.loads(shared("vectors", "wycheproof", "testvectors_v1", f"{name}.json").read_bytes())
    differences: Counter[str] = Counter()
    seen = 0
    for group in data["testGroups"]:
        for test in group["tests"]:
            seen += 1
            try:
                taken = FILES[name](test, group)
            except (InvalidTag, InvalidSignature, UnsupportedAlgorithm, ValueError):
                taken = False
            if taken != (test["result"] == "valid") and not (test["result"] == "acceptable" and taken):
                differences[f"{test['result']} {'taken' if taken else 'refused'}"] += 1
    assert seen == data["numberOfTests"]
    assert dict(differences) == EXPLAINED.get(name, {})


@pytest.mark.parametrize("folder", ["unluckysample", "intermediate"])
def test_encapsulation_of_cctv_agrees_and_its_keys_are_those_of_the_draft(folder: str) -> None:
    """Keys there come from G(d) as in the draft; FIPS 203 has G(d || k), so the seeds give other keys."""
    values = _values(shared("vectors", "cctv", "ML-KEM", folder, "ML-KEM-768.txt"))
    ciphertext, secret = encapsulate(h(values["ek"]), h(values["m"]))
    assert (ciphertext.hex(), secret.hex()) == (values["c"], values["K"])
    if "z" in values:
        key = MLKEM768PrivateKey.from_seed_bytes(h(values["d"] + values["z"]))
        assert key.public_key().public_bytes_raw().hex() != values["ek"]


def _values(path: Path) -> dict[str, str]:
    lines = (line.split(" = ", 1) for line in path.read_text(encoding="utf-8").splitlines() if " = " in line)
    return {name.strip(): value.strip() for name, value in reversed(list(lines))}


def test_none_of_the_143_age_files_is_taken_for_ours() -> None:
    files = sorted(shared("vectors", "cctv", "age", "testdata").iterdir())
    assert len(files) == 143
    for path in files:
        with pytest.raises(SyncError, match="E_MAGIC"):
            inspect(path)


def test_a_point_of_x25519_that_the_library_refuses_gives_zero() -> None:
    """Every acceptable case that is refused has a shared secret of zeros: low order, RFC 7748, 6.1."""
    data = json.loads(shared("vectors", "wycheproof", "testvectors_v1", "x25519_test.json").read_bytes())
    for group in data["testGroups"]:
        for test in group["tests"]:
            try:
                x25519(test, group)
            except ValueError:
                assert test["shared"] == "00" * 32
