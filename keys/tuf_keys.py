"""Our keys in the words of TUF: Ed25519 only, the algorithm is part of the key, and one anchor for both."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner, Key, SSlibKey
from tuf.api.metadata import Root

from keys.ed25519 import SPKI_PREFIX, PublicKey, SigningKey
from keys.errors import TrustRefused
from keys.trusted import fingerprint_of_roots


def tuf_key(public: PublicKey) -> SSlibKey:
    """Give a public key as TUF metadata has it; its id is ours, the SHA-256 of the SPKI.

    Raises TrustRefused E_SUITE for a key that is not Ed25519: metadata know one algorithm.
    """
    if public.algorithm != "ed25519":
        raise TrustRefused("key_algorithm", code="E_SUITE", found=public.algorithm)
    return SSlibKey(public.kid, "ed25519", "ed25519", {"public": public.spki[-32:].hex()})


def tuf_signer(key: SigningKey) -> CryptoSigner:
    """Give a signer for TUF metadata."""
    return CryptoSigner(Ed25519PrivateKey.from_private_bytes(key.seed), tuf_key(key.public))


def public_of(key: Key) -> PublicKey:
    """Give the key of TUF metadata as ours.

    Raises TrustRefused E_SUITE for another algorithm, ``key_unsound`` for a point that proves nothing, E_SIGNATURE
    for an id that is not the key's.
    """
    if (key.keytype, key.scheme) != ("ed25519", "ed25519"):
        raise TrustRefused("key_algorithm", code="E_SUITE", found=f"{key.keytype}/{key.scheme}"[:60])
    try:
        raw = bytes.fromhex(key.keyval["public"])
    except (KeyError, TypeError, ValueError):
        raise TrustRefused("key_unsound") from None
    public = PublicKey(SPKI_PREFIX + raw)
    if public.kid != key.keyid:
        raise TrustRefused("key_unsound")
    return public


def roots_of(root: Root) -> tuple[tuple[str, ...], int]:
    """Give the root keys (base64 SPKI, sorted) and how many must sign."""
    role = root.roles[Root.type]
    return tuple(sorted(public_of(root.keys[kid]).text for kid in role.keyids)), role.threshold


def anchor_of(root: Root) -> str:
    """Give the fingerprint people compare: the same digits as over the roots of the trust statement."""
    return fingerprint_of_roots(*roots_of(root))


def require_sound(keys: Iterable[Key]) -> None:
    """Raise TrustRefused when any key is of another algorithm or proves nothing."""
    for key in keys:
        public_of(key)
